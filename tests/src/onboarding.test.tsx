import { beforeEach, describe, expect, it } from '@jest/globals';
import { STEPS, type Answer } from '../../backend/api/contract.ts';
import OnboardingPage from '../../src/views/OnboardingPage.tsx';
import { reasonView } from './answers.ts';
import { contextOf, openDashboard, type Dashboard } from './dashboard.ts';
import { draw, type Screen } from './remote.ts';

const READ = '/api/onboarding/read';
const DEPOSIT = '/api/onboarding/test-deposit';
type Step = Answer<typeof READ>['steps'][number];
let dashboard: Dashboard;

const steps = (done: number, next: Partial<Step> = {}): Answer<typeof READ> => ({
  steps: STEPS.map((step, index) => ({
    step,
    status: index < done ? ('complete' as const) : ('not_started' as const),
    reason: null,
    ...(index === done && next),
  })),
});

const open = (change: Parameters<typeof contextOf>[0] = {}): Promise<Screen> =>
  draw(<OnboardingPage {...contextOf(change)} />);

beforeEach(() => {
  dashboard = openDashboard({ [READ]: steps(0) });
});

describe('setting up', () => {
  it('lists its steps and explains the next one', async () => {
    const screen = await open();
    const [view] = screen.all('OnboardingView');
    expect(view?.props['completed']).toBe(false);
    expect(view?.props['tasks']).toMatchObject([
      { title: 'Enter your company', status: 'not-started' },
      { title: 'Authorize Guichet at Chorus Pro' },
      { title: 'Connect your technical account' },
      { title: 'Find your company at Chorus Pro' },
      { title: 'Send a test invoice' },
      { title: 'Ready' },
    ]);
    expect(screen.text()).toContain('Legal name, SIRET, VAT number');
    expect(screen.get('Button', 'Open settings').props['href']).toContain('/settings/apps/');
  });

  it('says why a step is blocked, and checks again', async () => {
    const reason = reasonView({ code: 'technical_account_refused', at: 'settings', params: {} });
    dashboard.answers[READ] = steps(2, { status: 'blocked', reason });
    const screen = await open();
    expect(screen.text()).toContain('Chorus Pro refused the technical account');
    dashboard.answers[READ] = steps(3);
    await screen.press('Button', 'Check again');
    expect(screen.text()).toContain('Guichet looks up your SIRET');
  });

  it('has no test invoice in a live account, where none is offered', async () => {
    const live = steps(4).steps.filter(({ step }) => step !== 'test_deposit');
    dashboard.answers[READ] = { steps: live };
    const screen = await open();
    expect(screen.all('OnboardingView')[0]?.props['tasks']).toHaveLength(5);
    expect(screen.text()).toContain('Mark your public-sector customers on their pages.');
    expect(screen.has('Button', 'Send a test invoice')).toBe(false);
    expect(screen.text()).not.toContain('Six steps');
  });

  it.each([
    [{ mode: 'live' as const }, 'https://portail.chorus-pro.gouv.fr'],
    [{ mode: 'test' as const }, 'https://chorus-pro.gouv.fr/qualif'],
    [{ mode: 'test' as const, isSandbox: true }, 'https://chorus-pro.gouv.fr/qualif'],
  ])('leads to the Chorus Pro in which a step is done (%j)', async (change, href) => {
    dashboard.answers[READ] = steps(1);
    const screen = await open(change);
    expect(screen.get('Link', 'Open Chorus Pro').props['href']).toBe(href);
  });

  it('says what it waits for while a test invoice is checked, and offers nothing once it is done', async () => {
    dashboard.answers[READ] = steps(4, { status: 'in_progress' });
    const screen = await open();
    expect(screen.has('Badge', 'Under way')).toBe(true);
    expect(screen.text()).toContain('Chorus Pro is checking the test invoice');
    dashboard.answers[READ] = steps(5);
    await screen.press('Button', 'Check again');
    expect(screen.has('Button', 'Send a test invoice')).toBe(false);
  });

  it('is ready as soon as the backend says so, whatever could not be looked up', async () => {
    const all = steps(6).steps.map((each) =>
      each.step === 'supplier_found' ? { ...each, status: 'in_progress' as const } : each,
    );
    dashboard.answers[READ] = { steps: all };
    const screen = await open();
    expect(screen.all('OnboardingView')[0]?.props['completed']).toBe(true);
    expect(screen.has('Button', 'Open customers')).toBe(true);
  });

  it('leads to the settings from every step that is cured there', async () => {
    const reason = reasonView({ code: 'account_lacks_rights', at: 'settings.seller', params: {} });
    dashboard.answers[READ] = steps(3, { status: 'blocked', reason });
    const screen = await open();
    expect(screen.text()).toContain('The technical account may not do this');
    expect(screen.has('Button', 'Open settings')).toBe(true);
    expect(screen.has('Badge', 'To correct')).toBe(true);
  });

  it('does not claim to have sent what stays here, and shows the step that is missing', async () => {
    dashboard.answers[READ] = steps(4);
    const screen = await open();
    const reason = reasonView({
      code: 'seller_address_missing',
      at: 'settings.seller',
      params: {},
    });
    dashboard.answers[DEPOSIT] = steps(0, { status: 'in_progress', reason });
    await screen.press('Button', 'Send a test invoice');
    expect(dashboard.toasts).toEqual([]);
    expect(screen.text()).toContain('Enter your company');
    expect(screen.text()).toContain(reason.title.en);
  });

  it('does not send a second test invoice when the answer of the first is lost', async () => {
    dashboard.answers[READ] = steps(4);
    const screen = await open();
    dashboard.answers[DEPOSIT] = 'no answer';
    dashboard.answers[READ] = steps(4, { status: 'in_progress' });
    await screen.press('Button', 'Send a test invoice');
    expect(dashboard.asked.filter(({ path }) => path === DEPOSIT)).toHaveLength(1);
    expect(dashboard.toasts).toEqual(['Test invoice sent']);
  });

  it('sends a test invoice once', async () => {
    dashboard.answers[READ] = steps(4);
    dashboard.answers[DEPOSIT] = steps(4, { status: 'in_progress' });
    const screen = await open();
    const button = screen.get('Button', 'Send a test invoice');
    await Promise.all([screen.fire(button, 'onPress'), screen.fire(button, 'onPress')]);
    expect(dashboard.asked.filter(({ path }) => path === DEPOSIT)).toHaveLength(1);
    expect(dashboard.toasts).toEqual(['Test invoice sent']);
  });

  it('is complete when every step is', async () => {
    dashboard.answers[READ] = steps(6);
    const screen = await open();
    expect(screen.all('OnboardingView')[0]?.props['completed']).toBe(true);
    expect(screen.has('Button', 'Open customers')).toBe(true);
  });

  it('says when it cannot be checked', async () => {
    dashboard.answers[READ] = 'no answer';
    expect((await open()).text()).toContain('Guichet cannot be reached');
  });

  it('is only looked at by a role that only looks', async () => {
    dashboard.answers[READ] = steps(4);
    const screen = await open({ role: 'view_only' });
    expect(screen.get('Button', 'Send a test invoice').props['disabled']).toBe(true);
  });

  it('is French for a French user', async () => {
    expect((await open({ locale: 'fr' })).text()).toContain('Saisir votre entreprise');
  });
});

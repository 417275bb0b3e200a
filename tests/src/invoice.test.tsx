import { beforeEach, describe, expect, it } from '@jest/globals';
import { STATES } from '../../backend/follow/state.ts';
import { stateWordingFor } from '../../src/wording/wording.ts';
import InvoiceView from '../../src/views/InvoiceView.tsx';
import { found, reasonView } from './answers.ts';
import { answer, contextOf, openDashboard, type Dashboard, type Scripted } from './dashboard.ts';
import { draw, type Screen } from './remote.ts';

const FIND = '/api/transmissions/find';
const CHECK = '/api/invoices/check';
const ACT = '/api/transmissions/act';
const object = { id: 'in_1', object: 'invoice' };
const RETRY = { action: 'retry', primary: true, disabled_because: null } as const;
let dashboard: Dashboard;

beforeEach(() => {
  dashboard = openDashboard({ [FIND]: found() });
});

const open = (change: Parameters<typeof contextOf>[0] = {}): Promise<Screen> =>
  draw(<InvoiceView {...contextOf({ object, ...change })} />);
const asked = (path: string) => dashboard.asked.filter((each) => each.path === path);

const states = Object.keys(STATES).filter((state): state is keyof typeof STATES => state in STATES);

describe('a finalized invoice', () => {
  it.each(states)('in the state %s is told in words, with who acts next', async (state) => {
    const { actor } = STATES[state];
    dashboard.answers[FIND] = found({ state, actor });
    const screen = await open();
    const { label, explanation } = stateWordingFor(state, 'en');
    expect(screen.has('Badge', label)).toBe(true);
    expect(screen.text()).toContain(explanation);
    expect(screen.text().includes('Next: ')).toBe(actor !== 'nobody');
  });

  it('says how long it has been there, and after how long it was paid', async () => {
    const threeDaysAgo = new Date(Date.now() - 3.5 * 86_400_000).toISOString();
    dashboard.answers[FIND] = found({ deposited_at: threeDaysAgo });
    expect((await open()).text()).toContain('Since the deposit\n3 days');
    const since = '2026-12-14T10:00:00.000Z';
    dashboard.answers[FIND] = found({ state: 'paid', actor: 'nobody', since });
    expect((await open()).text()).toContain('Paid after\n25 days');
    dashboard.answers[FIND] = found({ state: 'blocked', deposited_at: null });
    expect((await open()).text()).not.toContain('Since the deposit');
  });

  it('asks nobody to correct what Chorus Pro’s outage keeps waiting', async () => {
    const outage = { code: 'chorus_pro_unavailable', at: 'deposit', params: {} };
    const reason = reasonView({ ...outage, actor: 'chorus_pro' });
    dashboard.answers[FIND] = found({ state: 'converted', actor: 'us', reasons: [reason] });
    const text = (await open()).text();
    expect(text).toContain('Why it waits');
    expect(text).not.toContain('What to correct');
  });

  it('writes the first of a month, and colons, as French does', async () => {
    const since = '2026-10-01T10:00:00.000Z';
    const sayings = [{ code: 'service_missing', message: 'Le code service est obligatoire' }];
    dashboard.answers[FIND] = found({ state: 'refused', since }, { sayings });
    const text = (await open({ locale: 'fr' })).text();
    expect(text).toContain('1er oct. 2026');
    expect(text).toContain('Termes exacts de Chorus Pro\u00a0: «');
  });

  it('has a history, newest first, with dates as France counts them', async () => {
    const text = (await open()).text();
    expect(text).toContain('Nov 19, 2026, 9:00 AM');
    expect(text.lastIndexOf('With the buyer')).toBeLessThan(text.indexOf('Received'));
  });

  it('shows each status of Chorus Pro on its way to payment, with Chorus Pro’s own dates', async () => {
    const step = (
      kind: 'state' | 'attempt',
      state: 'available' | 'in_payment',
      remote: string,
    ) => ({
      ...{ kind, state, reasons: [], remote: null },
      at: '2026-11-23T05:00:00.000Z',
      detail: { remoteStatus: remote, remoteStatusAt: '2026-11-22T13:30:00.000Z' },
    });
    const history = [
      step('state', 'available', 'MISE_A_DISPOSITION'),
      step('state', 'in_payment', 'SERVICE_FAIT'),
      step('attempt', 'in_payment', 'MANDATEE'),
      step('attempt', 'in_payment', 'MANDATEE'),
      step('attempt', 'in_payment', 'STATUT_DE_DEMAIN'),
    ];
    const change = { state: 'in_payment', remote_status: 'MANDATEE' } as const;
    dashboard.answers[FIND] = found(change, { history });
    const text = (await open()).text();
    const told = [
      'available to the buyer',
      'Payment in progress',
      'service fait',
      'STATUT_DE_DEMAIN',
    ];
    for (const words of told) expect(text).toContain(words);
    // Once in the history, once as the present status.
    expect(text.split('Payment ordered by the buyer (mandatée)')).toHaveLength(3);
    expect(text).toContain('Nov 22, 2026, 2:30 PM');
    expect(text).not.toContain('Nov 23, 2026, 6:00 AM');
  });

  it('shows a refusal in plain words, its cure, a link to it, and Chorus Pro’s own words', async () => {
    const [, ...rest] = found().history;
    const refused = {
      at: '2026-11-21T10:00:00.000Z',
      kind: 'state' as const,
      state: 'refused' as const,
      reasons: [reasonView()],
      detail: {},
      remote: { correlation_id: null, code: '20003', message: 'Le code service est obligatoire' },
    };
    dashboard.answers[FIND] = found(
      {
        state: 'refused',
        actor: 'merchant',
        reasons: [reasonView()],
        remote_comment: 'Voir bon de commande',
      },
      { history: [...rest, refused] },
    );
    const screen = await open();
    expect(screen.text()).toContain('What to correct');
    expect(screen.text()).toContain('The service code is missing');
    expect(screen.text()).toContain('Mairie (SIRET 12345678200028) accepts invoices only with');
    expect(screen.text()).toContain('“Le code service est obligatoire”');
    expect(screen.text()).toContain('“Voir bon de commande”');
    expect(screen.get('Link', 'Open customer').props['href']).toEqual({
      name: 'customerDetails',
      params: { customerId: 'cus_1' },
    });
  });

  it('says what Chorus Pro’s messages mean and what to do, with its own text under each', async () => {
    dashboard.answers[FIND] = found(
      {
        state: 'refused',
        actor: 'merchant',
        reasons: [reasonView({ code: 'flow_refused', at: 'flow', params: {} })],
      },
      {
        sayings: [
          { message: 'GCU_MSG_01_031 : destinataire inconnu', code: 'buyer_unknown' },
          { message: 'SIRET émetteur inconnu', code: 'supplier_unknown' },
          { message: 'ERR 4711 : opération refusée', code: null },
          { message: 'Un autre', code: 'code_of_a_newer_backend' },
        ],
      },
    );
    const screen = await open();
    const text = screen.text();
    for (const told of [
      'Why Chorus Pro refused it',
      'Chorus Pro does not know the customer’s SIRET',
      'then send the invoice again. Its number stays.',
      'Chorus Pro’s own words: “GCU_MSG_01_031 : destinataire inconnu”',
      'Chorus Pro’s own words; Guichet does not know this message',
      '“ERR 4711 : opération refusée”',
      '“Un autre”',
    ]) {
      expect(text).toContain(told);
    }
    // The reason that only says that it was refused says nothing more.
    expect(text).not.toContain('What to correct');
    expect(screen.has('Link', 'Open customer')).toBe(true);
    expect(screen.has('Link', 'Open settings')).toBe(true);
  });

  it('says in the history what was said, in short, beside the words themselves', async () => {
    const refused = {
      ...{ at: '2026-11-21T10:00:00.000Z', kind: 'state' as const, state: 'refused' as const },
      ...{ reasons: [reasonView({ code: 'flow_refused', params: {} })], detail: {} },
      remote: { correlation_id: null, code: '1', message: 'EJ inconnu|Service fermé' },
      sayings: [
        { message: 'EJ inconnu', code: 'engagement_unknown' },
        { message: 'Service fermé', code: null },
      ],
    };
    dashboard.answers[FIND] = found({}, { history: [refused] });
    const text = (await open()).text();
    expect(text).toContain('Chorus Pro’s own words: “EJ inconnu”');
    expect(text).toContain('Chorus Pro’s own words: “Service fermé”');
    expect(text).not.toContain('EJ inconnu|Service fermé');
    expect(text).not.toContain(reasonView({ code: 'flow_refused', params: {} }).title.en);
  });

  it.each([
    ['usr_1', 'by you'],
    ['usr_2', 'by a colleague'],
    ['cli:ops', 'by Guichet support'],
  ])('says in the history who did something (%s)', async (user_id, who) => {
    const entry = {
      ...{ at: '2026-11-21T10:00:00.000Z', kind: 'action' as const, state: 'blocked' as const },
      ...{ reasons: [], detail: { action: 'hold', comment: 'Wait for the order' }, remote: null },
      user_id,
    };
    dashboard.answers[FIND] = found({}, { history: [entry] });
    const text = (await open()).text();
    expect(text).toContain(`Held back\nNov 21, 2026, 11:00 AM\n${who}\nWait for the order`);
  });

  it.each([
    ['asked', 'Send to another body: asked of Chorus Pro'],
    ['refused', 'Send to another body: refused by Chorus Pro'],
    ['uncertain', 'Send to another body: not confirmed yet'],
    ['accepted', 'Sent to the new body'],
  ])('says how an action at Chorus Pro went (%s)', async (outcome, told) => {
    const entry = {
      ...{ at: '2026-11-21T10:00:00.000Z', kind: 'action' as const, state: 'to_recycle' as const },
      ...{ reasons: [], detail: { action: 'recycle', outcome }, remote: null },
    };
    dashboard.answers[FIND] = found({}, { history: [entry] });
    expect((await open()).text()).toContain(told);
  });

  it('shows a reason that this extension has never heard of, as the backend words it', async () => {
    const reasons = [reasonView({ code: 'something_new', at: 'settings.seller' })];
    dashboard.answers[FIND] = found({ state: 'blocked', actor: 'merchant', reasons });
    const screen = await open();
    expect(screen.text()).toContain('The title of something_new');
    expect(screen.get('Link', 'Open settings').props['href']).toBe(
      'https://dashboard.stripe.com/acct_1Guichet0Demo/settings/apps/com.guichet.chorus-pro',
    );
  });

  it('offers its documents', async () => {
    const expires_at = '2026-11-23T09:00:00.000Z';
    const url = 'https://api.guichet.example/d/x';
    dashboard.answers[FIND] = found({}, { files: [{ file: 'factur_x', url, expires_at }] });
    const screen = await open();
    expect(screen.get('Link', 'Electronic invoice (Factur-X, PDF)').props).toMatchObject({
      href: url,
      external: true,
    });
  });
});

describe('an action', () => {
  beforeEach(() => {
    dashboard.answers[FIND] = found(
      { state: 'refused', actor: 'merchant' },
      {
        actions: [
          { action: 'exclude', primary: false, disabled_because: null },
          RETRY,
          { action: 'hold', primary: false, disabled_because: reasonView({ code: 'x' }) },
        ],
      },
    );
    dashboard.answers[ACT] = found({ state: 'depositing', actor: 'us' });
  });

  it('answers a suspension with a file, a comment, or both', async () => {
    const complete = { action: 'complete' as const, primary: true, disabled_because: null };
    const suspended = (bytes?: number) =>
      found(
        { state: 'suspended', actor: 'merchant' },
        {
          actions: [complete],
          attachments: bytes === undefined ? [] : [{ name: 'pv.pdf', bytes }],
        },
      );
    const confirm = (screen: Screen) =>
      screen.all('Button').find(({ props }) => 'pending' in props)?.props;
    dashboard.answers[FIND] = suspended();
    const without = await open();
    await without.press('Button', 'Send the documents');
    expect(confirm(without)).toMatchObject({ disabled: true });
    dashboard.answers[FIND] = suspended(178_000);
    const screen = await open();
    await screen.press('Button', 'Send the documents');
    expect(confirm(screen)).toMatchObject({ disabled: false });
    expect(screen.get('TextArea', 'Comment').props['required']).toBe(false);
  });

  it('comes with the right one first, and says why another is not possible', async () => {
    const screen = await open();
    const [first] = screen.all('Button');
    expect(first?.props['type']).toBe('primary');
    expect(screen.has('Button', 'Send again')).toBe(true);
    expect(screen.get('Button', 'Hold back').props['disabled']).toBe(true);
    expect(screen.text()).toContain('Other actions');
    expect(screen.text()).toContain('Hold back: The title of x');
  });

  it('is confirmed, done once, and shows what came of it', async () => {
    const screen = await open();
    await screen.press('Button', 'Send again');
    expect(asked(ACT)).toEqual([]);
    const dialog = screen.get('FocusView', 'Send this invoice again?');
    expect(dialog.props['shown']).toBe(true);
    const confirm = screen.all('Button').filter(({ children }) => children.includes('Send again'));
    const last = confirm.find((button) => 'pending' in button.props);
    if (!last) throw new Error('no confirming button');
    await Promise.all([screen.fire(last, 'onPress'), screen.fire(last, 'onPress')]);
    expect(asked(ACT)).toHaveLength(1);
    expect(asked(ACT)[0]?.body).toMatchObject({ document_id: 'in_1', action: 'retry' });
    expect(dashboard.toasts).toEqual(['Sent again']);
    expect(screen.has('Badge', 'Being sent')).toBe(true);
    expect(screen.all('FocusView')).toEqual([]);
  });

  it('asks for a reason before an invoice is excluded', async () => {
    const screen = await open();
    await screen.press('Button', 'Exclude');
    const confirm = () => {
      const button = screen.all('Button').find(({ props }) => props['type'] === 'destructive');
      if (!button) throw new Error('no confirming button');
      return button;
    };
    expect(confirm().props['disabled']).toBe(true);
    const comment = screen.get('TextArea', 'Comment');
    await screen.fire(comment, 'onChange', { target: { value: 'Entered by hand' } });
    await screen.fire(confirm(), 'onPress');
    expect(asked(ACT)[0]?.body).toMatchObject({ action: 'exclude', comment: 'Entered by hand' });
  });

  it('that fails stays open and says why', async () => {
    dashboard.answers[ACT] = { status: 500 };
    const screen = await open();
    await screen.press('Button', 'Send again');
    const confirm = screen.all('Button').find((button) => 'pending' in button.props);
    if (confirm) await screen.fire(confirm, 'onPress');
    expect(screen.text()).toContain('Guichet has a problem on its side');
    expect(screen.has('FocusView', 'Send this invoice again?')).toBe(true);
  });

  const confirmButton = (screen: Screen) => {
    const button = screen.all('Button').find(({ props }) => 'pending' in props);
    if (!button) throw new Error('no confirming button');
    return button;
  };
  const done = {
    ...{ at: '2026-11-21T10:00:00.000Z', kind: 'action' as const, state: 'refused' as const },
    ...{ reasons: [], detail: { action: 'retry' }, remote: null, user_id: 'usr_1' },
  };

  it('whose answer is lost is looked up, and not done twice', async () => {
    const before = found({ state: 'refused', actor: 'merchant' }, { actions: [RETRY] });
    dashboard.answers[FIND] = before;
    const screen = await open();
    await screen.press('Button', 'Send again');
    dashboard.answers[ACT] = 'no answer';
    const after = found({ state: 'depositing', actor: 'us' });
    dashboard.answers[FIND] = { ...after, history: [...after.history, done] };
    await screen.fire(confirmButton(screen), 'onPress');
    expect(asked(ACT)).toHaveLength(1);
    expect(dashboard.toasts).toEqual(['Sent again']);
    expect(screen.has('Badge', 'Being sent')).toBe(true);
  });

  it('whose answer is lost while nothing can be looked up is looked up before it is asked again', async () => {
    const screen = await open();
    await screen.press('Button', 'Send again');
    dashboard.answers[ACT] = 'no answer';
    dashboard.answers[FIND] = 'no answer';
    await screen.fire(confirmButton(screen), 'onPress');
    expect(screen.text()).toContain('The answer was lost on its way');
    await screen.fire(confirmButton(screen), 'onPress');
    expect(asked(ACT)).toHaveLength(1);
    dashboard.answers[FIND] = found({}, { history: [done] });
    await screen.fire(confirmButton(screen), 'onPress');
    expect(asked(ACT)).toHaveLength(1);
    expect(screen.all('FocusView')).toEqual([]);
  });

  it('that never arrived is asked again by the next press', async () => {
    const screen = await open();
    await screen.press('Button', 'Send again');
    dashboard.answers[ACT] = 'no answer';
    await screen.fire(confirmButton(screen), 'onPress');
    expect(screen.text()).toContain('Guichet cannot be reached');
    dashboard.answers[ACT] = found({ state: 'depositing', actor: 'us' });
    await screen.fire(confirmButton(screen), 'onPress');
    expect(asked(ACT)).toHaveLength(2);
    expect(screen.all('FocusView')).toEqual([]);
  });

  it('that a rule forbids meanwhile says which', async () => {
    dashboard.answers[ACT] = { status: 409, code: 'action_under_way' };
    const screen = await open();
    await screen.press('Button', 'Send again');
    await screen.fire(confirmButton(screen), 'onPress');
    expect(screen.text()).toContain('Another action is under way');
    dashboard.answers[ACT] = { status: 409, code: 'something_new' };
    await screen.fire(confirmButton(screen), 'onPress');
    expect(screen.text()).toContain('This is not possible now');
  });

  it('is not for a role that only looks', async () => {
    const screen = await open({ role: 'view_only' });
    expect(screen.get('Button', 'Send again').props['disabled']).toBe(true);
  });
});

describe('a draft', () => {
  const checked = answer(CHECK, {
    kind: 'checked',
    verdict: 'blocked',
    reasons: [reasonView()],
    warnings: [reasonView({ code: 'buyer_siret_checksum', at: 'customer.metadata.siret' })],
    buyer: { siret: '12345678200028', name: 'Mairie' },
    customer_id: 'cus_1',
    references: { service_code: null, engagement_number: 'EJ-1', contract_number: null },
    actions: [],
  });

  it.each<[Extract<typeof checked, { kind: 'checked' }>['verdict'], string, string]>([
    ['ready', 'Ready to be finalized', 'positive'],
    ['attention', 'Ready, with points to look at', 'warning'],
    ['blocked', 'Would be held back', 'negative'],
  ])('that is %s says so', async (verdict, words, tone) => {
    dashboard.answers[FIND] = { status: 404 };
    dashboard.answers[CHECK] = { ...checked, verdict };
    const screen = await open();
    expect(screen.get('Badge', words).props['type']).toBe(tone);
    expect(screen.text()).toContain('EJ-1');
    expect(screen.text()).toContain('What to correct');
    expect(screen.text()).toContain('Worth a look');
  });

  it.each<[string, Scripted, string]>([
    ['of a private customer', { kind: 'not_concerned', held: null }, 'does not go to Chorus Pro'],
    [
      'while Chorus Pro is down',
      { kind: 'unavailable', reason: null },
      'Chorus Pro does not answer',
    ],
    ['before set-up', { kind: 'not_connected', reason: null }, 'Chorus Pro is not connected yet'],
    ['on a backend that cannot check yet', { status: 404 }, 'Guichet has not met this invoice'],
    ['while the backend is down', { status: 502 }, 'Guichet has a problem on its side'],
  ])('%s is told', async (_when, scripted, told) => {
    dashboard.answers[FIND] = { status: 404 };
    dashboard.answers[CHECK] = scripted;
    expect((await open()).text()).toContain(told);
  });
});

describe('when there is no answer', () => {
  it.each<[string, Scripted, string]>([
    ['the network is lost', 'no answer', 'Guichet cannot be reached'],
    ['the signature does not hold', { status: 401 }, 'Guichet did not accept the request'],
    ['the role does not allow it', { status: 403 }, 'Your role does not allow this'],
    ['there were too many questions', { status: 429 }, 'Too many requests'],
    ['the backend fails', { status: 500 }, 'Guichet has a problem on its side'],
  ])('because %s, it says so and can be tried again', async (_why, scripted, told) => {
    dashboard.answers[FIND] = scripted;
    const screen = await open();
    expect(screen.text()).toContain(told);
    dashboard.answers[FIND] = found();
    await screen.press('Button', 'Try again');
    expect(screen.has('Badge', 'With the buyer')).toBe(true);
  });
});

it('is French for a French user', async () => {
  const text = (await open({ locale: 'fr' })).text();
  expect(text).toContain('Mise à disposition');
  expect(text).toContain('19 nov. 2026, 9:00');
  expect(text).toContain('1\u202f200,50\u00a0€');
});

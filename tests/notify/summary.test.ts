import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, SUSPENDED, type Choice, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let last = 0;
const fresh = () => `m${(last += 1)}`;
const mailsTo = (address: string) => stage.mail.mails.filter(({ to }) => to === address);

describe('the daily summary', () => {
  it('comes at 8 in Paris on working days, when there is something to tell', async () => {
    const name = fresh();
    const tenant = await stage.merchant({
      language: 'fr',
      digest: true,
      email: { addresses: [`${name}@a.example`], events: [] },
    });
    const summaries = () => mailsTo(`${name}@a.example`);
    // To the next Thursday at 06:00 UTC, 07:00 or 08:00 in Paris.
    const at = stage.now();
    const days = ((4 - at.getUTCDay() + 7) % 7) + 7;
    const thursday = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + days, 5);
    stage.pass(thursday - at.getTime());
    await stage.tell();
    await stage.move(tenant, 'in_1', SUSPENDED);
    await stage.move(tenant, 'in_2', { ...SUSPENDED, state: 'paid', number: 'F-2', reasons: [] });
    const perDay: number[] = [];
    for (let day = 0; day < 5; day += 1) {
      const before = summaries().length;
      for (let hour = 0; hour < 24; hour += 1) {
        await stage.tell();
        stage.pass(HOUR_MS);
      }
      perDay.push(summaries().length - before);
    }
    // Thursday, Friday, not at the weekend, Monday.
    expect(perDay).toEqual([1, 1, 0, 0, 1]);
    const [first] = summaries();
    expect(first?.subject).toMatch(/^\[Test\] Secteur public.: 1 document vous attend$/);
    expect(first?.text).toContain('Facture F-2026-001 · Commune de Trifouilly');
    expect(first?.text).toMatch(/Depuis le dernier résumé.:\n.*: 1/);
  });

  it.each([
    ['an ordinary weekend', '2027-02-05T07:00:00Z', '2027-02-08T07:00:00Z'],
    ['the night that summer begins', '2027-03-26T07:00:00Z', '2027-03-29T06:00:00Z'],
    ['the night that summer ends', '2027-10-29T06:00:00Z', '2027-11-01T07:00:00Z'],
  ])('counts on Monday what came since Friday’s, over %s', async (_title, friday, monday) => {
    const [daily, late] = [fresh(), fresh()];
    const chosen = (name: string): Choice => ({
      ...{ language: 'en', digest: true },
      email: { addresses: [`${name}@a.example`], events: [] },
    });
    const tenants = [await stage.merchant(chosen(daily)), await stage.merchant()] as const;
    const counts = (name: string) =>
      mailsTo(`${name}@a.example`).map(
        ({ text }) => /Since the last summary:\n.*: (\d+)\n/.exec(text)?.[1],
      );
    const minute = 60_000;
    const to = (instant: string, ms: number) =>
      stage.pass(Date.parse(instant) + ms - stage.now().getTime());
    const paid = async (number: string) => {
      for (const tenant of tenants) {
        const change = { ...SUSPENDED, state: 'paid', number, reasons: [] } as const;
        await stage.move(tenant, `in_${number}`, change);
      }
    };
    expect(stage.now().getTime()).toBeLessThan(Date.parse(friday));

    to(friday, -minute);
    await paid('before');
    to(friday, minute);
    await paid('after');
    stage.pass(minute);
    await stage.tell();
    expect(counts(daily)).toEqual(['1']);
    stage.pass(DAY_MS);
    await paid('saturday');
    // Who chooses summaries now had none on Friday.
    await stage.choose(tenants[1], chosen(late));
    to(monday, -minute);
    await stage.tell();
    expect(counts(daily)).toHaveLength(1);
    to(monday, 0);
    await stage.tell();
    expect(counts(daily)).toEqual(['1', '2']);
    expect(counts(late)).toEqual(['2']);
  });
});

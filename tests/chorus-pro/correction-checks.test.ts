import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import type { Attachment, Rerouting } from '../../backend/follow/corrections.ts';
import type { ReasonCode } from '../../backend/invoice/reason.ts';
import { BUYERS } from '../samples/world.ts';
import { connect, startScriptedPiste, tenantOf, type ScriptedPiste } from './scripted-piste.ts';

/** What is refused before any call, with the fix named. */

const tenant = tenantOf();
let piste: ScriptedPiste;
let chorusPro: ChorusPro;
beforeEach(async () => {
  piste = await startScriptedPiste();
  ({ chorusPro } = connect(piste.application));
});
afterEach(async () => {
  expect(piste.requests).toEqual([]);
  await chorusPro.close();
  await piste.close();
});

const file = (fileName: string, size = 4): Attachment => ({
  fileName,
  bytes: new Uint8Array(size),
});

async function objections(attachments: readonly Attachment[], comment?: string) {
  const answer = await chorusPro.complete(tenant, {
    remoteId: '7',
    attachments,
    ...(comment === undefined ? {} : { comment }),
  });
  return answer.kind === 'refused' ? answer.reasons : [];
}

type Expected = Readonly<{
  code: ReasonCode;
  at?: string;
  params?: Readonly<Record<string, string>>;
}>;

const MEGABYTE = 1024 * 1024;

describe('a completion', () => {
  it.each<readonly [string, readonly Attachment[], string | undefined, Expected]>([
    ['without anything', [], undefined, { code: 'nothing_to_add' }],
    ['with a blank comment', [], '  ', { code: 'nothing_to_add' }],
    [
      'with a comment of 2,001 characters',
      [],
      'a'.repeat(2_001),
      { code: 'text_too_long', params: { found: '2001', limit: '2000' } },
    ],
    ['with an empty file', [file('a.pdf', 0)], undefined, { code: 'attachment_empty' }],
    [
      'with a file over 10 MB',
      [file('scan.pdf', 10 * MEGABYTE + 1)],
      undefined,
      { code: 'attachment_too_large', params: { name: 'scan.pdf', megabytes: '10.1' } },
    ],
    [
      'with a program',
      [file('setup.exe')],
      undefined,
      { code: 'attachment_type_not_accepted', params: { name: 'setup.exe', extension: 'exe' } },
    ],
    [
      'with a file without extension',
      [file('facture')],
      undefined,
      { code: 'attachment_type_not_accepted', params: { name: 'facture', extension: '–' } },
    ],
    [
      'with a path for a name',
      [file('../../bl.pdf')],
      undefined,
      { code: 'attachment_name_unsuitable', params: { suggestion: 'bl-1.pdf' } },
    ],
    [
      'with the same name twice',
      [file('bl.pdf'), file('bl.pdf')],
      undefined,
      {
        code: 'attachment_name_unsuitable',
        at: 'action.attachments[1]',
        params: { suggestion: 'bl-2.pdf' },
      },
    ],
    [
      'with a title of 101 characters',
      [{ ...file('bl.pdf'), title: 'a'.repeat(101) }],
      undefined,
      { code: 'text_too_long', params: { found: '101', limit: '100' } },
    ],
  ])('%s', async (_title, attachments, comment, expected) => {
    const found = await objections(attachments, comment);
    expect(found).toHaveLength(1);
    expect(found).toMatchObject([expected]);
  });

  it('suggests a name that fits when one is too long', async () => {
    const name = `Bon de livraison signé par le chef de chantier ${'x'.repeat(20)}.PDF`;
    const [objection] = await objections([file(name)]);
    expect(objection).toMatchObject({
      code: 'attachment_name_too_long',
      params: { found: String(name.length), limit: '50' },
    });
    const suggestion = objection?.params['suggestion'] ?? '';
    expect(suggestion.length).toBeLessThanOrEqual(50);
    expect(suggestion).toMatch(/^Bon de livraison signé.*-1\.pdf$/);
  });

  it('names everything that is wrong at once', async () => {
    const found = await objections(
      [file('a.exe', 0), file(`${'b'.repeat(60)}.pdf`)],
      'c'.repeat(2_001),
    );
    expect(found.map(({ code }) => code)).toEqual([
      'text_too_long',
      'attachment_empty',
      'attachment_type_not_accepted',
      'attachment_name_too_long',
    ]);
  });

  it('holds at most 20 files and 110 MB', async () => {
    const many = Array.from({ length: 21 }, (_, index) => file(`${index}.pdf`));
    expect(await objections(many)).toMatchObject([
      { code: 'too_many_attachments', params: { found: '21', limit: '20' } },
    ]);
    const heavy = Array.from({ length: 12 }, (_, index) => file(`${index}.pdf`, 9.5 * MEGABYTE));
    expect(await objections(heavy)).toMatchObject([
      { code: 'attachments_too_large', params: { megabytes: '114', limit: '110' } },
    ]);
  });
});

describe('a recycling', () => {
  const base: Rerouting = { remoteId: '7', siret: BUYERS.noDemand.siret };
  it.each<readonly [string, Partial<Rerouting>, string]>([
    ['to a SIREN', { siret: '123456782' }, 'buyer_siret_malformed'],
    ['to a SIRET with a letter', { siret: '1234567820005A' }, 'buyer_siret_malformed'],
    ['to the reserved service', { serviceCode: 'FACTURES_PUBLIQUES' }, 'service_code_reserved'],
    ['to a service code of 101', { serviceCode: 'a'.repeat(101) }, 'service_code_too_long'],
    [
      'with an engagement of 51',
      { engagementNumber: '1'.repeat(51) },
      'engagement_number_too_long',
    ],
    ['with a comment of 2,001', { comment: 'a'.repeat(2_001) }, 'text_too_long'],
  ])('%s', async (_title, changes, code) => {
    expect(await chorusPro.recycle(tenant, { ...base, ...changes })).toMatchObject({
      kind: 'refused',
      reasons: [{ code }],
      remote: {},
    });
  });
});

describe('a question', () => {
  it.each([
    ['12345', 'buyer_siret_malformed'],
    ['123 456 7', 'buyer_siret_malformed'],
    ['ab', 'search_too_short'],
    ['  ', 'search_too_short'],
  ])('about the buyer “%s”', async (text, code) => {
    expect(await chorusPro.searchBuyers(tenant, { text })).toMatchObject({
      kind: 'refused',
      reasons: [{ code }],
    });
  });

  it.each([
    ['123', '1407000001', 'buyer_siret_malformed'],
    [BUYERS.state.siret, '1'.repeat(51), 'engagement_number_too_long'],
  ])('about an engagement of %s', async (siret, engagement, code) => {
    expect(await chorusPro.checkEngagement(tenant, siret, engagement)).toMatchObject({
      kind: 'refused',
      reasons: [{ code }],
    });
  });
});

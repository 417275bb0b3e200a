import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import type { FaultName } from '../../backend/chorus-pro/faults.ts';
import type { CorrectionAnswer } from '../../backend/follow/corrections.ts';
import type { ReasonCode } from '../../backend/invoice/reason.ts';
import { FAULT_CASES, type FaultCase } from './fault-cases.ts';
import {
  businessError,
  connect,
  ok,
  SHORT_LIMITS,
  startScriptedPiste,
  tenantOf,
  type Reply,
  type ScriptedPiste,
} from './scripted-piste.ts';

/** The supplier's changes to an invoice, answer by answer: they end as a deposit does, and are never sent twice. */

let piste: ScriptedPiste;
beforeEach(async () => {
  piste = await startScriptedPiste();
});
afterEach(() => piste.close());

const tenant = tenantOf();
const CHANGES: Readonly<Record<string, (chorusPro: ChorusPro) => Promise<CorrectionAnswer>>> = {
  completer: (chorusPro) =>
    chorusPro.complete(tenant, { remoteId: '7', comment: 'Voici', attachments: [] }),
  recycler: (chorusPro) => chorusPro.recycle(tenant, { remoteId: '7', siret: '12345678200051' }),
  traiterRejet: (chorusPro) => chorusPro.acknowledgeRejection(tenant, '7'),
};

const table = Object.entries<readonly FaultCase[]>(FAULT_CASES).flatMap(([fault, cases]) =>
  cases.map((each) => ({ fault, ...each })),
);

/** A deposit's reason in an action's words. */
const IN_ACTION: Readonly<Partial<Record<ReasonCode, ReasonCode>>> = {
  deposit_refused: 'action_refused',
  deposit_uncertain: 'action_uncertain',
  document_too_large: 'action_refused',
};

const codesOf = (answer: CorrectionAnswer) =>
  answer.kind === 'refused'
    ? answer.reasons.map(({ code }) => code)
    : answer.kind === 'accepted'
      ? []
      : [answer.reason.code];

describe('a change meets every fault of the table as a deposit does', () => {
  it('and the table is there', () => expect(table.length).toBeGreaterThan(40));

  it.each(table)('$fault: $title', async (each) => {
    const { chorusPro, lines } = connect(piste.application, each.arrange(piste));
    const answer = await chorusPro.acknowledgeRejection(tenant, '7');
    await chorusPro.close();
    const [kind, code] = each.deposit;
    // A flow number is a deposit's business: without one, a change has succeeded all the same.
    if (each.fault === 'success_unreadable' && answer.kind === 'accepted') return;
    expect([answer.kind, ...codesOf(answer)]).toEqual([kind, IN_ACTION[code] ?? code]);
    expect(lines[0]).toMatchObject({ kind: 'change', end: each.fault });
    expect(piste.requests).toHaveLength(each.arrive ?? 1);
  });
});

describe.each(Object.keys(CHANGES))('%s', (route) => {
  const change = async (reply: Reply) => {
    piste.api = () => reply;
    const { chorusPro, lines } = connect(piste.application);
    const answer = await CHANGES[route]?.(chorusPro);
    await chorusPro.close();
    if (!answer) throw new Error('no such change');
    return { answer, lines };
  };

  it('is accepted', async () => {
    expect((await change(ok())).answer).toMatchObject({ kind: 'accepted', remote: { code: '0' } });
    expect(piste.requests.map((request) => request.route)).toEqual([`factures/v1/${route}`]);
  });

  it.each<readonly [string, Reply, ReasonCode, FaultName]>([
    [
      'of an invoice that nobody knows',
      businessError(20000, 'GDP_MSG_11.008'),
      'invoice_not_at_chorus_pro',
      'invoice_not_found',
    ],
    [
      'without the right',
      businessError(20001, 'GDP_MSG_11.005 - Droits insuffisants'),
      'account_lacks_rights',
      'no_rights',
    ],
    [
      'in the wrong status',
      businessError(20002, 'GDP_MSG_11.033'),
      'action_not_possible',
      'status_not_allowed',
    ],
    [
      'in another wrong status',
      businessError(20003, 'GDP_MSG_11_001'),
      'action_not_possible',
      'status_not_allowed',
    ],
  ])('is refused %s', async (_title, reply, code, fault) => {
    const { answer, lines } = await change(reply);
    expect([answer.kind, ...codesOf(answer)]).toEqual(['refused', code]);
    expect(lines[0]).toMatchObject({ end: fault, alert: false });
    expect(answer.remote.code).toBeDefined();
  });

  it('is uncertain after words that nobody knows, and somebody is told', async () => {
    const { answer, lines } = await change(businessError(20014, 'GDP_MSG_99.999'));
    expect([answer.kind, ...codesOf(answer)]).toEqual(['uncertain', 'action_uncertain']);
    expect(lines[0]).toMatchObject({ alert: true });
  });
});

describe('adding a file', () => {
  const attachment = { fileName: 'bl.pdf', bytes: new TextEncoder().encode('%PDF') };

  const complete = async (addFile: Reply, types: Reply = ok()) => {
    piste.api = ({ route }) =>
      route.endsWith('ajouter/fichier') ? addFile : route.endsWith('typespj') ? types : ok();
    const { chorusPro } = connect(piste.application);
    const answer = await chorusPro.complete(tenant, {
      remoteId: '7',
      attachments: [attachment],
    });
    await chorusPro.close();
    return answer;
  };
  const completions = () => piste.requests.filter(({ route }) => route.endsWith('completer'));

  it.each<readonly [string, Reply]>([
    ['its code', businessError(20003, 'TRA_MSG_01.234')],
    ['HTTP 413', { status: 413 }],
  ])('that is too large is refused by %s, and names the file', async (_title, reply) => {
    expect(await complete(reply)).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'attachment_too_large', params: { name: 'bl.pdf' } }],
    });
    expect(completions()).toHaveLength(0);
  });

  it.each<readonly [string, Reply]>([
    ['a lost answer', 'drop'],
    ['half an answer', 'half'],
    ['a 500', { status: 500 }],
    ['an answer without a number', ok()],
  ])('is tried again later after %s: the invoice does not know it yet', async (_title, reply) => {
    expect(await complete(reply)).toMatchObject({ kind: 'not_now' });
    expect(completions()).toHaveLength(0);
  });

  const typeSent = () => {
    const [named] = [completions()[0]?.json['pieceJointeComplementaire']].flat();
    return named;
  };

  it.each<readonly [string, Reply, string]>([
    [
      'the most neutral one of the list',
      ok({
        listeTypePieceJointe: [
          { codeTypePieceJointe: 'RIB' },
          { codeTypePieceJointe: 'X9', libelleTypePieceJointe: 'Pièce complémentaire' },
        ],
      }),
      'X9',
    ],
    [
      'the first when none is neutral',
      ok({ listeTypePieceJointe: { codeTypePieceJointe: 'RIB' } }),
      'RIB',
    ],
    ['AIFE’s 02 when there is no list', ok(), '02'],
    ['AIFE’s 02 when we may not ask', { status: 403, body: {} }, '02'],
  ])('names as its type %s', async (_title, types, type) => {
    expect(await complete(ok({ pieceJointeId: 31 }), types)).toMatchObject({ kind: 'accepted' });
    expect(typeSent()).toEqual({
      pieceJointeComplementaireDesignation: 'bl.pdf',
      pieceJointeComplementaireType: type,
      pieceJointeComplementaireId: 31,
    });
  });

  it('waits when the list cannot be read now', async () => {
    expect(await complete(ok({ pieceJointeId: 31 }), { status: 503 })).toMatchObject({
      kind: 'not_now',
    });
    expect(completions()).toHaveLength(0);
  });
});

describe('many files', () => {
  const attachments = ['a', 'b', 'c'].map((name) => ({
    fileName: `${name}.pdf`,
    bytes: new TextEncoder().encode(name),
  }));
  const completion = { remoteId: '7', attachments } as const;
  const routes = () => piste.requests.map(({ route }) => route.split('/').at(-1));

  it('that take long are handed over piece by piece, and none of them twice', async () => {
    let ids = 0;
    piste.api = async ({ route }) => {
      if (!route.endsWith('ajouter/fichier')) return ok();
      ids += 1;
      await new Promise((resolve) => setTimeout(resolve, 60));
      return ok({ pieceJointeId: ids });
    };
    const limits = { ...SHORT_LIMITS, filesMs: 100 };
    const { chorusPro } = connect(piste.application, { limits });
    const first = await chorusPro.complete(tenant, completion);
    expect(first).toMatchObject({
      kind: 'not_now',
      reason: { params: { fault: 'files_take_long' } },
    });
    expect(routes()).not.toContain('completer');
    const ends = [first.kind];
    while (ends.at(-1) === 'not_now' && ends.length < 5) {
      ends.push((await chorusPro.complete(tenant, completion)).kind);
    }
    await chorusPro.close();
    expect(ends.at(-1)).toBe('accepted');
    expect(routes().filter((route) => route === 'fichier')).toHaveLength(3);
    expect(routes().filter((route) => route === 'completer')).toHaveLength(1);
    const named = piste.requests.at(-1)?.json['pieceJointeComplementaire'];
    expect(named).toMatchObject([1, 2, 3].map((id) => ({ pieceJointeComplementaireId: id })));
  });

  it('are handed over anew once Chorus Pro has answered, whatever it said', async () => {
    piste.api = ({ route }) =>
      route.endsWith('completer')
        ? businessError(20010, 'GDP_MSG_99.003')
        : ok({ pieceJointeId: 1 });
    const { chorusPro } = connect(piste.application);
    await chorusPro.complete(tenant, completion);
    await chorusPro.complete(tenant, completion);
    await chorusPro.close();
    expect(routes().filter((route) => route === 'fichier')).toHaveLength(6);
  });

  it('of one merchant are never another’s', async () => {
    piste.api = ({ route }) =>
      route.endsWith('completer')
        ? { status: 429, headers: { 'retry-after': '0' } }
        : ok({ pieceJointeId: 1 });
    const { chorusPro } = connect(piste.application);
    await chorusPro.complete(tenant, completion);
    await chorusPro.complete(tenantOf('test', 'acct_1AnotherMerchant'), completion);
    await chorusPro.complete(tenant, completion);
    await chorusPro.close();
    expect(routes().filter((route) => route === 'fichier')).toHaveLength(6);
  });
});

describe('a recycling', () => {
  const rerouting = { remoteId: '7', siret: '12345678200051' } as const;

  it.each([
    [{}, undefined],
    [{ engagementNumber: 'EJ-1' }, { numeroBonCommande: 'EJ-1' }],
    [
      { engagementNumber: 'EJ-1', contractNumber: 'M-9' },
      { numeroBonCommande: 'EJ-1', numeroMarche: 'M-9' },
    ],
    [{ contractNumber: 'M-9' }, { numeroMarche: 'M-9' }],
  ])('carries the references that are to be others: %j', async (references, sent) => {
    const { chorusPro } = connect(piste.application);
    await chorusPro.recycle(tenant, { ...rerouting, ...references });
    await chorusPro.close();
    expect(piste.requests.at(-1)?.json['reference']).toEqual(sent);
  });

  it('is refused before any call when the contract number is too long', async () => {
    const { chorusPro } = connect(piste.application);
    const answer = await chorusPro.recycle(tenant, {
      ...rerouting,
      contractNumber: 'x'.repeat(51),
    });
    await chorusPro.close();
    expect(answer).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'contract_number_too_long' }],
    });
    expect(piste.requests).toEqual([]);
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';
import type { ChorusProConfig } from '../../backend/chorus-pro/chorus-pro.ts';
import {
  DOCTOR_STEPS,
  FINDINGS,
  type FindingCode,
} from '../../backend/chorus-pro/doctor-findings.ts';
import { DOCTOR_WORDINGS, findingWordingFor } from '../../src/wording/doctor.ts';
import { placeholdersOf } from '../../src/wording/fill.ts';
import { LOCALES } from '../../src/wording/wording.ts';
import {
  SAMPLE_SUPPLIER,
  startChorusPro,
  type ChorusProOptions,
  type ChorusProSimulator,
} from '../simulators/chorus-pro/chorus-pro.ts';
import type { FaultInput } from '../simulators/chorus-pro/faults.ts';
import { connect, SHORT_LIMITS, tenantOf } from './scripted-piste.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const tenant = tenantOf();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Case {
  readonly simulator?: ChorusProOptions;
  readonly client?: Partial<ChorusProConfig>;
  readonly faults?: readonly FaultInput[];
  readonly arrange?: (simulator: ChorusProSimulator) => void;
  readonly identifier?: string | undefined;
}

async function examine(each: Case = {}) {
  const simulator = await startChorusPro({
    now: () => NOW,
    suppliers: [{ ...SAMPLE_SUPPLIER, passwordExpiresOn: '2027-11-01' }],
    ...each.simulator,
  });
  simulator.faults.add(...(each.faults ?? []));
  each.arrange?.(simulator);
  const { tokenUrl, apiUrl } = simulator;
  const { chorusPro, lines } = connect(
    { ...PISTE_APPLICATION, tokenUrl, apiUrl },
    { now: () => NOW, ...each.client },
  );
  closing.push(
    () => chorusPro.close(),
    () => simulator.close(),
  );
  const identifier = 'identifier' in each ? each.identifier : SUPPLIER.siret;
  return { examination: await chorusPro.examine(tenant, identifier), simulator, lines };
}

const ALL_FINE: readonly FindingCode[] = [
  'reachable',
  'token_given',
  'subscribed',
  'account_accepted',
  'structure_attached',
  'rights_sufficient',
  'password_lasts',
];
const untilBroken = (count: number, code: FindingCode): readonly FindingCode[] => [
  ...ALL_FINE.slice(0, count),
  code,
  ...Array.from({ length: ALL_FINE.length - count - 1 }, () => 'not_examined' as const),
];

const supplier = (changes: Partial<typeof SAMPLE_SUPPLIER>): ChorusProOptions => ({
  suppliers: [{ ...SAMPLE_SUPPLIER, ...changes }],
});

describe('the doctor', () => {
  it('finds a good connection fine at every step, and changes nothing', async () => {
    const { examination, simulator } = await examine();
    expect(examination.findings.map(({ code }) => code)).toEqual(ALL_FINE);
    expect(examination.findings.map(({ step }) => step)).toEqual(DOCTOR_STEPS);
    expect(examination).toMatchObject({
      healthy: true,
      passwordExpiresAt: '2027-10-31T23:00:00.000Z',
    });
    expect([simulator.ledger, simulator.invoices()]).toEqual([[], []]);
    expect(simulator.calls.length).toBeLessThanOrEqual(6);
  });

  it.each<readonly [string, Case, readonly FindingCode[]]>([
    [
      'PISTE does not answer',
      { faults: [{ kind: 'drop', route: 'token', times: 9 }] },
      untilBroken(0, 'piste_unreachable'),
    ],
    [
      'Chorus Pro does not answer',
      { faults: [{ kind: 'drop', route: 'recuperer/tauxtva' }] },
      untilBroken(0, 'chorus_pro_unreachable'),
    ],
    [
      'maintenance',
      { faults: [{ kind: 'status', status: 503, body: 'html', route: 'recuperer/tauxtva' }] },
      untilBroken(0, 'chorus_pro_down'),
    ],
    [
      'too many requests',
      { faults: [{ kind: 'too_many_requests', route: 'recuperer/tauxtva' }] },
      untilBroken(0, 'too_many_requests'),
    ],
    [
      'an answer that nobody knows',
      { faults: [{ kind: 'unknown_code', route: 'recuperer/tauxtva' }] },
      untilBroken(0, 'answer_not_understood'),
    ],
    [
      'a wrong secret of our application',
      { simulator: { application: { clientId: 'another', clientSecret: 'another' } } },
      untilBroken(1, 'application_refused'),
    ],
    [
      'a token server that says something strange',
      { faults: [{ kind: 'html_200', route: 'token', times: 9 }] },
      untilBroken(1, 'token_server_not_understood'),
    ],
    [
      'an API that is not ticked',
      { simulator: { unsubscribed: ['factures'] } },
      untilBroken(2, 'api_not_authorized'),
    ],
    [
      'a wrong password, as after a colleague’s reset',
      { simulator: supplier({ password: 'renewed-by-a-colleague' }) },
      untilBroken(3, 'account_refused'),
    ],
    [
      'an account for another company',
      { identifier: '55210055400013' },
      untilBroken(4, 'structure_is_another'),
    ],
    [
      'an account for no company',
      {
        client: {
          findTechnicalAccount: async () => ({
            login: 'TECH_2_BUYERS@cpro.fr',
            password: 'simulated-buyer-password',
          }),
        },
      },
      untilBroken(4, 'structure_missing'),
    ],
    [
      'an account without rights on invoices',
      {
        faults: [
          {
            kind: 'unknown_code',
            code: 20001,
            label: 'GDP_MSG_11.005',
            route: 'rechercher/fournisseur',
          },
        ],
      },
      [...ALL_FINE.slice(0, 5), 'rights_missing', 'password_lasts'],
    ],
    [
      'a password that ends in 15 days',
      { simulator: supplier({ passwordExpiresOn: '2026-12-09' }) },
      [...ALL_FINE.slice(0, 6), 'password_expires_soon'],
    ],
    [
      'a password that has ended',
      { simulator: supplier({ passwordExpiresOn: '2026-11-20' }) },
      [...ALL_FINE.slice(0, 6), 'password_expired'],
    ],
    [
      'a password without a date',
      { simulator: { suppliers: [SAMPLE_SUPPLIER] } },
      [...ALL_FINE.slice(0, 6), 'password_date_unknown'],
    ],
    [
      'an application that may not ask for companies',
      { simulator: { unsubscribed: ['transverses/v1/recuperer/structures/actives/fournisseur'] } },
      [
        ...ALL_FINE.slice(0, 4),
        'structure_not_examined',
        'rights_sufficient',
        'password_date_unknown',
      ],
    ],
  ])('%s', async (_title, each, codes) => {
    const { examination } = await examine(each);
    expect(examination.findings.map(({ code }) => code)).toEqual(codes);
    const wrong = codes.some((code) => FINDINGS[code].verdict === 'wrong');
    expect(examination.healthy).toBe(!wrong);
  });

  it.each<readonly [string, Case, FindingCode]>([
    [
      'no technical account is entered',
      { client: { findTechnicalAccount: async () => undefined } },
      'account_missing',
    ],
    ['we have no application', { client: { applications: {} } }, 'application_missing'],
  ])('claims nothing about what it could not try when %s', async (_title, each, code) => {
    const { examination } = await examine(each);
    const others = examination.findings.filter((finding) => finding.code !== code);
    expect(others).toHaveLength(DOCTOR_STEPS.length - 1);
    expect(new Set(others.map((finding) => finding.code))).toEqual(new Set(['not_examined']));
    expect(examination.healthy).toBe(false);
  });

  it('says that we have paused, once the breaker is open', async () => {
    const { examination } = await examine({
      client: { limits: { ...SHORT_LIMITS, breakerFailures: 1, breakerPauseMs: 60_000 } },
      faults: [{ kind: 'drop', route: 'recuperer/tauxtva' }],
    });
    expect(examination.findings[0]?.code).toBe('chorus_pro_unreachable');
    const simulator = await startChorusPro();
    const { tokenUrl, apiUrl } = simulator;
    const { chorusPro } = connect(
      { ...PISTE_APPLICATION, tokenUrl, apiUrl },
      { limits: { ...SHORT_LIMITS, breakerFailures: 1, breakerPauseMs: 60_000 } },
    );
    closing.push(
      () => chorusPro.close(),
      () => simulator.close(),
    );
    simulator.faults.add({ kind: 'drop', route: 'recuperer/tauxtva' });
    await chorusPro.examine(tenant, undefined);
    const again = await chorusPro.examine(tenant, undefined);
    expect(again.findings[0]?.code).toBe('paused');
  });

  it('says that the account is busy when its turn does not come', async () => {
    const { examination } = await examine({
      client: {
        takeTurn: () => new Promise((resolve) => setTimeout(resolve, 700)),
        limits: { ...SHORT_LIMITS, queueWaitMs: 20 },
      },
    });
    expect(examination.findings[0]?.code).toBe('busy');
    expect(examination.healthy).toBe(false);
  });

  it('names the APIs that are missing, and keeps the correlation id for the platform’s support', async () => {
    const { examination } = await examine({
      simulator: { unsubscribed: ['factures', 'structures'] },
    });
    expect(examination.findings[2]).toMatchObject({
      code: 'api_not_authorized',
      params: { apis: 'structures, factures' },
      correlationId: expect.stringMatching(/^Id-/),
    });
  });

  it('does not call our operator for what only the doctor asks for', async () => {
    const { lines } = await examine({ simulator: { unsubscribed: ['factures'] } });
    expect(lines.filter(({ end }) => end === 'application_not_authorized')).toHaveLength(1);
    expect(lines.filter(({ alert }) => alert)).toEqual([]);
  });

  it('never says a secret', async () => {
    const cases: readonly Case[] = [
      {},
      { simulator: supplier({ password: 'renewed-by-a-colleague' }) },
      { simulator: { unsubscribed: ['factures'] } },
      { faults: [{ kind: 'status', status: 500, route: 'recuperer/tauxtva' }] },
    ];
    for (const each of cases) {
      const { examination } = await examine(each);
      const said = JSON.stringify([
        examination,
        LOCALES.map((locale) =>
          examination.findings.map((finding) => findingWordingFor(finding, locale)),
        ),
      ]);
      expect(said).not.toContain(SUPPLIER.technicalAccount.password);
      expect(said).not.toContain(PISTE_APPLICATION.clientSecret);
    }
  });
});

const isCode = (code: string): code is FindingCode => Object.hasOwn(FINDINGS, code);

describe.each(LOCALES)('the doctor’s words in %s', (locale) => {
  const params = {
    apis: 'factures',
    found: 'Atelier 73282932000074',
    identifier: '55210055400013',
    date: '2026-12-09',
    days: '15',
    route: 'factures/v1/x',
    httpStatus: '503',
    failure: 'DEADLINE',
  };

  it.each(Object.keys(FINDINGS).filter(isCode))('%s', (code) => {
    for (const given of [params, { days: '1', date: '2026-12-09' }]) {
      const words = findingWordingFor({ step: FINDINGS[code].step, code, params: given }, locale);
      expect(words.title).toMatch(/^\p{Lu}.{4,78}[^.!?:\s]$/u);
      for (const text of [words.explanation, words.remedy]) {
        expect(text).toMatch(/^\p{Lu}.{8,}\.$/u);
        expect(text).not.toMatch(/ {2}|\.\.|[{}]|\[\[|\]\]|!|undefined|invalid|oops|sorry/i);
      }
    }
    const templates = Object.values(DOCTOR_WORDINGS[locale][code]);
    expect(templates.flatMap(placeholdersOf).filter((name) => !(name in params))).toEqual([]);
  });
});

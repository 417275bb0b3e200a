import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOCTOR_STEPS } from '../../backend/chorus-pro/doctor-findings.ts';
import { readArchive } from '../../backend/pack/archive.ts';
import { makeSecrets, parseKeyring } from '../../backend/store/secrets.ts';
import { runGuichet } from '../demo/backend-process.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';
import { BUYERS, SUPPLIER } from '../samples/world.ts';
import { platformsOf, runCommand } from './run-command.ts';

/** The commands for support, as processes of their own, for a merchant whose invoice the simulator has accepted. */

const KEYS = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
const of = (account: string = SUPPLIER.account) => ['--account', account, '--environment', 'test'];
const TEST = ['--environment', 'test'] as const;

let workshop: Workshop;
let invoiceId: string;
let number: string;
let heldId: string;
let folder: string;
let variables: Record<string, string>;
beforeAll(async () => {
  workshop = await openWorkshop();
  const { database, tenant, chorusPro } = workshop;
  invoiceId = await workshop.finalize('ordinary');
  ({ number = '' } = await workshop.until(invoiceId, 'available'));
  heldId = await workshop.finalize('siret-missing');
  // The workshop's key is its own and stays there: from here on the processes' key is in force.
  const account = JSON.stringify(SUPPLIER.technicalAccount);
  const secrets = makeSecrets(parseKeyring(KEYS));
  await secrets.saveSecret(tenant, database.pool, 'technical_account', account);
  folder = await mkdtemp(join(tmpdir(), 'guichet-support-'));
  variables = {
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: KEYS,
    ...platformsOf(chorusPro),
  };
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await workshop.close();
});

const run = (...words: string[]) => runCommand(words, variables);

async function json(...words: string[]) {
  const { code, out } = await run(...words, '--json');
  return { code, said: JSON.parse(out) };
}

describe('guichet export and verify', () => {
  const pack = () => join(folder, 'pack.zip');
  const exportTo = (file: string) =>
    runGuichet(['export', SUPPLIER.account, number, ...TEST, '--out', file], variables);

  it('writes a pack that verifies without any configuration, and names its own hash', async () => {
    expect(await exportTo(pack())).toMatch(/pack\.zip {2}\d+ bytes {2}SHA-256 [0-9a-f]{64}/);
    const said = await runGuichet(['verify', pack()], {});
    expect(said).toContain('verified');
    expect(said).toContain(number);
    const { out } = await runCommand(['verify', pack(), '--json'], {});
    const { flowNumber } = await workshop.get(invoiceId);
    expect(JSON.parse(out)).toMatchObject({
      verified: true,
      number,
      flowNumber,
      differences: [],
    });
  });

  it('tells the deposit with its remote words, and the snapshot that was stored', async () => {
    const files = readArchive(await readFile(pack()));
    const manifest = files?.find(({ name }) => name === 'manifest.json');
    const told = JSON.parse(Buffer.from(manifest?.bytes ?? Buffer.of()).toString('utf8'));
    const { rows } = await workshop.database.pool.query<{ sha256: string }>(
      `select encode(sha256(convert_to(raw::text, 'UTF8')), 'hex') as sha256 from snapshots
       where document_id = $1 order by taken_at`,
      [invoiceId],
    );
    expect(told).toMatchObject({
      merchant: { account: SUPPLIER.account, environment: 'test', platform: 'qualification' },
      document: { id: invoiceId, kind: 'invoice' },
      issues: [
        {
          basis: { routing: { siret: expect.any(String) } },
          snapshot: { sha256: rows[0]?.sha256 },
        },
      ],
      deposits: [{ attempt: 1, state: 'accepted', remote: { correlationId: expect.any(String) } }],
      settings: { values: { seller: { siret: SUPPLIER.siret } } },
    });
    const states = told.history.map(({ state }: { state: string }) => state);
    expect(states).toEqual(
      expect.arrayContaining(['converted', 'depositing', 'deposited', 'available']),
    );
    expect(JSON.stringify(told)).not.toContain(SUPPLIER.technicalAccount.password);
  });

  it('gives the same bytes again as long as nothing happens', async () => {
    const again = join(folder, 'again.zip');
    await exportTo(again);
    expect(Buffer.compare(await readFile(pack()), await readFile(again))).toBe(0);
  });

  it('exits 1 and says what differs', async () => {
    const bytes = await readFile(pack());
    const at = bytes.indexOf('Flow number');
    bytes.write('Flaw', at);
    const spoiled = join(folder, 'spoiled.zip');
    await writeFile(spoiled, bytes);
    const { code, out } = await run('verify', spoiled);
    expect(code).toBe(1);
    expect(out).toContain('README.txt: was changed');
    const { code: jsonCode, said } = await json('verify', spoiled);
    expect([jsonCode, said.verified]).toEqual([1, false]);
    expect(said.differences).toContainEqual(
      expect.objectContaining({ at: 'README.txt', code: 'file_changed' }),
    );
  });

  it.each<[string, () => string[], string]>([
    [
      'an invoice that nobody knows',
      () => ['export', SUPPLIER.account, 'GUI-1', ...TEST],
      'is known',
    ],
    [
      'one that was never issued',
      () => ['export', SUPPLIER.account, heldId, ...TEST],
      'no document',
    ],
    [
      'a part of a number',
      () => ['export', SUPPLIER.account, number.slice(0, -1), ...TEST],
      'is known',
    ],
  ])('refuses %s', async (_name, words, message) => {
    const { code, problems } = await run(...words(), '--out', join(folder, 'none.zip'));
    expect(code).toBe(1);
    expect(problems).toContain(message);
  });

  it('refuses a pack that is not there', async () => {
    expect(await run('verify', join(folder, 'nowhere.zip'))).toMatchObject({
      code: 1,
      problems: expect.stringContaining('is not there'),
    });
  });
});

describe('guichet status', () => {
  it('says where an invoice stands here and at Chorus Pro, and changes nothing', async () => {
    const before = await workshop.get(invoiceId);
    const { code, said } = await json('status', number, ...of());
    expect(code).toBe(0);
    expect(said).toMatchObject({
      here: { number, state: 'available', flowNumber: before.flowNumber },
      there: { flow: { kind: 'report' }, invoice: { kind: 'status' }, life: { kind: 'life' } },
    });
    const { out } = await run('status', number, ...of());
    expect(out).toContain('At Chorus Pro now:');
    expect(out).toContain('MISE_A_DISPOSITION');
    expect((await workshop.get(invoiceId)).version).toBe(before.version);
  });

  it('asks nothing of Chorus Pro for an invoice that it never had', async () => {
    const calls = workshop.chorusPro.calls.length;
    const { code, out } = await run('status', heldId, ...of());
    expect(code).toBe(0);
    expect(out).toContain('was not asked');
    expect(workshop.chorusPro.calls).toHaveLength(calls);
  });
});

describe('guichet directory', () => {
  it('shows what a public body demands, by SIRET', async () => {
    const { siret, name, service } = BUYERS.serviceRequired;
    const { said } = await json('directory', siret, ...of());
    expect(said.found).toMatchObject({ siret, name, serviceRequired: true });
    const { code, out } = await run('directory', siret, ...of());
    expect(code).toBe(0);
    for (const part of [name, 'a service code', service]) expect(out).toContain(part);
  });

  it('lists what is called so', async () => {
    const { said } = await json('directory', 'sans parametre', ...of());
    expect(said.buyers).toContainEqual({
      siret: BUYERS.noDemand.siret,
      name: BUYERS.noDemand.name,
    });
    expect((await run('directory', 'sans parametre', ...of())).out).toContain(
      BUYERS.noDemand.siret,
    );
  });

  it('exits 2 when nothing is found', async () => {
    expect(await json('directory', '55210055400013', ...of())).toEqual({
      code: 2,
      said: { found: null },
    });
    const nobody = await json('directory', 'zzzz nobody', ...of());
    expect(nobody).toMatchObject({ code: 2, said: { buyers: [], more: false, stale: false } });
  });

  it('pages through the State’s services, searches in them, and never offers the reserved one', async () => {
    const { siret } = BUYERS.state;
    const first = (await run('directory', siret, ...of())).out;
    expect(first).toMatch(/read at \d{4}-/);
    expect(first).toMatch(/page 1 of \d{2}/);
    const second = (await run('directory', siret, '--page', '2', ...of())).out;
    expect(second).toMatch(/page 2 of/);
    expect(second).not.toContain('FAC0000005');
    const { out } = await run('directory', siret, '--services', 'culture chimere', ...of());
    expect(out).toMatch(/FAC\d{7} {2}Culture/);
    for (const said of [first, second, out]) expect(said).not.toContain('FACTURES_PUBLIQUES');
  });

  it('says whether an engagement number exists, as far as anybody can', async () => {
    const asked = async (siret: string, number: string) =>
      (await json('directory', siret, '--engagement', number, ...of())).said.engagement;
    expect(await asked(BUYERS.state.siret, '1407000001')).toBe('known');
    expect(await asked(BUYERS.state.siret, '9999999999')).toBe('unknown');
    expect(await asked(BUYERS.engagementRequired.siret, 'EJ-1')).toBe('not_checkable');
    const { out } = await run(
      'directory',
      BUYERS.state.siret,
      '--engagement',
      '1407000001',
      ...of(),
    );
    expect(out).toContain('engagement 1407000001: exists');
  });

  it('finds by SIREN what was met before, and says that it searched no more than that', async () => {
    const { said } = await json('directory', BUYERS.noDemand.siret.slice(0, 9), ...of());
    expect(said).toMatchObject({ knownOnly: true, stale: false });
    expect(said.buyers).toContainEqual(expect.objectContaining({ siret: BUYERS.noDemand.siret }));
  });

  it('exits 1 for what cannot be searched for, and while Chorus Pro is away', async () => {
    const short = await run('directory', 'ab', ...of());
    expect([short.code, short.out]).toEqual([1, '']);
    workshop.chorusPro.switches.maintenance = true;
    try {
      const { code, problems } = await run('directory', '00010011500013', ...of());
      expect(code).toBe(1);
      expect(problems).toMatch(/^guichet: .+\. .+/);
      const known = await run('directory', BUYERS.noDemand.siret, ...of());
      expect([known.code, known.out]).toEqual([0, expect.stringContaining('from before')]);
    } finally {
      workshop.chorusPro.switches.maintenance = false;
    }
  });
});

describe('guichet doctor', () => {
  it('examines every step of a good connection, and exits 0', async () => {
    const { code, said } = await json('doctor', SUPPLIER.account, ...TEST);
    expect(code).toBe(0);
    expect(said).toMatchObject({ healthy: true, platform: 'qualification' });
    expect(said.findings.map(({ step }: { step: string }) => step)).toEqual(DOCTOR_STEPS);
  });

  it('speaks French when it is asked to', async () => {
    const { out } = await run('doctor', SUPPLIER.account, ...TEST, '--language', 'fr');
    expect(out).toMatch(/^ok {4}Votre compte technique est admis$/m);
  });

  it('says what is wrong and what to do, and exits 1', async () => {
    workshop.chorusPro.switches.subscribe('factures', false);
    try {
      const { code, out } = await run('doctor', SUPPLIER.account, ...TEST);
      expect(code).toBe(1);
      expect(out).toMatch(/BAD .*\n +.*factures/);
    } finally {
      workshop.chorusPro.switches.subscribe('factures', true);
    }
  });

  it('refuses a merchant that is not known, and what is not configured', async () => {
    const unknown = await run('doctor', 'acct_nobody', ...TEST);
    expect([unknown.code, unknown.problems]).toEqual([1, expect.stringContaining('is not known')]);
    const live = await run('doctor', SUPPLIER.account, '--environment', 'live');
    expect([live.code, live.problems]).toEqual([1, expect.stringContaining('production platform')]);
    const { PISTE_QUALIFICATION_CLIENT_SECRET: _secret, ...rest } = variables;
    const { problems } = await runCommand(['doctor', SUPPLIER.account, ...TEST], rest);
    expect(problems).toContain('PISTE_QUALIFICATION_CLIENT_SECRET is missing');
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUYERS, SUPPLIER } from '../../samples/world.ts';
import type { BuyerBehaviour } from './buyer-scripts.ts';
import { startChorusPro, type ChorusProOptions, type ChorusProSimulator } from './chorus-pro.ts';
import { jsonIn, type Json } from './fields.ts';
import { listIn, makeCaller } from './sample-caller.ts';

const running: ChorusProSimulator[] = [];
const folders: string[] = [];

async function start(options: ChorusProOptions = {}) {
  const simulator = await startChorusPro(options);
  running.push(simulator);
  return { simulator, caller: await makeCaller(simulator) };
}

/** An invoice of the supplier's in a status. */
async function standing(status: string, options: ChorusProOptions = {}) {
  const { simulator, caller } = await start(options);
  simulator.seed([{ number: 'C-1', supplierSiret: SUPPLIER.siret, status }]);
  const id = simulator.invoices('C-1')[0]?.id ?? 0;
  return { simulator, caller, id };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const FILE: Json = {
  pieceJointeFichier: Buffer.from('bon de livraison').toString('base64'),
  pieceJointeNom: 'bl.pdf',
  pieceJointeTypeMime: 'application/pdf',
  pieceJointeExtension: 'PDF',
};

type Caller = Awaited<ReturnType<typeof makeCaller>>;

const addFile = (caller: Caller, changes: Json = {}) =>
  caller.call('transverses/v1/ajouter/fichier', { ...FILE, ...changes });

const naming = (id: unknown, changes: Json = {}) => ({
  pieceJointeComplementaireDesignation: 'Bon de livraison',
  pieceJointeComplementaireType: 'AUTRE',
  pieceJointeComplementaireId: id,
  ...changes,
});

describe('a file', () => {
  it('is taken under a number of its own', async () => {
    const { caller } = await start();
    const first = (await addFile(caller)).body;
    const second = (await addFile(caller)).body;
    expect(first['codeRetour']).toBe(0);
    expect(first['pieceJointeId']).not.toBe(second['pieceJointeId']);
  });

  it.each<readonly [string, Json]>([
    ['without a name', { pieceJointeNom: '' }],
    ['with a name of 51 characters', { pieceJointeNom: `${'a'.repeat(47)}.pdf` }],
    ['of a type that is not on the list', { pieceJointeNom: 'a.exe', pieceJointeExtension: 'EXE' }],
    ['whose name says another type', { pieceJointeNom: 'a.png' }],
    ['that is no base64', { pieceJointeFichier: 'é' }],
    ['without a media type', { pieceJointeTypeMime: null }],
  ])('%s is malformed', async (_title, changes) => {
    const { caller } = await start();
    expect((await addFile(caller, changes)).status).toBe(400);
  });

  it('over 10 MB is refused in the platform’s way', async () => {
    const { caller } = await start();
    const pieceJointeFichier = Buffer.alloc(10 * 1024 * 1024 + 1).toString('base64');
    const { status, body } = await addFile(caller, { pieceJointeFichier });
    expect([status, body['codeRetour']]).toEqual([200, 20003]);
  });
});

describe('completing', () => {
  it('adds the files, shows them, and moves the invoice on', async () => {
    const { simulator, caller, id } = await standing('SUSPENDUE');
    const file = (await addFile(caller)).body['pieceJointeId'];
    const { body } = await caller.call('factures/v1/completer', {
      identifiantFactureCPP: id,
      commentaire: 'Voici',
      pieceJointeComplementaire: [naming(file)],
    });
    expect(body['codeRetour']).toBe(0);
    expect(simulator.invoices('C-1')[0]).toMatchObject({
      statuses: ['DEPOSEE', 'SUSPENDUE', 'COMPLETEE'],
      attachments: ['Bon de livraison'],
    });
    const shown = await caller.call('factures/v1/consulter/fournisseur', {
      identifiantFactureCPP: id,
    });
    const files = jsonIn(jsonIn(shown.body, 'facture'), 'listeDesPiecesJointes');
    expect(listIn(files, 'pieceJointe')[0]).toMatchObject({
      pieceJointeDesignation: 'Bon de livraison',
    });
  });

  it('refuses a file that nobody, or somebody else, handed over', async () => {
    const { simulator, caller, id } = await standing('SUSPENDUE');
    const stranger = { login: 'TECH_5@cpro.fr', password: 'autre' };
    simulator.addSupplier({ siret: '55210055400013', name: 'Autre', ...stranger });
    const theirs = (await addFile(await makeCaller(simulator, stranger))).body['pieceJointeId'];
    for (const file of [1, theirs]) {
      const { body } = await caller.call('factures/v1/completer', {
        identifiantFactureCPP: id,
        pieceJointeComplementaire: [naming(file)],
      });
      expect(body['codeRetour']).toBe(20010);
    }
    expect(simulator.invoices('C-1')[0]?.statuses.at(-1)).toBe('SUSPENDUE');
  });

  it.each<readonly [string, Json]>([
    ['a file without a title', { pieceJointeComplementaireDesignation: '' }],
    ['a file without a type', { pieceJointeComplementaireType: null }],
    ['a type of 31 characters', { pieceJointeComplementaireType: 'A'.repeat(31) }],
  ])('refuses %s', async (_title, changes) => {
    const { caller, id } = await standing('SUSPENDUE');
    const file = (await addFile(caller)).body['pieceJointeId'];
    const { status } = await caller.call('factures/v1/completer', {
      identifiantFactureCPP: id,
      pieceJointeComplementaire: [naming(file, changes)],
    });
    expect(status).toBe(400);
  });
});

describe('recycling', () => {
  const to = (id: number, siret: string, service?: string) => ({
    identifiantFactureCPP: id,
    destinataire: { codeDestinataire: siret, codeServiceExecutant: service },
    reference: { numeroBonCommande: 'EJ-9' },
  });

  it('sends the invoice elsewhere under its number', async () => {
    const { simulator, caller, id } = await standing('A_RECYCLER');
    const { siret, service } = BUYERS.serviceRequired;
    const { body } = await caller.call('factures/v1/recycler', to(id, siret, service));
    expect(body).toMatchObject({ codeRetour: 0, numeroFacture: 'C-1' });
    expect(simulator.invoices('C-1')).toHaveLength(1);
    expect(simulator.invoices('C-1')[0]).toMatchObject({
      buyerSiret: siret,
      serviceCode: service,
      engagement: 'EJ-9',
      statuses: ['DEPOSEE', 'A_RECYCLER', 'EN_COURS_ACHEMINEMENT', 'MISE_A_DISPOSITION'],
    });
  });

  it('refuses another status, an unknown recipient, and a service that the recipient has not', async () => {
    const other = await standing('SUSPENDUE');
    const refused = await other.caller.call(
      'factures/v1/recycler',
      to(other.id, BUYERS.noDemand.siret),
    );
    expect(refused.body['libelle']).toBe('GDP_MSG_11.001');
    const { simulator, caller, id } = await standing('A_RECYCLER');
    const unknown = await caller.call('factures/v1/recycler', to(id, '99999999999999'));
    expect(unknown.body['codeRetour']).toBe(20004);
    const service = await caller.call('factures/v1/recycler', to(id, BUYERS.state.siret, 'NON'));
    expect(service.body['codeRetour']).toBe(20005);
    expect(simulator.invoices('C-1')[0]?.statuses.at(-1)).toBe('A_RECYCLER');
  });
});

it('acknowledging is for rejections only', async () => {
  const { simulator, caller, id } = await standing('SUSPENDUE');
  const acknowledge = () =>
    caller.call('factures/v1/traiterRejet', {
      listeDemandePaiement: [{ idDemandePaiement: id }],
    });
  expect((await acknowledge()).body['libelle']).toBe('GDP_MSG_11.001');
  simulator.setStatus('C-1', 'REJETEE', 'Doublon');
  expect((await acknowledge()).body['codeRetour']).toBe(0);
  expect(simulator.invoices('C-1')[0]?.rejectionAcknowledged).toBe(true);
});

it('a journal brings files, completions and recyclings back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chorus-pro-'));
  folders.push(folder);
  const journalFile = join(folder, 'journal');
  const first = await standing('SUSPENDUE', { journalFile });
  const file = (await addFile(first.caller)).body['pieceJointeId'];
  await first.caller.call('factures/v1/completer', {
    identifiantFactureCPP: first.id,
    pieceJointeComplementaire: [naming(file)],
  });
  first.simulator.setStatus('C-1', 'A_RECYCLER', 'Autre service');
  await first.caller.call('factures/v1/recycler', {
    identifiantFactureCPP: first.id,
    destinataire: { codeDestinataire: BUYERS.engagementRequired.siret },
  });
  const before = first.simulator.invoices();
  expect(before[0]?.attachments).toHaveLength(1);
  const { simulator, caller } = await start({ journalFile });
  expect(simulator.invoices()).toEqual(before);
  expect((await addFile(caller)).body['pieceJointeId']).toBe(Number(file) + 1);
});

describe('buyers that act by themselves', () => {
  it.each<readonly [BuyerBehaviour, readonly string[]]>([
    [
      'pays',
      [
        'SERVICE_FAIT',
        'MANDATEE',
        'MISE_A_DISPOSITION_COMPTABLE',
        'COMPTABILISEE',
        'MISE_EN_PAIEMENT',
      ],
    ],
    ['asks', ['SUSPENDUE']],
    ['sends_back', ['A_RECYCLER']],
    ['rejects', ['REJETEE']],
  ])('%s', async (buyers, expected) => {
    const { simulator, caller } = await start({ buyers });
    await caller.deposit();
    const statuses = simulator.invoices()[0]?.statuses ?? [];
    expect(statuses.slice(statuses.indexOf('MISE_A_DISPOSITION') + 1)).toEqual(expected);
  });

  it('take their time', async () => {
    let nowMs = Date.parse('2026-11-23T09:00:00Z');
    const { simulator, caller } = await start({
      buyers: 'pays',
      buyerPaceMs: 60_000,
      now: () => nowMs,
    });
    await caller.deposit();
    const status = () => simulator.invoices()[0]?.statuses.at(-1);
    expect(status()).toBe('MISE_A_DISPOSITION');
    nowMs += 60_000;
    expect(status()).toBe('SERVICE_FAIT');
    nowMs += 59_000;
    expect(status()).toBe('SERVICE_FAIT');
    nowMs += 1_000;
    expect(status()).toBe('MANDATEE');
  });

  it('go on once they were answered, and ask only once', async () => {
    const { simulator, caller } = await start({ buyers: 'asks' });
    await caller.deposit();
    const id = simulator.invoices()[0]?.id;
    await caller.call('factures/v1/completer', { identifiantFactureCPP: id, commentaire: 'Voici' });
    expect(simulator.invoices()[0]?.statuses.at(-1)).toBe('MISE_EN_PAIEMENT');
  });

  it('keep silent about the payment where they never report it', async () => {
    const { simulator, caller } = await start({ buyers: 'pays' });
    await caller.deposit({ buyerSiret: '00010677300013', engagement: 'EJ1' });
    expect(simulator.invoices()[0]?.statuses.at(-1)).toBe('COMPTABILISEE');
  });
});

describe('what stays wrong until it is set right', () => {
  it('maintenance: 503 with a page, for whatever is asked', async () => {
    const { simulator, caller } = await start();
    simulator.switches.maintenance = true;
    const closed = await caller.find({});
    expect(closed.status).toBe(503);
    expect(closed.headers.get('retry-after')).toBe('120');
    expect(closed.text).toContain('maintenance');
    simulator.switches.maintenance = false;
    expect((await caller.find({})).status).toBe(200);
  });

  it('an API without a subscription: 403 and the request back; the others go on', async () => {
    const { simulator, caller } = await start({ unsubscribed: ['factures'] });
    const { status, body } = await caller.find({ numeroFacture: 'X' });
    expect([status, body]).toEqual([403, { numeroFacture: 'X' }]);
    expect((await caller.call('transverses/v1/recuperer/tauxtva', {})).status).toBe(200);
    simulator.switches.subscribe('factures', true);
    expect((await caller.find({ numeroFacture: 'X' })).status).toBe(200);
  });

  it('both can be set over HTTP, and the page shows it', async () => {
    const { simulator } = await start();
    const post = (route: string, body: Json) =>
      fetch(`${simulator.pageUrl}/${route}`, { method: 'POST', body: JSON.stringify(body) });
    await post('maintenance', { on: true });
    await post('subscriptions', { route: 'structures', subscribed: false });
    const switches = await (await fetch(`${simulator.pageUrl}/switches`)).text();
    expect(JSON.parse(switches)).toEqual({
      result: { maintenance: true, unsubscribed: ['structures'] },
    });
    expect(await (await fetch(simulator.pageUrl)).text()).toContain('En maintenance');
  });
});

describe('the page', () => {
  it('shows an invoice’s life and files, escaped, and finds structures by name', async () => {
    const { simulator, caller, id } = await standing('SUSPENDUE');
    const file = (await addFile(caller)).body['pieceJointeId'];
    await caller.call('factures/v1/completer', {
      identifiantFactureCPP: id,
      pieceJointeComplementaire: [
        naming(file, { pieceJointeComplementaireDesignation: '<b>BL</b>' }),
      ],
    });
    const html = await (await fetch(simulator.pageUrl)).text();
    expect(html).toContain('SUSPENDUE');
    expect(html).toContain('<strong>COMPLETEE</strong>');
    expect(html).toContain('pièce jointe : &#60;b&#62;BL');
    expect(html).toContain('autres : cherchez');
    const found = await (await fetch(`${simulator.pageUrl}?q=trifouillis`)).text();
    expect(found).toContain('Trifouillis-les-Essais');
    expect(found).not.toContain('Val-Inventé');
  });
});

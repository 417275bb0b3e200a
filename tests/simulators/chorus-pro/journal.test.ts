import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SUPPLIER } from '../../samples/world.ts';
import { startChorusPro } from './chorus-pro.ts';
import { readLedger } from './journal.ts';
import { firstIn, makeCaller } from './sample-caller.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chorus-pro-simulator-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a simulator with a journal', () => {
  it('stands where it stood when it is started again', async () => {
    const journalFile = join(folder, 'journal.jsonl');
    const first = await startChorusPro({ journalFile, pace: 'manual' });
    const before = await makeCaller(first);
    const newcomer = { login: 'TECH_3@cpro.fr', password: 'nouveau' };
    first.addSupplier({ siret: '55210055400013', name: 'Nouveau', ...newcomer });
    first.seed([{ number: 'DEJA-LA', supplierSiret: SUPPLIER.siret }]);
    const [one, other] = [
      await before.deposit({ number: 'A' }),
      await before.deposit({ number: 'B' }),
    ];
    for (let step = 0; step < 3; step += 1) first.advance(one);
    first.setStatus('A', 'SUSPENDUE', 'Pièce manquante');
    const ledger = [...first.ledger];
    await first.close();
    // A kill in the middle of a line.
    appendFileSync(journalFile, '{"kind":"deposit","at":1');
    expect(readLedger(journalFile)).toEqual(ledger);

    const second = await startChorusPro({ journalFile, pace: 'manual' });
    try {
      expect(second.ledger).toEqual(ledger);
      const after = await makeCaller(second);
      expect(
        firstIn((await after.find({ numeroFacture: 'A' })).body, 'listeFactures'),
      ).toMatchObject({
        statut: 'SUSPENDUE',
        commentaireEtatCourant: 'Pièce manquante',
        numeroFluxDepot: one,
      });
      expect((await after.report(other)).body['codeRetour']).toBe(20001);
      expect((await after.find({ numeroFacture: 'DEJA-LA' })).body['codeRetour']).toBe(0);
      expect((await (await makeCaller(second, newcomer)).find({})).status).toBe(200);
      expect(await after.deposit({ number: 'C' })).toBe('CPP0011117000000000000003');
    } finally {
      await second.close();
    }
    expect(readLedger(journalFile)).toHaveLength(3);
  });
});

describe('the program', () => {
  it('starts on a port, is steered over HTTP, shows its page, and stops when told', async () => {
    const program = fileURLToPath(new URL('./main.ts', import.meta.url));
    const child = spawn(
      process.execPath,
      [program, '--port', '0', '--pace', 'manual', '--already-there'],
      { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let printed = '';
    for await (const chunk of child.stdout) {
      printed += String(chunk);
      if (printed.includes('/_simulator')) break;
    }
    const page = /Page\s+(\S+)/.exec(printed)?.[1] ?? '';
    const post = (route: string, body: unknown) =>
      fetch(`${page}/${route}`, { method: 'POST', body: JSON.stringify(body) });
    try {
      expect(
        (await post('status', { invoiceNumber: 'DEMO-DEJA-LA', status: 'MANDATEE' })).status,
      ).toBe(200);
      expect((await post('status', { invoiceNumber: 'NONE', status: 'MANDATEE' })).status).toBe(
        400,
      );
      const faults = await post('faults', [
        { kind: 'drop', route: 'token' },
        { kind: 'slow', delayMs: 5 },
      ]);
      expect(await faults.json()).toMatchObject({ result: [{ kind: 'drop' }, { kind: 'slow' }] });
      expect((await post('faults', { kind: 'nonsense' })).status).toBe(400);
      expect(await (await fetch(`${page}/ledger`)).json()).toEqual({ result: [] });
      const form = await fetch(`${page}/status`, {
        method: 'POST',
        body: new URLSearchParams({
          invoiceNumber: 'DEMO-DEJA-LA',
          status: 'REJETEE',
          comment: '<b>non</b>',
        }),
        redirect: 'manual',
      });
      expect(form.status).toBe(303);
      const html = await (await fetch(page)).text();
      expect(html).toContain('DEMO-DEJA-LA');
      expect(html).toContain('REJETEE');
      expect(html).toContain('&#60;b&#62;non');
      expect(html).toContain('Commune de Val-Inventé');
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    expect(child.exitCode).toBe(0);
  });
});

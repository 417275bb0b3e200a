import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '../../backend/store/database.ts';
import { reserveDeposit, type Deposit } from '../../backend/store/deposits.ts';
import { saveDocument } from '../../backend/store/documents.ts';
import { openTransmission } from '../../backend/store/transmissions.ts';
import { parseTenantId, type Environment, type TenantId } from '../../backend/tenant.ts';

/** A merchant that nobody else in the database has. */
export function makeTenant(environment: Environment = 'test'): TenantId {
  const tenant = parseTenantId(environment, `acct_${randomBytes(8).toString('hex')}`);
  if (!tenant) throw new Error('not shaped like an account');
  return tenant;
}

export const NOW = new Date('2026-11-23T10:00:00.000Z');

/** An instant some milliseconds after NOW. */
export function later(ms: number): Date {
  return new Date(NOW.getTime() + ms);
}

/** What `issue` stores for a text: the text is the file. */
export function makeIssued(text: string, number: string) {
  const pdf = Buffer.from(text);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  return { number, xml: '<x/>', pdf, sha256, basis: { siret: '1' } };
}

/** Opens a transmission and issues its document. Returns the hash of the bytes. */
export async function issue(tenant: TenantId, tx: Tx, documentId: string): Promise<string> {
  await openTransmission(tenant, tx, { documentId, kind: 'invoice' }, NOW);
  const issued = makeIssued(documentId, `F-${documentId}`);
  await saveDocument(tenant, tx, documentId, issued, NOW);
  return issued.sha256;
}

/** Issues a document and reserves its deposit. */
export async function reserve(tenant: TenantId, tx: Tx, documentId: string): Promise<Deposit> {
  const sha256 = await issue(tenant, tx, documentId);
  const asked = { sha256, now: NOW, callBefore: later(60_000) };
  const deposit = await reserveDeposit(tenant, tx, documentId, asked);
  if (!deposit) throw new Error('the deposit was not reserved');
  return deposit;
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closeDeposit, findDeposit } from '../../backend/store/deposits.ts';
import { findDocument } from '../../backend/store/documents.ts';
import { appendHistory, listHistory } from '../../backend/store/history.ts';
import { makeSecrets, parseKeyring } from '../../backend/store/secrets.ts';
import { endTenant, findTenant, touchTenant } from '../../backend/store/tenants.ts';
import {
  findTransmission,
  saveTransmission,
  searchTransmissions,
} from '../../backend/store/transmissions.ts';
import { ENVIRONMENTS, parseTenantId, type TenantId } from '../../backend/tenant.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';
import { NOW, reserve } from './rows.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

const secrets = makeSecrets(parseKeyring(`k1:${Buffer.alloc(32, 1).toString('base64')}`));
const DOCUMENT = 'in_same';

/** Merchants that share account ids over environments, and all the document's id. */
function makeTenants(round: number): readonly TenantId[] {
  return [0, 1, 2, 3].flatMap((account) =>
    ENVIRONMENTS.flatMap(
      (environment) => parseTenantId(environment, `acct_${round}x${account}`) ?? [],
    ),
  );
}

/** Everything that a merchant can see of itself. */
async function seenBy(tenant: TenantId): Promise<unknown> {
  const { pool } = test.database;
  return {
    tenant: await findTenant(tenant, pool),
    secret: await secrets.findSecret(tenant, pool, 'technical_account'),
    transmission: await findTransmission(tenant, pool, DOCUMENT),
    page: await searchTransmissions(tenant, pool, { limit: 100 }),
    document: await findDocument(tenant, pool, DOCUMENT),
    deposit: await findDeposit(tenant, pool, DOCUMENT),
    history: await listHistory(tenant, pool, DOCUMENT),
  };
}

/** What may be done in a merchant's name. */
const DEEDS = {
  touch: (tenant: TenantId) => touchTenant(tenant, test.database.pool, 5_000),
  end: (tenant: TenantId) => endTenant(tenant, test.database.pool, 6_000),
  erase: (tenant: TenantId) => secrets.eraseSecrets(tenant, test.database.pool),
  save: (tenant: TenantId) =>
    saveTransmission(tenant, test.database.pool, DOCUMENT, 1, { number: 'changed' }, NOW),
  append: (tenant: TenantId) =>
    appendHistory(tenant, test.database.pool, DOCUMENT, { at: NOW, kind: 'action', actor: 'me' }),
  close: async (tenant: TenantId) => {
    const deposit = await findDeposit(tenant, test.database.pool, DOCUMENT);
    const end = { state: 'refused' } as const;
    if (deposit) await closeDeposit(tenant, test.database.pool, deposit.id, end, NOW);
  },
} as const satisfies Record<string, (tenant: TenantId) => Promise<unknown>>;

describe('what is done in the name of one merchant', () => {
  it('is seen by that merchant only, whatever the order', async () => {
    let round = 0;
    const deeds = fc.array(
      fc.record({
        who: fc.nat({ max: 5 }),
        what: fc.constantFrom(...Object.values(DEEDS)),
      }),
      { minLength: 5, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(deeds, async (list) => {
        round += 1;
        const tenants = makeTenants(round);
        for (const tenant of tenants) {
          await touchTenant(tenant, test.database.pool, 1_000);
          await reserve(tenant, test.database.pool, DOCUMENT);
          await secrets.saveSecret(tenant, test.database.pool, 'technical_account', 'secret');
        }
        // Only the first six act; the others, of the same accounts and documents, only look.
        const bystanders = tenants.slice(6);
        const before = await Promise.all(bystanders.map(seenBy));
        await Promise.all(
          list.map(({ who, what }) => what(tenants[who] ?? bystanders[0] ?? fail())),
        );
        expect(await Promise.all(bystanders.map(seenBy))).toEqual(before);
      }),
      { numRuns: 8 },
    );
    expect(round).toBeGreaterThanOrEqual(8);
  }, 60_000);
});

function fail(): never {
  throw new Error('no such merchant');
}

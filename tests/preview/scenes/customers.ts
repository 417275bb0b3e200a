import { SUPPLIER } from '../../samples/world.ts';
import { openAccount } from '../../simulators/stripe/book.ts';
import type { StripeSimulator } from '../../simulators/stripe/stripe.ts';
import { CUSTOMER } from './answers.ts';

/** Customers that only scenes need, beside those of the samples. */

/** Looks like a public body, and nobody has said whether it is one. */
export const UNMARKED = 'cus_CommunedeSaintAubin';
/** Marked, without a SIRET of its own, with one among its tax ids. */
export const WITH_TAX_ID = 'cus_CentrehospitalierdesTroisVallees';

/** Puts them into the account. */
export function addSceneCustomers({ book }: StripeSimulator): void {
  const { customers } = openAccount(book, SUPPLIER.account);
  const like = customers.get(CUSTOMER);
  if (!like || !('metadata' in like)) throw new Error(`the samples have no ${CUSTOMER}`);
  customers.set(UNMARKED, {
    ...like,
    id: UNMARKED,
    name: 'Commune de Saint-Aubin-des-Prés',
    metadata: {},
  });
  const taxId = {
    ...{ id: 'txi_scene', object: 'tax_id' as const },
    ...{ type: 'fr_siret', value: '12345678200036' },
  };
  customers.set(WITH_TAX_ID, {
    ...like,
    id: WITH_TAX_ID,
    name: 'Centre hospitalier des Trois-Vallées',
    metadata: { government_affiliated: 'true' },
    tax_ids: { ...like.tax_ids, data: [taxId] },
  });
}

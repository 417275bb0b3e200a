import { frenchVatNumberOf } from '../../backend/invoice/siret.ts';
import { runJob } from '../../backend/jobs/advance.ts';
import { settingsSchema, type SettingsInput } from '../../backend/settings.ts';
import { saveSettings, touchTenant } from '../../backend/store/tenants.ts';
import { findTransmission, type Transmission } from '../../backend/store/transmissions.ts';
import { parseTenantId, type TenantId } from '../../backend/tenant.ts';
import { makeMerchants } from '../bench/merchants.ts';
import { getSample, SAMPLE_SETTINGS } from '../samples/samples.ts';
import { copyBundle } from '../simulators/stripe/book.ts';
import type { Workshop } from './workshop.ts';

/** One of several merchants in a workshop, with a technical account of its own. */
export interface WorkshopMerchant {
  readonly tenant: TenantId;
  readonly login: string;
  /** Runs the job of `invoice.finalized` for a new invoice; returns its id. */
  finalize(): Promise<string>;
  get(documentId: string): Promise<Transmission>;
  /** Somebody resets the technical account's password at Chorus Pro. */
  resetPassword(): void;
  /** Somebody renews it: it is good until another day. */
  renewPassword(until: string): void;
  /** The password that Chorus Pro takes now, as JSON for the store. */
  account(): string;
  /** Numbers of its deposits, in the order in which Chorus Pro took them. */
  deposited(): readonly string[];
  /** Calls in its name, the token's aside. */
  calls(): number;
}

/** Settles so many merchants in a workshop, each connected. */
export async function settleMerchants(
  shop: Workshop,
  count: number,
  notifications: SettingsInput['notifications'] = {},
): Promise<readonly WorkshopMerchant[]> {
  return Promise.all(makeMerchants(count).map((_, index) => settle(shop, index, notifications)));
}

async function settle(
  shop: Workshop,
  index: number,
  notifications: SettingsInput['notifications'],
): Promise<WorkshopMerchant> {
  const made = makeMerchants(index + 1)[index];
  const tenant = made && parseTenantId('test', made.account);
  if (!tenant) throw new Error('a merchant without a well-formed account');
  const { siret, technicalAccount } = made;
  const { seller } = SAMPLE_SETTINGS;
  const vatNumber = frenchVatNumberOf(siret);
  const { pool } = shop.database;
  await touchTenant(tenant, pool, 1);
  const settings = {
    ...SAMPLE_SETTINGS,
    notifications,
    seller: { ...seller, siret, vatNumber },
  };
  await saveSettings(tenant, pool, settingsSchema.parse(settings));
  await shop.secrets.saveSecret(
    tenant,
    pool,
    'technical_account',
    JSON.stringify(technicalAccount),
  );
  let password: string = technicalAccount.password;
  let passwordExpiresOn = '2027-06-01';
  const supply = () =>
    shop.chorusPro.addSupplier({
      ...{ siret, name: seller.name, vatNumber, login: technicalAccount.login, password },
      passwordExpiresOn,
    });
  supply();
  let next = 1;
  return {
    tenant,
    login: technicalAccount.login,
    async finalize() {
      const number = `M${index}-${String(next).padStart(4, '0')}`;
      const bundle = copyBundle(getSample('ordinary').build(), {
        suffix: `m${index}x${next}`,
        number,
      });
      next += 1;
      shop.stripe.add(bundle, tenant.account);
      const documentId = bundle.invoice.id;
      await shop.stripe.finalize(documentId, tenant.account);
      await runJob({ kind: 'advance', ...tenant, documentId, open: true }, shop.outside);
      return documentId;
    },
    async get(documentId) {
      const found = await findTransmission(tenant, pool, documentId);
      if (!found) throw new Error(`there is no transmission ${documentId}`);
      return found;
    },
    resetPassword() {
      password = `${password}-renewed`;
      supply();
    },
    renewPassword(until) {
      passwordExpiresOn = until;
      // The simulator takes an account as new when its password is another one.
      password = `${technicalAccount.password}-between`;
      supply();
      password = technicalAccount.password;
      supply();
    },
    account: () => JSON.stringify({ login: technicalAccount.login, password }),
    deposited: () =>
      shop.chorusPro.ledger.flatMap(({ invoiceNumber }) =>
        invoiceNumber?.startsWith(`M${index}-`) ? [invoiceNumber] : [],
      ),
    calls: () =>
      shop.chorusPro.calls.filter(({ login }) => login === technicalAccount.login).length,
  };
}

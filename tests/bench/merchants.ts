import { isSiretChecksumRight, frenchVatNumberOf } from '../../backend/invoice/siret.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { makeSecrets, parseKeyring } from '../../backend/store/secrets.ts';
import { saveSettings } from '../../backend/store/tenants.ts';
import { parseTenantId } from '../../backend/tenant.ts';
import { getSample, SAMPLE_SETTINGS } from '../samples/samples.ts';
import type { ChorusProSimulator } from '../simulators/chorus-pro/chorus-pro.ts';
import { copyBundle } from '../simulators/stripe/book.ts';
import type { StripeSimulator } from '../simulators/stripe/stripe.ts';
import type { Ground } from './ground.ts';

/** A made-up merchant of a benchmark. */
export interface Merchant {
  readonly account: string;
  readonly siret: string;
  readonly technicalAccount: { readonly login: string; readonly password: string };
}

/** An invoice that waits to be finalized. */
export interface Draft {
  readonly account: string;
  readonly invoiceId: string;
}

const FIRST_SIREN = 800_000_000;

/** Makes so many merchants, each a company of its own. */
export function makeMerchants(count: number): readonly Merchant[] {
  return Array.from({ length: count }, (_, index) => {
    const siret = siretFrom(FIRST_SIREN + index);
    const technicalAccount = { login: `TECH_1_${siret}@cpro.fr`, password: 'simulated-password' };
    return { account: `acct_1Bench${index}`, siret, technicalAccount };
  });
}

/** The first SIRET whose digits add up, from a SIREN on. */
function siretFrom(siren: number): string {
  for (let establishment = 1; establishment <= 20; establishment += 1) {
    const siret = `${siren}${String(establishment).padStart(5, '0')}`;
    if (isSiretChecksumRight(siret)) return siret;
  }
  throw new Error(`no establishment of ${siren} has a right checksum`);
}

/** Where merchants are at home. */
interface Place {
  readonly ground: Ground;
  readonly chorusPro: ChorusProSimulator;
}

/** Writes a merchant's settings and technical account, and makes it known at the simulated Chorus Pro. */
export async function settleIn(
  { account, siret, technicalAccount }: Merchant,
  { ground, chorusPro }: Place,
): Promise<void> {
  const { database, variables } = ground;
  const { seller } = SAMPLE_SETTINGS;
  const vatNumber = frenchVatNumberOf(siret);
  const settings = settingsSchema.parse({
    ...SAMPLE_SETTINGS,
    seller: { ...seller, siret, vatNumber },
  });
  const tenant = parseTenantId('test', account);
  if (!tenant) throw new Error('a merchant without a well-formed account');
  const secrets = makeSecrets(parseKeyring(variables['ENCRYPTION_KEYS'] ?? ''));
  await saveSettings(tenant, database.pool, settings);
  const secret = JSON.stringify(technicalAccount);
  await secrets.saveSecret(tenant, database.pool, 'technical_account', secret);
  chorusPro.addSupplier({ siret, name: seller.name, vatNumber, ...technicalAccount });
}

/** Puts copies of the ordinary sample into the merchants' accounts in turn, each with a number of its own. */
export function draftInvoices(
  stripe: StripeSimulator,
  merchants: readonly Merchant[],
  count: number,
  firstNumber: number,
): readonly Draft[] {
  const sample = getSample('ordinary').build();
  return Array.from({ length: count }, (_, index) => {
    const { account } = merchants[index % merchants.length] ?? { account: '' };
    const serial = String(firstNumber + index).padStart(6, '0');
    const bundle = copyBundle(sample, { suffix: `x${serial}`, number: `B-${serial}` });
    stripe.add(bundle, account);
    return { account, invoiceId: bundle.invoice.id };
  });
}

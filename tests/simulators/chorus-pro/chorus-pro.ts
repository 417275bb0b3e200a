import { PISTE_APPLICATION, SUPPLIER } from '../../samples/world.ts';
import type { BuyerBehaviour } from './buyer-scripts.ts';
import { theInvoice } from './control.ts';
import type { Demands, Structure, Supplier } from './directory.ts';
import type { Checks } from './document-check.ts';
import { Faults } from './faults.ts';
import type { Invoice } from './invoices.ts';
import type { LedgerEntry, SeededInvoice } from './journal.ts';
import type { Pace } from './life-cycle.ts';
import { Platform } from './platform.ts';
import { RateLimit, type RateLimitOptions } from './rate-limit.ts';
import { API_PATH, makeServer, TOKEN_PATH, type CallRecord } from './server.ts';
import type { InvoiceStatus } from './status.ts';
import { Switches } from './switches.ts';
import { Tokens, type Application } from './token.ts';

/**
 * PISTE and Chorus Pro on the loopback: comes in, HTTP calls as a supplier's software makes them; goes out, answers as
 * public material describes them (docs/simulators.md says how they differ from the real thing). It is a second opinion:
 * it takes nothing from the product, reads PDF, XML and amounts with code of its own, and refuses what Chorus Pro refuses.
 */

/** Everything has a default: a simulator without options is immediate and strict. */
export interface ChorusProOptions {
  /** A free one unless given. */
  readonly port?: number;
  /** Only a label: both platforms behave alike here. */
  readonly platform?: 'qualification' | 'production';
  /** Without delay unless given. */
  readonly pace?: Pace;
  /** What a search without result answers: an error (the default) or an empty list. */
  readonly emptySearch?: 'error' | 'list';
  /** Whether the directory finds a body by the beginning of its SIRET; the real one's way is not known. */
  readonly numberSearch?: 'whole' | 'beginning';
  /** `cheap` leaves out the schema, for load tests. */
  readonly checks?: Checks;
  /** Off unless given. */
  readonly rateLimit?: RateLimitOptions;
  /** What every business answer takes besides, in milliseconds. */
  readonly delayMs?: number;
  readonly tokenLifetimeSeconds?: number;
  readonly application?: Application;
  /** The samples' supplier unless given. */
  readonly suppliers?: readonly Supplier[];
  /** The clock, in milliseconds. */
  readonly now?: () => number;
  /** Of the faults' probabilities. */
  readonly seed?: number;
  /** Appended to, and read at the start: a simulator started again goes on where it was. */
  readonly journalFile?: string;
  /** How the buyers behave: nobody acts unless given. */
  readonly buyers?: BuyerBehaviour;
  /** How long each step of a buyer takes; at once unless given. */
  readonly buyerPaceMs?: number;
  /** APIs (`factures`) or routes that the application has no subscription to. */
  readonly unsubscribed?: readonly string[];
}

/** An invoice as tests may look at it. */
export interface HeldInvoice {
  readonly id: number;
  readonly number: string;
  readonly supplierSiret: string;
  readonly buyerSiret: string;
  readonly serviceCode: string | undefined;
  readonly engagement: string | undefined;
  /** Oldest first. */
  readonly statuses: readonly string[];
  readonly attachments: readonly string[];
  readonly rejectionAcknowledged: boolean;
}

/** A running simulator. */
export interface ChorusProSimulator {
  readonly tokenUrl: string;
  /** Ends with `/cpro`. */
  readonly apiUrl: string;
  /** The page for people. */
  readonly pageUrl: string;
  /** Every accepted deposit, append-only: the oracle of the exactly-once tests. */
  readonly ledger: readonly LedgerEntry[];
  /** Every call to PISTE and Chorus Pro, the latest ones; without secrets. */
  readonly calls: readonly CallRecord[];
  readonly faults: Faults;
  /** Maintenance and subscriptions, until they are set back. */
  readonly switches: Switches;
  /** Every invoice that exists, or those with a number: the ledger of what the buyers have. */
  invoices(invoiceNumber?: string): readonly HeldInvoice[];
  /** Takes back every token that was given out. */
  expireTokens(): void;
  /** Moves one flow, or all, one stage on; says how many moved. */
  advance(flowNumber?: string): number;
  /** Plays the buyer, or anybody: gives the latest invoice with this number a status. */
  setStatus(
    invoiceNumber: string,
    status: InvoiceStatus | (string & {}),
    comment?: string,
    supplierSiret?: string,
  ): void;
  /** Puts invoices there that came another way. */
  seed(invoices: readonly SeededInvoice[]): void;
  /** Adds a supplier; for one that is there, its technical account gets the password that is given. */
  addSupplier(supplier: Supplier): Structure;
  /** Changes what a public body demands; whoever remembers its directory entry does not know. */
  changeDemands(siret: string, demands: Demands): void;
  /** The bytes of one of the latest deposits. */
  document(flowNumber: string): Buffer | undefined;
  close(): Promise<void>;
}

const IMMEDIATE: Pace = { visibleAfterMs: 0, integratedAfterMs: 0, availableAfterMs: 0 };
const TOKEN_LIFETIME_SECONDS = 3600;
const LOOPBACK = '127.0.0.1';

/** The samples' supplier, with its technical account. */
export const SAMPLE_SUPPLIER: Supplier = {
  siret: SUPPLIER.siret,
  name: SUPPLIER.name,
  vatNumber: SUPPLIER.vatNumber,
  ...SUPPLIER.technicalAccount,
};

/** Starts the simulator; it answers when the promise does. */
export async function startChorusPro(options: ChorusProOptions = {}): Promise<ChorusProSimulator> {
  const now = options.now ?? Date.now;
  const platform = new Platform({
    pace: options.pace ?? IMMEDIATE,
    emptySearch: options.emptySearch ?? 'error',
    numberSearch: options.numberSearch ?? 'whole',
    checks: options.checks ?? 'full',
    now,
    journalFile: options.journalFile,
    buyers: options.buyers ?? 'manual',
    buyerPaceMs: options.buyerPaceMs ?? 0,
  });
  for (const supplier of options.suppliers ?? [SAMPLE_SUPPLIER]) platform.addSupplier(supplier);
  const tokens = new Tokens({
    application: options.application ?? PISTE_APPLICATION,
    expiresInSeconds: options.tokenLifetimeSeconds ?? TOKEN_LIFETIME_SECONDS,
    now,
  });
  const faults = new Faults(options.seed ?? 1);
  const switches = new Switches();
  for (const route of options.unsubscribed ?? []) switches.subscribe(route, false);
  const calls: CallRecord[] = [];
  const server = makeServer({
    platform,
    tokens,
    faults,
    switches,
    calls,
    label: options.platform ?? 'qualification',
    rateLimit: options.rateLimit && new RateLimit(options.rateLimit, now),
    delayMs: options.delayMs ?? 0,
  });
  const port = await listen(server, options.port ?? 0);
  const origin = `http://${LOOPBACK}:${port}`;
  return {
    tokenUrl: `${origin}${TOKEN_PATH}`,
    apiUrl: `${origin}${API_PATH}`,
    pageUrl: `${origin}/_simulator`,
    ledger: platform.ledger,
    calls,
    faults,
    switches,
    invoices: (invoiceNumber) => {
      platform.settle();
      return (
        invoiceNumber === undefined
          ? platform.invoices.all()
          : platform.invoices.findByNumber(invoiceNumber)
      ).map(toHeld);
    },
    expireTokens: () => tokens.expire(),
    advance: (flowNumber) => platform.advance(flowNumber),
    setStatus: (invoiceNumber, status, comment, supplierSiret) =>
      platform.setStatus(theInvoice(platform, invoiceNumber, supplierSiret), status, comment),
    seed: (invoices) => invoices.forEach((invoice) => platform.seed(invoice)),
    addSupplier: (supplier) => platform.addSupplier(supplier),
    changeDemands: (siret, demands) => void platform.directory.changeDemands(siret, demands),
    document: (flowNumber) => platform.document(flowNumber),
    close: () => close(server),
  };
}

function toHeld(invoice: Invoice): HeldInvoice {
  return {
    id: invoice.id,
    number: invoice.number,
    supplierSiret: invoice.supplier.siret,
    buyerSiret: invoice.buyer.siret,
    serviceCode: invoice.serviceCode,
    engagement: invoice.engagement,
    statuses: invoice.steps.map(({ status }) => status),
    attachments: invoice.attachments.map(({ title }) => title),
    rejectionAcknowledged: invoice.rejectionAcknowledged,
  };
}

type Listening = ReturnType<typeof makeServer>;

function listen(server: Listening, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
      else reject(new Error('The simulator has no port'));
    });
  });
}

/** Calls that were never answered are cut off. */
function close(server: Listening): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

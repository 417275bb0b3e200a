import { createHash } from 'node:crypto';
import { nextStep, type BuyerBehaviour } from './buyer-scripts.ts';
import type { ReadInvoice } from './cii-reader.ts';
import { parisDay } from './dates.ts';
import { Directory, type Account, type Structure, type Supplier } from './directory.ts';
import { readDocument, type Checks } from './document-check.ts';
import { FACTUR_X_SYNTAX, flowNumber, type Flow } from './flows.ts';
import { contentOfFlow, contentOfSeed } from './invoice-content.ts';
import {
  currentStep,
  Invoices,
  type AddedFile,
  type HeldFile,
  type Invoice,
  type Rerouting,
} from './invoices.ts';
import {
  appendToJournal,
  mendJournal,
  readJournal,
  toLedgerEntry,
  type DepositEntry,
  type JournalEntry,
  type LedgerEntry,
  type SeededInvoice,
} from './journal.ts';
import { LifeCycle, type Pace, type Stage } from './life-cycle.ts';
import { technicalError } from './schema-check.ts';
import { verdictOf } from './verdict.ts';

/** What a file deposit brings. */
export interface Deposit {
  readonly bytes: Buffer;
  readonly syntax: string;
  readonly fileName: string;
  readonly account: Account;
  readonly forcedState?: string | undefined;
}

/** How Chorus Pro is set up. */
export interface PlatformOptions {
  readonly pace: Pace;
  readonly emptySearch: 'error' | 'list';
  /** Whether a directory search by number wants the whole number, or finds by its beginning. */
  readonly numberSearch: 'whole' | 'beginning';
  readonly checks: Checks;
  readonly now: () => number;
  readonly journalFile?: string | undefined;
  /** How buyers behave, and how long each of their steps takes. */
  readonly buyers: BuyerBehaviour;
  readonly buyerPaceMs: number;
}

/** The latest deposits whose bytes are kept, for the page and for tests that look into them. */
const DOCUMENTS_KEPT_MAX = 200;

const FIRST_FILE_ID = 31_500_001;

const AUTOMATIC = { ended: 'DEPOSEE', routing: 'EN_COURS_ACHEMINEMENT' } as const;

/** Chorus Pro behind the gateway: who exists, what was deposited, what became of it. */
export class Platform {
  readonly directory = new Directory();
  readonly invoices = new Invoices();
  readonly flows = new Map<string, Flow>();
  readonly ledger: LedgerEntry[] = [];
  readonly files = new Map<number, HeldFile>();
  readonly #documents = new Map<string, Buffer>();
  readonly #lifeCycle: LifeCycle;
  readonly options: PlatformOptions;

  constructor(options: PlatformOptions) {
    this.options = options;
    this.#lifeCycle = new LifeCycle(options.pace, (flow, stage, at) =>
      this.#enter(flow, stage, at),
    );
    if (options.journalFile === undefined) return;
    mendJournal(options.journalFile);
    for (const entry of readJournal(options.journalFile)) this.#apply(entry);
  }

  now(): number {
    return this.options.now();
  }

  /** Moves everything whose time has come; every question begins with it. */
  settle(): void {
    this.#settleAt(this.now());
  }

  /** Takes a deposit; whether it is any good shows in the flow's report. */
  deposit({ bytes, syntax, fileName, account, forcedState }: Deposit): Flow {
    const number = flowNumber(syntax, this.flows.size + 1);
    this.#keepDocument(number, bytes);
    return this.#deposit({
      kind: 'deposit',
      at: this.now(),
      number,
      syntax,
      fileName,
      login: account.login,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      reading:
        syntax === FACTUR_X_SYNTAX
          ? readDocument(bytes, this.options.checks)
          : { technicalErrors: [technicalError('ERR_SIM_001', 'syntaxe non simulee')] },
      forcedState,
    });
  }

  /** The bytes of one of the latest deposits. */
  document(number: string): Buffer | undefined {
    return this.#documents.get(number);
  }

  /** Attaches a supplier and its technical account; the same one twice changes nothing. */
  addSupplier(supplier: Supplier): Structure {
    const known = this.directory.findBySiret(supplier.siret);
    const account = this.directory.findAccount(supplier.login);
    if (known && account?.structures.has(known) && account.password === supplier.password) {
      return known;
    }
    return this.#record({ kind: 'supplier', at: this.now(), supplier: { ...supplier } }, () =>
      this.directory.addSupplier(supplier),
    );
  }

  /** Puts an invoice there that came another way; the same one twice changes nothing. */
  seed(invoice: SeededInvoice): Invoice {
    const at = this.now();
    const year = (invoice.issuedOn ?? parisDay(at)).slice(0, 4);
    const known = this.invoices
      .findByNumber(invoice.number)
      .find(
        ({ supplier, issuedOn }) =>
          supplier.siret === invoice.supplierSiret && issuedOn.startsWith(year),
      );
    if (known) return known;
    return this.#record({ kind: 'seed', at, invoice }, () => this.#seed(invoice, at));
  }

  /** Moves one flow, or all, one stage on; says how many moved. */
  advance(number?: string): number {
    const flows = number === undefined ? [...this.flows.values()] : [this.#flow(number)];
    return flows.filter((flow) => this.#advance(flow, this.now())).length;
  }

  /** Gives an invoice a status, whoever causes it. */
  setStatus(invoice: Invoice, status: string, comment?: string): void {
    const entry = {
      kind: 'status' as const,
      at: this.now(),
      invoiceId: invoice.id,
      status,
      comment,
    };
    this.#record(entry, () => this.#setStatus(invoice, entry));
  }

  /** Takes a file; it stands nowhere until a completion names it. */
  addFile(file: HeldFile): number {
    const id = FIRST_FILE_ID + this.files.size;
    return this.#record({ kind: 'file', at: this.now(), id, ...file }, () => {
      this.files.set(id, file);
      return id;
    });
  }

  /** The supplier answers a suspension. */
  complete(invoice: Invoice, files: readonly AddedFile[], comment: string | undefined): void {
    const entry = {
      kind: 'complete' as const,
      at: this.now(),
      invoiceId: invoice.id,
      files: [...files],
      comment,
    };
    this.#record(entry, () => this.#complete(invoice, entry));
  }

  /** The supplier sends an invoice elsewhere. */
  recycle(invoice: Invoice, rerouting: Rerouting): void {
    const entry = {
      kind: 'recycle' as const,
      at: this.now(),
      invoiceId: invoice.id,
      ...rerouting,
    };
    this.#record(entry, () => this.#recycle(invoice, entry));
  }

  /** The supplier has seen that the buyer rejected. */
  acknowledgeRejection(invoice: Invoice): void {
    this.#record({ kind: 'acknowledge', at: this.now(), invoiceId: invoice.id }, () => {
      invoice.rejectionAcknowledged = true;
    });
  }

  /** Changes, then writes down: what could not be done must not be found in the journal. */
  #record<Value>(entry: JournalEntry, change: () => Value): Value {
    const value = change();
    if (this.options.journalFile !== undefined) {
      appendToJournal(this.options.journalFile, entry);
    }
    return value;
  }

  /** Does again what the journal says, with the clock of that time. */
  #apply(entry: JournalEntry): void {
    this.#settleAt(entry.at);
    if (entry.kind === 'deposit') this.#addFlow(entry);
    else if (entry.kind === 'supplier') this.directory.addSupplier(entry.supplier);
    else if (entry.kind === 'seed') this.#seed(entry.invoice, entry.at);
    else if (entry.kind === 'file') {
      const { name, bytes, login } = entry;
      this.files.set(entry.id, { name, bytes, login });
    } else if (entry.kind === 'advance') this.#lifeCycle.advance(this.#flow(entry.flow), entry.at);
    else {
      const invoice = this.invoices.findById(entry.invoiceId);
      if (!invoice) throw new Error('The journal speaks of an invoice that does not exist');
      if (entry.kind === 'status') this.#setStatus(invoice, entry);
      else if (entry.kind === 'complete') this.#complete(invoice, entry);
      else if (entry.kind === 'recycle') this.#recycle(invoice, entry);
      else invoice.rejectionAcknowledged = true;
    }
  }

  #deposit(entry: DepositEntry): Flow {
    this.settle();
    return this.#record(entry, () => this.#addFlow(entry));
  }

  #addFlow(entry: DepositEntry): Flow {
    const flow: Flow = {
      number: entry.number,
      syntax: entry.syntax,
      fileName: entry.fileName,
      login: entry.login,
      depositedAt: entry.at,
      sha256: entry.sha256,
      reading: entry.reading,
      forcedState: entry.forcedState,
      stage: 'unseen',
      stageAt: entry.at,
      verdict: undefined,
    };
    this.flows.set(flow.number, flow);
    this.ledger.push(toLedgerEntry(entry));
    this.#lifeCycle.add(flow);
    return flow;
  }

  #advance(flow: Flow, at: number): boolean {
    if (flow.stage === 'available') return false;
    const entry = { kind: 'advance', at, flow: flow.number } as const;
    return this.#record(entry, () => this.#lifeCycle.advance(flow, at));
  }

  #flow(number: string): Flow {
    const flow = this.flows.get(number);
    if (!flow) throw new Error(`No flow ${number}`);
    return flow;
  }

  #enter(flow: Flow, stage: Stage, at: number): void {
    flow.stage = stage;
    if (stage === 'ended') this.#end(flow, at);
    if (stage === 'routing' || stage === 'available') {
      const invoice = this.invoices.findByFlow(flow.number);
      const status = stage === 'routing' ? AUTOMATIC.routing : 'MISE_A_DISPOSITION';
      const before = stage === 'routing' ? AUTOMATIC.ended : AUTOMATIC.routing;
      // Once somebody has acted on the invoice, it no longer moves by itself.
      if (invoice && currentStep(invoice).status === before) invoice.steps.push({ status, at });
      return;
    }
    flow.stageAt = at;
  }

  #end(flow: Flow, at: number): void {
    flow.verdict = verdictOf(flow, this.directory, this.invoices);
    const { invoice } = flow.reading;
    if (invoice && flow.verdict.state === 'IN_INTEGRE') this.#createInvoice(flow, invoice, at);
  }

  #createInvoice(flow: Flow, read: ReadInvoice, at: number): void {
    // A forced state may let through what the rules would have stopped.
    const content = contentOfFlow(flow, read, this.directory);
    if (content) this.invoices.create(content, AUTOMATIC.ended, at);
  }

  #seed(seeded: SeededInvoice, at: number): Invoice {
    const content = contentOfSeed(seeded, at, this.directory);
    const invoice = this.invoices.create(content, AUTOMATIC.ended, at);
    invoice.steps.push({ status: seeded.status ?? 'MISE_A_DISPOSITION', at });
    return invoice;
  }

  #setStatus(
    invoice: Invoice,
    { status, at, comment }: { status: string; at: number; comment?: string | undefined },
  ): void {
    invoice.steps.push({ status, at, ...(comment === undefined ? {} : { comment }) });
  }

  #complete(
    invoice: Invoice,
    {
      files,
      at,
      comment,
    }: { files: readonly AddedFile[]; at: number; comment?: string | undefined },
  ): void {
    invoice.attachments.push(...files);
    this.#setStatus(invoice, { status: 'COMPLETEE', at, comment });
  }

  #recycle(
    invoice: Invoice,
    entry: Partial<Rerouting> & { readonly buyerSiret: string; readonly at: number },
  ): void {
    invoice.buyer = this.directory.findBySiret(entry.buyerSiret) ?? invoice.buyer;
    invoice.serviceCode = entry.serviceCode;
    invoice.engagement = entry.engagement ?? invoice.engagement;
    const { at, comment } = entry;
    this.#setStatus(invoice, { status: AUTOMATIC.routing, at, comment });
    if (this.options.pace !== 'manual') {
      this.#setStatus(invoice, { status: 'MISE_A_DISPOSITION', at });
    }
  }

  #settleAt(now: number): void {
    this.#lifeCycle.settle(now);
    const { buyers, buyerPaceMs } = this.options;
    if (buyers === 'manual') return;
    for (const invoice of this.invoices.all()) this.#playBuyer(invoice, now, buyerPaceMs);
  }

  /** Everything that the buyer has had the time for; a pace of nothing still ends, as scripts do. */
  #playBuyer(invoice: Invoice, now: number, paceMs: number): void {
    for (;;) {
      const at = currentStep(invoice).at + paceMs;
      const rule = at <= now ? nextStep(invoice, this.options.buyers) : undefined;
      if (!rule) return;
      this.#setStatus(invoice, { status: rule.then, at, comment: rule.comment });
    }
  }

  #keepDocument(number: string, bytes: Buffer): void {
    this.#documents.set(number, bytes);
    const [oldest] = this.#documents.keys();
    if (oldest !== undefined && this.#documents.size > DOCUMENTS_KEPT_MAX) {
      this.#documents.delete(oldest);
    }
  }
}

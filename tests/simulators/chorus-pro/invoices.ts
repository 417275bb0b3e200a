import { numberKey } from './deposit-checks.ts';
import type { Structure } from './directory.ts';
import type { InvoiceStatus } from './status.ts';

/** One step of an invoice's life. */
export interface StatusStep {
  /** A StatutFacture; a test may set one that no list knows. */
  readonly status: string;
  readonly at: number;
  readonly comment?: string;
}

/** What an invoice is made of. Amounts are the texts of the document. */
export interface InvoiceContent {
  readonly number: string;
  readonly supplier: Structure;
  readonly buyer: Structure;
  readonly issuedOn: string;
  readonly typeCode: string;
  readonly framework: string;
  readonly currency: string;
  readonly withoutVat: string;
  readonly vat: string;
  readonly withVat: string;
  readonly due: string;
  readonly paymentMeans?: string | undefined;
  readonly serviceCode?: string | undefined;
  readonly engagement?: string | undefined;
  readonly contract?: string | undefined;
  readonly originalNumber?: string | undefined;
  readonly flowNumber?: string | undefined;
  readonly depositedAt: number;
}

/** A file that a completion added. */
export interface AddedFile {
  readonly id: number;
  readonly title: string;
  readonly type: string;
}

/** A file that was handed over and may be named by a completion. */
export interface HeldFile {
  readonly name: string;
  readonly bytes: number;
  readonly login: string;
}

/** Where an invoice is sent instead. */
export interface Rerouting {
  readonly buyerSiret: string;
  readonly serviceCode: string | undefined;
  readonly engagement: string | undefined;
  readonly comment: string | undefined;
}

/** An invoice that exists at the platform; recycling changes where it goes. */
export interface Invoice extends Omit<InvoiceContent, 'buyer' | 'serviceCode' | 'engagement'> {
  readonly id: number;
  buyer: Structure;
  serviceCode: string | undefined;
  engagement: string | undefined;
  readonly attachments: AddedFile[];
  /** Oldest first; never empty. */
  readonly steps: StatusStep[];
  rejectionAcknowledged: boolean;
}

const FIRST_INVOICE_ID = 8_400_001;

/** The invoices that exist, found by id, number, flow and supplier. */
export class Invoices {
  readonly #all: Invoice[] = [];
  readonly #byNumber = new Map<string, Invoice[]>();
  readonly #byFlow = new Map<string, Invoice>();
  readonly #bySupplier = new Map<Structure, Invoice[]>();
  readonly #usedNumbers = new Set<string>();

  /** Creates an invoice in its first status. */
  create(content: InvoiceContent, status: InvoiceStatus, at: number): Invoice {
    const invoice: Invoice = {
      ...content,
      serviceCode: content.serviceCode,
      engagement: content.engagement,
      attachments: [],
      id: FIRST_INVOICE_ID + this.#all.length,
      steps: [{ status, at }],
      rejectionAcknowledged: false,
    };
    this.#all.push(invoice);
    append(this.#byNumber, invoice.number, invoice);
    append(this.#bySupplier, invoice.supplier, invoice);
    if (invoice.flowNumber !== undefined) this.#byFlow.set(invoice.flowNumber, invoice);
    this.#usedNumbers.add(numberKey(invoice.supplier.siret, invoice.number, invoice.issuedOn));
    return invoice;
  }

  /** Whether a supplier has used a number in a year. Whatever became of that invoice: re-use is refused. */
  isUsed(siret: string, invoiceNumber: string, issuedOn: string): boolean {
    return this.#usedNumbers.has(numberKey(siret, invoiceNumber, issuedOn));
  }

  /** The invoice with this internal number (*identifiantFactureCPP*). */
  findById(id: number): Invoice | undefined {
    return this.#all[id - FIRST_INVOICE_ID];
  }

  /** The invoice that a flow created. */
  findByFlow(flowNumber: string): Invoice | undefined {
    return this.#byFlow.get(flowNumber);
  }

  /** All invoices with this number: several suppliers, or several years, may have one. */
  findByNumber(invoiceNumber: string): readonly Invoice[] {
    return this.#byNumber.get(invoiceNumber) ?? [];
  }

  /** A supplier's invoices, oldest first. */
  ofSupplier(supplier: Structure): readonly Invoice[] {
    return this.#bySupplier.get(supplier) ?? [];
  }

  /** Every invoice, oldest first. */
  all(): readonly Invoice[] {
    return this.#all;
  }
}

/** The step an invoice stands at. */
export function currentStep({ steps, depositedAt }: Invoice): StatusStep {
  return steps.at(-1) ?? { status: 'DEPOSEE', at: depositedAt };
}

function append<Key>(lists: Map<Key, Invoice[]>, key: Key, invoice: Invoice): void {
  const list = lists.get(key);
  if (list) list.push(invoice);
  else lists.set(key, [invoice]);
}

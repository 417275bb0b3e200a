import { BUYERS } from '../../samples/world.ts';
import type { ReadInvoice } from './cii-reader.ts';
import { parisDay } from './dates.ts';
import type { Directory } from './directory.ts';
import type { Flow } from './flows.ts';
import type { InvoiceContent } from './invoices.ts';
import type { SeededInvoice } from './journal.ts';

/** What a flow's document says of the invoice to create; undefined when its parties or its number are not known. */
export function contentOfFlow(
  flow: Flow,
  read: ReadInvoice,
  directory: Directory,
): InvoiceContent | undefined {
  const supplier = directory.findBySiret(read.supplierSiret ?? '');
  const buyer = directory.findBySiret(read.buyerSiret ?? '');
  if (!supplier || !buyer || read.number === undefined) return undefined;
  return {
    number: read.number,
    supplier,
    buyer,
    issuedOn: read.issuedOn ?? parisDay(flow.depositedAt),
    typeCode: read.typeCode ?? '380',
    framework: read.framework ?? 'A1',
    currency: read.currency ?? 'EUR',
    withoutVat: read.totals.withoutVat ?? '0',
    vat: read.totals.vat ?? '0',
    withVat: read.totals.withVat ?? '0',
    due: read.totals.due ?? '0',
    paymentMeans: read.paymentMeans,
    serviceCode: read.serviceCode,
    engagement: read.engagement,
    contract: read.contract,
    originalNumber: read.originalNumber,
    flowNumber: flow.number,
    depositedAt: flow.depositedAt,
  };
}

/** What is there of an invoice that came another way. Throws when its parties do not exist. */
export function contentOfSeed(
  seeded: SeededInvoice,
  at: number,
  directory: Directory,
): InvoiceContent {
  const supplier = directory.findBySiret(seeded.supplierSiret);
  const buyer = directory.findBySiret(seeded.buyerSiret ?? BUYERS.noDemand.siret);
  if (!supplier || !buyer) throw new Error('An invoice needs a supplier and a buyer that exist');
  const withVat = seeded.withVat ?? '120.00';
  return {
    number: seeded.number,
    supplier,
    buyer,
    issuedOn: seeded.issuedOn ?? parisDay(at),
    typeCode: '380',
    framework: 'A1',
    currency: 'EUR',
    withoutVat: withVat,
    vat: '0',
    withVat,
    due: withVat,
    depositedAt: at,
  };
}

import type { CompleteInvoice } from '../invoice/complete.ts';
import type { Reason } from '../invoice/reason.ts';

/** An issued document: only `convert` makes one. The same input gives the same bytes. */
export interface FacturX {
  /** BT-1, also the name of the files. */
  readonly number: string;
  readonly invoice: CompleteInvoice;
  /** `factur-x.xml`: CII, profile EN 16931, valid against the official XSD. */
  readonly xml: string;
  /** PDF/A-3b with the XML attached. */
  readonly pdf: Uint8Array;
  /** What the rules found without refusing it, such as an IBAN whose checksum does not hold. */
  readonly warnings: readonly Reason[];
  readonly __brand: 'FacturX';
}

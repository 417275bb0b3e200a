import type { Sendable } from '../decide/decision.ts';
import { judge, type CompleteInvoice } from '../invoice/complete.ts';
import { accepted, isNonEmpty, refused, type Outcome } from '../invoice/outcome.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import type { FacturX } from './factur-x.ts';
import { fromStripe } from './from-stripe/from-stripe.ts';
import { lookOf } from './look-of.ts';
import { PROFILES, type Profile } from './profiles.ts';
import { toCii } from './to-cii/to-cii.ts';
import { checkSchema, type SchemaFinding } from './to-cii/xsd.ts';
import type { Look } from './to-factur-x/look.ts';
import { render } from './to-factur-x/to-factur-x.ts';

/**
 * Comes in: a Stripe invoice that `decide` lets through. Goes out: the issued document, its XML valid against the
 * official schema and attached to the page. Pure: the same input gives the same document.
 * Kept here: nothing is drawn from an invoice that `complete` has not accepted, and no document leaves unchecked.
 * Refuses, with every reason at once: what has no exact form, what a rule refuses, XML that the schema refuses (our
 * fault, not the merchant's), and a document larger than Chorus Pro takes.
 */

/** Bytes of one deposited file that Chorus Pro takes (deposer/flux: 10 MB, read as the smaller, decimal megabyte). */
export const DOCUMENT_BYTES_MAX = 10_000_000;

/** Schema findings that a reason carries; the rest say the same again. */
const SCHEMA_FINDINGS_MAX = 5;

/** Issues the document of a Stripe invoice in the dialect of Chorus Pro, or gives every reason why none can be. */
export function convert(
  sendable: Sendable,
  profile: Profile = PROFILES.chorus_pro_direct,
): Outcome<FacturX> {
  const invoice = fromStripe(sendable, profile);
  if (!invoice.ok) return invoice;
  const judged = judge(invoice.value, profile.rules);
  if (!judged.ok) return judged;
  const { warnings } = judged.value;
  return issue(judged.value.invoice, profile, { look: lookOf(sendable.settings.look), warnings });
}

/** How a document is issued, beyond what it says. */
export interface IssueOptions {
  readonly look?: Look;
  /** What its destination takes. */
  readonly bytesMax?: number;
  /** What is worth telling of it. */
  readonly warnings?: readonly Reason[];
}

/** Issues the document of an invoice that the dialect's rules have accepted. */
export function issue(
  invoice: CompleteInvoice,
  profile: Profile,
  { look = {}, bytesMax = DOCUMENT_BYTES_MAX, warnings = [] }: IssueOptions = {},
): Outcome<FacturX> {
  const xml = toCii(invoice, profile);
  const objections: readonly Reason[] = checkSchema(xml)
    .slice(0, SCHEMA_FINDINGS_MAX)
    .map(schemaReason);
  if (isNonEmpty(objections)) return refused(...objections);
  const pdf = render(invoice, xml, look);
  if (pdf.byteLength > bytesMax) return refused(tooLarge(pdf.byteLength, bytesMax));
  return accepted({ number: invoice.number, invoice, xml, pdf, warnings } as FacturX);
}

/** The message names elements and values, so it stays between us and the line that it is about. */
function schemaReason({ line, message }: SchemaFinding): Reason {
  return reason('document_schema_invalid', 'document', { line: String(line), message });
}

function tooLarge(bytes: number, bytesMax: number): Reason {
  return reason('document_too_large', 'document', {
    bytes: String(bytes),
    bytesMax: String(bytesMax),
  });
}

import { z } from 'zod';
import { readCii, readInvoiceSchema } from './cii-reader.ts';
import { readAttachments } from './pdf-reader.ts';
import { UnreadablePdf } from './pdf-syntax.ts';
import { checkSchema, technicalError, type TechnicalError } from './schema-check.ts';
import { parseXml } from './xml-reader.ts';

/** The one name that the platform looks for among a PDF's attachments. */
const FACTUR_X = 'factur-x.xml';

/** What opening a deposited file gave: the invoice, as far as one could be read, and what makes the flow inadmissible. */
export const readingSchema = z.object({
  invoice: readInvoiceSchema.optional(),
  technicalErrors: z.array(z.object({ code: z.string(), text: z.string() })).readonly(),
});
export type Reading = Readonly<z.output<typeof readingSchema>>;

/** How far a deposit is checked: `cheap` leaves out the schema, for load tests. */
export type Checks = 'full' | 'cheap';

/** Opens a Factur-X file: PDF structure, attachment, XML, schema. */
export function readDocument(bytes: Buffer, checks: Checks): Reading {
  const xml = attachedXml(bytes);
  if (typeof xml !== 'string') return { technicalErrors: [xml] };
  const root = parseXml(xml);
  const invoice = root ? readCii(root) : undefined;
  const notWellFormed = technicalError('ERR_XSD_001', 'cvc-: document XML mal forme');
  const technicalErrors =
    checks === 'full' ? checkSchema(xml, invoice?.guideline) : invoice ? [] : [notWellFormed];
  return invoice ? { invoice, technicalErrors } : { technicalErrors };
}

function attachedXml(bytes: Buffer): string | TechnicalError {
  try {
    const attachments = readAttachments(bytes);
    const found = attachments.find(({ name }) => name === FACTUR_X);
    return (
      found?.bytes.toString('utf8') ??
      technicalError('ERR_PDF_002', `aucune piece jointe ${FACTUR_X} dans le PDF`)
    );
  } catch (error) {
    if (!(error instanceof UnreadablePdf)) throw error;
    return technicalError('ERR_PDF_001', `le PDF ne peut pas etre lu (${error.message})`);
  }
}

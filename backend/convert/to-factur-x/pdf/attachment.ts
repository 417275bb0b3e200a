import type { PdfFile } from './pdf-file.ts';
import { textString } from './text-string.ts';

/** The name that Factur-X prescribes. */
export const XML_NAME = 'factur-x.xml';

/** Attaches the XML as an alternative to the page (ISO 19005-3 §6.8); answers the number of its file specification. */
export function attachXml(file: PdfFile, xml: string, date: string): number {
  const bytes = Buffer.from(xml, 'utf8');
  const embedded = file.addDeflated(
    `/Type/EmbeddedFile/Subtype/text#2Fxml/Params<</Size ${bytes.length}/ModDate(${date})>>`,
    bytes,
  );
  return file.add(
    `<</Type/Filespec/F(${XML_NAME})/UF${textString(XML_NAME)}/AFRelationship/Alternative` +
      `/Desc${textString('Facture électronique Factur-X')}/EF<</F ${embedded} 0 R/UF ${embedded} 0 R>>>>`,
  );
}

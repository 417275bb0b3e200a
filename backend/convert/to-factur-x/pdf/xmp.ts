/**
 * The XMP packet: PDF/A-3 and PDF/UA identification, Factur-X's four properties, and the extension schemas that PDF/A
 * demands for names that it does not know itself (ISO 19005-3 §6.6.2.3). Everything that varies is escaped here.
 */

export interface Metadata {
  readonly title: string;
  readonly author: string;
  /** ISO 8601 instant: the issue date at midnight UTC, so that the same invoice gives the same bytes. */
  readonly date: string;
}

/** Who made the file, as PDF readers show it. */
export const PRODUCER = 'Guichet';

interface Property {
  readonly name: string;
  readonly type: 'Text' | 'Integer';
  readonly category: 'external' | 'internal';
  readonly description: string;
}

const FACTUR_X_NAMESPACE = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#';
const PDF_UA_NAMESPACE = 'http://www.aiim.org/pdfua/ns/id/';

const external = { type: 'Text', category: 'external' } as const;

const FACTUR_X_SCHEMA = extensionSchema(
  'Factur-X PDFA Extension Schema',
  'fx',
  FACTUR_X_NAMESPACE,
  [
    { ...external, name: 'DocumentFileName', description: 'The name of the embedded XML document' },
    { ...external, name: 'DocumentType', description: 'The type of the hybrid document' },
    {
      ...external,
      name: 'Version',
      description: 'The version of the standard of the XML document',
    },
    {
      ...external,
      name: 'ConformanceLevel',
      description: 'The conformance level of the XML document',
    },
  ],
);

const PDF_UA_SCHEMA = extensionSchema('PDF/UA identification', 'pdfuaid', PDF_UA_NAMESPACE, [
  {
    name: 'part',
    type: 'Integer',
    category: 'internal',
    description: 'The part of ISO 14289 to which the file conforms',
  },
]);

/** Namespaces and everything that is the same in every document. */
const CONSTANT = `<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
<fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
<pdf:Producer>${PRODUCER}</pdf:Producer>
<xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>fr-FR</rdf:li></rdf:Bag></dc:language>
<pdfaExtension:schemas><rdf:Bag>${FACTUR_X_SCHEMA}${PDF_UA_SCHEMA}</rdf:Bag></pdfaExtension:schemas>`;

const HEAD = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="${PDF_UA_NAMESPACE}" xmlns:fx="${FACTUR_X_NAMESPACE}" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
${CONSTANT}
`;

const TAIL = `</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;

/** The packet of one document. */
export function xmp({ title, author, date }: Metadata): string {
  return `${HEAD}<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
<xmp:MetadataDate>${date}</xmp:MetadataDate>
${TAIL}`;
}

function extensionSchema(
  title: string,
  prefix: string,
  namespace: string,
  properties: readonly Property[],
): string {
  const rows = properties.map(
    ({ name, type, category, description }) =>
      `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name>` +
      `<pdfaProperty:valueType>${type}</pdfaProperty:valueType>` +
      `<pdfaProperty:category>${category}</pdfaProperty:category>` +
      `<pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`,
  );
  return (
    `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>${title}</pdfaSchema:schema>` +
    `<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>` +
    `<pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>` +
    `<pdfaSchema:property><rdf:Seq>${rows.join('')}</rdf:Seq></pdfaSchema:property></rdf:li>`
  );
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapes a text for an element; what XML 1.0 cannot hold is left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
}

import { PdfFile } from './pdf-file.ts';
import { UnreadablePdf, type PdfDictionary, type PdfValue } from './pdf-syntax.ts';

/** A file carried by a PDF. */
export interface Attachment {
  readonly name: string;
  /** `AFRelationship`: `Data`, `Source`, `Alternative`… */
  readonly relationship: string | undefined;
  readonly bytes: Buffer;
}

const TREE_DEPTH_MAX = 16;
const ATTACHMENTS_MAX = 1_000;

/**
 * The files attached to a PDF, found through the EmbeddedFiles name tree and the catalog's AF array (ISO 32000-1 §7.11.4,
 * ISO 19005-3 §6.8). Throws `UnreadablePdf` where the structure does not hold.
 */
export function readAttachments(bytes: Buffer): readonly Attachment[] {
  const pdf = new PdfFile(bytes);
  const catalog = pdf.entry(pdf.trailer, 'Root');
  if (catalog.kind !== 'dictionary') throw new UnreadablePdf('no catalog');
  const specifications = new Set<PdfDictionary>([
    ...inNameTree(pdf, catalog),
    ...dictionaries(pdf, pdf.entry(catalog, 'AF')),
  ]);
  const seen = new Set<string>();
  return [...specifications].flatMap((specification) => {
    const name = nameOf(pdf, specification);
    if (name === undefined || seen.has(name)) return [];
    seen.add(name);
    return attachmentOf(pdf, name, specification);
  });
}

function inNameTree(pdf: PdfFile, catalog: PdfDictionary): readonly PdfDictionary[] {
  const names = pdf.entry(catalog, 'Names');
  if (names.kind !== 'dictionary') return [];
  const root = pdf.entry(names, 'EmbeddedFiles');
  return root.kind === 'dictionary' ? inNode(pdf, root, 0) : [];
}

function inNode(pdf: PdfFile, node: PdfDictionary, depth: number): readonly PdfDictionary[] {
  if (depth > TREE_DEPTH_MAX) throw new UnreadablePdf('the name tree is too deep');
  const kids = dictionaries(pdf, pdf.entry(node, 'Kids'));
  const below = kids.flatMap((kid) => inNode(pdf, kid, depth + 1));
  if (below.length > ATTACHMENTS_MAX) throw new UnreadablePdf('too many attachments');
  return [...dictionaries(pdf, pdf.entry(node, 'Names')), ...below];
}

/** The dictionaries of a list; the keys of a name tree's leaf are strings and fall out. */
function dictionaries(pdf: PdfFile, list: PdfValue): readonly PdfDictionary[] {
  if (list.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const value = pdf.resolve(item);
    return value.kind === 'dictionary' ? [value] : [];
  });
}

function nameOf(pdf: PdfFile, specification: PdfDictionary): string | undefined {
  const unicode = pdf.entry(specification, 'UF');
  const name = unicode.kind === 'string' ? unicode : pdf.entry(specification, 'F');
  return name.kind === 'string' ? textString(name.text) : undefined;
}

function attachmentOf(
  pdf: PdfFile,
  name: string,
  specification: PdfDictionary,
): readonly Attachment[] {
  const files = pdf.entry(specification, 'EF');
  if (files.kind !== 'dictionary') return [];
  const stream = pdf.stream(files.entries.get('F') ?? files.entries.get('UF'));
  if (!stream) return [];
  const relationship = pdf.entry(specification, 'AFRelationship');
  return [
    {
      name,
      relationship: relationship.kind === 'name' ? relationship.text : undefined,
      bytes: stream.bytes,
    },
  ];
}

/** A PDF text string: UTF-16 with its mark, UTF-8 with its mark, or bytes. */
function textString(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  if (text.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (text.startsWith('\xef\xbb\xbf')) return bytes.subarray(3).toString('utf8');
  return text;
}

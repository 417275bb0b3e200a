import { readFileSync } from 'node:fs';
import {
  ParseOption,
  XmlBufferInputProvider,
  XmlDocument,
  XmlError,
  XmlLibError,
  XsdValidator,
  xmlCleanupInputProvider,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';

/** What the schema objects to, and where. */
export interface SchemaFinding {
  /** Counted from 1; 0 when the parser does not say. */
  readonly line: number;
  readonly message: string;
}

const FILES = new URL('./xsd/', import.meta.url);
const ROOT = 'FACTUR-X_EN16931.xsd';
const PARTS = [
  'FACTUR-X_EN16931_QualifiedDataType_100.xsd',
  'FACTUR-X_EN16931_ReusableAggregateBusinessInformationEntity_100.xsd',
  'FACTUR-X_EN16931_UnqualifiedDataType_100.xsd',
];

/** Nothing is loaded from a document under test, and lines are counted beyond 65,535. */
const PARSE_OPTIONS = {
  option: ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_BIG_LINES,
};

let schema: XsdValidator | undefined;

/**
 * Checks XML against the official Factur-X schema, profile EN 16931, in process; no finding means valid. Text that is
 * no XML at all is a finding too. The schema is read from this folder once, at the first call.
 */
export function checkSchema(xml: string): readonly SchemaFinding[] {
  schema ??= readSchema();
  // The parser's memory is its own and no garbage collector sees it: what is made here is freed here.
  let document: XmlDocument | undefined;
  try {
    document = XmlDocument.fromString(xml, PARSE_OPTIONS);
    schema.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return findingsOf(error);
  } finally {
    document?.dispose();
  }
}

/** What the parser or the schema said; never nothing, for some errors carry no details and are errors all the same. */
function findingsOf(error: XmlError): readonly SchemaFinding[] {
  const details = error instanceof XmlLibError ? error.details : [];
  return details.length > 0
    ? details.map(({ line, message }) => ({ line, message: message.trim() }))
    : [{ line: 0, message: error.message.trim() || 'no XML document' }];
}

/** Parses the four files from memory: the parser is given access to nothing else, and only while it reads them. */
function readSchema(): XsdValidator {
  const parts = Object.fromEntries(PARTS.map((name) => [name, readFileSync(new URL(name, FILES))]));
  xmlRegisterInputProvider(new XmlBufferInputProvider(parts));
  const root = XmlDocument.fromBuffer(readFileSync(new URL(ROOT, FILES)), { url: ROOT });
  try {
    return XsdValidator.fromDoc(root);
  } finally {
    root.dispose();
    xmlCleanupInputProvider();
  }
}

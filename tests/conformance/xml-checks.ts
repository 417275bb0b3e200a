import { fileURLToPath } from 'node:url';
import { checkSchema } from '../../backend/convert/to-cii/xsd.ts';
import type { JudgedDocument } from './documents.ts';
import { run } from './program.ts';
import type { Verdict } from './verdict.ts';

const SCHEMA = fileURLToPath(
  new URL('../../backend/convert/to-cii/xsd/FACTUR-X_EN16931.xsd', import.meta.url),
);

/** The official schema by the engine that production uses. */
export function checkSchemaInProcess({ name, xml }: JudgedDocument): Verdict {
  const findings = checkSchema(xml).map(({ line, message }) => `line ${line}: ${message}`);
  return { check: 'schema, libxml2-wasm', document: name, findings };
}

/** The official schema by a second engine. */
export async function checkSchemaByXmllint(
  { name }: JudgedDocument,
  xmlFile: string,
): Promise<Verdict> {
  const { code, stderr } = await run('xmllint', [
    '--noout',
    '--nonet',
    '--schema',
    SCHEMA,
    xmlFile,
  ]);
  return { check: 'schema, xmllint', document: name, findings: code === 0 ? [] : [stderr.trim()] };
}

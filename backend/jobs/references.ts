import type { RawSnapshot } from '../receive/snapshot.ts';
import { ROUTING_KEYS } from '../decide/routing.ts';
import type { Instruction } from '../store/instructions.ts';

/** References that a person gave to one document. */
type References = Pick<Instruction, 'serviceCode' | 'engagementNumber' | 'contractNumber'>;

/**
 * What Stripe showed, with the references that a person gave to this document in the place of its own metadata, which
 * win over the subscription's and the customer's.
 */
export function withReferences(raw: RawSnapshot, references: References | undefined): RawSnapshot {
  if (!references) return raw;
  const given = [
    [ROUTING_KEYS.serviceCode, references.serviceCode],
    [ROUTING_KEYS.engagementNumber, references.engagementNumber],
    [ROUTING_KEYS.contractNumber, references.contractNumber],
  ].filter(([, value]) => value !== undefined);
  const set = (document: unknown): unknown => {
    if (!isRecord(document)) return document;
    const metadata = isRecord(document['metadata']) ? document['metadata'] : {};
    return { ...document, metadata: { ...metadata, ...Object.fromEntries(given) } };
  };
  return isRecord(raw.creditNote)
    ? { ...raw, creditNote: set(raw.creditNote) }
    : { ...raw, invoice: set(raw.invoice) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

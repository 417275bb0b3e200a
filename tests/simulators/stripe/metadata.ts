import type { Metadata } from '../../samples/raw.ts';
import { failed, type Failure } from './answers.ts';

/** Stripe's limits (docs.stripe.com/metadata). */
const KEYS_MAX = 50;
const KEY_CHARACTERS_MAX = 40;
const VALUE_CHARACTERS_MAX = 500;

/** Merges `metadata[key]=value` into what is there; an empty value deletes its key. */
export function updateMetadata(
  before: Metadata,
  form: URLSearchParams,
): { readonly metadata: Metadata } | { readonly answer: Failure } {
  const metadata = new Map(Object.entries(before));
  for (const [field, value] of form) {
    const key = /^metadata\[(.+)\]$/.exec(field)?.[1];
    const fault = findFault(field, key, value);
    if (key === undefined || fault) return { answer: fault ?? unknownParameter(field) };
    if (value === '') metadata.delete(key);
    else metadata.set(key, value);
  }
  if (metadata.size > KEYS_MAX) {
    return { answer: failed(400, `Metadata can have at most ${KEYS_MAX} keys.`) };
  }
  return { metadata: Object.fromEntries(metadata) };
}

function findFault(field: string, key: string | undefined, value: string): Failure | undefined {
  if (key === undefined) return unknownParameter(field);
  if (key.length > KEY_CHARACTERS_MAX || /[[\]]/.test(key)) {
    return failed(400, 'Metadata keys have at most 40 characters and no brackets.', {
      param: 'metadata',
    });
  }
  if (value.length > VALUE_CHARACTERS_MAX) {
    return failed(400, `Metadata values have at most ${VALUE_CHARACTERS_MAX} characters.`, {
      param: 'metadata',
    });
  }
  return undefined;
}

function unknownParameter(param: string): Failure {
  const code = 'parameter_unknown';
  return failed(400, `Received unknown parameter: ${param}`, { code, param });
}

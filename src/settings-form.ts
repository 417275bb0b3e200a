import type { Answer } from '../backend/api/contract.ts';
import type { Screens } from './wording/screens-en.ts';

/**
 * Settings as a form of flat fields, `seller.address.city`, and back. What the form does not show stays as it was read;
 * an empty field is left out, so that the backend fills in its own default or says that it is missing.
 */

export type Settings = NonNullable<Answer<'/api/settings/read'>['settings']>;

/** A field of the form. */
export type FieldName = keyof Screens['settings']['fields'];

/** What a form gives: field by field, every value a text. */
export type FormValues = Readonly<Record<string, string>>;

/** The fields of each part, in their order. */
export const PARTS = {
  company: [
    'seller.name',
    'seller.siret',
    'seller.vatNumber',
    'seller.address.line1',
    'seller.address.line2',
    'seller.address.postCode',
    'seller.address.city',
    'seller.address.countryCode',
    'seller.legalInformation',
    'seller.contact.name',
    'seller.contact.email',
    'seller.contact.phone',
  ],
  payment: ['payment.iban', 'payment.bic', 'payment.accountName', 'payment.terms'],
  vat: ['vat.regime', 'vat.pointDate', 'supply.kind'],
  mentions: [
    'mentions.recoveryIndemnity',
    'mentions.latePenalties',
    'mentions.earlyDiscount',
    'mentions.other',
  ],
  look: ['look.colour'],
} as const satisfies Record<string, readonly FieldName[]>;

export type Part = keyof typeof PARTS;

/** Fields without which nothing can be sent. */
export const REQUIRED: readonly FieldName[] = [
  'seller.name',
  'seller.siret',
  'seller.address.line1',
  'seller.address.postCode',
  'seller.address.city',
  'payment.iban',
];

/** The text of a field in the settings; empty where there is none. */
export function textAt(settings: object | null, field: string): string {
  const value = field.split('.').reduce<unknown>((at, key) => childOf(at, key), settings);
  return typeof value === 'string' ? value : '';
}

/** The settings with what a form gave in place of what was there. */
export function withValues(settings: object | null, values: FormValues): object {
  return Object.entries(values).reduce<object>(
    (whole, [field, text]) => put(whole, field.split('.'), text.trim()),
    settings ?? {},
  );
}

function put(at: object, path: readonly string[], text: string): object {
  const [key = '', ...rest] = path;
  const others = Object.entries(at).filter(([name]) => name !== key);
  if (rest.length > 0) {
    const child = childOf(at, key);
    const inner = put(isObject(child) ? child : {}, rest, text);
    // A group of which nothing is left is left out itself.
    const kept = Object.keys(inner).length > 0 ? [[key, inner]] : [];
    return Object.fromEntries([...others, ...kept]);
  }
  return Object.fromEntries(text === '' ? others : [...others, [key, text]]);
}

function childOf(at: unknown, key: string): unknown {
  return isObject(at) ? Object.entries(at).find(([name]) => name === key)?.[1] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

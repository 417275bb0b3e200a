import type { Answer } from '../backend/api/contract.ts';
import { EVENTS, EVENTS_TO_ACT_ON } from './notice-events.ts';
import { withoutGrouping } from './siret.ts';
import type { SettingsWording } from './wording/settings-en.ts';

/**
 * Settings as a form of flat fields, `seller.address.city`, each a text, and back. What the form does not show stays as
 * it was read; an empty field is left out, so that the backend fills in its own default or says that it is missing. Only
 * what a person changed is ever put over what somebody else saved meanwhile.
 */

/** What the backend did not take. */
export type FieldProblem = Extract<
  Answer<'/api/settings/save'>,
  { kind: 'refused' }
>['fields'][number];

/** A field of the form. */
export type FieldName = keyof SettingsWording['fields'];

/** Field by field, every value a text: a list with commas, a switch as `true` or `false`. */
export type FormValues = Readonly<Record<string, string>>;

/** Fields that are no plain text in the settings. */
const KINDS: Readonly<Record<string, 'list' | 'flag' | 'number'>> = {
  // Numbers that people group with spaces and dots, which the backend takes out.
  'seller.siret': 'number',
  'seller.vatNumber': 'number',
  'payment.iban': 'number',
  'payment.bic': 'number',
  'notifications.email.addresses': 'list',
  'notifications.email.events': 'list',
  'notifications.slack.events': 'list',
  'notifications.webhook.events': 'list',
  'notifications.digest': 'flag',
  'notifications.imported': 'flag',
};

/** What holds while a merchant has not said anything; the backend's own defaults. */
const DEFAULTS: FormValues = {
  'notifications.email.events': EVENTS_TO_ACT_ON.join(', '),
  'notifications.slack.events': EVENTS_TO_ACT_ON.join(', '),
  'notifications.webhook.events': EVENTS.join(', '),
};

/** Groups that are there only with an address. */
const ADDRESSED = ['notifications.slack', 'notifications.webhook'];

/** The fields of each part, in their order. */
export const PARTS = {
  company: [
    'seller.name',
    'seller.established',
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
  exemptions: [
    'vat.reverseCharge.code',
    'vat.reverseCharge.text',
    'vat.customerExempt.code',
    'vat.customerExempt.text',
    'vat.productExempt.code',
    'vat.productExempt.text',
    'vat.notSubject.code',
    'vat.notSubject.text',
    'vat.zeroRate.code',
    'vat.zeroRate.text',
    'vat.noTax.code',
    'vat.noTax.text',
  ],
  supply: ['supply.unit', 'supply.deliveredOn', 'supply.unnamedLine'],
  mentions: [
    'mentions.recoveryIndemnity',
    'mentions.latePenalties',
    'mentions.earlyDiscount',
    'mentions.other',
  ],
  look: ['look.colour'],
  notifications: [
    'notifications.email.addresses',
    'notifications.digest',
    'notifications.language',
  ],
  told: ['notifications.email.events', 'notifications.imported'],
  slack: ['notifications.slack.url', 'notifications.slack.events'],
  webhook: ['notifications.webhook.url', 'notifications.webhook.events'],
} as const satisfies Record<string, readonly FieldName[]>;

export type Part = keyof typeof PARTS;

const ALWAYS_REQUIRED: readonly string[] = [
  'seller.name',
  'seller.address.line1',
  'seller.address.postCode',
  'seller.address.city',
  'payment.iban',
];

/** How Chorus Pro knows a supplier depends on where it is established: by SIRET, by VAT number, or by name and country. */
const REQUIRED_WHERE: FormValues = {
  france: 'seller.siret',
  eu: 'seller.vatNumber',
  outside_eu: 'seller.address.countryCode',
};

/** What it depends on which fields are required. */
export interface Situation {
  /** `seller.established`. */
  readonly established: string;
  /** `vat.regime`: only the small-business exemption does without a VAT number. */
  readonly regime: string;
}

/** Whether nothing can be sent without a field, for a supplier in that situation. */
export function isRequired(field: string, { established, regime }: Situation): boolean {
  if (field === 'seller.vatNumber' && regime !== 'franchise') return established !== 'outside_eu';
  return ALWAYS_REQUIRED.includes(field) || REQUIRED_WHERE[established || 'france'] === field;
}

/** The text of a field in the settings, or what holds while it is not there. */
export function textAt(settings: object | null, field: string): string {
  const value = field.split('.').reduce<unknown>((at, key) => childOf(at, key), settings);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(String).join(', ');
  return DEFAULTS[field] ?? '';
}

/** The settings with what a form gave in place of what was there. */
export function withValues(settings: object | null, values: FormValues): object {
  const whole = Object.entries(values).reduce<object>(
    (before, [field, text]) => put(before, field.split('.'), valueOf(field, text.trim())),
    settings ?? {},
  );
  return ADDRESSED.filter((group) => textAt(whole, `${group}.url`) === '').reduce(
    (before, group) => put(before, group.split('.'), undefined),
    whole,
  );
}

/** What a form holds that differs from what was read. */
export function changesOf(settings: object | null, values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([field, text]) => normal(field, text) !== textAt(settings, field),
    ),
  );
}

/** A field that both sides changed, each to something else. */
export interface FieldClash {
  readonly field: string;
  readonly theirs: string;
  readonly yours: string;
}

/** Fields that a save would overwrite although somebody else changed them after they were read. */
export function clashesOf(
  base: object | null,
  theirs: object | null,
  changes: FormValues,
): readonly FieldClash[] {
  return Object.entries(changes).flatMap(([field, typed]) => {
    const yours = normal(field, typed);
    const other = textAt(theirs, field);
    const isFree = other === textAt(base, field) || other === yours;
    return isFree ? [] : [{ field, theirs: other, yours }];
  });
}

/** What the backend says about a field; about one value of a list too, or about the whole group of a required one. */
export function problemAt(
  problems: readonly FieldProblem[],
  field: string,
  situation: Situation,
): FieldProblem | undefined {
  return problems.find(
    ({ at }) =>
      at === field ||
      at.startsWith(`${field}.`) ||
      (field.startsWith(`${at}.`) && isRequired(field, situation)),
  );
}

/** Which value of a list a problem is about; undefined when it is about the field as a whole. */
export function valueNamed(problem: FieldProblem, field: string, text: string): string | undefined {
  const index = /^\.(\d+)$/.exec(problem.at.slice(field.length))?.[1];
  return index === undefined ? undefined : listOf(text)[Number(index)];
}

/** The values of a list that was typed with commas, semicolons or new lines. */
export function listOf(text: string): readonly string[] {
  return text
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** A text as it reads once it was saved. */
function normal(field: string, text: string): string {
  if (KINDS[field] === 'list') return listOf(text).join(', ');
  if (KINDS[field] === 'number') return withoutGrouping(text).toUpperCase();
  return text.trim();
}

function valueOf(field: string, text: string): unknown {
  if (KINDS[field] === 'list') return listOf(text);
  if (KINDS[field] === 'flag') return text === 'true';
  return text === '' ? undefined : text;
}

function put(at: object, path: readonly string[], value: unknown): object {
  const [key = '', ...rest] = path;
  const others = Object.entries(at).filter(([name]) => name !== key);
  if (rest.length > 0) {
    const child = childOf(at, key);
    const inner = put(isObject(child) ? child : {}, rest, value);
    // A group of which nothing is left is left out itself.
    const kept = Object.keys(inner).length > 0 ? [[key, inner]] : [];
    return Object.fromEntries([...others, ...kept]);
  }
  return Object.fromEntries(value === undefined ? others : [...others, [key, value]]);
}

function childOf(at: unknown, key: string): unknown {
  return isObject(at) ? Object.entries(at).find(([name]) => name === key)?.[1] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

import type { Actor } from '../invoice/reason.ts';

/**
 * What Chorus Pro means when it refuses. Comes in: a message of a flow report or of an action, word for word. Goes out:
 * a permanent code with the field that it is about and who acts, or undefined for a message that nobody has met: that
 * one is shown as it is, and counted. Kept here: messages come without accents as often as with them, several in one text
 * joined by a bar, the last one cut (near 200 characters). A message names its field by the path of the XML element; what
 * follows the path is worded in ways that no public list gives, so a few telling words decide, never a whole sentence.
 */

interface RefusalRow {
  readonly actor: Extract<Actor, 'merchant' | 'us' | 'chorus_pro'>;
  /** The field, as a reason's `at` says it. */
  readonly at: string;
  /** `mend`: correct and send again; `reissue`: only another invoice can help; `look`: at the invoice in Chorus Pro. */
  readonly cure: 'mend' | 'reissue' | 'wait' | 'look' | 'support';
}

const merchant = { actor: 'merchant', cure: 'mend' } as const;
const reissue = { actor: 'merchant', cure: 'reissue' } as const;
const support = { actor: 'us', cure: 'support' } as const;
const look = { actor: 'merchant', cure: 'look' } as const;

const SIRET = 'customer.metadata.siret';
const SERVICE = 'customer.metadata.einvoicing_code';
const ENGAGEMENT = 'invoice.metadata.engagement_number';
const CONTRACT = 'invoice.metadata.contract_number';

/** Every refusal that is understood. Codes are permanent. */
export const REFUSALS = {
  buyer_unknown: { ...merchant, at: SIRET },
  buyer_inactive: { ...merchant, at: SIRET },
  service_missing: { ...merchant, at: SERVICE },
  service_unknown: { ...merchant, at: SERVICE },
  service_inactive: { ...merchant, at: SERVICE },
  service_reserved: { ...merchant, at: SERVICE },
  service_or_engagement_missing: { ...merchant, at: SERVICE },
  engagement_missing: { ...merchant, at: ENGAGEMENT },
  engagement_unknown: { ...merchant, at: ENGAGEMENT },
  engagement_closed: { ...merchant, at: ENGAGEMENT },
  contract_unknown: { ...merchant, at: CONTRACT },
  reference_too_long: { ...merchant, at: ENGAGEMENT },
  supplier_unknown: { ...merchant, at: 'settings.seller.siret' },
  supplier_inactive: { ...merchant, at: 'settings.seller.siret' },
  supplier_not_attached: { ...merchant, at: 'settings.technicalAccount' },
  number_already_used: { ...look, at: 'invoice.number' },
  number_too_long: { ...reissue, at: 'invoice.number' },
  number_characters: { ...reissue, at: 'invoice.number' },
  issue_date_in_future: { actor: 'merchant', cure: 'wait', at: 'invoice.issuedOn' },
  original_invoice_unknown: { ...reissue, at: 'invoice.precedingInvoices' },
  credit_note_negative: { ...support, at: 'invoice.totals' },
  document_type_not_accepted: { ...support, at: 'invoice.typeCode' },
  framework_not_accepted: { ...support, at: 'invoice.businessProcess' },
  payment_means_missing: { ...support, at: 'invoice.payment' },
  payment_means_not_accepted: { ...support, at: 'invoice.payment' },
  bank_account_wrong: { ...merchant, at: 'invoice.payment.account' },
  currency_not_accepted: { ...reissue, at: 'invoice.currency' },
  vat_wrong: { ...support, at: 'invoice.vatBreakdown' },
  totals_wrong: { ...support, at: 'invoice.totals' },
  price_discount_incomplete: { ...support, at: 'invoice.lines' },
  schema_refused: { ...support, at: 'document' },
  file_unreadable: { ...support, at: 'document' },
  file_too_large: { ...reissue, at: 'document' },
  syntax_not_accepted: { ...support, at: 'document' },
  account_lacks_rights: { ...merchant, at: 'settings.technicalAccount' },
  not_suspended: { ...look, at: 'invoice.status' },
  status_not_allowed: { ...look, at: 'invoice.status' },
  invoice_unknown: { ...support, at: 'invoice' },
  flow_unknown: { actor: 'chorus_pro', cure: 'wait', at: 'flow' },
} as const satisfies Record<string, RefusalRow>;

/** A permanent code of the table above. */
export type RefusalCode = keyof typeof REFUSALS;

/** One message of Chorus Pro, and its code when it is understood. */
export interface ReadRefusal {
  /** Word for word. */
  readonly message: string;
  readonly code: RefusalCode | undefined;
}

/** The messages that stand in one text, each with its code when it is understood. */
export function readRefusals(text: string): readonly ReadRefusal[] {
  return text
    .split('|')
    .map((message) => message.trim())
    .filter((message) => message !== '')
    .map((message) => ({ message, code: findRefusal(message) }));
}

/** The code of one message; undefined when nobody has met it. */
export function findRefusal(message: string): RefusalCode | undefined {
  const text = plain(message);
  const byCode = BY_REMOTE_CODE.find(([remote]) => text.includes(remote));
  if (byCode) return byCode[1];
  const element = ELEMENTS.find(({ path }) => path.test(text)) ?? spokenOf(text);
  if (!element) return undefined;
  const told = COMPLAINTS.filter(({ words }) => words.some((word) => holds(text, word)));
  const means: Means = element.means;
  for (const { complaint } of told) {
    const code = means[complaint];
    if (code) return code;
  }
  return means.anything;
}

/** Codes that stand for themselves, wherever they stand (`libelle`, `codeErreur`). */
const BY_REMOTE_CODE: readonly (readonly [string, RefusalCode])[] = [
  ['err_xsd', 'schema_refused'],
  ['irrecevabilite', 'schema_refused'],
  ['cvc-', 'schema_refused'],
  ['err_pdf', 'file_unreadable'],
  ['gdp_msg_11.022', 'file_too_large'],
  ['gdp_msg_11.005', 'account_lacks_rights'],
  ['gdp_msg_11.033', 'not_suspended'],
  ['gdp_msg_11.001', 'status_not_allowed'],
  ['gdp_msg_11.008', 'invoice_unknown'],
  ['poq_msg_01.003', 'flow_unknown'],
];

/** What may be wrong with a field. Order counts: the more telling complaint first. */
const COMPLAINTS = [
  {
    complaint: 'used',
    words: ['existe deja', 'deja utilise', 'deja present', 'deja depose', 'doublon'],
  },
  {
    complaint: 'either',
    words: ["service ou le numero d'engagement", "service ou l'engagement"],
  },
  {
    complaint: 'not_attached',
    words: ["n'est pas rattache", 'non rattache', "n'est pas habilite", 'non habilite'],
  },
  {
    complaint: 'inactive',
    words: ["n'est pas actif", "n'est plus actif", "n'est pas active", 'inactif', 'inactive'],
  },
  { complaint: 'closed', words: ['cloture', 'solde', 'expire', 'ferme'] },
  { complaint: 'reserved', words: ['reserve'] },
  {
    complaint: 'long',
    words: ['ne doit pas depasser', 'trop long', 'longueur maximale', 'caracteres maximum'],
  },
  { complaint: 'characters', words: ['caracteres non autorises', 'caracteres interdits'] },
  {
    complaint: 'future',
    words: ['posterieure', 'superieure a la date', 'anterieure ou egale', 'dans le futur'],
  },
  { complaint: 'negative', words: ['negatif', 'negative'] },
  {
    complaint: 'unknown',
    words: [
      "n'est pas reference",
      'non reference',
      "n'existe pas",
      'inexistant',
      'inconnu',
      'introuvable',
      "n'est pas un siret",
      'pas connu',
    ],
  },
  {
    complaint: 'missing',
    words: ['est obligatoire', 'doit etre renseigne', "n'est pas renseigne", 'manquant', 'absent'],
  },
] as const satisfies readonly { complaint: string; words: readonly string[] }[];

type Complaint = (typeof COMPLAINTS)[number]['complaint'];

/** What each complaint about a field means; `anything` is said of a cut text that can mean one thing only. */
type Means = Readonly<Partial<Record<Complaint | 'anything', RefusalCode>>>;

interface ElementRow {
  /** The end of the element's path, without prefixes. */
  readonly path: RegExp;
  /** How people call it, where no path is given. */
  readonly names: readonly string[];
  readonly means: Means;
}

/** The elements that are complained of; the first that fits, so that the inner one stands before the outer. */
const ELEMENTS: readonly ElementRow[] = [
  {
    path: /businessprocess/,
    names: ['cadre de facturation'],
    means: { anything: 'framework_not_accepted' },
  },
  {
    path: /appliedtradeallowance|grosspriceproducttradeprice/,
    names: [],
    means: { anything: 'price_discount_incomplete' },
  },
  {
    path: /financialaccount|creditorfinancialinstitution|\biban/,
    names: ['iban', 'coordonnees bancaires'],
    means: { anything: 'bank_account_wrong' },
  },
  {
    path: /settlementpaymentmeans|paymentmeans\b/,
    names: ['mode de paiement', 'moyen de paiement', 'mode de reglement'],
    means: { missing: 'payment_means_missing', anything: 'payment_means_not_accepted' },
  },
  {
    path: /buyerreference/,
    names: ['code service', 'service executant'],
    means: {
      either: 'service_or_engagement_missing',
      inactive: 'service_inactive',
      closed: 'service_inactive',
      reserved: 'service_reserved',
      long: 'reference_too_long',
      unknown: 'service_unknown',
      missing: 'service_missing',
    },
  },
  {
    path: /buyerorderreferenced|orderreference/,
    names: ['engagement', 'bon de commande'],
    means: {
      either: 'service_or_engagement_missing',
      inactive: 'engagement_closed',
      closed: 'engagement_closed',
      long: 'reference_too_long',
      unknown: 'engagement_unknown',
      missing: 'engagement_missing',
    },
  },
  {
    path: /contractreferenced|contractdocumentreference/,
    names: ['numero de marche'],
    means: { long: 'reference_too_long', unknown: 'contract_unknown' },
  },
  {
    path: /invoicereferenceddocument|billingreference/,
    names: ["la facture d'origine", "facture d'origine"],
    means: { anything: 'original_invoice_unknown' },
  },
  {
    path: /sellertradeparty|accountingsupplierparty/,
    names: ['compte technique', 'fournisseur'],
    means: {
      not_attached: 'supplier_not_attached',
      inactive: 'supplier_inactive',
      unknown: 'supplier_unknown',
      missing: 'supplier_unknown',
    },
  },
  {
    path: /buyertradeparty|accountingcustomerparty/,
    names: ['destinataire'],
    means: { inactive: 'buyer_inactive', unknown: 'buyer_unknown', missing: 'buyer_unknown' },
  },
  {
    path: /exchangeddocument\.typecode|invoicetypecode/,
    names: ['type de facture', 'type de document'],
    means: { anything: 'document_type_not_accepted' },
  },
  {
    path: /exchangeddocument\.issuedate|\bissuedate/,
    names: ['date de facture', 'date de la facture'],
    means: { future: 'issue_date_in_future' },
  },
  {
    path: /exchangeddocument\.id\b/,
    names: ['numero de facture', 'numero de la facture', 'la facture'],
    means: {
      used: 'number_already_used',
      long: 'number_too_long',
      characters: 'number_characters',
    },
  },
  {
    path: /monetarysummation|monetarytotal/,
    names: ["montant d'un avoir", 'montant total', 'montant'],
    means: { negative: 'credit_note_negative', anything: 'totals_wrong' },
  },
  { path: /applicabletradetax|taxtotal/, names: ['tva'], means: { anything: 'vat_wrong' } },
  {
    path: /invoicecurrency|currencycode/,
    names: ['devise'],
    means: { anything: 'currency_not_accepted' },
  },
  { path: /syntaxeflux/, names: ['syntaxe'], means: { anything: 'syntax_not_accepted' } },
];

/** The field that a text without a path speaks of: the one that it names first. */
function spokenOf(text: string): ElementRow | undefined {
  // A path that is not known must not be taken for a word that it happens to hold.
  if (/\w+\.\w+\.\w+/.test(text)) return undefined;
  const placed = ELEMENTS.flatMap((element) =>
    element.names.map((name) => ({ element, at: text.indexOf(name) })),
  ).filter(({ at }) => at >= 0);
  return placed.toSorted((one, other) => one.at - other.at)[0]?.element;
}

/** A cut text must show at least this share of the telling words, so that "n'est pas" alone says nothing. */
const CUT_SHARE_MIN = 0.65;

/** Whether a text holds these words, or ends, cut, in their beginning. */
function holds(text: string, words: string): boolean {
  if (text.includes(words)) return true;
  const least = Math.ceil(words.length * CUT_SHARE_MIN);
  for (let length = words.length - 1; length >= least; length -= 1) {
    if (text.endsWith(words.slice(0, length))) return true;
  }
  return false;
}

/** Small letters without accents, plain apostrophes, single spaces, and without the dots that say that it was cut. */
function plain(message: string): string {
  return message
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’`´]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .replace(/\s*(\[\.\.\.\]|\.\.\.|…)$/, '')
    .trim();
}

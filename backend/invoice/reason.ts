/** Who must act before an invoice can go on. `us` is Guichet's operator. */
export type Actor = 'merchant' | 'buyer' | 'chorus_pro' | 'us';

/**
 * When it is tried again: `on_change`, once the data that it names has changed; `by_itself`, later without anybody;
 * `never`, because another document is needed.
 */
export type RetryRule = 'on_change' | 'by_itself' | 'never';

interface ReasonRow {
  readonly actor: Actor;
  readonly retry: RetryRule;
  /** A `warning` is shown and stops nothing. */
  readonly severity: 'blocking' | 'warning';
  /** The rule that asks for it: EN 16931 (BR-…), Chorus Pro (G…, facts), Stripe, or Guichet's own. */
  readonly rule: string;
}

const merchant = { actor: 'merchant', retry: 'on_change', severity: 'blocking' } as const;
const us = { actor: 'us', retry: 'on_change', severity: 'blocking' } as const;
const outage = { actor: 'chorus_pro', retry: 'by_itself', severity: 'blocking' } as const;

/**
 * Every reason why an invoice cannot go on, or goes on with a warning. Codes are permanent. The sentences for people
 * are in src/wording; a code without its sentences does not compile.
 */
export const REASONS = {
  // The supplier's settings.
  settings_missing: { ...merchant, rule: 'Guichet: settings' },
  seller_siret_missing: { ...merchant, rule: 'Chorus Pro: BT-30' },
  seller_siret_malformed: { ...merchant, rule: 'Chorus Pro: BT-30, 14 digits' },
  seller_vat_number_missing: { ...merchant, rule: 'BR-S-02' },
  seller_address_missing: { ...merchant, rule: 'BR-08, BR-09' },
  technical_account_missing: { ...merchant, rule: 'Chorus Pro: cpro-account' },
  technical_account_refused: { ...merchant, rule: 'Chorus Pro: cpro-account' },
  technical_account_reset: {
    ...merchant,
    rule: 'Chorus Pro: cpro-account, refused after it worked',
  },
  // The buyer.
  buyer_siret_missing: { ...merchant, rule: 'Chorus Pro: BT-47' },
  buyer_siret_malformed: { ...merchant, rule: 'Chorus Pro: BT-47, 14 digits' },
  buyer_siret_checksum: {
    ...merchant,
    severity: 'warning',
    rule: 'INSEE: Luhn; La Poste: digit sum divisible by 5',
  },
  buyer_unknown: { ...merchant, rule: 'Chorus Pro: structures/rechercher' },
  buyer_inactive: { ...merchant, rule: 'Chorus Pro: structures/rechercher, statut' },
  service_code_missing: { ...merchant, rule: 'Chorus Pro: codeServiceDoitEtreRenseigne' },
  service_code_unknown: { ...merchant, rule: 'Chorus Pro: structures/rechercher/services' },
  service_code_inactive: { ...merchant, rule: 'Chorus Pro: estActif' },
  service_code_reserved: { ...merchant, rule: 'Chorus Pro: FACTURES_PUBLIQUES' },
  service_code_too_long: { ...merchant, rule: 'Chorus Pro: BT-10 ≤ 100' },
  engagement_number_missing: { ...merchant, rule: 'Chorus Pro: numeroEJDoitEtreRenseigne' },
  engagement_number_too_long: { ...merchant, rule: 'Chorus Pro: BT-13 ≤ 50' },
  contract_number_too_long: { ...merchant, rule: 'Chorus Pro: BT-12 ≤ 50' },
  service_or_engagement_missing: {
    ...merchant,
    rule: 'Chorus Pro: gestionNumeroEJOuCodeService',
  },
  directory_unavailable: { ...outage, rule: 'Chorus Pro: structures' },
  // The invoice as Stripe shows it.
  stripe_data_unexpected: { ...us, rule: 'Stripe API 2026-10-28' },
  stripe_unavailable: { actor: 'us', retry: 'by_itself', severity: 'blocking', rule: 'Stripe API' },
  stripe_key_refused: { ...us, rule: 'Stripe: 401' },
  stripe_permission_missing: { ...merchant, rule: 'Stripe: 403, permissions of the app' },
  stripe_object_missing: { ...us, retry: 'never', rule: 'Stripe: resource_missing' },
  invoice_not_finalized: { ...merchant, rule: 'Stripe: status' },
  invoice_voided: { ...merchant, retry: 'never', rule: 'Stripe: status void' },
  credit_note_voided: { ...merchant, retry: 'never', rule: 'Stripe: credit note status void' },
  invoice_uncollectible: {
    ...merchant,
    severity: 'warning',
    rule: 'Stripe: status uncollectible',
  },
  invoice_number_missing: { ...merchant, rule: 'BR-02' },
  invoice_number_too_long: { ...merchant, retry: 'never', rule: 'Chorus Pro: G1.05, BT-1 ≤ 20' },
  invoice_number_characters: { ...merchant, retry: 'never', rule: 'Chorus Pro: G1.05' },
  currency_not_supported: { ...merchant, retry: 'never', rule: 'Guichet: EUR only (BR-FR-CO-12)' },
  total_negative: { ...merchant, retry: 'never', rule: 'Chorus Pro: §4.5' },
  issue_date_in_future: {
    actor: 'merchant',
    retry: 'by_itself',
    severity: 'blocking',
    rule: 'Chorus Pro: issue date ≤ deposit date',
  },
  // What cannot be said exactly in EN 16931.
  no_lines: { ...merchant, retry: 'never', rule: 'BR-16' },
  too_many_lines: { ...merchant, retry: 'never', rule: 'Guichet: LINES_MAX' },
  buyer_name_missing: { ...merchant, rule: 'BR-07' },
  buyer_country_missing: { ...merchant, rule: 'BR-11' },
  tax_not_configured: { ...merchant, rule: 'BR-CO-18' },
  vat_charged_under_franchise: {
    ...merchant,
    retry: 'never',
    rule: 'CGI art. 293 B: no VAT is shown',
  },
  vat_exemptions_mixed: {
    ...merchant,
    retry: 'never',
    rule: 'BR-E-08: one row, one reason',
  },
  issuer_is_another_account: { ...merchant, retry: 'never', rule: 'Stripe: issuer' },
  tax_treatment_not_supported: { ...merchant, retry: 'never', rule: 'UNTDID 5305' },
  tax_rate_unknown: { ...us, rule: 'Stripe: tax rate' },
  tax_rate_not_french: { ...merchant, retry: 'never', rule: 'BR-FR: list of VAT rates' },
  several_taxes_on_line: { ...merchant, retry: 'never', rule: 'BG-30: one VAT per line' },
  shipping_not_supported: { ...merchant, retry: 'never', rule: 'Guichet: later version' },
  balance_increases_due: { ...merchant, retry: 'never', rule: 'BT-113 ≥ 0' },
  line_net_inexact: { ...merchant, retry: 'never', rule: 'EN 16931 §6.4: BT-131' },
  line_net_sum_inexact: { ...merchant, retry: 'never', rule: 'BR-CO-10' },
  total_without_vat_inexact: { ...merchant, retry: 'never', rule: 'BR-CO-13' },
  vat_taxable_inexact: { ...merchant, retry: 'never', rule: 'BR-S-08' },
  vat_amount_inexact: { ...merchant, retry: 'never', rule: 'BR-CO-17' },
  vat_sum_inexact: { ...merchant, retry: 'never', rule: 'BR-CO-14' },
  total_with_vat_inexact: { ...merchant, retry: 'never', rule: 'BR-CO-15' },
  amount_due_inexact: { ...merchant, retry: 'never', rule: 'BR-CO-16' },
  allowance_sum_inexact: { ...merchant, retry: 'never', rule: 'BR-CO-11' },
  charge_sum_inexact: { ...merchant, retry: 'never', rule: 'BR-CO-12' },
  vat_breakdown_incomplete: { ...us, rule: 'BR-CO-18, BR-S-01 … BR-O-01' },
  vat_breakdown_repeated: { ...us, rule: 'BR-S-08: one row per category and rate' },
  vat_rate_contradicts_category: { ...merchant, retry: 'never', rule: 'BR-S-05 … BR-O-05' },
  vat_exemption_missing: { ...merchant, rule: 'BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10' },
  vat_exemption_unexpected: { ...us, rule: 'BR-S-10, BR-Z-10' },
  vat_categories_mixed: { ...merchant, retry: 'never', rule: 'BR-O-11 … BR-O-14' },
  vat_number_not_allowed: { ...merchant, rule: 'BR-O-02 … BR-O-04' },
  vat_number_malformed: { ...merchant, rule: 'BR-CO-09' },
  vat_number_checksum: {
    ...merchant,
    severity: 'warning',
    rule: 'DGFiP: key = (12 + 3 × (SIREN mod 97)) mod 97',
  },
  seller_siret_checksum: {
    ...merchant,
    severity: 'warning',
    rule: 'INSEE: Luhn; La Poste: digit sum divisible by 5',
  },
  buyer_vat_number_missing: { ...merchant, rule: 'BR-IC-02 … BR-IC-04' },
  delivery_missing: { ...merchant, rule: 'BR-IC-11, BR-IC-12' },
  line_id_repeated: { ...us, rule: 'EN 16931: BT-126 is unique' },
  price_negative: { ...merchant, retry: 'never', rule: 'BR-27' },
  price_too_precise: { ...us, rule: 'Chorus Pro: BT-146 ≤ 6 decimals' },
  quantity_too_precise: { ...us, rule: 'Chorus Pro: BT-129 ≤ 4 decimals' },
  base_quantity_not_positive: { ...us, rule: 'EN 16931: BT-149 > 0' },
  allowance_negative: { ...us, rule: 'EN 16931: BT-92, BT-99, BT-136 ≥ 0' },
  number_too_large: { ...merchant, retry: 'never', rule: 'Chorus Pro: §4.3, 10 and 19 digits' },
  period_reversed: { ...merchant, retry: 'never', rule: 'BR-29, BR-30' },
  payment_date_missing: { ...merchant, rule: 'BR-CO-25' },
  paid_amount_inexact: { ...us, rule: 'Chorus Pro: A2, BT-113 = BT-112' },
  iban_missing: { ...merchant, rule: 'BR-50, BR-61' },
  iban_checksum: { ...merchant, severity: 'warning', rule: 'ISO 13616: mod 97' },
  iban_too_long: { ...merchant, rule: 'Chorus Pro: IBAN ≤ 27' },
  text_too_long: { ...merchant, rule: 'Chorus Pro: §4.3' },
  date_out_of_range: { ...merchant, retry: 'never', rule: 'BR-FR-03: 2000 to 2099' },
  country_unknown: { ...merchant, rule: 'BR-CL-14: ISO 3166-1' },
  due_before_issue: { ...merchant, retry: 'never', rule: 'BR-FR-CO-07' },
  mention_missing: { ...merchant, rule: 'BR-FR-05' },
  mention_repeated: { ...us, rule: 'BR-FR-06' },
  preceding_invoice_missing: { ...us, rule: 'BR-FR-CO-05' },
  too_many_preceding_invoices: { ...merchant, retry: 'never', rule: 'BR-FR-CPRO-20' },
  electronic_address_malformed: { ...merchant, rule: 'BR-FR-23, BR-FR-25' },
  invoice_incomplete: { ...us, rule: 'EN 16931: mandatory terms' },
  document_schema_invalid: { ...us, rule: 'Factur-X 1.0 XSD, profile EN 16931' },
  document_too_large: { ...merchant, retry: 'never', rule: 'Chorus Pro: deposer/flux ≤ 10 MB' },
  // The deposit and what Chorus Pro made of it.
  deposit_refused: { ...merchant, rule: 'Chorus Pro: deposer/flux, codeRetour' },
  flow_refused: { ...merchant, rule: 'Chorus Pro: IN_REJETE, QP_IRRECEVABLE' },
  flow_incident: { ...us, rule: 'Chorus Pro: IN_INCIDENTE' },
  flow_state_unknown: { ...us, severity: 'warning', rule: 'Chorus Pro: §3.2' },
  invoice_status_unknown: { ...us, severity: 'warning', rule: 'Chorus Pro: §3.4' },
  chorus_pro_unavailable: { ...outage, rule: 'PISTE: 429, 5xx, no connection' },
  application_not_authorized: { ...us, rule: 'PISTE: 403' },
  application_credentials_refused: { ...us, rule: 'PISTE: invalid_client' },
  deposit_uncertain: { ...outage, rule: 'Guichet: exactly one deposit' },
  deposit_unresolved: { ...us, rule: 'Guichet: two deposits at most by itself' },
  number_already_used: { ...merchant, retry: 'never', rule: 'Chorus Pro: SIREN + number + year' },
  suspended_by_buyer: { ...merchant, rule: 'Chorus Pro: SUSPENDUE' },
  to_recycle: { ...merchant, rule: 'Chorus Pro: A_RECYCLER' },
  rejected_by_buyer: { ...merchant, retry: 'never', rule: 'Chorus Pro: REJETEE' },
  // The supplier's own actions on an invoice that exists at Chorus Pro, and its searches there.
  action_refused: { ...merchant, rule: 'Chorus Pro: codeRetour' },
  action_uncertain: { ...outage, rule: 'Guichet: an action is never sent twice by itself' },
  action_not_possible: { ...merchant, retry: 'never', rule: 'Chorus Pro: GDP_MSG_11.001, 11.033' },
  account_lacks_rights: { ...merchant, rule: 'Chorus Pro: GDP_MSG_11.005' },
  invoice_not_at_chorus_pro: { ...us, rule: 'Chorus Pro: GDP_MSG_11.008' },
  nothing_to_add: { ...merchant, rule: 'Guichet: completer needs a comment or a file' },
  too_many_attachments: { ...merchant, rule: 'Guichet: ATTACHMENTS_MAX' },
  attachment_empty: { ...merchant, rule: 'Guichet: a file has content' },
  attachment_name_too_long: { ...merchant, rule: 'Chorus Pro: pieceJointeNom ≤ 50' },
  attachment_name_unsuitable: { ...merchant, rule: 'Guichet: a file has one plain name' },
  attachment_type_not_accepted: { ...merchant, rule: 'Chorus Pro: §4.7, extensions' },
  attachment_too_large: { ...merchant, rule: 'Chorus Pro: ajouter/fichier ≤ 10 MB' },
  attachments_too_large: { ...merchant, rule: 'Chorus Pro: whole dossier ≤ 120 MB' },
  action_not_in_state: { ...merchant, rule: 'Guichet: the table of the ways back' },
  action_under_way: { ...us, retry: 'by_itself', rule: 'Guichet: one action at a time' },
  action_done: { ...outage, rule: 'Guichet: an action is done once' },
  // What a person decided about one document.
  held_by_merchant: { ...merchant, rule: 'Guichet: hold' },
  excluded_by_merchant: { ...merchant, severity: 'warning', rule: 'Guichet: exclude' },
  // What happened in Stripe to a document that Chorus Pro has, and the order of documents.
  credit_note_due: {
    ...merchant,
    retry: 'never',
    severity: 'warning',
    rule: 'Chorus Pro: what was integrated is only undone by a credit note',
  },
  credit_note_voided_late: {
    ...merchant,
    retry: 'never',
    severity: 'warning',
    rule: 'Chorus Pro: what was integrated is only undone by another document',
  },
  original_not_at_chorus_pro: {
    ...merchant,
    retry: 'by_itself',
    rule: 'Guichet: a credit note never overtakes its invoice',
  },
  original_excluded: {
    ...merchant,
    rule: 'Guichet: a credit note of what was never sent corrects nothing',
  },
  engagement_number_unknown: { ...merchant, rule: 'Chorus Pro: engagementsJuridiques/rechercher' },
  engagement_number_unchecked: {
    ...merchant,
    severity: 'warning',
    rule: 'Chorus Pro: engagementsJuridiques/rechercher shows few buyers’ orders',
  },
  directory_unchecked: {
    ...outage,
    severity: 'warning',
    rule: 'Guichet: DIRECTORY_PATIENCE_MS',
  },
  search_too_short: { ...merchant, rule: 'Guichet: SEARCH_CHARACTERS_MIN' },
  merchant_left: { ...merchant, rule: 'Stripe: account.application.deauthorized' },
  internal_error: { ...us, retry: 'by_itself', rule: 'Guichet' },
} as const satisfies Record<string, ReasonRow>;

/** A permanent code of the table above. */
export type ReasonCode = keyof typeof REASONS;

/** Why something cannot go on, or goes on with a warning. */
export interface Reason {
  readonly code: ReasonCode;
  /** The field, in domain words: `customer.metadata.siret`, `settings.seller.address`, `invoice.lines[3]`. */
  readonly at: string;
  /** Figures and names that the sentence needs; never a secret. */
  readonly params: Readonly<Record<string, string>>;
}

/** Makes a reason. */
export function reason(
  code: ReasonCode,
  at: string,
  params: Readonly<Record<string, string>> = {},
): Reason {
  return { code, at, params };
}

/** Whether a reason stops the invoice. */
export function isBlocking({ code }: Reason): boolean {
  return REASONS[code].severity === 'blocking';
}

/** Whether an invoice held by these reasons goes on later without anybody. */
export function resolvesByItself(reasons: readonly Reason[]): boolean {
  return reasons.filter(isBlocking).every(({ code }) => REASONS[code].retry === 'by_itself');
}

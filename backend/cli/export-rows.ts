import { sentencesFor, stateWordingFor, type Locale } from '../../src/wording/wording.ts';
import { dayInFranceOf, type IsoDate } from '../invoice/date.ts';
import type { Tx } from '../store/database.ts';
import { searchTransmissions, type Transmission } from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import type { Cell } from './csv.ts';

/**
 * A merchant's invoices as a finance person reads them: one row each. In: days of issue. Out: the same facts for a
 * spreadsheet and for a machine. A credit note's amount is negative, so that a column's sum is right.
 */

/** One invoice or credit note. */
export interface ExportedInvoice {
  readonly number: string | null;
  readonly kind: Transmission['kind'];
  readonly customer: string | null;
  /** The public body's, 14 digits. */
  readonly siret: string | null;
  /** With VAT, in major units: `-1200.50`. */
  readonly total: string | null;
  readonly currency: string | null;
  readonly issuedOn: IsoDate | null;
  readonly state: Transmission['state'];
  readonly stateSince: IsoDate;
  readonly depositedOn: IsoDate | null;
  readonly paidOn: IsoDate | null;
  /** From deposit to payment, whole days in France. */
  readonly daysToPayment: number | null;
  readonly flowNumber: string | null;
  /** In Chorus Pro's word. */
  readonly remoteStatus: string | null;
  /** Why it does not go on, and what is to be done. */
  readonly reasons: readonly {
    readonly code: string;
    readonly title: string;
    readonly remedy: string;
  }[];
  readonly documentId: string;
}

/** Days of issue, both in it; undefined is without end. */
export interface IssueDays {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const PAGE_ROWS = 100;
const DAY_MS = 86_400_000;
const MS_PER_SECOND = 1_000;

/** Reads a merchant's invoices of some days of issue, the newest first. What has no date yet belongs to no period. */
export async function* readInvoices(
  tenant: TenantId,
  tx: Tx,
  { from, to }: IssueDays,
): AsyncGenerator<Transmission> {
  const isAsked = (day: string | undefined) =>
    (from === undefined && to === undefined) ||
    (day !== undefined && day >= (from ?? day) && day <= (to ?? day));
  let before: string | undefined;
  do {
    const page = await searchTransmissions(tenant, tx, { limit: PAGE_ROWS, before });
    yield* page.rows.filter(({ issuedOn }) => isAsked(issuedOn));
    before = page.next;
  } while (before !== undefined);
}

/** An invoice as it is exported. */
export function toExported(row: Transmission, language: Locale): ExportedInvoice {
  const paidAt = row.state === 'paid' ? (row.remoteStatusAt ?? row.stateSince) : undefined;
  const depositedOn = row.depositedAt && dayOf(row.depositedAt);
  const paidOn = paidAt && dayOf(paidAt);
  return {
    number: row.number ?? null,
    kind: row.kind,
    customer: row.customerName ?? null,
    siret: row.buyerSiret ?? null,
    total: row.totalMinor === undefined ? null : amountOf(row.totalMinor, row.kind),
    currency: row.currency?.toUpperCase() ?? null,
    issuedOn: row.issuedOn ?? null,
    state: row.state,
    stateSince: dayOf(row.stateSince),
    depositedOn: depositedOn ?? null,
    paidOn: paidOn ?? null,
    daysToPayment: depositedOn && paidOn ? daysBetween(depositedOn, paidOn) : null,
    flowNumber: row.flowNumber ?? null,
    remoteStatus: row.remoteStatus ?? null,
    reasons: row.reasons.map((each) => {
      const { title, remedy } = sentencesFor(each, language);
      return { code: each.code, title, remedy };
    }),
    documentId: row.documentId,
  };
}

function dayOf(instant: Date): IsoDate {
  return dayInFranceOf(instant.getTime() / MS_PER_SECOND);
}

function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** Two decimals: Guichet issues euros only. */
function amountOf(totalMinor: bigint, kind: Transmission['kind']): string {
  const signed = kind === 'credit_note' && totalMinor > 0n ? -totalMinor : totalMinor;
  const digits = (signed < 0n ? -signed : signed).toString().padStart(3, '0');
  return `${signed < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const HEADINGS = {
  en: [
    ...['Number', 'Type', 'Customer', 'SIRET', 'Total with VAT', 'Currency', 'Issued on'],
    ...['State', 'Since', 'Deposited on', 'Paid on', 'Days to payment', 'Flow number'],
    ...['Status at Chorus Pro', 'Reason', 'What to do', 'Stripe id'],
  ],
  fr: [
    ...['Numéro', 'Type', 'Client', 'SIRET', 'Montant TTC', 'Devise', 'Émise le'],
    ...['État', 'Depuis le', 'Déposée le', 'Payée le', 'Jours jusqu’au paiement', 'Numéro de flux'],
    ...['Statut Chorus Pro', 'Motif', 'À faire', 'Identifiant Stripe'],
  ],
} as const satisfies Record<Locale, readonly string[]>;

const KINDS = {
  en: { invoice: 'Invoice', credit_note: 'Credit note' },
  fr: { invoice: 'Facture', credit_note: 'Avoir' },
} as const satisfies Record<Locale, Record<Transmission['kind'], string>>;

/** The first row. */
export function headingsOf(language: Locale): readonly Cell[] {
  return HEADINGS[language];
}

/** A row; figures as the language's spreadsheets read them. */
export function cellsOf(row: ExportedInvoice, language: Locale): readonly Cell[] {
  const figure = (value: string | number | null): Cell =>
    value === null
      ? undefined
      : { figure: language === 'fr' ? String(value).replace('.', ',') : String(value) };
  const text = (value: string | null): Cell => value ?? undefined;
  const day = (value: IsoDate | null): Cell => (value === null ? undefined : { figure: value });
  return [
    ...[text(row.number), KINDS[language][row.kind], text(row.customer), text(row.siret)],
    ...[figure(row.total), text(row.currency), day(row.issuedOn)],
    ...[stateWordingFor(row.state, language).label, day(row.stateSince), day(row.depositedOn)],
    ...[day(row.paidOn), figure(row.daysToPayment), text(row.flowNumber), text(row.remoteStatus)],
    row.reasons.map(({ title }) => title).join(' | '),
    row.reasons.map(({ remedy }) => remedy).join(' | '),
    row.documentId,
  ];
}

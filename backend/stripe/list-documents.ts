import { accepted, refused, type Outcome } from '../invoice/outcome.ts';
import type { TenantId } from '../tenant.ts';
import type { StripeFor } from './client.ts';
import { toReason } from './faults.ts';

/**
 * A merchant's invoices and credit notes of a period, for those that were finalized before Guichet listened. Stripe
 * searches by the day of creation; what counts is the day of finalization, so that older drafts are looked at too.
 */

/** A document of Stripe's, as far as a list needs it. */
export interface ListedDocument {
  /** `in_…` or `cn_…`. */
  readonly id: string;
  readonly number: string;
  /** When it was finalized or issued, in seconds since 1970. */
  readonly finalizedAt: number;
  /** Minor units of `currency`, tax included. */
  readonly totalMinor: bigint;
  /** Lower case, as Stripe writes it. */
  readonly currency: string;
}

/** A period in seconds since 1970; its end is not in it. */
export interface ListedPeriod {
  readonly from: number;
  readonly until: number;
}

/** Lists a merchant's finalized documents of a period, oldest first; the reasons say what stood in the way. */
export type ListDocuments = (
  tenant: TenantId,
  period: ListedPeriod,
) => Promise<Outcome<readonly ListedDocument[]>>;

/** Documents of a kind that the SDK gathers at the most; a longer period is asked for in parts. */
const DOCUMENTS_MAX = 10_000;
const PER_PAGE = 100;

/** A period holds more documents than are read; nobody would see which are left out. */
export class PeriodTooLongError extends Error {
  override readonly name = 'PeriodTooLongError';
  constructor() {
    super(`the period holds ${DOCUMENTS_MAX} documents or more in Stripe; ask for a shorter one`);
  }
}

/** The array of a list that fits; throws when it does not. */
function whole<T>(documents: readonly T[]): readonly T[] {
  if (documents.length >= DOCUMENTS_MAX) throw new PeriodTooLongError();
  return documents;
}

/** A draft that is older at its finalization is not found. */
const DRAFT_SECONDS_MAX = 90 * 86_400;

/** Makes the lister. */
export function makeListDocuments(stripeFor: StripeFor): ListDocuments {
  return async (tenant, period) => {
    try {
      const [invoices, creditNotes] = await Promise.all([
        listInvoices(stripeFor, tenant, period),
        listCreditNotes(stripeFor, tenant, period),
      ]);
      const all = [...invoices, ...creditNotes];
      return accepted(all.toSorted((one, other) => one.finalizedAt - other.finalizedAt));
    } catch (error) {
      if (error instanceof PeriodTooLongError) throw error;
      return refused(toReason(error, 'invoice'));
    }
  };
}

async function listInvoices(
  stripeFor: StripeFor,
  tenant: TenantId,
  { from, until }: ListedPeriod,
): Promise<readonly ListedDocument[]> {
  const { sdk, as } = stripeFor(tenant);
  const created = { gte: from - DRAFT_SECONDS_MAX, lt: until };
  const invoices = await sdk.invoices
    .list({ created, limit: PER_PAGE }, as)
    .autoPagingToArray({ limit: DOCUMENTS_MAX });
  return whole(invoices).flatMap(({ id, number, total, currency, status_transitions: times }) => {
    const { finalized_at: finalizedAt } = times;
    return number && finalizedAt && finalizedAt >= from && finalizedAt < until
      ? [{ id, number, finalizedAt, totalMinor: BigInt(total), currency }]
      : [];
  });
}

async function listCreditNotes(
  stripeFor: StripeFor,
  tenant: TenantId,
  { from, until }: ListedPeriod,
): Promise<readonly ListedDocument[]> {
  const { sdk, as } = stripeFor(tenant);
  const creditNotes = await sdk.creditNotes
    .list({ created: { gte: from, lt: until }, limit: PER_PAGE }, as)
    .autoPagingToArray({ limit: DOCUMENTS_MAX });
  return whole(creditNotes).map(({ id, number, created, total, currency }) => ({
    ...{ id, number, finalizedAt: created, totalMinor: BigInt(total), currency },
  }));
}

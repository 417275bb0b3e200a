import type { NoAnswerNow } from '../follow/corrections.ts';
import type { NonEmpty } from '../invoice/outcome.ts';
import type { Reason } from '../invoice/reason.ts';
import type { TenantId } from '../tenant.ts';
import type { BuyerDemands, BuyerService, DirectoryAnswer } from './decision.ts';

/**
 * What a directory of public bodies must offer, whoever keeps it. Every function answers a value, whatever happens on
 * the way; what it cannot say now it says so.
 */
export interface Directory {
  /** What a buyer demands, and whether the service in question demands an engagement number. */
  readonly findBuyer: (
    tenant: TenantId,
    siret: string,
    serviceCode: string | undefined,
  ) => Promise<DirectoryAnswer>;
  /** Whether one service of a body that was found before demands an engagement number. */
  readonly findServiceDemand: (
    tenant: TenantId,
    body: Pick<BuyerDemands, 'remoteId'>,
    service: Pick<BuyerService, 'remoteId'>,
  ) => Promise<ServiceDemandAnswer>;
  /** Whether an engagement number exists, as far as anybody can say. */
  readonly checkEngagement: (
    tenant: TenantId,
    siret: string,
    engagementNumber: string,
  ) => Promise<EngagementAnswer>;
}

/** Whether a service demands an engagement number. */
export type ServiceDemandAnswer =
  | { readonly kind: 'found'; readonly engagementRequired: boolean }
  | { readonly kind: 'unavailable'; readonly reason: Reason };

/** What is known of an engagement number. */
export type EngagementAnswer =
  /** It exists; `serviceCode` is the service that it was made for, when the directory says so. */
  | { readonly kind: 'known'; readonly serviceCode?: string }
  | { readonly kind: 'unknown'; readonly reason: Reason }
  /** Nobody can say: the buyer's engagements are not held, or our application may not ask. */
  | { readonly kind: 'not_checkable'; readonly because: 'not_held' | 'not_authorized' }
  /** It cannot be an engagement number; nothing was asked. */
  | { readonly kind: 'refused'; readonly reasons: NonEmpty<Reason> }
  | NoAnswerNow;

/** What a decision makes of it: the number exists, certainly does not, or nobody can say. */
export const ENGAGEMENT_FINDINGS = ['known', 'unknown', 'unchecked'] as const;
export type EngagementFinding = (typeof ENGAGEMENT_FINDINGS)[number];

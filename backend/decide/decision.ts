import type { BusinessProcess } from '../invoice/codes.ts';
import type { IsoDate } from '../invoice/date.ts';
import type { Amount, CurrencyCode } from '../invoice/money.ts';
import type { NonEmpty } from '../invoice/outcome.ts';
import type { Reason } from '../invoice/reason.ts';
import type { StripeSnapshot } from '../receive/snapshot.ts';
import type { Settings } from '../settings.ts';

/** Where a buyer has its seat, as the directory writes it. */
export interface BuyerAddress {
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city?: string;
  readonly countryCode?: string;
}

/** What Chorus Pro's directory says that a buyer demands (`structures/rechercher`, `consulter`, `…/services`). */
export interface BuyerDemands {
  readonly siret: string;
  readonly name: string;
  /** Absent when the directory does not say. */
  readonly address?: BuyerAddress;
  readonly active: boolean;
  /** Which references the buyer demands on every invoice. */
  readonly serviceRequired: boolean;
  readonly engagementRequired: boolean;
  readonly serviceOrEngagementRequired: boolean;
  /** False when payment is never reported (`statutMiseEnPaiementNestPasRemonte`). */
  readonly reportsPayment: boolean;
  readonly services: readonly BuyerService[];
  /** What the directory calls it by; absent from what was read before this was kept. */
  readonly remoteId?: number;
  /** When the directory was read, as an ISO 8601 instant. */
  readonly readAt: string;
}

export interface BuyerService {
  readonly code: string;
  readonly label: string;
  readonly active: boolean;
  /** Whether this service demands an engagement number; undefined when it was not looked up. */
  readonly engagementRequired?: boolean;
  /** What the directory calls it by. */
  readonly remoteId?: number;
}

/** What the directory answered: the demands, no such structure, or nothing for now. */
export type DirectoryAnswer =
  | { readonly kind: 'found'; readonly demands: BuyerDemands }
  | { readonly kind: 'unknown_siret' }
  | { readonly kind: 'unavailable'; readonly reason: Reason };

/** Where the invoice goes, as the customer, subscription and invoice say it. Each already trimmed and checked. */
export interface Routing {
  readonly siret: string;
  /** *Code service*, BT-10. */
  readonly serviceCode?: string;
  /** *Numéro d'engagement*, BT-13. */
  readonly engagementNumber?: string;
  /** *Numéro de marché*, BT-12. */
  readonly contractNumber?: string;
}

/** An invoice that may be converted: only `decide` makes one. */
export interface Sendable {
  readonly kind: 'send';
  readonly snapshot: StripeSnapshot;
  readonly settings: Settings;
  readonly routing: Routing;
  readonly currency: CurrencyCode;
  /** BT-2, in France. */
  readonly issuedOn: IsoDate;
  readonly businessProcess: BusinessProcess;
  /** BT-113: what was settled before. */
  readonly prepaid: Amount;
  readonly warnings: readonly Reason[];
  readonly __brand: 'Sendable';
}

/** What becomes of a Stripe invoice. */
export type Decision =
  | Sendable
  | {
      readonly kind: 'not_concerned';
      readonly because: 'customer_not_government' | 'customer_deleted';
    }
  | {
      readonly kind: 'held';
      readonly reasons: NonEmpty<Reason>;
      readonly warnings: readonly Reason[];
    };

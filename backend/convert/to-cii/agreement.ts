import type { Invoice } from '../../invoice/invoice.ts';
import type { Profile } from '../profiles.ts';
import { optional, wrapped } from './element.ts';
import { buyerTradeParty, sellerTradeParty } from './party.ts';

/** Who sells to whom, and under which order and contract: BT-10, BG-4, BG-7, BT-13, BT-12. */
export function headerTradeAgreement(invoice: Invoice, profile: Profile): string {
  return (
    '<ram:ApplicableHeaderTradeAgreement>' +
    optional('ram:BuyerReference', invoice.buyerReference) +
    sellerTradeParty(invoice, profile.seller) +
    buyerTradeParty(invoice, profile.buyer) +
    wrapped(
      'ram:BuyerOrderReferencedDocument',
      optional('ram:IssuerAssignedID', invoice.orderReference),
    ) +
    wrapped(
      'ram:ContractReferencedDocument',
      optional('ram:IssuerAssignedID', invoice.contractReference),
    ) +
    '</ram:ApplicableHeaderTradeAgreement>'
  );
}

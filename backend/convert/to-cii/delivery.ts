import type { Invoice } from '../../invoice/invoice.ts';
import { dateString, optional, wrapped } from './element.ts';

/**
 * Where and when it was delivered: BT-80, BT-72. The schema demands this element even when nothing stands in it: it is
 * the only one that may be empty.
 */
export function headerTradeDelivery({ deliveryCountryCode, deliveredOn }: Invoice): string {
  const content =
    wrapped(
      'ram:ShipToTradeParty',
      wrapped('ram:PostalTradeAddress', optional('ram:CountryID', deliveryCountryCode)),
    ) +
    (deliveredOn
      ? '<ram:ActualDeliverySupplyChainEvent>' +
        `<ram:OccurrenceDateTime>${dateString(deliveredOn)}</ram:OccurrenceDateTime>` +
        '</ram:ActualDeliverySupplyChainEvent>'
      : '');
  return content === ''
    ? '<ram:ApplicableHeaderTradeDelivery/>'
    : `<ram:ApplicableHeaderTradeDelivery>${content}</ram:ApplicableHeaderTradeDelivery>`;
}

import { isSiretShaped } from '../invoice/siret.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import type { Settings } from '../settings.ts';

/** What the supplier's settings lack before any invoice can be issued. */
export function checkSettings(settings: Settings | undefined): readonly Reason[] {
  if (!settings) return [reason('settings_missing', 'settings')];
  const { established, siret, vatNumber, address } = settings.seller;
  // Under the small-business exemption a supplier need not have a VAT number.
  const isVatNumberNeeded =
    established === 'eu' || (established === 'france' && settings.vat.regime === 'standard');
  return [
    ...(established === 'france' ? checkSiret(siret) : []),
    ...(isVatNumberNeeded && vatNumber === undefined
      ? [reason('seller_vat_number_missing', 'settings.seller.vatNumber')]
      : []),
    ...(address === undefined ? [reason('seller_address_missing', 'settings.seller.address')] : []),
  ];
}

function checkSiret(siret: string | undefined): readonly Reason[] {
  const at = 'settings.seller.siret';
  if (siret === undefined) return [reason('seller_siret_missing', at)];
  return isSiretShaped(siret) ? [] : [reason('seller_siret_malformed', at, { siret })];
}

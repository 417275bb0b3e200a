import type { Period } from '../../invoice/line.ts';
import { dateString } from './element.ts';

/** BG-14, BG-26. */
export function billingPeriod(period: Period | undefined): string {
  return period
    ? '<ram:BillingSpecifiedPeriod>' +
        `<ram:StartDateTime>${dateString(period.startsOn)}</ram:StartDateTime>` +
        `<ram:EndDateTime>${dateString(period.endsOn)}</ram:EndDateTime>` +
        '</ram:BillingSpecifiedPeriod>'
    : '';
}

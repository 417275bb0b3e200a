import { Link } from '@stripe/ui-extension-sdk/ui';
import type { Asker } from '../asker.ts';
import { customerPage, settingsPage } from '../places.ts';
import type { CurePlace } from '../reason-view.ts';
import { screensFor } from '../wording/screens.ts';

interface CureLinkProps {
  readonly asker: Asker;
  readonly place: CurePlace;
  readonly customerId: string | null;
}

/** A link to where something is cured, unless that is here. */
export function CureLink({ asker, place, customerId }: CureLinkProps) {
  const { common } = screensFor(asker.locale);
  if (place === 'settings') return <Link href={settingsPage(asker)}>{common.openSettings}</Link>;
  if (place !== 'customer' || customerId === null || customerId === asker.objectId) return null;
  return <Link href={customerPage(customerId)}>{common.openCustomer}</Link>;
}

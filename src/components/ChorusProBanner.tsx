import { Banner, Button } from '@stripe/ui-extension-sdk/ui';
import type { Answer } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { instantOf } from '../figures.ts';
import { ONBOARDING_PAGE, settingsPage } from '../places.ts';
import { screensFor } from '../wording/screens.ts';

/** How the merchant's link to Chorus Pro is. */
export type Connection = Answer<'/api/connection/read'>['connection'];

/** What stands between the merchant and Chorus Pro. */
type Trouble = 'down' | 'not_connected' | 'refused';

/** What stands between the merchant and Chorus Pro at the moment, the merchant's own part first. */
export function troubleOf({ state, chorus_pro }: Connection): Trouble | undefined {
  if (state === 'not_connected' || state === 'refused') return state;
  return chorus_pro === 'down' ? 'down' : undefined;
}

interface ChorusProBannerProps {
  readonly asker: Asker;
  readonly trouble: Trouble;
  /** Since when nobody has had an answer from it. */
  readonly since?: string | null | undefined;
}

/** Says that Chorus Pro is down, not connected or refuses the account, and what to do. */
export function ChorusProBanner(props: ChorusProBannerProps) {
  const { asker, trouble, since = null } = props;
  const { chorusPro, common } = screensFor(asker.locale);
  if (trouble === 'down') {
    const title =
      since === null ? chorusPro.down : chorusPro.downSince(instantOf(since, asker.locale));
    return <Banner type="caution" title={title} description={chorusPro.downDescription} />;
  }
  if (trouble === 'refused') {
    return (
      <Banner
        type="critical"
        title={chorusPro.refused}
        description={chorusPro.refusedDescription}
        actions={<Button href={settingsPage(asker)}>{common.openSettings}</Button>}
      />
    );
  }
  return (
    <Banner
      type="caution"
      title={chorusPro.notConnected}
      description={chorusPro.notConnectedDescription}
      actions={<Button href={ONBOARDING_PAGE}>{common.setUp}</Button>}
    />
  );
}

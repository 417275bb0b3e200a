import { Box, Button, Inline, Link } from '@stripe/ui-extension-sdk/ui';
import { useState } from 'react';
import type { Asker } from '../asker.ts';
import { useChange } from '../useChange.ts';
import type { HeldSettings } from '../useSettings.ts';
import { screensFor } from '../wording/screens.ts';
import { FailureBanner } from './FailureBanner.tsx';

interface LogoPartProps {
  readonly asker: Asker;
  readonly held: HeldSettings;
  readonly disabled: boolean;
}

/** The logo of the invoice's page. It is chosen on a page of ours, because extensions cannot take files. */
export function LogoPart({ asker, held, disabled }: LogoPartProps) {
  const { settings, common } = screensFor(asker.locale);
  const say = settings.logo;
  const [url, setUrl] = useState('');
  const { make, isPending, failure } = useChange(asker, '/api/settings/logo-link');
  const isSet = held.asked.state === 'answered' && held.asked.answer.logo;
  const choose = async () => {
    const answer = await make({});
    if (answer) setUrl(answer.upload.url);
  };
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <Inline>{isSet ? say.set : say.none}</Inline>
      {failure && <FailureBanner locale={asker.locale} failure={failure} />}
      {url !== '' && (
        <Box css={{ stack: 'y', gap: 'xxsmall' }}>
          <Link href={url} external target="_blank">
            {say.open}
          </Link>
          <Inline css={{ font: 'caption', color: 'secondary' }}>{say.openDescription}</Inline>
        </Box>
      )}
      {url === '' ? (
        <Button disabled={disabled} pending={isPending} onPress={() => void choose()}>
          {isSet ? say.change : say.choose}
        </Button>
      ) : (
        <Button onPress={held.reload}>{common.refresh}</Button>
      )}
    </Box>
  );
}

import { Box, Inline, Link } from '@stripe/ui-extension-sdk/ui';
import type { Asker } from '../asker.ts';
import { ONBOARDING_PAGE } from '../places.ts';
import { screensFor } from '../wording/screens.ts';

interface DirectoryAwayProps {
  readonly asker: Asker;
  readonly kind: 'unavailable' | 'not_connected';
}

/** Why the directory says nothing of a body now, without alarm: the form works all the same. */
export function DirectoryAway({ asker, kind }: DirectoryAwayProps) {
  const { customer, common } = screensFor(asker.locale);
  if (kind === 'unavailable') {
    return <Inline css={{ color: 'secondary' }}>{customer.directoryDown}</Inline>;
  }
  return (
    <Box css={{ stack: 'y', gap: 'xsmall' }}>
      <Inline css={{ color: 'secondary' }}>{customer.directoryNotConnected}</Inline>
      <Link href={ONBOARDING_PAGE}>{common.setUp}</Link>
    </Box>
  );
}

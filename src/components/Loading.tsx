import { Box, Inline, Spinner } from '@stripe/ui-extension-sdk/ui';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';

/** Something is on its way; said in words too, for those who do not see the spinner. */
export function Loading({ locale, what }: { readonly locale: Locale; readonly what?: string }) {
  return (
    <Box css={{ stack: 'x', gap: 'small', alignY: 'center', paddingY: 'small' }}>
      <Spinner size="small" />
      <Inline css={{ color: 'secondary' }}>{what ?? screensFor(locale).common.loading}</Inline>
    </Box>
  );
}

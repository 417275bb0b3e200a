import { Box, Inline } from '@stripe/ui-extension-sdk/ui';
import type { ReactNode } from 'react';

/** A heading with what belongs under it. */
export function Section(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box css={{ stack: 'y', gap: 'small', paddingTop: 'small' }}>
      <Inline css={{ font: 'heading' }}>{props.title}</Inline>
      {props.children}
    </Box>
  );
}

import {
  Badge,
  Box,
  Button,
  ContextView,
  DataTable,
  Inline,
  type ContextViewProps,
} from '@stripe/ui-extension-sdk/ui';
import { fetchStripeSignature, showToast } from '@stripe/ui-extension-sdk/utils';
import { useEffect } from 'react';

/**
 * An extension that does everything that the Dashboard refuses, each once: what the host must notice. It is drawn by
 * `npm run look` only.
 */

const NOT_ALLOWED: object = { colour: 'red' };
const NO_TOKEN: object = { css: { padding: 'huge', textShadow: 3 } };
const NO_SUCH_TYPE: object = { type: 'shiny' };
const NESTED: object = { items: [{ id: 'a', who: { name: 'nested' } }, { who: 'without id' }] };
const LONG_TEXT = 'x'.repeat(5_001);
const LONG_TOAST = 'This toast is longer than thirty characters';

/** Somewhere that the manifest does not name; nothing listens there. */
const ELSEWHERE = 'http://127.0.0.1:9/elsewhere';

/** Asks for what an extension cannot have, and for a role that its user does not hold. */
async function reachOut(): Promise<void> {
  void showToast(LONG_TOAST);
  await fetch(ELSEWHERE).catch(() => undefined);
  const claim = { stripe_roles: [{ id: 'super_admin', name: 'x', type: 'builtIn' }] };
  await fetchStripeSignature(claim).then(
    () => Promise.reject(new Error('signed for a role that is not held')),
    () => undefined,
  );
  // Throws in a frame of origin null.
  localStorage.setItem('kept', 'here');
}

/** The view. */
export function RefusedView(_context: object) {
  useEffect(() => void reachOut(), []);
  const actions: ContextViewProps['actions'] = (
    <>
      {['One', 'Two', 'Three', 'Four'].map((name) => (
        <Button key={name}>{name}</Button>
      ))}
    </>
  );
  return (
    <ContextView title={LONG_TEXT} actions={actions}>
      <Inline {...NOT_ALLOWED}>unknown prop</Inline>
      <Box {...NO_TOKEN}>unknown tokens</Box>
      <Badge {...NO_SUCH_TYPE}>unknown word</Badge>
      {/* Nobody who cannot see it knows what it does: axe must say so. */}
      <Button>{''}</Button>
      <DataTable columns={[{ key: 'who', label: 'Who' }]} items={[]} {...NESTED} />
    </ContextView>
  );
}

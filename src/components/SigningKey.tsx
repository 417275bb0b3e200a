import { Box, Button, FocusView, Inline } from '@stripe/ui-extension-sdk/ui';
import { showToast } from '@stripe/ui-extension-sdk/utils';
import { useState } from 'react';
import type { Answer } from '../../backend/api/contract.ts';
import { isAdministrator, type Asker } from '../asker.ts';
import { change, type Reply } from '../backend.ts';
import { instantOf } from '../figures.ts';
import { useChange } from '../useChange.ts';
import { screensFor } from '../wording/screens.ts';
import { FailureBanner } from './FailureBanner.tsx';

interface SigningKeyProps {
  readonly asker: Asker;
  readonly isMade: boolean;
}

/** The key that signs the merchant's webhook: shown to administrators when they ask, and made anew when they confirm. */
export function SigningKey({ asker, isMade }: SigningKeyProps) {
  const { settings, permissions } = screensFor(asker.locale);
  const say = settings.key;
  const [isOpen, setOpen] = useState(false);
  const isFree = isAdministrator(asker);
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <Inline>{isMade ? say.set : say.none}</Inline>
      <Box>
        <Button disabled={!isFree} onPress={() => setOpen(true)}>
          {say.show}
        </Button>
      </Box>
      {!isFree && (
        <Inline css={{ font: 'caption', color: 'secondary' }}>
          {permissions.administratorsOnly}
        </Inline>
      )}
      {isOpen && <KeyDialog asker={asker} onClose={() => setOpen(false)} />}
    </Box>
  );
}

type Key = Answer<'/api/notifications/key'>;

/** What is shown lives in this dialog only. */
function KeyDialog({ asker, onClose }: { readonly asker: Asker; readonly onClose: () => void }) {
  const { settings, common } = screensFor(asker.locale);
  const say = settings.key;
  const [key, setKey] = useState<Key>();
  const [isAsking, setAsking] = useState(false);
  const { make, isPending, failure } = useChange(asker, '/api/notifications/key');
  const show = async (rotate: boolean) => {
    const answer = await make({ rotate }, rotate ? () => lookUpKey(asker, key) : undefined);
    if (answer === undefined) return;
    setKey(answer);
    setAsking(false);
    if (rotate) void showToast(say.rotatedToast, { type: 'success' });
  };
  return (
    <FocusView
      shown
      size="small"
      title={isAsking ? say.rotateTitle : say.title}
      setShown={(shown) => !shown && onClose()}
      primaryAction={
        isAsking ? (
          <Button type="destructive" pending={isPending} onPress={() => void show(true)}>
            {say.rotate}
          </Button>
        ) : (
          <Button
            type="primary"
            pending={isPending}
            onPress={key ? onClose : () => void show(false)}
          >
            {key ? common.close : say.show}
          </Button>
        )
      }
      secondaryAction={
        <Button
          disabled={isPending}
          onPress={() => (isAsking ? setAsking(false) : key ? setAsking(true) : onClose())}
        >
          {key && !isAsking ? say.rotate : common.cancel}
        </Button>
      }
    >
      <Box css={{ stack: 'y', gap: 'medium' }}>
        {failure && <FailureBanner locale={asker.locale} failure={failure} />}
        <Inline>{isAsking ? say.rotateDescription : say.description}</Inline>
        {key && !isAsking && <Shown asker={asker} shown={key} />}
      </Box>
    </FocusView>
  );
}

/** Whether a new key was made although its answer was lost: then the present one is another. */
async function lookUpKey(asker: Asker, before: Key | undefined): Promise<Reply<Key | undefined>> {
  const reply = await change(asker, '/api/notifications/key', { rotate: false });
  if (!reply.ok) return reply;
  const isNew = reply.answer.signing_key !== before?.signing_key;
  return { ok: true, answer: isNew ? reply.answer : undefined };
}

function Shown({ asker, shown }: { readonly asker: Asker; readonly shown: Key }) {
  const { key } = screensFor(asker.locale).settings;
  const { signing_key, previous_until: until } = shown;
  return (
    <Box css={{ stack: 'y', gap: 'xsmall' }}>
      <Inline css={{ fontFamily: 'monospace' }}>{signing_key}</Inline>
      {until !== null && (
        <Inline css={{ font: 'caption', color: 'secondary' }}>
          {key.previousUntil(instantOf(until, asker.locale))}
        </Inline>
      )}
    </Box>
  );
}

import { Banner, Box, Button, FocusView, Inline } from '@stripe/ui-extension-sdk/ui';
import { showToast } from '@stripe/ui-extension-sdk/utils';
import { useState } from 'react';
import type { Answer } from '../../backend/api/contract.ts';
import { isAdministrator, type Asker } from '../asker.ts';
import { ask } from '../backend.ts';
import { dayOf } from '../figures.ts';
import { wordsOf } from '../reason-view.ts';
import { useAnswer } from '../useAnswer.ts';
import { useChange, type LookUp } from '../useChange.ts';
import { screensFor } from '../wording/screens.ts';
import type { Screens } from '../wording/screens-en.ts';
import { ChorusProBanner, type Connection } from './ChorusProBanner.tsx';
import { ConnectDialog } from './ConnectDialog.tsx';
import { ConnectionFacts } from './ConnectionFacts.tsx';
import { FailureBanner } from './FailureBanner.tsx';
import { Loading } from './Loading.tsx';
import { Section } from './Section.tsx';

/** The Chorus Pro account: how it is, connected anew, or disconnected. Only administrators change it. */
export function ConnectionPart({ asker }: { readonly asker: Asker }) {
  const { settings } = screensFor(asker.locale);
  const { asked, reload, replace } = useAnswer(asker, '/api/connection/read', {});
  return (
    <Section title={settings.sections.chorusPro}>
      {asked.state === 'loading' && <Loading locale={asker.locale} />}
      {asked.state === 'failed' && (
        <FailureBanner locale={asker.locale} failure={asked.failure} onRetry={reload} />
      )}
      {asked.state === 'answered' && (
        <Connected
          asker={asker}
          connection={asked.answer.connection}
          onChanged={(connection) => replace({ connection })}
        />
      )}
    </Section>
  );
}

interface ConnectedProps {
  readonly asker: Asker;
  readonly connection: Connection;
  readonly onChanged: (connection: Connection) => void;
}

function Connected({ asker, connection, onChanged }: ConnectedProps) {
  const { settings, permissions } = screensFor(asker.locale);
  const say = settings.connection;
  const [open, setOpen] = useState<'connect' | 'disconnect'>();
  const isFree = isAdministrator(asker);
  const why = connection.reason && wordsOf(connection.reason, asker.locale);
  const isConnected = connection.state !== 'not_connected';
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      {connection.chorus_pro === 'down' && (
        <ChorusProBanner {...{ asker }} trouble="down" since={connection.trouble_since} />
      )}
      <Inline>{sentenceOf(connection, say)}</Inline>
      {why && (
        <Banner
          type="caution"
          title={why.title}
          description={`${why.explanation} ${why.remedy}`.trim()}
        />
      )}
      {connection.renew_password_by !== null && (
        <Inline css={{ color: 'secondary' }}>
          {say.renewBy(dayOf(connection.renew_password_by, asker.locale))}
        </Inline>
      )}
      <ConnectionFacts locale={asker.locale} connection={connection} />
      <Box css={{ stack: 'x', gap: 'small' }}>
        <Button disabled={!isFree} onPress={() => setOpen('connect')}>
          {isConnected ? say.reconnect : say.connect}
        </Button>
        {isConnected && (
          <Button disabled={!isFree} onPress={() => setOpen('disconnect')}>
            {say.disconnect}
          </Button>
        )}
      </Box>
      {!isFree && (
        <Inline css={{ font: 'caption', color: 'secondary' }}>
          {permissions.administratorsOnly}
        </Inline>
      )}
      {open === 'connect' && (
        <ConnectDialog
          asker={asker}
          before={connection}
          onClose={() => setOpen(undefined)}
          onConnected={(changed) => {
            setOpen(undefined);
            onChanged(changed);
          }}
        />
      )}
      {open === 'disconnect' && (
        <DisconnectDialog
          asker={asker}
          onClose={() => setOpen(undefined)}
          onDisconnected={(changed) => {
            setOpen(undefined);
            onChanged(changed);
          }}
        />
      )}
    </Box>
  );
}

interface DisconnectDialogProps {
  readonly asker: Asker;
  readonly onClose: () => void;
  readonly onDisconnected: (connection: Connection) => void;
}

function DisconnectDialog({ asker, onClose, onDisconnected }: DisconnectDialogProps) {
  const { settings, common } = screensFor(asker.locale);
  const say = settings.connection;
  const { make, isPending, failure } = useChange(asker, '/api/connection/disconnect');
  const disconnect = async () => {
    const answer = await make({}, () => lookUpDisconnected(asker));
    if (answer === undefined) return;
    void showToast(say.disconnectedToast, { type: 'success' });
    onDisconnected(answer.connection);
  };
  return (
    <FocusView
      shown
      size="small"
      title={say.disconnectTitle}
      setShown={(shown) => !shown && onClose()}
      primaryAction={
        <Button type="destructive" pending={isPending} onPress={() => void disconnect()}>
          {say.disconnect}
        </Button>
      }
      secondaryAction={<Button onPress={onClose}>{common.cancel}</Button>}
    >
      <Box css={{ stack: 'y', gap: 'medium' }}>
        {failure && <FailureBanner locale={asker.locale} failure={failure} />}
        <Inline>{say.disconnectDescription}</Inline>
      </Box>
    </FocusView>
  );
}

async function lookUpDisconnected(
  asker: Asker,
): ReturnType<LookUp<Answer<'/api/connection/disconnect'>>> {
  const reply = await ask(asker, '/api/connection/read', {});
  if (!reply.ok) return reply;
  const isGone = reply.answer.connection.state === 'not_connected';
  return { ok: true, answer: isGone ? reply.answer : undefined };
}

function sentenceOf(connection: Connection, say: Screens['settings']['connection']): string {
  const { state, login } = connection;
  if (state === 'not_connected' || login === null) return say.none;
  if (state === 'connected') return say.connectedAs(login);
  return state === 'refused' ? say.refusedAs(login) : say.uncheckedAs(login);
}

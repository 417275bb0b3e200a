import { Banner, Box, Button, FocusView, Inline } from '@stripe/ui-extension-sdk/ui';
import { showToast } from '@stripe/ui-extension-sdk/utils';
import { useState } from 'react';
import type { Answer, ReasonView } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { ask } from '../backend.ts';
import { wordsOf } from '../reason-view.ts';
import { useChange, type LookUp } from '../useChange.ts';
import { screensFor } from '../wording/screens.ts';
import type { Connection } from './ChorusProBanner.tsx';
import { FailureBanner } from './FailureBanner.tsx';
import { TypedField } from './TypedField.tsx';

interface ConnectDialogProps {
  readonly asker: Asker;
  /** How the account was when the dialog was opened. */
  readonly before: Connection;
  readonly onClose: () => void;
  readonly onConnected: (connection: Connection) => void;
}

/** Takes a technical account, which is tried before it is kept. What is typed lives in this dialog only. */
export function ConnectDialog({ asker, before, onClose, onConnected }: ConnectDialogProps) {
  const { connection } = screensFor(asker.locale).settings;
  const { common } = screensFor(asker.locale);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<ReasonView>();
  const { make, isPending, failure } = useChange(asker, '/api/connection/save');

  const connect = async () => {
    setRefusal(undefined);
    const answer = await make({ login: login.trim(), password }, lookUpOf(asker, before));
    if (answer === undefined) return;
    if (answer.kind === 'refused') return setRefusal(answer.reason);
    void showToast(connection.connectedToast, { type: 'success' });
    onConnected(answer.connection);
  };

  return (
    <FocusView
      shown
      size="small"
      title={connection.formTitle}
      setShown={(shown) => !shown && onClose()}
      primaryAction={
        <Button
          type="primary"
          pending={isPending}
          disabled={login.trim() === '' || password === ''}
          onPress={() => void connect()}
        >
          {connection.connect}
        </Button>
      }
      secondaryAction={
        <Button disabled={isPending} onPress={onClose}>
          {common.cancel}
        </Button>
      }
    >
      <Box css={{ stack: 'y', gap: 'medium' }}>
        {failure && <FailureBanner locale={asker.locale} failure={failure} />}
        {refusal && <Refusal asker={asker} refusal={refusal} />}
        <Inline>{connection.formDescription}</Inline>
        <TypedField
          label={connection.login}
          description={connection.loginDescription}
          value=""
          maxLength={200}
          onType={setLogin}
        />
        <TypedField
          type="password"
          label={connection.password}
          value=""
          maxLength={200}
          onType={setPassword}
        />
      </Box>
    </FocusView>
  );
}

/** A technical account is only kept after Chorus Pro took it, which the connection then shows. */
function lookUpOf(asker: Asker, before: Connection): LookUp<Answer<'/api/connection/save'>> {
  return async () => {
    const reply = await ask(asker, '/api/connection/read', {});
    if (!reply.ok) return reply;
    const { connection } = reply.answer;
    const isKept =
      connection.state === 'connected' &&
      (before.state !== 'connected' || connection.checked_at !== before.checked_at);
    return { ok: true, answer: isKept ? { kind: 'saved', connection } : undefined };
  };
}

function Refusal({ asker, refusal }: { readonly asker: Asker; readonly refusal: ReasonView }) {
  const { title, explanation, remedy } = wordsOf(refusal, asker.locale);
  return <Banner type="critical" title={title} description={`${explanation} ${remedy}`.trim()} />;
}

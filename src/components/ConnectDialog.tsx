import { Banner, Box, Button, FocusView, Inline } from '@stripe/ui-extension-sdk/ui';
import { showToast } from '@stripe/ui-extension-sdk/utils';
import { useRef, useState } from 'react';
import type { ReasonView } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { change, type Failure } from '../backend.ts';
import { wordsOf } from '../reason-view.ts';
import { screensFor } from '../wording/screens.ts';
import type { Connection } from './ChorusProBanner.tsx';
import { FailureBanner } from './FailureBanner.tsx';
import { TypedField } from './TypedField.tsx';

interface ConnectDialogProps {
  readonly asker: Asker;
  readonly onClose: () => void;
  readonly onConnected: (connection: Connection) => void;
}

/** Takes a technical account, which is tried before it is kept. What is typed lives in this dialog only. */
export function ConnectDialog({ asker, onClose, onConnected }: ConnectDialogProps) {
  const { connection } = screensFor(asker.locale).settings;
  const { common } = screensFor(asker.locale);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [refusal, setRefusal] = useState<ReasonView>();
  const isBusy = useRef(false);

  const connect = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setPending(true);
    setFailure(undefined);
    setRefusal(undefined);
    const reply = await change(asker, '/api/connection/save', { login: login.trim(), password });
    isBusy.current = false;
    setPending(false);
    if (!reply.ok) return setFailure(reply.failure);
    if (reply.answer.kind === 'refused') return setRefusal(reply.answer.reason);
    void showToast(connection.connectedToast, { type: 'success' });
    onConnected(reply.answer.connection);
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

function Refusal({ asker, refusal }: { readonly asker: Asker; readonly refusal: ReasonView }) {
  const { title, explanation, remedy } = wordsOf(refusal, asker.locale);
  return <Banner type="critical" title={title} description={`${explanation} ${remedy}`.trim()} />;
}

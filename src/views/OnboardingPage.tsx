import {
  Badge,
  Banner,
  Box,
  Button,
  Inline,
  Link,
  OnboardingView,
} from '@stripe/ui-extension-sdk/ui';
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import { showToast } from '@stripe/ui-extension-sdk/utils';
import { useState } from 'react';
import type { Answer } from '../../backend/api/contract.ts';
import { askerOf, isViewOnly, type Asker } from '../asker.ts';
import { ask, type Reply } from '../backend.ts';
import { FailureBanner } from '../components/FailureBanner.tsx';
import { Notices } from '../components/Frame.tsx';
import { Loading } from '../components/Loading.tsx';
import { chorusProPage, CUSTOMERS_PAGE, settingsPage } from '../places.ts';
import { curePlaceOf, wordsOf } from '../reason-view.ts';
import { useAnswer } from '../useAnswer.ts';
import { useChange } from '../useChange.ts';
import { screensFor } from '../wording/screens.ts';

type Onboarding = Answer<'/api/onboarding/read'>;
type Step = Onboarding['steps'][number];

/** How often the steps are checked while the page is open: a test invoice takes a while. */
const ASK_EVERY_MS = 8_000;

const STATUSES = {
  not_started: 'not-started',
  in_progress: 'in-progress',
  blocked: 'blocked',
  complete: 'complete',
} as const satisfies Record<Step['status'], string>;

const TONES = {
  not_started: 'neutral',
  in_progress: 'info',
  blocked: 'negative',
  complete: 'positive',
} as const satisfies Record<Step['status'], string>;

/** Steps that are done in Chorus Pro itself. */
const AT_CHORUS_PRO: readonly Step['step'][] = ['agreement', 'technical_account'];

/** Setting up: a task list whose steps are checked live, and the next one explained. */
export default function OnboardingPage(context: ExtensionContextValue) {
  const asker = askerOf(context);
  const { onboarding } = screensFor(asker.locale);
  const asking = useAnswer(asker, '/api/onboarding/read', {}, ASK_EVERY_MS);
  const { asked, reload } = asking;
  const [picked, setPicked] = useState<Step['step']>();
  const steps = asked.state === 'answered' ? asked.answer.steps : [];
  const isReady = steps.some(({ step, status }) => step === 'ready' && status === 'complete');
  const open = isReady ? undefined : steps.find(({ status }) => status !== 'complete');
  const shown = steps.find(({ step }) => step === picked) ?? open;
  return (
    <OnboardingView
      title={onboarding.title}
      description={onboarding.description}
      completed={isReady}
      tasks={steps.map(({ step, status }) => ({
        title: onboarding.steps[step].title,
        status: STATUSES[status],
        onPress: () => setPicked(step),
      }))}
    >
      <Box css={{ stack: 'y', gap: 'medium' }}>
        <Notices asker={asker} />
        {asked.state === 'loading' && <Loading locale={asker.locale} />}
        {asked.state === 'failed' && (
          <FailureBanner locale={asker.locale} failure={asked.failure} onRetry={reload} />
        )}
        {shown && (
          <OneStep
            key={shown.step}
            asker={asker}
            shown={shown}
            onReload={reload}
            onAnswer={(answer) => {
              // What is to be done next, whichever step was looked at.
              setPicked(undefined);
              asking.replace(answer);
            }}
          />
        )}
        {isReady && <Complete asker={asker} />}
      </Box>
    </OnboardingView>
  );
}

interface OneStepProps {
  readonly asker: Asker;
  readonly shown: Step;
  readonly onReload: () => void;
  readonly onAnswer: (answer: Onboarding) => void;
}

function OneStep({ asker, shown, onReload, onAnswer }: OneStepProps) {
  const { onboarding, common } = screensFor(asker.locale);
  const { step, status, reason } = shown;
  const { title, explanation } = onboarding.steps[step];
  const why = reason && wordsOf(reason, asker.locale);
  const isInSettings =
    step === 'company' ||
    step === 'technical_account' ||
    (reason !== null && curePlaceOf(reason) === 'settings');
  const waiting = status === 'in_progress' && !why ? onboarding.waiting[step] : '';
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <Box css={{ stack: 'x', gap: 'small', alignY: 'center' }}>
        <Inline css={{ font: 'heading' }}>{title}</Inline>
        <Badge type={TONES[status]}>{onboarding.statuses[status]}</Badge>
      </Box>
      <Inline>{explanation}</Inline>
      {why && (
        <Banner
          type={status === 'blocked' ? 'critical' : 'caution'}
          title={why.title}
          description={`${why.explanation} ${why.remedy}`.trim()}
        />
      )}
      {waiting !== '' && <Banner title={waiting} />}
      {AT_CHORUS_PRO.includes(step) && status !== 'complete' && (
        <Link href={chorusProPage(asker)} external target="_blank">
          {onboarding.openChorusPro}
        </Link>
      )}
      <Box css={{ stack: 'x', gap: 'small' }}>
        {isInSettings && (
          <Button type="primary" href={settingsPage(asker)}>
            {common.openSettings}
          </Button>
        )}
        {step === 'test_deposit' && status !== 'complete' && (
          <TestDeposit asker={asker} onAnswer={onAnswer} />
        )}
        <Button onPress={onReload}>{onboarding.check}</Button>
      </Box>
    </Box>
  );
}

function TestDeposit({ asker, onAnswer }: Pick<OneStepProps, 'asker' | 'onAnswer'>) {
  const { onboarding } = screensFor(asker.locale);
  const { make, isPending, failure } = useChange(asker, '/api/onboarding/test-deposit');
  const deposit = async () => {
    const answer = await make({}, () => lookUpDeposit(asker));
    if (answer === undefined) return;
    // Nothing goes out while something before it is missing; the answer then says what.
    const test = answer.steps.find(({ step }) => step === 'test_deposit');
    const isOut = test?.status === 'in_progress' || test?.status === 'complete';
    if (isOut) void showToast(onboarding.testSent, { type: 'success' });
    onAnswer(answer);
  };
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <Button
        type="primary"
        pending={isPending}
        disabled={isViewOnly(asker)}
        onPress={() => void deposit()}
      >
        {onboarding.sendTest}
      </Button>
      {failure && <FailureBanner locale={asker.locale} failure={failure} />}
    </Box>
  );
}

/** Whether a test invoice whose answer was lost is on its way after all. */
async function lookUpDeposit(asker: Asker): Promise<Reply<Onboarding | undefined>> {
  const reply = await ask(asker, '/api/onboarding/read', {});
  if (!reply.ok) return reply;
  const status = reply.answer.steps.find(({ step }) => step === 'test_deposit')?.status;
  const isSent = status === 'in_progress' || status === 'complete';
  return { ok: true, answer: isSent ? reply.answer : undefined };
}

function Complete({ asker }: { readonly asker: Asker }) {
  const { onboarding } = screensFor(asker.locale);
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <Inline css={{ font: 'heading' }}>{onboarding.complete}</Inline>
      <Inline>{onboarding.steps.ready.explanation}</Inline>
      <Box>
        <Button type="primary" href={CUSTOMERS_PAGE}>
          {onboarding.goCustomers}
        </Button>
      </Box>
    </Box>
  );
}

import { Banner, Button } from '@stripe/ui-extension-sdk/ui';
import type { Failure } from '../backend.ts';
import { isKnown } from '../reason-view.ts';
import { screensFor } from '../wording/screens.ts';
import { sentencesFor, type Locale } from '../wording/wording.ts';

interface FailureBannerProps {
  readonly locale: Locale;
  readonly failure: Failure;
  readonly onRetry?: () => void;
}

/** Why our backend gave no answer, and what to do about it. */
export function FailureBanner({ locale, failure, onRetry }: FailureBannerProps) {
  const { common } = screensFor(locale);
  const { title, description } = wordsFor(failure, locale);
  const retry = onRetry && <Button onPress={onRetry}>{common.tryAgain}</Button>;
  return (
    <Banner
      type={failure.kind === 'absent' ? 'default' : 'critical'}
      title={title}
      description={description}
      actions={retry}
    />
  );
}

/** A rule that stood in the way is a reason, and has its words; what filled them is not in a refusal. */
function wordsFor({ kind, code = '' }: Failure, locale: Locale) {
  if (kind !== 'conflict' || !isKnown(code, locale)) return screensFor(locale).failures[kind];
  const { title, remedy } = sentencesFor({ code, at: '', params: {} }, locale);
  return { title, description: remedy };
}

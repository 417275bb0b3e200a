import { Banner, Button } from '@stripe/ui-extension-sdk/ui';
import type { Failure } from '../backend.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/language.ts';

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

/** What is said of a rule that stood in the way, where it has words of its own. */
function wordsFor({ kind, code }: Failure, locale: Locale) {
  const { failures, conflicts } = screensFor(locale);
  const known = Object.entries(conflicts).find(([name]) => kind === 'conflict' && name === code);
  return known?.[1] ?? failures[kind];
}

import { Banner, Button } from '@stripe/ui-extension-sdk/ui';
import type { Failure } from '../backend.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';

interface FailureBannerProps {
  readonly locale: Locale;
  readonly failure: Failure;
  readonly onRetry?: () => void;
}

/** Why our backend gave no answer, and what to do about it. */
export function FailureBanner({ locale, failure, onRetry }: FailureBannerProps) {
  const { failures, common } = screensFor(locale);
  const { title, description } = failures[failure.kind];
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

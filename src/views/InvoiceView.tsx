import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import { askerOf, type Asker } from '../asker.ts';
import { DraftCheck } from '../components/DraftCheck.tsx';
import { FailureBanner } from '../components/FailureBanner.tsx';
import { Frame } from '../components/Frame.tsx';
import { Loading } from '../components/Loading.tsx';
import { Transmission } from '../components/Transmission.tsx';
import { useAnswer } from '../useAnswer.ts';
import { screensFor } from '../wording/screens.ts';

/** How often an open page asks again, in milliseconds: states change while somebody looks. */
const ASK_EVERY_MS = 10_000;

/** An invoice's page: what would happen to a draft, and where a finalized one is on its way to payment. */
export default function InvoiceView(context: ExtensionContextValue) {
  const asker = askerOf(context);
  return (
    <Frame asker={asker} title={screensFor(asker.locale).invoice.title}>
      <Found asker={asker} />
    </Frame>
  );
}

function Found({ asker }: { readonly asker: Asker }) {
  const question = { document_id: asker.objectId ?? '' };
  const find = useAnswer(asker, '/api/transmissions/find', question, ASK_EVERY_MS);
  const { asked } = find;
  if (asked.state === 'loading') return <Loading locale={asker.locale} />;
  if (asked.state === 'answered') {
    return <Transmission asker={asker} found={asked.answer} onChanged={find.replace} />;
  }
  // Not met yet: a draft, or an invoice from before Guichet.
  if (asked.failure.kind === 'absent') return <DraftCheck asker={asker} />;
  return <FailureBanner locale={asker.locale} failure={asked.failure} onRetry={find.reload} />;
}

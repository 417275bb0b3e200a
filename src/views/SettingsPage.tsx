import { Banner, Box, SettingsView } from '@stripe/ui-extension-sdk/ui';
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import { askerOf, isViewOnly, type Asker } from '../asker.ts';
import { ConnectionPart } from '../components/ConnectionPart.tsx';
import { FailureBanner } from '../components/FailureBanner.tsx';
import { Notices } from '../components/Frame.tsx';
import { Loading } from '../components/Loading.tsx';
import { SettingsFields } from '../components/SettingsFields.tsx';
import { useSettings } from '../useSettings.ts';
import { screensFor } from '../wording/screens.ts';

const PARTS = ['company', 'payment', 'vat', 'mentions', 'look'] as const;

/** The merchant's settings: the account at Chorus Pro, and what Stripe does not know for an invoice. */
export default function SettingsPage(context: ExtensionContextValue) {
  const asker = askerOf(context);
  const held = useSettings(asker);
  const { settings } = screensFor(asker.locale);
  const status = isViewOnly(asker) ? settings.viewOnly : held.status;
  return (
    <SettingsView statusMessage={status} onSave={(values) => void held.save(values)}>
      <Box css={{ stack: 'y', gap: 'large' }}>
        <Notices asker={asker} />
        <ConnectionPart asker={asker} />
        <Fields asker={asker} held={held} />
      </Box>
    </SettingsView>
  );
}

interface FieldsProps {
  readonly asker: Asker;
  readonly held: ReturnType<typeof useSettings>;
}

function Fields({ asker, held }: FieldsProps) {
  const { settings } = screensFor(asker.locale);
  const { asked, problem } = held;
  if (asked.state === 'loading') return <Loading locale={asker.locale} />;
  if (asked.state === 'failed') {
    return <FailureBanner locale={asker.locale} failure={asked.failure} onRetry={held.reload} />;
  }
  return (
    <Box css={{ stack: 'y', gap: 'large' }}>
      {problem.kind === 'failed' && (
        <FailureBanner locale={asker.locale} failure={problem.failure} />
      )}
      {problem.kind === 'changed' && <Banner type="caution" title={settings.changed} />}
      {problem.kind === 'refused' && <Banner type="critical" title={settings.refused} />}
      {PARTS.map((part) => (
        <SettingsFields
          // Another version shows its own values; until then the fields keep what is typed.
          key={`${part}-${asked.answer.version ?? ''}`}
          locale={asker.locale}
          part={part}
          settings={asked.answer.settings}
          refused={problem.kind === 'refused' ? problem.fields : []}
          disabled={isViewOnly(asker)}
        />
      ))}
    </Box>
  );
}

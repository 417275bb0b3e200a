import { Accordion, AccordionItem, Banner, Box, SettingsView } from '@stripe/ui-extension-sdk/ui';
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import { askerOf, isViewOnly, type Asker } from '../asker.ts';
import { ConnectionPart } from '../components/ConnectionPart.tsx';
import { Deliveries } from '../components/Deliveries.tsx';
import { FailureBanner } from '../components/FailureBanner.tsx';
import { Notices } from '../components/Frame.tsx';
import { Loading } from '../components/Loading.tsx';
import { LogoPart } from '../components/LogoPart.tsx';
import { RarePart } from '../components/RarePart.tsx';
import { SettingsFields } from '../components/SettingsFields.tsx';
import { SettingsTrouble } from '../components/SettingsTrouble.tsx';
import { SigningKey } from '../components/SigningKey.tsx';
import { useAnswer } from '../useAnswer.ts';
import { useSettings, type HeldSettings } from '../useSettings.ts';
import { screensFor } from '../wording/screens.ts';

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

interface PartProps {
  readonly asker: Asker;
  readonly held: HeldSettings;
}

function Fields({ asker, held }: PartProps) {
  const { asked } = held;
  const { locale } = asker;
  if (asked.state === 'loading') return <Loading locale={locale} />;
  if (asked.state === 'failed') {
    return <FailureBanner locale={locale} failure={asked.failure} onRetry={held.reload} />;
  }
  const disabled = isViewOnly(asker);
  const props = { locale, held, disabled };
  return (
    // Another version shows its own values; until then the fields keep what is typed.
    <Box key={`${asked.answer.version ?? ''}-${held.shownFor}`} css={{ stack: 'y', gap: 'large' }}>
      <SettingsTrouble locale={locale} held={held} />
      <SettingsFields {...props} part="company" />
      <SettingsFields {...props} part="payment" />
      <SettingsFields {...props} part="vat" />
      <Accordion>
        <RarePart {...props} part="exemptions" />
        <RarePart {...props} part="supply" />
        <RarePart {...props} part="mentions" />
      </Accordion>
      <SettingsFields {...props} part="look" />
      <LogoPart asker={asker} held={held} disabled={disabled} />
      <Notifications asker={asker} held={held} />
    </Box>
  );
}

function Notifications({ asker, held }: PartProps) {
  const { locale } = asker;
  const { settings } = screensFor(locale);
  const asking = useAnswer(asker, '/api/notifications/read', {});
  const { asked } = asking;
  const notices = asked.state === 'answered' ? asked.answer : undefined;
  const props = { locale, held, disabled: isViewOnly(asker) };
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      {notices?.mail === false && <Banner type="caution" title={settings.notices.mailOff} />}
      <SettingsFields {...props} part="notifications" />
      <Accordion>
        <RarePart {...props} part="told" />
        <RarePart {...props} part="slack" />
        <RarePart {...props} part="webhook">
          {notices && <SigningKey asker={asker} isMade={notices.signing_key} />}
        </RarePart>
        <AccordionItem title={settings.sections.deliveries}>
          <Deliveries asker={asker} asking={asking} />
        </AccordionItem>
      </Accordion>
    </Box>
  );
}

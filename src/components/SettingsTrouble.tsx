import { Banner, Box, Button, Inline } from '@stripe/ui-extension-sdk/ui';
import { PARTS, problemAt, type FieldClash } from '../settings-form.ts';
import type { HeldSettings } from '../useSettings.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';
import { FailureBanner } from './FailureBanner.tsx';
import { choicesOf } from './SettingsFields.tsx';

interface SettingsTroubleProps {
  readonly locale: Locale;
  readonly held: HeldSettings;
}

/** What became of the last save, where that is not plain: nothing that was typed is lost. */
export function SettingsTrouble({ locale, held }: SettingsTroubleProps) {
  const { problem } = held;
  const { settings } = screensFor(locale);
  if (problem.kind === 'failed') return <FailureBanner {...{ locale }} failure={problem.failure} />;
  if (problem.kind === 'clash') return <Clashes {...{ locale, held }} clashes={problem.clashes} />;
  if (problem.kind === 'saved') return <Banner title={settings.merged} />;
  if (problem.kind !== 'refused') return null;
  const fields = Object.values(PARTS).flat();
  const elsewhere = problem.fields.filter(
    (each) => !fields.some((field) => problemAt([each], field, held.situation)),
  );
  return (
    <Banner
      type="critical"
      title={settings.refused}
      {...(elsewhere.length > 0 && {
        description: settings.refusedOther(elsewhere.map(({ at }) => at).join(', ')),
      })}
    />
  );
}

interface ClashesProps extends SettingsTroubleProps {
  readonly clashes: readonly FieldClash[];
}

function Clashes({ locale, held, clashes }: ClashesProps) {
  const { settings, customer } = screensFor(locale);
  const named = (field: string, value: string) =>
    choicesOf(field, locale)?.[value] ?? (value === '' ? customer.changedEmpty : value);
  return (
    <Banner
      type="caution"
      title={settings.changedTitle}
      description={
        <Box css={{ stack: 'y', gap: 'xsmall' }}>
          {clashes.map(({ field, theirs, yours }) => (
            <Inline key={field}>
              {customer.changedBoth(
                labelOf(field, locale),
                named(field, theirs),
                named(field, yours),
              )}
            </Inline>
          ))}
        </Box>
      }
      actions={
        <Box css={{ stack: 'x', gap: 'small' }}>
          <Button pending={held.isSaving} onPress={() => void held.overwrite()}>
            {customer.keepMine}
          </Button>
          <Button disabled={held.isSaving} onPress={held.takeTheirs}>
            {customer.takeTheirs}
          </Button>
        </Box>
      }
    />
  );
}

function labelOf(field: string, locale: Locale): string {
  const { fields } = screensFor(locale).settings;
  return Object.entries(fields).find(([name]) => name === field)?.[1].label ?? field;
}

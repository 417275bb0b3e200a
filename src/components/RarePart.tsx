import { AccordionItem, Box } from '@stripe/ui-extension-sdk/ui';
import type { ReactNode } from 'react';
import { PARTS, problemAt, type Part } from '../settings-form.ts';
import type { HeldSettings } from '../useSettings.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';
import { SettingsFields } from './SettingsFields.tsx';

interface RarePartProps {
  readonly locale: Locale;
  readonly part: Part;
  readonly held: HeldSettings;
  readonly disabled: boolean;
  /** What belongs under its fields. */
  readonly children?: ReactNode;
}

/** A part that few need: closed, unless something in it must be corrected. */
export function RarePart({ children, ...props }: RarePartProps) {
  const { locale, part, held } = props;
  const { sections } = screensFor(locale).settings;
  const refused = held.problem.kind === 'refused' ? held.problem.fields : [];
  const isWrong = PARTS[part].some((field) => problemAt(refused, field, held.situation));
  return (
    // Another key opens it: whether it is open at first cannot be said later.
    <AccordionItem key={String(isWrong)} title={sections[part]} defaultOpen={isWrong}>
      <Box css={{ stack: 'y', gap: 'medium' }}>
        <SettingsFields {...props} isNamed />
        {children}
      </Box>
    </AccordionItem>
  );
}

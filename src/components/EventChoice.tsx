import { FormFieldGroup } from '@stripe/ui-extension-sdk/ui';
import { useRef } from 'react';
import { EVENTS } from '../notice-events.ts';
import { listOf } from '../settings-form.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';
import { CheckedField } from './CheckedField.tsx';

interface EventChoiceProps {
  readonly locale: Locale;
  readonly label: string;
  /** Events with commas. */
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
}

/** Which events a channel is told of. */
export function EventChoice({ locale, label, value, disabled, onChange }: EventChoiceProps) {
  const { events } = screensFor(locale).settings;
  // What is chosen now; two presses may follow each other before anything is drawn.
  const chosen = useRef(new Set(listOf(value)));
  const choose = (event: string, isOn: boolean) => {
    if (isOn) chosen.current.add(event);
    else chosen.current.delete(event);
    onChange(EVENTS.filter((each) => chosen.current.has(each)).join(', '));
  };
  return (
    <FormFieldGroup legend={label} layout="vertical" disabled={disabled}>
      {EVENTS.map((event) => (
        <CheckedField
          key={event}
          label={events[event]}
          value={String(chosen.current.has(event))}
          disabled={disabled}
          onChange={(text) => choose(event, text === 'true')}
        />
      ))}
    </FormFieldGroup>
  );
}

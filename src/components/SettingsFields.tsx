import { FormFieldGroup, Select } from '@stripe/ui-extension-sdk/ui';
import {
  isRequired,
  PARTS,
  problemAt,
  valueNamed,
  type FieldName,
  type Part,
} from '../settings-form.ts';
import type { HeldSettings } from '../useSettings.ts';
import { vatexChoices } from '../vatex.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';
import { CheckedField } from './CheckedField.tsx';
import { EventChoice } from './EventChoice.tsx';
import { TypedField } from './TypedField.tsx';

interface SettingsFieldsProps {
  readonly locale: Locale;
  readonly part: Part;
  readonly held: HeldSettings;
  readonly disabled: boolean;
  /** Whether what stands around says what the part is. */
  readonly isNamed?: boolean;
}

/** One part of the settings, with what the backend said about its fields. */
export function SettingsFields(props: SettingsFieldsProps) {
  const { locale, part, disabled, isNamed = false } = props;
  const { sections } = screensFor(locale).settings;
  return (
    <FormFieldGroup
      layout="vertical"
      disabled={disabled}
      description={sections[`${part}Description`]}
      {...(!isNamed && { legend: sections[part] })}
    >
      {PARTS[part].map((field) => (
        <Field key={field} {...props} field={field} />
      ))}
    </FormFieldGroup>
  );
}

interface FieldProps extends SettingsFieldsProps {
  readonly field: FieldName;
}

function Field(props: FieldProps) {
  const { locale, held, disabled, field } = props;
  const { label, description } = screensFor(locale).settings.fields[field];
  const shown = { label, description, disabled, value: held.valueOf(field) };
  const onChange = (text: string) => held.edit(field, text);
  if (field.endsWith('.events')) return <EventChoice {...{ locale, onChange }} {...shown} />;
  if (field === 'notifications.digest' || field === 'notifications.imported') {
    return <CheckedField {...shown} onChange={onChange} />;
  }
  const choices = choicesOf(field, locale);
  if (choices) return <Choice {...shown} {...{ field, choices, onChange }} />;
  return <Text {...props} onChange={onChange} />;
}

function Text({ locale, held, disabled, field, onChange }: FieldProps & WithChange) {
  const { fields, problems, ownText } = screensFor(locale).settings;
  const { label, description } = fields[field];
  const value = held.valueOf(field);
  const required = isRequired(field, held.situation);
  const refused = held.problem.kind === 'refused' ? held.problem.fields : [];
  const problem = problemAt(refused, field, held.situation);
  const named = problem && valueNamed(problem, field, value);
  const told = problem === undefined ? '' : problems[problem.problem];
  return (
    <TypedField
      name={field}
      label={required ? `${label} *` : label}
      description={/^vat\..*\.text$/.test(field) ? ownText : description}
      value={value}
      disabled={disabled}
      required={required}
      error={named === undefined ? told : `${named}: ${told}`}
      onType={onChange}
    />
  );
}

interface WithChange {
  readonly onChange: (text: string) => void;
}

interface ChoiceProps extends WithChange {
  readonly field: string;
  readonly label: string;
  readonly description: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly choices: Readonly<Record<string, string>>;
}

function Choice({ field, label, description, value, disabled, choices, onChange }: ChoiceProps) {
  return (
    <Select
      label={label}
      name={field}
      defaultValue={value}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value)}
      {...(description !== '' && { description })}
    >
      {Object.entries(choices).map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
    </Select>
  );
}

/** What a field is chosen from; undefined for one that is typed. */
export function choicesOf(field: string, locale: Locale): Record<string, string> | undefined {
  const { options, noReason, vatex } = screensFor(locale).settings;
  if (/^vat\..*\.code$/.test(field)) return { '': noReason, ...vatexChoices(vatex) };
  return Object.entries(options).find(([name]) => name === field)?.[1];
}

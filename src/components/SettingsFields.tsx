import { FormFieldGroup, Select } from '@stripe/ui-extension-sdk/ui';
import type { Answer } from '../../backend/api/contract.ts';
import {
  PARTS,
  REQUIRED,
  textAt,
  type FieldName,
  type Part,
  type Settings,
} from '../settings-form.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';
import { TypedField } from './TypedField.tsx';

type Refused = Extract<Answer<'/api/settings/save'>, { kind: 'refused' }>['fields'];

interface SettingsFieldsProps {
  readonly locale: Locale;
  readonly part: Part;
  readonly settings: Settings | null;
  readonly refused: Refused;
  readonly disabled: boolean;
}

/** One part of the settings, with what the backend said about its fields. */
export function SettingsFields(props: SettingsFieldsProps) {
  const { locale, part, disabled } = props;
  const { sections } = screensFor(locale).settings;
  const description = part === 'look' ? undefined : sections[`${part}Description`];
  return (
    <FormFieldGroup
      legend={sections[part]}
      layout="vertical"
      disabled={disabled}
      {...(description !== undefined && { description })}
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

function Field({ locale, settings, refused, disabled, field }: FieldProps) {
  const { fields, problems, options } = screensFor(locale).settings;
  const { label, description } = fields[field];
  const isRequired = REQUIRED.includes(field);
  const problem = refused.find(({ at }) => at === field)?.problem;
  const value = textAt(settings, field);
  const choices = Object.entries(options).find(([name]) => name === field)?.[1];
  if (choices) {
    return (
      <Select label={label} name={field} defaultValue={value} disabled={disabled}>
        {Object.entries(choices).map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <TypedField
      name={field}
      label={isRequired ? `${label} *` : label}
      description={description}
      value={value}
      disabled={disabled}
      required={isRequired}
      error={problem === undefined ? '' : problems[problem]}
    />
  );
}

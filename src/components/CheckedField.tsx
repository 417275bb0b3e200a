import { Checkbox } from '@stripe/ui-extension-sdk/ui';

interface CheckedFieldProps {
  readonly label: string;
  readonly description?: string;
  /** `true` or anything else, as forms hold it. */
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
}

/** Something that is on or off. It bears no name: what a form says of an empty box differs from one form to the next. */
export function CheckedField(props: CheckedFieldProps) {
  const { label, description = '', value, disabled, onChange } = props;
  return (
    <Checkbox
      label={label}
      defaultChecked={value === 'true'}
      disabled={disabled}
      onChange={({ target }) => onChange(String(target.checked))}
      {...(description !== '' && { description })}
    />
  );
}

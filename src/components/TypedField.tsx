import { TextField } from '@stripe/ui-extension-sdk/ui';
import { useState } from 'react';

interface TypedFieldProps {
  readonly label: string;
  /** What it shows at first; a new `key` shows another one. */
  readonly value: string;
  readonly description?: string;
  /** What is wrong with it; empty when nothing is. */
  readonly error?: string;
  readonly disabled?: boolean;
  readonly maxLength?: number;
  readonly name?: string;
  readonly type?: 'text' | 'search' | 'email' | 'tel' | 'password';
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly onType?: (text: string) => void;
}

/**
 * A field that keeps its own text. A controlled field makes the caret jump in the Dashboard, because every keystroke
 * travels to the extension and back; so what it shows is given once, and what is typed is only listened to.
 */
export function TypedField({ value, error = '', onType, ...rest }: TypedFieldProps) {
  const [shownFirst] = useState(value);
  return (
    <TextField
      {...rest}
      defaultValue={shownFirst}
      autoComplete="off"
      invalid={error !== ''}
      error={error}
      {...(onType && { onChange: ({ target }) => onType(target.value) })}
    />
  );
}

import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { call, isNode, textOf, type Given } from './plain.ts';

/** Form fields as the Dashboard draws them: label above, description under it, error below. */

interface FieldProps extends Given {
  readonly children?: ReactNode;
}

/** A text as node or string prop. */
function nodeOf(value: unknown): ReactNode {
  return isNode(value) ? value : null;
}

function Labelled({ id, props, children }: { id: string; props: Given; children: ReactNode }) {
  const description = textOf(props, 'description');
  const error = textOf(props, 'error');
  return (
    <div className={`field ${error !== '' || props['invalid'] === true ? 'invalid' : ''}`}>
      <label htmlFor={id}>{nodeOf(props['label'])}</label>
      {description !== '' && (
        <div className="description" id={`${id}-description`}>
          {description}
        </div>
      )}
      {children}
      {error !== '' && (
        <div className="error" id={`${id}-error`}>
          {error}
        </div>
      )}
    </div>
  );
}

function describedBy(id: string, props: Given): string | undefined {
  const ids = [
    textOf(props, 'description') === '' ? '' : `${id}-description`,
    textOf(props, 'error') === '' ? '' : `${id}-error`,
  ];
  return ids.filter(Boolean).join(' ') || undefined;
}

/** Keeps what is typed, and adopts a new remote value only when it is another than the last one seen. */
function useDraft(props: Given): readonly [string, (text: string) => void] {
  const [draft, setDraft] = useState(textOf(props, 'value') || textOf(props, 'defaultValue'));
  const seen = useRef(props['value']);
  useEffect(() => {
    if (props['value'] === seen.current) return;
    seen.current = props['value'];
    setDraft(textOf(props, 'value'));
  }, [props]);
  return [draft, setDraft];
}

/** One line of text. */
export function TextField(props: FieldProps) {
  const id = useId();
  const [draft, setDraft] = useDraft(props);
  const maxLength = props['maxLength'];
  return (
    <Labelled id={id} props={props}>
      <input
        id={id}
        name={textOf(props, 'name') || undefined}
        type={textOf(props, 'type') || 'text'}
        value={draft}
        placeholder={textOf(props, 'placeholder')}
        disabled={props['disabled'] === true}
        required={props['required'] === true}
        aria-invalid={props['invalid'] === true}
        aria-describedby={describedBy(id, props)}
        autoComplete={textOf(props, 'autoComplete') || undefined}
        maxLength={typeof maxLength === 'number' ? maxLength : undefined}
        onChange={({ target: { value, name } }) => {
          setDraft(value);
          call(props, 'onChange', { target: { value, name }, currentTarget: { value, name } });
        }}
      />
    </Labelled>
  );
}

/** Several lines of text. */
export function TextArea(props: FieldProps) {
  const id = useId();
  const [draft, setDraft] = useDraft(props);
  return (
    <Labelled id={id} props={props}>
      <textarea
        id={id}
        rows={3}
        value={draft}
        placeholder={textOf(props, 'placeholder')}
        disabled={props['disabled'] === true}
        aria-describedby={describedBy(id, props)}
        onChange={({ target: { value } }) => {
          setDraft(value);
          call(props, 'onChange', { target: { value } });
        }}
      />
    </Labelled>
  );
}

/** A choice. */
export function Select(props: FieldProps) {
  const id = useId();
  const [draft, setDraft] = useDraft(props);
  return (
    <Labelled id={id} props={props}>
      <select
        id={id}
        name={textOf(props, 'name') || undefined}
        value={draft}
        disabled={props['disabled'] === true}
        aria-describedby={describedBy(id, props)}
        onChange={({ target: { value } }) => {
          setDraft(value);
          call(props, 'onChange', { target: { value } });
        }}
      >
        {props.children}
      </select>
    </Labelled>
  );
}

/** On or off. */
export function Switch(props: FieldProps) {
  const id = useId();
  const isOn = props['checked'] === true;
  // At once for the person who presses; what the extension says afterwards counts.
  const [shown, setShown] = useState(isOn);
  useEffect(() => setShown(isOn), [isOn]);
  return (
    <div className="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={shown}
        disabled={props['disabled'] === true}
        aria-describedby={describedBy(id, props)}
        onChange={({ target: { checked } }) => {
          setShown(checked);
          call(props, 'onChange', { target: { checked } });
        }}
      />
      <div>
        <label htmlFor={id}>{nodeOf(props['label'])}</label>
        <div className="description" id={`${id}-description`}>
          {textOf(props, 'description')}
        </div>
      </div>
    </div>
  );
}

/** A box to tick, as part of a form. */
export function Checkbox(props: FieldProps) {
  const id = useId();
  const given = props['checked'] ?? props['defaultChecked'];
  const [shown, setShown] = useState(given === true);
  useEffect(() => setShown(given === true), [given]);
  const description = textOf(props, 'description');
  return (
    <div className="checkbox">
      <input
        id={id}
        name={textOf(props, 'name') || undefined}
        type="checkbox"
        checked={shown}
        disabled={props['disabled'] === true}
        aria-describedby={describedBy(id, props)}
        onChange={({ target: { checked } }) => {
          setShown(checked);
          call(props, 'onChange', { target: { checked } });
        }}
      />
      <div>
        <label htmlFor={id}>{nodeOf(props['label'])}</label>
        {description !== '' && (
          <div className="description" id={`${id}-description`}>
            {description}
          </div>
        )}
      </div>
    </div>
  );
}

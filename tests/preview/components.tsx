import { createController } from '@remote-ui/react/host';
import type { ComponentType, CSSProperties, FormEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { styleOf } from './css.ts';
import { BarChart, DataTable, isRoute, Tasks } from './data.tsx';
import { Checkbox, Select, Switch, TextArea, TextField } from './fields.tsx';
import { call, isNode, listOf, textOf, type Given } from './plain.ts';
import { stripesWords } from './stripes-words.ts';
import { note } from './problems.ts';
import { CONTEXT_ACTIONS_MAX, findFaults } from './strict.ts';

/**
 * The remote components as plain HTML, close to the Dashboard's look. Labels and roles are real, so that tests and
 * assistive technology find what a person sees.
 */

interface Props extends Given {
  readonly children?: ReactNode;
}

/** What a press leads to when it is a page of the Dashboard. */
export type Go = (target: string | Given) => void;

let go: Go = () => undefined;

/** Says what happens when somebody follows a link into the Dashboard. */
export function onGo(next: Go): void {
  go = next;
}

/** Fragments in props arrive as React nodes. */
function node(props: Given, name: string): ReactNode {
  const value = props[name];
  return isNode(value) ? value : null;
}

const PRESS = {
  type: 'press',
  pointerType: 'mouse',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
};

function press(props: Given): void {
  call(props, 'onPress', PRESS);
  const { href } = props;
  if (isRoute(href)) go(href);
  else if (typeof href === 'string' && href.startsWith('https://dashboard.stripe.com/')) go(href);
}

function Box(props: Props) {
  return <div style={styleOf(props['css'])}>{props.children}</div>;
}

function Inline(props: Props) {
  return <span style={styleOf(props['css'])}>{props.children}</span>;
}

function Button(props: Props) {
  const isPending = props['pending'] === true;
  return (
    <button
      type="button"
      className={`button ${textOf(props, 'type')}`}
      disabled={props['disabled'] === true || isPending}
      aria-busy={isPending}
      onClick={() => press(props)}
    >
      {isPending && <span className="spinner" aria-hidden="true" />}
      {props.children}
    </button>
  );
}

function Link(props: Props) {
  const { href } = props;
  const isOutside = props['external'] === true && typeof href === 'string';
  return (
    <a
      href={isOutside ? href : '#'}
      target={isOutside ? '_blank' : undefined}
      rel="noreferrer"
      onClick={(event) => {
        if (!isOutside) event.preventDefault();
        press(props);
      }}
    >
      {props.children}
      {isOutside && <span aria-hidden="true"> ↗</span>}
    </a>
  );
}

function Badge(props: Props) {
  return <span className={`badge ${textOf(props, 'type') || 'neutral'}`}>{props.children}</span>;
}

function Banner(props: Props) {
  const type = textOf(props, 'type') || 'default';
  return (
    <div className={`banner ${type}`} role={type === 'critical' ? 'alert' : 'status'}>
      {node(props, 'title') && <div className="banner-title">{node(props, 'title')}</div>}
      {node(props, 'description') && <div>{node(props, 'description')}</div>}
      {node(props, 'actions') && <div className="banner-actions">{node(props, 'actions')}</div>}
    </div>
  );
}

/** Drawn, because fonts lack such signs. */
const ICONS: Readonly<Record<string, string>> = {
  warning: 'M7 1.5 13.2 12.500H.8zM7 5.500v3.500M7 10.600v.400',
  info: 'M7 .8a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 7 .8zM7 6.200v4M7 3.800v.500',
};

function Icon(props: Props) {
  return (
    <svg className="icon" viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden="true">
      <path d={ICONS[textOf(props, 'name')] ?? ''} strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}

function Spinner() {
  return <span className="spinner" role="status" aria-label="Loading" />;
}

function Divider() {
  return <hr />;
}

function List(props: Props) {
  // Items find their list by where they stand in the document.
  const ref = useRef<HTMLUListElement>(null);
  const onAction = (target: EventTarget): void => {
    const id =
      target instanceof HTMLElement && target.closest('[data-id]')?.getAttribute('data-id');
    if (id) call(props, 'onAction', id);
  };
  return (
    <ul ref={ref} className="list" onClick={({ target }) => onAction(target)}>
      {props.children}
    </ul>
  );
}

function ListItem(props: Props) {
  return (
    <li>
      <button type="button" data-id={textOf(props, 'id')}>
        <span>{node(props, 'title')}</span>
        <span className="description">{node(props, 'secondaryTitle')}</span>
      </button>
    </li>
  );
}

function PropertyList(props: Props) {
  return <dl className="properties">{props.children}</dl>;
}

function PropertyListItem(props: Props) {
  return (
    <div>
      <dt>{node(props, 'label')}</dt>
      <dd>{node(props, 'value')}</dd>
    </div>
  );
}

function FormFieldGroup(props: Props) {
  return (
    <fieldset disabled={props['disabled'] === true}>
      <legend>{textOf(props, 'legend')}</legend>
      {textOf(props, 'description') !== '' && (
        <p className="description">{textOf(props, 'description')}</p>
      )}
      {props.children}
    </fieldset>
  );
}

function ContextView(props: Props) {
  const colour: CSSProperties = { background: textOf(props, 'brandColor') };
  const icon = textOf(props, 'brandIcon');
  return (
    <section className="context-view" aria-label={textOf(props, 'title')}>
      <header>
        <span className="brand" style={colour}>
          {icon !== '' && <img src={icon} alt="" />}
        </span>
        <span className="app">Guichet</span>
      </header>
      <div className="content">
        <h2>{textOf(props, 'title')}</h2>
        {node(props, 'actions') && <Actions>{node(props, 'actions')}</Actions>}
        {props.children}
      </div>
      {(node(props, 'primaryAction') || node(props, 'secondaryAction')) && (
        <footer>
          {node(props, 'secondaryAction')}
          {node(props, 'primaryAction')}
        </footer>
      )}
    </section>
  );
}

/** Under the header of a drawer: the Dashboard shows three at most. */
function Actions({ children }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const count = ref.current?.querySelectorAll('button').length ?? 0;
    if (count > CONTEXT_ACTIONS_MAX) note(`ContextView has ${count} actions`);
  });
  return (
    <div ref={ref} className="banner-actions">
      {children}
    </div>
  );
}

function FocusView(props: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const isShown = props['shown'] === true;
  useEffect(() => {
    if (isShown && ref.current && !ref.current.open) ref.current.showModal();
  }, [isShown]);
  if (!isShown) return null;
  // Above everything, and in no form of the view that opened it.
  return createPortal(
    <dialog
      ref={ref}
      aria-label={textOf(props, 'title')}
      onCancel={(event) => {
        event.preventDefault();
        call(props, 'setShown', false);
      }}
    >
      <h2>{textOf(props, 'title')}</h2>
      <div className="content">{props.children}</div>
      <footer>
        {node(props, 'secondaryAction')}
        {node(props, 'primaryAction')}
      </footer>
    </dialog>,
    document.body,
  );
}

function SettingsView(props: Props) {
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    call(props, 'onSave', Object.fromEntries(new FormData(event.currentTarget)));
  };
  return (
    <form className="settings-view" onSubmit={save} noValidate>
      {props.children}
      <footer>
        <span role="status">{textOf(props, 'statusMessage')}</span>
        <button type="submit" className="button primary">
          {stripesWords().save}
        </button>
      </footer>
    </form>
  );
}

function OnboardingView(props: Props) {
  return (
    <section className="onboarding-view" aria-label={textOf(props, 'title')}>
      <h2>{textOf(props, 'title')}</h2>
      <p className="description">{textOf(props, 'description')}</p>
      <div className="columns">
        <Tasks tasks={listOf(props, 'tasks')} />
        <div>{props.children}</div>
      </div>
    </section>
  );
}

function Accordion(props: Props) {
  return <div className="accordion">{props.children}</div>;
}

/** Its fields stay in the form while it is closed. */
function AccordionItem(props: Props) {
  const [isOpen, setOpen] = useState(props['defaultOpen'] === true);
  const turn = (open: boolean): void => {
    if (open === isOpen) return;
    setOpen(open);
    call(props, 'onChange', open);
  };
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => turn(currentTarget.open)}>
      <summary>
        <span className="title">{node(props, 'title')}</span>
        <span className="description">{node(props, 'subtitle')}</span>
      </summary>
      <div className="inside">{props.children}</div>
    </details>
  );
}

function option(props: Props) {
  return <option value={textOf(props, 'value')}>{props.children}</option>;
}

/** A component that is checked before it is drawn. */
function strict(name: string, Component: ComponentType<Props>): ComponentType<Props> {
  return function Checked(props: Props) {
    findFaults(name, props, window.allowed).forEach(note);
    return <Component {...props} />;
  };
}

const MAP: Readonly<Record<string, ComponentType<Props>>> = {
  Accordion,
  AccordionItem,
  Badge,
  Banner,
  BarChart,
  Box,
  Button,
  Checkbox,
  ContextView,
  DataTable,
  Divider,
  FocusView,
  FormFieldGroup,
  Icon,
  Inline,
  Link,
  List,
  ListItem,
  OnboardingView,
  PropertyList,
  PropertyListItem,
  Select,
  SettingsView,
  Spinner,
  Switch,
  TextArea,
  TextField,
  option,
};

const known = createController(
  Object.fromEntries(Object.entries(MAP).map(([name, each]) => [name, strict(name, each)])),
);

/** Every component that our views use, by its remote name; another one is a problem, and the rest is still drawn. */
export const controller: typeof known = {
  ...known,
  get: (name) => (name in MAP ? known.get(name) : unknownOf(name)),
};

const unknownOnes = new Map<string, ComponentType>();

function unknownOf(name: string): ComponentType {
  const Unknown = unknownOnes.get(name) ?? (() => <em>{`no ${name} here`}</em>);
  if (!unknownOnes.has(name)) note(`this host cannot draw ${name}`);
  unknownOnes.set(name, Unknown);
  return Unknown;
}

import { afterEach } from '@jest/globals';
import { render } from '@stripe/ui-extension-sdk/testing';
import { createElement, useEffect, useState, type ReactElement } from 'react';

/**
 * Looks at what an extension has drawn. The SDK's own `find` does not see elements that are passed in props such as
 * `primaryAction`, `banner` or `actions`; this walks children and props alike, and takes a fresh look at every question.
 */

/** One component as it was drawn. */
export interface Drawn {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly Node[];
}
type Node = Drawn | string;

/** A view that was drawn. */
export interface Screen {
  /** Every text on it, in order, strings in props among them. */
  text(): string;
  /** Every component of a type, fragments in props among them. */
  all(type: string): readonly Drawn[];
  /** The one component of a type that has this label, title or text; throws when there is none. */
  get(type: string, label: string): Drawn;
  has(type: string, label: string): boolean;
  /** Calls what a component was given to call, and lets everything settle. */
  press(type: string, label: string): Promise<void>;
  fire(drawn: Drawn, prop: string, ...values: readonly unknown[]): Promise<void>;
  type(label: string, text: string): Promise<void>;
  /** Lets promises and timers of up to so many milliseconds settle. */
  settle(ms?: number): Promise<void>;
}

/** Rounds of promises that a load takes at most. */
const ROUNDS = 8;

interface RemoteNode {
  readonly kind?: unknown;
  readonly type?: unknown;
  readonly text?: unknown;
  readonly props?: unknown;
  readonly children?: unknown;
}

const closers: (() => void)[] = [];

// A view that stays open asks again and again, and the run would never end.
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Holds a view until it is closed: the SDK's testing package takes the root away, but not the view in it. */
function Stage({ view, onOpen }: { view: ReactElement; onOpen: (close: () => void) => void }) {
  const [isOpen, setOpen] = useState(true);
  useEffect(() => onOpen(() => setOpen(false)), [onOpen]);
  return isOpen ? view : null;
}

/** Draws a view and waits until its first answers are there. */
export async function draw(element: ReactElement): Promise<Screen> {
  const onOpen = (close: () => void) => void closers.push(close);
  const { wrapper, update } = render(createElement(Stage, { view: element, onOpen }));
  const settle = async (ms = 0): Promise<void> => {
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    for (let round = 0; round < ROUNDS; round += 1) await update();
  };
  const nodes = (): readonly Drawn[] => wrapper.children.flatMap((child) => walk(child));
  const find = (type: string, label: string) =>
    nodes().find((node) => node.type === type && isCalled(node, label));
  const get = (type: string, label: string): Drawn => {
    const found = find(type, label);
    if (!found) throw new Error(`no ${type} “${label}” on: ${screen.text()}`);
    return found;
  };
  const fire = async (drawn: Drawn, prop: string, ...values: readonly unknown[]) => {
    const handler = drawn.props[prop];
    if (typeof handler !== 'function') throw new Error(`${drawn.type} has no ${prop}`);
    wrapper.act(() => void handler(...values));
    await settle();
  };
  const screen: Screen = {
    text: () => wrapper.children.flatMap(textsOf).join('\n'),
    all: (type) => nodes().filter((node) => node.type === type),
    get,
    has: (type, label) => find(type, label) !== undefined,
    press: (type, label) => fire(get(type, label), 'onPress', { type: 'press' }),
    fire,
    type: (label, text) => fire(get('TextField', label), 'onChange', { target: { value: text } }),
    settle,
  };
  await settle();
  return screen;
}

function isObject(value: unknown): value is RemoteNode {
  return typeof value === 'object' && value !== null;
}

/** Elements in props are remote fragments: kind 3, with the elements as children. */
function fragmentsIn(props: object): readonly unknown[] {
  return Object.values(props).filter((value) => isObject(value) && value.kind === 3);
}

function childrenOf(node: unknown): readonly unknown[] {
  return isObject(node) && Array.isArray(node.children) ? node.children : [];
}

function propsOf(node: RemoteNode): Readonly<Record<string, unknown>> {
  return isObject(node.props) ? Object.fromEntries(Object.entries(node.props)) : {};
}

function walk(node: unknown): readonly Drawn[] {
  if (!isObject(node)) return [];
  const props = propsOf(node);
  const inside = [...childrenOf(node), ...fragmentsIn(props).flatMap(childrenOf)];
  const below = inside.flatMap(walk);
  if (typeof node.type !== 'string') return below;
  return [{ type: node.type, props, children: childrenOf(node).map(toNode) }, ...below];
}

function toNode(node: unknown): Node {
  if (typeof node === 'string') return node;
  const [first] = walk(node);
  return first ?? (isObject(node) && typeof node.text === 'string' ? node.text : '');
}

const SPOKEN_PROPS = [
  'title',
  'secondaryTitle',
  'label',
  'description',
  'error',
  'placeholder',
  'statusMessage',
  'emptyMessage',
  'legend',
  'value',
];

function textsOf(node: unknown): readonly string[] {
  if (typeof node === 'string') return [node];
  if (!isObject(node)) return [];
  if (node.kind === 2 && typeof node.text === 'string') return [node.text];
  const props = propsOf(node);
  const spoken = SPOKEN_PROPS.map((name) => props[name]).filter(
    (value) => typeof value === 'string',
  );
  const inProps = fragmentsIn(props).flatMap(childrenOf).flatMap(textsOf);
  return [
    ...spoken.filter((text) => text !== ''),
    ...inProps,
    ...childrenOf(node).flatMap(textsOf),
  ];
}

/** A field is called by its label, anything else by a text on it. */
function isCalled(node: Drawn, label: string): boolean {
  const own = node.props['label'];
  if (typeof own === 'string') return own === label;
  return textsOf(node).join(' ').includes(label);
}

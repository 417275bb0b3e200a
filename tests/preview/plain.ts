import { isValidElement, type ReactNode } from 'react';

/** Reading props that came over the wire, where nothing is certain about them. */

/** Props as they came. */
export type Given = Readonly<Record<string, unknown>>;

/** A text prop; empty when it is none. */
export function textOf(props: Given, name: string): string {
  const value = props[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A list prop. */
export function listOf(props: Given, name: string): readonly Given[] {
  const value = props[name];
  return Array.isArray(value) ? value.filter(isGiven) : [];
}

/** Calls a function prop with plain data; does nothing when there is none. */
export function call(props: Given, name: string, ...values: readonly unknown[]): void {
  const value = props[name];
  if (typeof value === 'function') value(...values);
}

/** An object prop. */
export function objectOf(props: Given, name: string): Given {
  const value = props[name];
  return isGiven(value) ? value : {};
}

/** Whether something holds fields. */
export function isGiven(value: unknown): value is Given {
  return typeof value === 'object' && value !== null;
}

/** Whether something can be drawn; fragments in props arrive as elements. */
export function isNode(value: unknown): value is ReactNode {
  if (Array.isArray(value)) return value.every(isNode);
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    isValidElement(value)
  );
}

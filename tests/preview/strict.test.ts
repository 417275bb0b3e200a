import { describe, expect, it } from '@jest/globals';
import { readAllowed } from './allowed.ts';
import { findFaults, findToastFault } from './strict.ts';

const allowed = readAllowed();
const faultsOf = (component: string, props: object) => findFaults(component, { ...props }, allowed);

describe('the local Dashboard', () => {
  it.each([
    ['Button', { type: 'primary', onPress: () => undefined, disabled: false, css: { width: 120 } }],
    ['Box', { css: { stack: 'x', gap: 'medium', padding: 8 }, children: 'x' }],
    ['Badge', { type: 'positive', schemaVersion: 'v9', key: 'k' }],
    ['BarChart', { data: [{ x: 'Nov', y: 3, name: 'Invoices' }] }],
    ['DataTable', { columns: [], items: [{ id: 'in_1', total: 12.5 }] }],
    ['option', { value: 'a' }],
  ])('takes a %s as the SDK declares it', (component, props) => {
    expect(faultsOf(component, props)).toEqual([]);
  });

  it.each([
    ['a component that does not exist', 'Marquee', {}, 'unknown component Marquee'],
    ['a prop that does not exist', 'Badge', { colour: 'red' }, 'Badge has no prop colour'],
    ['a word that is not in the list', 'Badge', { type: 'new' }, 'Badge.type cannot be new'],
    [
      'a token that does not exist',
      'Box',
      { css: { gap: 'huge' } },
      'Box.css.gap has no token huge',
    ],
    ['plain CSS', 'Box', { css: { textShadow: 1 } }, 'Box.css has no textShadow'],
    ['a key of another component', 'Button', { css: { stack: 'x' } }, 'Button.css has no stack'],
    [
      'a number where only tokens stand',
      'Box',
      { css: { stack: 3 } },
      'Box.css.stack has no token 3',
    ],
    [
      'a text of 5,001 characters',
      'Banner',
      { description: 'x'.repeat(5_001) },
      'Banner.description is longer than 5000',
    ],
    [
      'one that hides in a list',
      'DataTable',
      { items: [{ id: 'x'.repeat(5_001) }] },
      'DataTable.items.0.id is longer than 5000',
    ],
    [
      'a row with depth',
      'DataTable',
      { items: [{ id: 'a', who: {} }] },
      'DataTable.items.who is neither text nor number',
    ],
    [
      'a row without id',
      'DataTable',
      { items: [{ who: 'a' }] },
      'DataTable.items has a row without id',
    ],
  ])('refuses %s', (_what, component, props, fault) => {
    expect(faultsOf(component, props)).toEqual([fault]);
  });

  it('takes a text of 5,000 characters and a toast of 30, and no toast of 31', () => {
    expect(faultsOf('Banner', { description: 'x'.repeat(5_000) })).toEqual([]);
    expect(findToastFault('x'.repeat(30))).toBeUndefined();
    expect(findToastFault('x'.repeat(31))).toMatch(/^toast of 31 characters/);
  });

  it('reads every component that our host draws from the SDK', () => {
    expect(Object.keys(allowed).length).toBeGreaterThan(50);
    expect(allowed['Button']?.props['type']).toEqual(['primary', 'secondary', 'destructive']);
    expect(allowed['TextField']?.props['value']).toBeNull();
  });
});

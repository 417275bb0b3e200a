import { describe, expect, it } from '@jest/globals';
import { SUBSCRIBED_EVENT_TYPES, planEvent } from '../../backend/receive/receive.ts';
import type { VerifiedEvent } from '../../backend/stripe/webhook.ts';
import type { Environment } from '../../backend/tenant.ts';

const finalized: VerifiedEvent = {
  id: 'evt_1',
  type: 'invoice.finalized',
  account: 'acct_1',
  livemode: false,
  created: 1_700_000_000,
  objectId: 'in_1',
};

describe('planning an event', () => {
  it('opens a transmission for a finalized invoice', () => {
    expect(planEvent(finalized, 'test')).toEqual({
      kind: 'advance',
      documentId: 'in_1',
      open: true,
    });
  });

  it('only wakes a transmission that exists when an invoice is edited, so that an old one is not sent by surprise', () => {
    expect(planEvent({ ...finalized, type: 'invoice.updated' }, 'test')).toEqual({
      kind: 'advance',
      documentId: 'in_1',
      open: false,
    });
  });

  it.each(['invoice.voided', 'invoice.marked_uncollectible', 'credit_note.voided'])(
    'looks again at a document that was closed by %s, however far it has come',
    (type) => {
      const plan = { kind: 'recheck_closed', documentId: 'in_1' };
      expect(planEvent({ ...finalized, type }, 'test')).toEqual(plan);
    },
  );

  it('opens a transmission for a new credit note, and wakes it when it is edited', () => {
    const note = { ...finalized, objectId: 'cn_1' };
    const plans = ['created', 'updated'].map((act) =>
      planEvent({ ...note, type: `credit_note.${act}` }, 'test'),
    );
    expect(plans).toEqual(
      [true, false].map((open) => ({ kind: 'advance', documentId: 'cn_1', open })),
    );
  });

  it('rechecks a customer that was edited', () => {
    expect(
      planEvent({ ...finalized, type: 'customer.updated', objectId: 'cus_1' }, 'sandbox'),
    ).toEqual({
      kind: 'recheck_customer',
      customerId: 'cus_1',
    });
  });

  it('starts and ends a merchant', () => {
    const event = { ...finalized, type: 'account.application.authorized' };
    expect(planEvent(event, 'test').kind).toBe('start_merchant');
    expect(planEvent({ ...event, type: 'account.application.deauthorized' }, 'test').kind).toBe(
      'end_merchant',
    );
  });

  it.each([
    ['live', false],
    ['test', true],
    ['sandbox', true],
  ] as [Environment, boolean][])(
    'leaves an event of another world alone at %s (livemode %s)',
    (environment, livemode) => {
      expect(planEvent({ ...finalized, livemode }, environment)).toEqual({
        kind: 'ignore',
        because: 'other_world',
      });
    },
  );

  it('ignores types that it did not ask for, even those named like an object’s own keys', () => {
    for (const type of ['invoice.created', 'constructor', '__proto__']) {
      expect(planEvent({ ...finalized, type }, 'test')).toEqual({
        kind: 'ignore',
        because: 'event_type',
      });
    }
  });

  it('refuses an event without an account or without an object', () => {
    const { account: _account, ...ours } = finalized;
    expect(planEvent(ours, 'test')).toEqual({ kind: 'refuse', because: 'account_missing' });
    const { objectId: _objectId, ...bare } = finalized;
    expect(planEvent(bare, 'test')).toEqual({ kind: 'refuse', because: 'object_missing' });
  });

  it('never subscribes to invoice.created, for whose delivery Stripe holds finalization back', () => {
    expect(SUBSCRIBED_EVENT_TYPES).not.toContain('invoice.created');
    expect(SUBSCRIBED_EVENT_TYPES).toContain('invoice.finalized');
  });
});

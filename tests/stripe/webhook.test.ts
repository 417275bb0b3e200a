import { describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { verifyAppSignature } from '../../backend/stripe/app-signature.ts';
import { SIGNATURE_TOLERANCE_SECONDS } from '../../backend/stripe/signature.ts';
import { verifyWebhook } from '../../backend/stripe/webhook.ts';

const SECRET = 'whsec_current';
const NOW = 1_795_000_000;

const EVENT = {
  id: 'evt_1',
  object: 'event',
  account: 'acct_1Guichet0Demo',
  api_version: '2026-10-28.endive',
  created: NOW - 5,
  data: { object: { id: 'in_1', object: 'invoice', customer: 'cus_1', total: 1200 } },
  livemode: false,
  type: 'invoice.finalized',
};

const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));

const signed = (rawBody: Buffer, secret = SECRET, timestamp = NOW) =>
  Stripe.webhooks.generateTestHeaderString({ payload: rawBody.toString(), secret, timestamp });

const verify = (rawBody: Buffer, header?: string, secrets: readonly string[] = [SECRET]) =>
  verifyWebhook(rawBody, header, secrets, NOW);

describe('a verified webhook', () => {
  it('becomes an event that says what it is about', () => {
    const rawBody = bytes(EVENT);
    expect(verify(rawBody, signed(rawBody))).toEqual({
      ok: true,
      event: {
        id: 'evt_1',
        type: 'invoice.finalized',
        account: 'acct_1Guichet0Demo',
        livemode: false,
        created: NOW - 5,
        objectId: 'in_1',
        customerId: 'cus_1',
      },
    });
  });

  it.each([
    ['an expanded customer', { id: 'in_1', object: 'invoice', customer: { id: 'cus_2' } }, 'cus_2'],
    ['the customer itself', { id: 'cus_3', object: 'customer' }, 'cus_3'],
    ['no customer', { id: 'in_1', object: 'invoice', customer: null }, undefined],
  ])('knows %s', (_name, object, customerId) => {
    const rawBody = bytes({ ...EVENT, data: { object } });
    const check = verify(rawBody, signed(rawBody));
    expect(check.ok && check.event.customerId).toBe(customerId);
    expect(check.ok).toBe(true);
  });

  it('may be about the platform itself: no account', () => {
    const { account: _platform, ...event } = EVENT;
    const rawBody = bytes(event);
    const check = verify(rawBody, signed(rawBody));
    expect(check.ok && 'account' in check.event).toBe(false);
    expect(check.ok).toBe(true);
  });

  it('is accepted under any secret that is valid now', () => {
    const rawBody = bytes(EVENT);
    const header = signed(rawBody, 'whsec_old');
    expect(verify(rawBody, header, [SECRET, 'whsec_old']).ok).toBe(true);
    expect(verify(rawBody, header, [SECRET])).toEqual({ ok: false, because: 'signature_invalid' });
  });

  it('is accepted until the tolerance has passed, and not after', () => {
    const rawBody = bytes(EVENT);
    const last = signed(rawBody, SECRET, NOW - SIGNATURE_TOLERANCE_SECONDS);
    const late = signed(rawBody, SECRET, NOW - SIGNATURE_TOLERANCE_SECONDS - 1);
    expect(verify(rawBody, last).ok).toBe(true);
    expect(verify(rawBody, late)).toEqual({ ok: false, because: 'signature_too_old' });
  });
});

describe('a webhook is refused', () => {
  const rawBody = bytes(EVENT);

  it.each([
    ['without a signature', undefined, 'signature_missing'],
    ['with an empty signature', '', 'signature_missing'],
    ['with words for a signature', 'let me in', 'signature_invalid'],
    ['with the right shape and wrong digits', `t=${NOW},v1=${'0'.repeat(64)}`, 'signature_invalid'],
    [
      'with a signature of another scheme',
      signed(rawBody).replace('v1=', 'v0='),
      'signature_invalid',
    ],
  ])('%s', (_name, header, because) => {
    expect(verify(rawBody, header)).toEqual({ ok: false, because });
  });

  it('when one byte of the body changed', () => {
    const header = signed(rawBody);
    const altered = Buffer.from(rawBody.toString().replace('1200', '1201'));
    expect(altered).toHaveLength(rawBody.length);
    expect(verify(altered, header)).toEqual({ ok: false, because: 'signature_invalid' });
  });

  it('when no secret is configured, or only a blank one', () => {
    expect(verify(rawBody, signed(rawBody), [])).toEqual({ ok: false, because: 'no_secret' });
    const blank = verify(rawBody, signed(rawBody), [' ']);
    expect(blank).toEqual({ ok: false, because: 'signature_invalid' });
  });

  it.each([
    [
      'a thin event',
      { id: 'evt_1', object: 'v2.core.event', type: 'v1.invoice.finalized', created: '2026-11-16' },
      'thin_event',
    ],
    ['no event', { hello: 'world' }, 'not_an_event'],
    ['an event without an object', { ...EVENT, data: {} }, 'not_an_event'],
    ['an event with a mistyped mode', { ...EVENT, livemode: 'false' }, 'not_an_event'],
    ['null', null, 'not_an_event'],
  ])('when what was signed is %s', (_name, body, because) => {
    const signedBody = bytes(body);
    expect(verify(signedBody, signed(signedBody))).toEqual({ ok: false, because });
  });

  it('when what was signed is no JSON', () => {
    const text = Buffer.from('{"id": "evt_');
    expect(verify(text, signed(text))).toEqual({ ok: false, because: 'not_an_event' });
    const nothing = Buffer.alloc(0);
    expect(verify(nothing, signed(nothing)).ok).toBe(false);
  });
});

describe('a request of the Dashboard extension', () => {
  const rawBody = bytes({ action: 'resend', user_id: 'usr_1', account_id: 'acct_1' });
  const check = (header: string | undefined, secrets: readonly string[] = ['absec_now']) =>
    verifyAppSignature(rawBody, header, secrets, NOW);

  it('is accepted with a fresh signature over the whole body', () => {
    expect(check(signed(rawBody, 'absec_now'))).toEqual({ ok: true });
    expect(check(signed(rawBody, 'absec_now'), ['absec_next', 'absec_now'])).toEqual({ ok: true });
  });

  it('is refused with another body, another secret, a stale signature or none', () => {
    const other = bytes({ action: 'resend', user_id: 'usr_1', account_id: 'acct_2' });
    const stale = signed(rawBody, 'absec_now', NOW - SIGNATURE_TOLERANCE_SECONDS - 1);
    const invalid = { ok: false, because: 'signature_invalid' };
    expect(check(signed(other, 'absec_now'))).toEqual(invalid);
    expect(check(signed(rawBody, 'absec_other'))).toEqual(invalid);
    expect(check(stale)).toEqual({ ok: false, because: 'signature_too_old' });
    expect(check(undefined)).toEqual({ ok: false, because: 'signature_missing' });
  });
});

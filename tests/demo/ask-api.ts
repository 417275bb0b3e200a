import { createHmac } from 'node:crypto';
import type { FindAnswer, SearchAnswer } from '../../backend/api/contract.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../samples/world.ts';

const MS_PER_SECOND = 1_000;

/** Signs a body as the Dashboard does for our app (`fetchStripeSignature`). */
export function signBody(
  body: string,
  secret: string,
  atSeconds = Math.floor(Date.now() / MS_PER_SECOND),
): string {
  const digest = createHmac('sha256', secret).update(`${atSeconds}.${body}`).digest('hex');
  return `t=${atSeconds},v1=${digest}`;
}

/** Asks the backend as the Dashboard of the sample supplier would. */
export async function ask(
  backendUrl: string,
  path: '/api/transmissions/search',
  question: object,
): Promise<SearchAnswer>;
export async function ask(
  backendUrl: string,
  path: '/api/transmissions/find',
  question: object,
): Promise<FindAnswer>;
export async function ask(backendUrl: string, path: string, question: object): Promise<unknown> {
  const body = JSON.stringify({
    environment: 'test',
    ...question,
    user_id: 'usr_demo',
    account_id: SUPPLIER.account,
  });
  const response = await fetch(backendUrl + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': signBody(body, STRIPE_PLATFORM.appSecret),
    },
    body,
  });
  if (!response.ok)
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

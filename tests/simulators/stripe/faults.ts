import type { ServerResponse } from 'node:http';
import { failed, type Answer } from './answers.ts';

/** The routes that a fault can be laid on; `any` is all of them. */
export const ROUTES = [
  'invoice',
  'lines',
  'credit_note',
  'credit_note_lines',
  'customer',
  'tax_rate',
  'any',
] as const;
export type Route = (typeof ROUTES)[number];

/** What goes wrong. */
export const FAULT_KINDS = [
  'rate_limited',
  'status',
  'slow',
  'dropped',
  'half_a_body',
  'not_json',
  'permission_missing',
] as const;

/** A fault that the next calls on a route meet. */
export interface Fault {
  readonly kind: (typeof FAULT_KINDS)[number];
  /** How many calls; 1 when absent. */
  readonly times?: number;
  /** With `status`. */
  readonly status?: number;
  /** With `slow`: the right answer comes after this time. */
  readonly ms?: number;
}

/** Faults on demand, first in first out per route. */
export interface Faults {
  add(route: Route, fault: Fault): void;
  clear(): void;
  /** Takes the fault that a call on this route meets, if any. */
  take(route: Route): Fault | undefined;
}

/** Faults waiting at most; more is a mistake of the test. */
const WAITING_MAX = 10_000;

/** An empty list of faults. */
export function makeFaults(): Faults {
  const waiting: { readonly route: Route; readonly fault: Fault }[] = [];
  return {
    add(route, fault) {
      const times = fault.times ?? 1;
      if (waiting.length + times > WAITING_MAX) throw new Error('too many faults are waiting');
      for (let left = times; left > 0; left -= 1) waiting.push({ route, fault });
    },
    clear: () => void waiting.splice(0),
    take(route) {
      const at = waiting.findIndex((entry) => entry.route === route || entry.route === 'any');
      return at < 0 ? undefined : waiting.splice(at, 1)[0]?.fault;
    },
  };
}

/** What a fault answers; undefined when the answer is cut off or comes from elsewhere. */
export function answerOf({ kind, status = 500 }: Fault): Answer | undefined {
  if (kind === 'rate_limited') {
    const more = { code: 'rate_limit' };
    const answer = failed(429, 'Request rate limit exceeded. (simulated)', more);
    return { ...answer, headers: { 'stripe-rate-limited-reason': 'global-rate' } };
  }
  if (kind === 'permission_missing') {
    const more = { code: 'more_permissions_required_for_application' };
    return failed(
      403,
      'This application does not have the required permissions. (simulated)',
      more,
    );
  }
  if (kind === 'status') {
    return failed(status, `An error occurred with status ${status}. (simulated)`, {
      type: 'api_error',
    });
  }
  return undefined;
}

/** Plays the faults that are no JSON answer; false when this fault is none of them. */
export function breakOff(response: ServerResponse, { kind }: Fault): boolean {
  if (kind === 'dropped') {
    response.destroy();
    return true;
  }
  if (kind === 'half_a_body') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"id": "in_', () => response.destroy());
    return true;
  }
  if (kind === 'not_json') {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end('<html><body>Bad gateway</body></html>');
    return true;
  }
  return false;
}

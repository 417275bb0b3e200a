import { empty, type Answer } from './answer.ts';

/**
 * What stays wrong until somebody sets it right, where a fault strikes a number of calls: closed for maintenance, and
 * APIs that the application has no subscription to.
 */
export class Switches {
  maintenance = false;
  readonly #unsubscribed = new Set<string>();

  /** Takes a subscription away, or gives it back: an API (`factures`) or one route of it. */
  subscribe(route: string, subscribed: boolean): void {
    if (subscribed) this.#unsubscribed.delete(route);
    else this.#unsubscribed.add(route);
  }

  /** What the application may not use. */
  unsubscribed(): readonly string[] {
    return [...this.#unsubscribed];
  }

  /** Whether the application may use a route. */
  isSubscribed(route: string): boolean {
    const [api = ''] = route.split('/');
    return !this.#unsubscribed.has(route) && !this.#unsubscribed.has(api);
  }
}

const MAINTENANCE_SECONDS = 120;

/** A page for people, whoever asks. The real one's shape is not known. */
export function maintenanceAnswer(): Answer {
  return {
    ...empty(503, { 'content-type': 'text/html', 'retry-after': String(MAINTENANCE_SECONDS) }),
    body: '<!DOCTYPE html><html lang="fr"><head><title>Maintenance</title></head><body><h1>Chorus Pro est en maintenance</h1></body></html>',
  };
}

/** The application is not authorised: 403, and the request's own JSON back. */
export function notSubscribed(body: string): Answer {
  return {
    status: 403,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body,
  };
}

import type { Body, ReadAnswer } from './envelope.ts';

/** Whom a request went to: PISTE's token server, or Chorus Pro behind PISTE's gateway. */
type Host = 'token' | 'api';

/** What was seen of a call that did not succeed. */
export type Seen =
  /** We did not even try. */
  | {
      readonly kind: 'kept_back';
      readonly because:
        | 'account_missing'
        | 'account_held'
        | 'account_reset'
        | 'application_missing'
        | 'breaker_open'
        | 'no_turn';
      /** After how many milliseconds it may go, where that is known. */
      readonly waitMs?: number;
    }
  | {
      readonly kind: 'not_sent' | 'broken_off';
      readonly host: Host;
      /** `ECONNREFUSED`, `UND_ERR_HEADERS_TIMEOUT`… */
      readonly code: string;
    }
  | (ReadAnswer & { readonly host: Host });

/** Whether what was seen on a route is of one kind. */
export type Sight = (seen: Seen, route: string) => boolean;

/** All of these. */
export const allOf =
  (...sights: readonly Sight[]): Sight =>
  (seen, route) =>
    sights.every((sight) => sight(seen, route));

/** Any of these. */
export const anyOf =
  (...sights: readonly Sight[]): Sight =>
  (seen, route) =>
    sights.some((sight) => sight(seen, route));

/** None of these. */
export const noneOf =
  (...sights: readonly Sight[]): Sight =>
  (seen, route) =>
    !sights.some((sight) => sight(seen, route));

/** Asked on this route: codes are local to a route, and so are some meanings. */
export const onRoute =
  (route: string): Sight =>
  (_seen, asked) =>
    asked === route;

/** We kept the call back. */
export const keptBack =
  (because: Extract<Seen, { kind: 'kept_back' }>['because']): Sight =>
  (seen) =>
    seen.kind === 'kept_back' && seen.because === because;

/** The token server was asked; nothing has gone to Chorus Pro. */
export const atTokenServer: Sight = (seen) => seen.kind !== 'kept_back' && seen.host === 'token';

/** No connection. */
export const notSent: Sight = (seen) => seen.kind === 'not_sent';

/** A lost, late or cut answer. */
export const brokenOff: Sight = (seen) => seen.kind === 'broken_off';

/** An answer with one of these HTTP statuses. */
export const status =
  (...statuses: readonly number[]): Sight =>
  (seen) =>
    seen.kind === 'answered' && statuses.includes(seen.httpStatus);

/** HTTP 2xx. */
export const success: Sight = (seen) =>
  seen.kind === 'answered' && seen.httpStatus >= 200 && seen.httpStatus < 300;

/** HTTP 5xx. */
export const serverError: Sight = (seen) => seen.kind === 'answered' && seen.httpStatus >= 500;

/** A body of this shape. */
export const body =
  (kind: Body['kind']): Sight =>
  (seen) =>
    seen.kind === 'answered' && seen.body.kind === kind;

/** A business error whose label bears one of these codes. */
export const label = (...labelCodes: readonly string[]): Sight =>
  allOf(
    success,
    (seen) =>
      seen.kind === 'answered' &&
      seen.body.kind === 'envelope' &&
      labelCodes.includes(seen.body.labelCode ?? ''),
  );

/** A business error with this `codeRetour`, which means something on its own route only. */
export const code = (codeRetour: number): Sight =>
  allOf(
    success,
    (seen) =>
      seen.kind === 'answered' && seen.body.kind === 'envelope' && seen.body.code === codeRetour,
  );

/** The gateway asks for a token. */
export const asksForToken: Sight = (seen) => seen.kind === 'answered' && seen.asksForToken;

/** Anything. */
export const anything: Sight = () => true;

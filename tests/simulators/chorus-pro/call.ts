import type { Answer } from './answer.ts';
import type { Account } from './directory.ts';
import type { Json } from './fields.ts';
import type { Platform } from './platform.ts';

/** One business call, past the gateway. */
export interface Call {
  readonly platform: Platform;
  /** The technical account that `cpro-account` opened. */
  readonly account: Account;
  readonly body: Json;
  /** The state in which a test wants the flow of this deposit to end. */
  readonly forcedState?: string | undefined;
}

/** What a route does with a call. */
export type Route = (call: Call) => Answer;

/** The routes of one API, by operation. */
export type Routes = Readonly<Record<string, Route>>;

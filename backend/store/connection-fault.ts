import { errorCode } from './error-code.ts';

/**
 * SQLSTATE classes and codes that say that the database cannot do its work now, whatever was asked (PostgreSQL manual,
 * appendix A): connection lost, out of room or connections, stopping, starting, or a standby that takes no writes.
 */
const AWAY_CLASSES = ['08', '53'] as const;
const AWAY_CODES = ['57P01', '57P02', '57P03', '57P05', '25006', '58030'] as const;

/** Node's words for a server that cannot be reached. */
const UNREACHABLE = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
] as const;

/** The driver's own words, which carry no code. */
const LOST =
  /connection terminated|connection ended|timeout exceeded when trying to connect|connection error and is not queryable|query read timeout|client was closed|after calling end on the pool/i;

/** How deep a chain of causes is followed. */
const CAUSES_MAX = 5;

/**
 * Whether an error means that the database is away or full, so that the caller may answer 503 and try again: nothing is
 * wrong with what was asked. Whether a commit in flight took effect is then unknown; every write must bear repetition.
 */
export function isConnectionFault(error: unknown): boolean {
  return isFault(error, 0);
}

function isFault(error: unknown, depth: number): boolean {
  if (typeof error !== 'object' || error === null || depth > CAUSES_MAX) return false;
  if (isAway(errorCode(error) ?? '')) return true;
  if ('syscall' in error && error.syscall === 'connect') return true;
  if ('message' in error && LOST.test(String(error.message))) return true;
  return 'cause' in error && isFault(error.cause, depth + 1);
}

function isAway(code: string): boolean {
  return (
    UNREACHABLE.some((unreachable) => code === unreachable) ||
    AWAY_CODES.some((away) => code === away) ||
    // A SQLSTATE has five characters, of which the first two are its class.
    (/^[0-9A-Z]{5}$/.test(code) && AWAY_CLASSES.some((away) => code.startsWith(away)))
  );
}

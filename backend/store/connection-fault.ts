import pg from 'pg';

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
  if (!(error instanceof Error) || depth > CAUSES_MAX) return false;
  if (error instanceof pg.DatabaseError) return isAway(error.code ?? '');
  if ('code' in error && UNREACHABLE.some((code) => code === error.code)) return true;
  if ('syscall' in error && error.syscall === 'connect') return true;
  return LOST.test(error.message) || isFault(error.cause, depth + 1);
}

function isAway(code: string): boolean {
  return AWAY_CODES.some((away) => away === code) || AWAY_CLASSES.some((c) => code.startsWith(c));
}

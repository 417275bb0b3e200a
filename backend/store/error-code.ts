/**
 * The code of an error of Node, of the driver, or of PostgreSQL (a SQLSTATE). By shape and not by class: Node's own
 * errors belong to another realm wherever a test runs in a context of its own.
 */
export function errorCode(error: unknown): string | undefined {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

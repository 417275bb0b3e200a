import type { z } from 'zod';

/** Parses JSON against a schema; throws naming every field that does not fit, and repeats no value. */
export function parseJson<T>(schema: z.ZodType<T>, content: string, where: string): T {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw new Error(`${where} is not JSON`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || '(whole)'}: ${message}`,
  );
  throw new Error(`${where} does not fit:\n${lines.join('\n')}`);
}

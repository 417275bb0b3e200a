/** Reading the JSON of a request: fields that are absent, null or of another type are all "not given". */

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is given and not blank. */
export function textIn(json: Json, key: string): string | undefined {
  const value = json[key];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A number; digits in a text count too, as some clients send identifiers that way. */
export function numberIn(json: Json, key: string): number | undefined {
  const value = json[key];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** A boolean. */
export function flagIn(json: Json, key: string): boolean | undefined {
  const value = json[key];
  return typeof value === 'boolean' ? value : undefined;
}

/** An inner object; an empty one when it is not given. */
export function jsonIn(json: Json, key: string): Json {
  const value = json[key];
  return isJson(value) ? value : {};
}

/** A list of texts; a single text counts as a list of one. */
export function textsIn(json: Json, key: string): readonly string[] {
  const value = json[key];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((entry) => typeof entry === 'string');
}

/** An instant in milliseconds, from any date that the platform accepts in a filter. */
export function instantIn(json: Json, key: string): number | undefined {
  const value = textIn(json, key);
  const instant = value === undefined ? NaN : Date.parse(value);
  return Number.isNaN(instant) ? undefined : instant;
}

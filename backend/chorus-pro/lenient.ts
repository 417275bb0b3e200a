import { z } from 'zod';

/**
 * Reading what Chorus Pro really sends: a value that is not there is left out or `null`, a number may be a text, and
 * the older platform gave a list of one as the bare element.
 */

const given = (value: string | number | null | undefined) => {
  const text = value === null || value === undefined ? '' : String(value).trim();
  return text === '' ? undefined : text;
};

/** A text, trimmed; blank counts as not given. */
export const optionalText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => given(value));

/** A flag; not given is false. */
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** A text that must be there. */
export const requiredText = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .pipe(z.string().min(1));

/** An int64 that JSON can carry exactly. */
export const identifier = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
  ])
  .pipe(z.int().min(0));

/** A list; not given is empty, a bare element is a list of one. */
export function list<Element extends z.ZodType>(element: Element) {
  return z.preprocess((value) => {
    if (value === null || value === undefined || value === '') return [];
    return Array.isArray(value) ? value : [value];
  }, z.array(element));
}

/** How many pages a search has (`parametresRetour`); undefined when it does not say. */
export const paging = z
  .object({ pages: identifier.nullish() })
  .nullish()
  .transform((value) => value?.pages ?? undefined);

/** How much a search found (`parametresRetour`); undefined where it does not say. */
export const counters = z
  .object({ pages: identifier.nullish(), total: identifier.nullish() })
  .nullish()
  .transform((value) => ({ pages: value?.pages ?? undefined, total: value?.total ?? undefined }));

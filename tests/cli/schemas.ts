import { z } from 'zod';
import { convertInputSchema } from '../../backend/cli/convert-input.ts';
import { settingsSchema } from '../../backend/settings.ts';

/** The JSON Schemas of what people write for `guichet`, as they are shipped in docs/schemas. */
export const SCHEMAS: Readonly<Record<string, () => string>> = {
  'settings.schema.json': () => draw(settingsSchema, "A supplier's settings"),
  'convert-input.schema.json': () =>
    draw(
      convertInputSchema,
      'An input of guichet convert: raw Stripe objects at version 2026-10-28',
    ),
};

export const SCHEMAS_FOLDER = 'docs/schemas';

function draw(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
}

import { z } from 'zod';

/**
 * What `manifest.json` of a proof pack holds, as it is written and as it is read again. Field names are ours and
 * permanent; what Chorus Pro said stands in its own words. A new field is optional, a changed one is a new version.
 */

const instant = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const absent = <T extends z.ZodType>(schema: T) => schema.nullable();

/** What the remote side said, word for word. */
const remote = z.object({
  correlationId: z.string().exactOptional(),
  httpStatus: z.number().exactOptional(),
  code: z.string().exactOptional(),
  message: z.string().exactOptional(),
});

const reason = z.object({
  code: z.string(),
  at: z.string(),
  params: z.record(z.string(), z.string()),
});

const party = z.object({ name: z.string(), identifier: absent(z.string()) });

/** What the invoice says of itself: `verify` reads it again from the XML. */
const invoice = z.object({
  number: z.string(),
  typeCode: z.string(),
  issuedOn: z.string(),
  dueOn: absent(z.string()),
  currency: z.string(),
  framework: z.string(),
  seller: party,
  buyer: party,
  serviceCode: absent(z.string()),
  engagementNumber: absent(z.string()),
  contractNumber: absent(z.string()),
  amounts: z.object({
    withoutVat: z.string(),
    vat: z.string(),
    withVat: z.string(),
    prepaid: absent(z.string()),
    due: z.string(),
  }),
});

/** Where it stood when the pack was made. */
const standing = z.object({
  state: z.string(),
  since: instant,
  flowNumber: absent(z.string()),
  depositedAt: absent(instant),
  remoteId: absent(z.string()),
  remoteStatus: absent(z.string()),
  remoteStatusAt: absent(instant),
  remoteComment: absent(z.string()),
  reasons: z.array(reason),
  warnings: z.array(reason),
});

/** One set of bytes that was issued under the number; more than one where an earlier one was refused for certain. */
const issue = z.object({
  issue: z.number().int().min(1),
  issuedAt: instant,
  /** Whether it is the one that Chorus Pro has, or was or shall be handed over last. */
  current: z.boolean(),
  pdf: z.string(),
  xml: z.string(),
  sha256,
  /** What was decided and stands nowhere else: routing and framework. */
  basis: z.record(z.string(), z.unknown()),
  /** What Stripe showed when it was decided. */
  snapshot: absent(z.object({ takenAt: instant, sha256 })),
});

const deposit = z.object({
  id: z.string(),
  attempt: z.number().int().min(1),
  state: z.string(),
  sha256,
  reservedAt: instant,
  callBefore: instant,
  closedAt: absent(instant),
  flowNumber: absent(z.string()),
  lookUps: z.number().int().min(0),
  remote: absent(remote),
});

const entry = z.object({
  at: instant,
  kind: z.string(),
  state: absent(z.string()),
  reasons: z.array(reason),
  remote: absent(remote),
  actor: absent(z.string()),
  detail: z.record(z.string(), z.string()),
});

const file = z.object({ name: z.string(), bytes: z.number().int().min(0), sha256 });

/** The name and version of the format. */
export const PACK_FORMAT = { format: 'guichet-proof-pack', version: 1 } as const;

/** The shape of a manifest. */
export const manifestSchema = z.object({
  format: z.literal(PACK_FORMAT.format),
  version: z.literal(PACK_FORMAT.version),
  merchant: z.object({ account: z.string(), environment: z.string(), platform: z.string() }),
  document: z.object({ id: z.string(), kind: z.string() }),
  invoice,
  standing,
  issues: z.array(issue).min(1),
  deposits: z.array(deposit),
  history: z.array(entry),
  /** The merchant's settings as they were stored when the pack was made; null when there were none. */
  settings: absent(z.object({ sha256, values: z.record(z.string(), z.unknown()) })),
  /** Every other file of the pack but the list of hashes. */
  files: z.array(file),
});

/** What a proof pack says. */
export type Manifest = z.output<typeof manifestSchema>;

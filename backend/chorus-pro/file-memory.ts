import { createHash } from 'node:crypto';
import type { Attachment } from '../follow/corrections.ts';
import { tenantKey, type TenantId } from '../tenant.ts';

/**
 * Which files were handed over and not yet named by a completion: a completion of many files that has to stop for now
 * goes on where it was. In this process alone; whoever forgets hands a file over once more, which costs nothing.
 */

/** Files remembered, and for how long: the platform is not known to keep them for ever. */
const FILES_MAX = 500;
const KEPT_MS = 60 * 60_000;

/** What is remembered of one tenant's files. */
export interface FileMemory {
  find(attachment: Attachment): number | undefined;
  keep(attachment: Attachment, id: number): void;
  /** Once a completion has named them, or the platform no longer likes them. */
  forget(attachments: readonly Attachment[]): void;
}

/** Makes the memory of all tenants; none sees another's. */
export function makeFileMemory(now: () => number): (tenant: TenantId) => FileMemory {
  const kept = new Map<string, { readonly id: number; readonly atMs: number }>();
  return (tenant) => {
    const keyOf = ({ fileName, bytes }: Attachment) =>
      `${tenantKey(tenant)}/${fileName}/${createHash('sha256').update(bytes).digest('hex')}`;
    return {
      find: (attachment) => {
        const found = kept.get(keyOf(attachment));
        return found && now() - found.atMs < KEPT_MS ? found.id : undefined;
      },
      keep: (attachment, id) => {
        const [oldest] = kept.keys();
        if (oldest !== undefined && kept.size >= FILES_MAX) kept.delete(oldest);
        kept.set(keyOf(attachment), { id, atMs: now() });
      },
      forget: (attachments) => {
        for (const attachment of attachments) kept.delete(keyOf(attachment));
      },
    };
  };
}

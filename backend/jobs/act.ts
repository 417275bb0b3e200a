import { findObjection, type Action, type LocalAction } from './action-table.ts';
import { askOfChorusPro, isRemote } from './ask-of-chorus-pro.ts';
import type { NonEmpty } from '../invoice/outcome.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { findLatestAction } from '../store/actions.ts';
import type { Tx } from '../store/database.ts';
import { appendHistory } from '../store/history.ts';
import {
  findInstruction,
  saveInstruction,
  type Instruction,
  type InstructionChange,
} from '../store/instructions.ts';
import {
  documentKindOf,
  findTransmission,
  openTransmission,
  type Transmission,
  type TransmissionChange,
} from '../store/transmissions.ts';
import type { TenantId } from '../tenant.ts';
import type { Outside } from './outside.ts';
import { MovedOnError, announce, saveStepIn } from './progress.ts';
import { excludedReason, heldReason } from './stance.ts';

/**
 * A person does something about a document. In: the action, and who asks. Out: what stands in the way, or that it is
 * done, or under way at Chorus Pro. Kept here: the table of actions decides; who did it is in the history, as an id,
 * in the same transaction; what was decided makes the document go on by itself.
 */

/** What a person asks. */
export interface Deed {
  readonly documentId: string;
  readonly action: Action;
  /** The Stripe user. */
  readonly actor: string;
  /** Used once. */
  readonly nonce: string;
  readonly comment?: string | undefined;
  readonly siret?: string | undefined;
  /** Null takes a reference back; what is absent stays. */
  readonly references?: {
    readonly serviceCode?: string | null | undefined;
    readonly engagementNumber?: string | null | undefined;
    readonly contractNumber?: string | null | undefined;
  };
}

/** How it ended. */
export type DeedEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'asked'; readonly actionId: string }
  | { readonly kind: 'unknown_document' }
  | { readonly kind: 'refused'; readonly reasons: NonEmpty<Reason> };

/** What an action needs of the outside. */
export type ActOutside = Pick<Outside, 'database' | 'queue' | 'now' | 'log' | 'metrics'>;

/** How often an action is tried when the document moves on meanwhile. */
const TRIES_MAX = 5;

/** Carries out an action, or writes it down to be asked of Chorus Pro. */
export async function act(tenant: TenantId, deed: Deed, outside: ActOutside): Promise<DeedEnd> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await actOnce(tenant, deed, outside);
    } catch (error) {
      if (!(error instanceof MovedOnError) || tries >= TRIES_MAX) throw error;
    }
  }
}

async function actOnce(tenant: TenantId, deed: Deed, outside: ActOutside): Promise<DeedEnd> {
  const { documentId, action } = deed;
  const told: (() => void)[] = [];
  const end = await outside.database.transaction(async (tx): Promise<DeedEnd> => {
    const before = await findOrOpen(tenant, tx, deed, outside);
    if (!before) return { kind: 'unknown_document' };
    const instruction = await findInstruction(tenant, tx, documentId);
    const latest = await findLatestAction(tenant, tx, documentId);
    const now = outside.now();
    const circumstances = { transmission: before, instruction, latest, now };
    const objection = findObjection(action, circumstances);
    if (objection) return { kind: 'refused', reasons: [objection] };
    if (isRemote(action)) {
      const asked = await askOfChorusPro(tenant, tx, { ...deed, action }, before, outside);
      return 'reasons' in asked
        ? { kind: 'refused', reasons: asked.reasons }
        : { kind: 'asked', actionId: asked.actionId };
    }
    const effectOf: (scene: Scene) => Effect = EFFECTS[action];
    const { instructs, change } = effectOf({ deed, before, instruction, now });
    await appendHistory(tenant, tx, documentId, {
      at: now,
      kind: 'action',
      state: before.state,
      actor: deed.actor,
      detail: describe(deed),
    });
    if (instructs) await saveInstruction(tenant, tx, documentId, instructs, now);
    const after = await saveStepIn(tx, before, { change }, outside);
    told.push(() => announce(before, after, undefined, outside));
    const { environment, account } = tenant;
    const job = { kind: 'advance', environment, account, documentId, open: false } as const;
    await outside.queue.send(tx, [job]);
    return { kind: 'done' };
  });
  for (const tell of told) tell();
  return end;
}

/** What may be decided about a draft that Guichet has not met. */
const BEFORE_FINALIZATION: ReadonlySet<Action> = new Set(['hold', 'exclude', 'set_references']);

async function findOrOpen(
  tenant: TenantId,
  tx: Tx,
  { documentId, action }: Deed,
  { now }: ActOutside,
): Promise<Transmission | undefined> {
  const known = await findTransmission(tenant, tx, documentId);
  if (known || !BEFORE_FINALIZATION.has(action) || !/^in_\w{1,250}$/.test(documentId)) return known;
  const at = now();
  const opened = { documentId, kind: documentKindOf(documentId) };
  const transmission = await openTransmission(tenant, tx, opened, at);
  await appendHistory(tenant, tx, documentId, { at, kind: 'state', state: 'received' });
  return transmission;
}

interface Scene {
  readonly deed: Deed;
  readonly before: Transmission;
  readonly instruction: Instruction | undefined;
  readonly now: Date;
}

interface Effect {
  readonly instructs?: InstructionChange;
  readonly change: TransmissionChange;
}

/** What each action of our own changes. */
const EFFECTS = {
  retry: (scene) => ({ change: again(scene) }),
  set_references: (scene) => {
    const { serviceCode, engagementNumber, contractNumber } = scene.deed.references ?? {};
    return {
      instructs: {
        ...(serviceCode !== undefined && { serviceCode: serviceCode || null }),
        ...(engagementNumber !== undefined && { engagementNumber: engagementNumber || null }),
        ...(contractNumber !== undefined && { contractNumber: contractNumber || null }),
      },
      // What is held stays held: the references wait with it.
      change: scene.instruction?.stance === 'hold' ? {} : again(scene),
    };
  },
  hold: ({ deed, before }) => ({
    instructs: { stance: 'hold', comment: deed.comment || null },
    change: {
      state: 'blocked',
      reasons: [...before.reasons, heldReason(deed.comment)],
      nextAt: null,
    },
  }),
  release: (scene) => ({ instructs: { stance: null, comment: null }, change: again(scene) }),
  exclude: ({ deed }) => ({
    instructs: { stance: 'exclude', comment: deed.comment || null },
    change: {
      state: 'not_concerned',
      reasons: [],
      warnings: [excludedReason(deed.comment)],
      nextAt: null,
    },
  }),
  include: (scene) => ({ instructs: { stance: null, comment: null }, change: again(scene) }),
} as const satisfies Record<LocalAction, (scene: Scene) => Effect>;

/** Decides again with what stands there now; an unresolved deposit is looked up once more before it is sent. */
function again({ before, now }: Scene): TransmissionChange {
  const fresh = { attempts: 0, warnings: [], nextAt: now } as const;
  if (before.state === 'uncertain') {
    const params = { number: before.number ?? before.documentId };
    return { ...fresh, reasons: [reason('deposit_uncertain', 'deposit', params)] };
  }
  return {
    ...fresh,
    state: 'received',
    reasons: [],
    flowNumber: null,
    depositedAt: null,
    remoteStatus: null,
    remoteStatusAt: null,
    remoteComment: null,
  };
}

/** What the history says of an action. */
function describe({ action, comment, references = {} }: Deed): Readonly<Record<string, string>> {
  const { serviceCode, engagementNumber, contractNumber } = references;
  const detail = { comment, serviceCode, engagementNumber, contractNumber };
  const given = Object.entries(detail).filter(([, value]) => value !== undefined);
  return { action, ...Object.fromEntries(given.map(([key, value]) => [key, value ?? ''])) };
}

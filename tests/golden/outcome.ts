import { fromStripe } from '../../backend/convert/from-stripe/from-stripe.ts';
import { PROFILES, type Profile } from '../../backend/convert/profiles.ts';
import { toCii } from '../../backend/convert/to-cii/to-cii.ts';
import { decide } from '../../backend/decide/decide.ts';
import type { Decision, DirectoryAnswer } from '../../backend/decide/decision.ts';
import { complete, type CompleteInvoice } from '../../backend/invoice/complete.ts';
import { parseIsoDate } from '../../backend/invoice/date.ts';
import type { Outcome } from '../../backend/invoice/outcome.ts';
import type { Reason } from '../../backend/invoice/reason.ts';
import { parseSnapshot, type RawSnapshot } from '../../backend/receive/snapshot.ts';
import { settingsSchema, type SettingsInput } from '../../backend/settings.ts';

/** The day on which every golden is decided. */
const TODAY = '2026-11-23';

/** What goes into the pure stations. */
export interface GoldenInput {
  readonly raw: RawSnapshot;
  readonly settings: SettingsInput;
  readonly directory: DirectoryAnswer | undefined;
}

/** What the pure stations make of it, up to the XML. */
export interface GoldenOutcome {
  /** Undefined when the snapshot itself was refused. */
  readonly decision?: Decision;
  readonly refused?: readonly Reason[];
  readonly invoice?: CompleteInvoice;
  readonly xml?: string;
}

/** Runs the pure stations on one input, in the dialect of Chorus Pro unless another is asked for. */
export function outcomeOf(
  { raw, settings, directory }: GoldenInput,
  profile: Profile = PROFILES.chorus_pro_direct,
): GoldenOutcome {
  const snapshot = parseSnapshot(raw);
  if (!snapshot.ok) return { refused: snapshot.reasons };
  const today = parseIsoDate(TODAY);
  if (!today) throw new Error(`not a day: ${TODAY}`);
  const decision = decide({
    snapshot: snapshot.value,
    settings: settingsSchema.parse(settings),
    directory,
    today,
  });
  if (decision.kind !== 'send') return { decision };
  const invoice = completed(decision, profile);
  if (!invoice.ok) return { decision, refused: invoice.reasons };
  const xml = toCii(invoice.value, profile);
  return { decision, invoice: invoice.value, xml };
}

function completed(
  decision: Decision & { kind: 'send' },
  profile: Profile,
): Outcome<CompleteInvoice> {
  const draft = fromStripe(decision, profile);
  return draft.ok ? complete(draft.value, profile.rules) : draft;
}

/** A decision as its golden file shows it: without the snapshot and the settings that went in. */
export function shownDecision(decision: Decision): object {
  if (decision.kind !== 'send') return decision;
  const { snapshot: _snapshot, settings: _settings, ...shown } = decision;
  return shown;
}

/** JSON for people to read; a `bigint` is written as a string. */
export function toGoldenJson(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_key, field: unknown) => (typeof field === 'bigint' ? field.toString() : field),
    2,
  );
  return `${text}\n`;
}

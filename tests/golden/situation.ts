import type { DirectoryAnswer } from '../../backend/decide/decision.ts';
import type { SettingsInput } from '../../backend/settings.ts';
import type { CreditNoteSpec, InvoiceSpec } from '../samples/spec.ts';

/** One tax situation, written by the builder into its folder. */
export interface Situation {
  readonly folder: string;
  /** One sentence. */
  readonly why: string;
  readonly spec: InvoiceSpec;
  /** The document is this credit note on the invoice of `spec`. */
  readonly creditNote?: CreditNoteSpec;
  /** The sample settings when absent. */
  readonly settings?: SettingsInput;
  /** Nobody asks the directory when absent. */
  readonly directory?: DirectoryAnswer;
}

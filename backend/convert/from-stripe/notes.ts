import type { Note } from '../../invoice/invoice.ts';
import type { SnapshotCreditNote, SnapshotInvoice } from '../../receive/snapshot.ts';
import type { Settings } from '../../settings.ts';
import { findText, wordsUpTo } from './text.ts';

/** Characters of one note (BT-22) that Chorus Pro takes; longer texts go on in the next note. */
const NOTE_CHARACTERS_MAX = 1024;

/** BG-1: the three mentions that French law asks for, then what Stripe shows: memo, custom fields, footer. */
export function notesOf(invoice: SnapshotInvoice, { mentions }: Settings): readonly Note[] {
  return [
    ...legalNotes(mentions),
    ...noteOf(invoice.description, 'AAI'),
    ...(invoice.custom_fields ?? []).flatMap(({ name, value }) =>
      noteOf(`${name} : ${value}`, 'AAI'),
    ),
    ...noteOf(invoice.footer, 'SUR'),
    ...noteOf(mentions.other, 'REG'),
  ];
}

/** Why Stripe says that a credit note was made, in the words of the document. */
const CREDIT_REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    duplicate: 'Motif de l’avoir : facture en double',
    fraudulent: 'Motif de l’avoir : commande frauduleuse',
    order_change: 'Motif de l’avoir : commande modifiée',
    product_unsatisfactory: 'Motif de l’avoir : prestation non conforme',
  }),
);

/** BG-1 of a credit note: the same mentions, its reason and its memo. */
export function creditNoteNotesOf(
  creditNote: SnapshotCreditNote,
  { mentions }: Settings,
): readonly Note[] {
  return [
    ...legalNotes(mentions),
    ...noteOf(CREDIT_REASONS.get(creditNote.reason ?? ''), 'AAI'),
    ...noteOf(creditNote.memo, 'AAI'),
    ...noteOf(mentions.other, 'REG'),
  ];
}

function legalNotes(mentions: Settings['mentions']): readonly Note[] {
  return [
    ...noteOf(mentions.recoveryIndemnity, 'PMT'),
    ...noteOf(mentions.latePenalties, 'PMD'),
    ...noteOf(mentions.earlyDiscount, 'AAB'),
  ];
}

function noteOf(
  raw: string | null | undefined,
  subject: NonNullable<Note['subject']>,
): readonly Note[] {
  const text = findText(raw);
  if (text === undefined) return [];
  return wordsUpTo(text, NOTE_CHARACTERS_MAX).map((piece) => ({ subject, text: piece }));
}

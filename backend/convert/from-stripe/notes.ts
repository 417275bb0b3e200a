import type { Note } from '../../invoice/invoice.ts';
import type { SnapshotInvoice } from '../../receive/snapshot.ts';
import type { Settings } from '../../settings.ts';
import { findText, wordsUpTo } from './text.ts';

/** Characters of one note (BT-22) that Chorus Pro takes; longer texts go on in the next note. */
const NOTE_CHARACTERS_MAX = 1024;

/** BG-1: the three mentions that French law asks for, then what Stripe shows: memo, custom fields, footer. */
export function notesOf(invoice: SnapshotInvoice, { mentions }: Settings): readonly Note[] {
  return [
    ...noteOf(mentions.recoveryIndemnity, 'PMT'),
    ...noteOf(mentions.latePenalties, 'PMD'),
    ...noteOf(mentions.earlyDiscount, 'AAB'),
    ...noteOf(invoice.description, 'AAI'),
    ...(invoice.custom_fields ?? []).flatMap(({ name, value }) =>
      noteOf(`${name} : ${value}`, 'AAI'),
    ),
    ...noteOf(invoice.footer, 'SUR'),
    ...noteOf(mentions.other, 'REG'),
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

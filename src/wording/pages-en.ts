import type { PagesWording } from './pages.ts';

/** What the pages that a link opens say, in English. */
export const PAGES_EN: PagesWording = {
  attachments: {
    title: 'Files for the buyer',
    lead: 'They go to the buyer in Chorus Pro when you answer from the invoice’s page in Stripe. Until then nothing is sent, and you can remove them.',
    choose: 'Add files',
    limits: ({ size, characters }) =>
      `Up to ${size} each; names of at most ${characters} characters. PDF is taken everywhere.`,
    present: 'Added so far',
    none: 'No file has been added yet.',
    tooLarge: ({ size }) => `The file is larger than ${size}, the most that Chorus Pro takes.`,
  },
  logo: {
    title: 'Logo on your invoices',
    lead: 'It stands at the top of the page of each invoice that is issued from now on. Invoices that were issued before stay as they are.',
    choose: 'Choose a logo',
    limits: ({ size }) => `PNG, or JPEG in grey or RGB; up to ${size} and 2 million pixels.`,
    present: 'Present logo',
    none: 'No logo: your company’s name stands in its place.',
    tooLarge: ({ size }) => `The file is larger than ${size}. Save the logo smaller and try again.`,
    unreadable:
      'This file cannot be printed. Save the logo as a PNG, or as a JPEG in grey or RGB (not CMYK), and try again.',
    noSettings:
      'Your company’s name is not saved yet. Enter it in Guichet’s settings in Stripe, then choose the logo.',
    busy: 'Somebody else is changing the settings at this moment. Try again.',
  },
  remove: 'Remove',
  gone: 'This file was sent or removed already.',
  lost: 'The connection was lost. Try again.',
  linkOver: {
    title: 'This link is over',
    explanation: 'Links are good for 15 minutes. Open a new one from Guichet in Stripe.',
  },
  notIssued: 'No document was issued for this invoice.',
  language: 'English',
  size: (bytes) => written(bytes),
};

const KILOBYTE = 1024;

function written(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / KILOBYTE));
  if (kilobytes < KILOBYTE) return `${kilobytes} kB`;
  return `${Number((kilobytes / KILOBYTE).toFixed(1))} MB`;
}

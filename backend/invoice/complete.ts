import type { Invoice } from './invoice.ts';

/** An invoice that every rule has accepted: only `complete` makes one. */
export type CompleteInvoice = Invoice & { readonly __brand: 'CompleteInvoice' };

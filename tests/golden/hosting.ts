import { townHall } from '../samples/public-bodies.ts';
import type { InvoiceSpec, LineSpec, TaxSpec } from '../samples/spec.ts';
import type { Situation } from './situation.ts';

/** 20 % on top of the price. */
export const STANDARD: readonly TaxSpec[] = [{ percentage: '20' }];
/** 20 % within the price. */
export const INCLUSIVE: readonly TaxSpec[] = [{ percentage: '20', inclusive: true }];

/** The line that most situations start from. */
export const hosting: LineSpec = {
  description: 'Hébergement du site',
  quantity: '2',
  unitPriceCents: '25000',
  taxes: STANDARD,
};

/** An invoice for a town hall that demands no reference. */
export function ordinary(
  folder: string,
  why: string,
  spec: Partial<InvoiceSpec>,
  rest: Omit<Situation, 'folder' | 'why' | 'spec'> = {},
): Situation {
  return {
    ...rest,
    folder,
    why,
    spec: { number: 'GOLD-0001', customer: townHall, lines: [hosting], ...spec },
  };
}

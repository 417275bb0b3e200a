import type { Invoice } from './invoices.ts';
import { currentStep } from './invoices.ts';

/**
 * Buyers that act by themselves: each is a list of rules, of which the first that fits an invoice's present status says
 * what the buyer does next. `unless` keeps it from doing a thing twice.
 */

interface Rule {
  readonly when: string;
  readonly unless?: string;
  readonly then: string;
  readonly comment?: string;
}

const PAYS: readonly Rule[] = [
  { when: 'MISE_A_DISPOSITION', then: 'SERVICE_FAIT' },
  { when: 'COMPLETEE', then: 'SERVICE_FAIT' },
  { when: 'SERVICE_FAIT', then: 'MANDATEE' },
  { when: 'MANDATEE', then: 'MISE_A_DISPOSITION_COMPTABLE' },
  { when: 'MISE_A_DISPOSITION_COMPTABLE', then: 'COMPTABILISEE' },
  { when: 'COMPTABILISEE', then: 'MISE_EN_PAIEMENT' },
];

/** The characters that a buyer may have. */
const CHARACTERS = {
  pays: PAYS,
  asks: [
    {
      when: 'MISE_A_DISPOSITION',
      unless: 'SUSPENDUE',
      then: 'SUSPENDUE',
      comment: 'Merci de joindre le bon de livraison',
    },
    ...PAYS,
  ],
  sends_back: [
    {
      when: 'MISE_A_DISPOSITION',
      unless: 'A_RECYCLER',
      then: 'A_RECYCLER',
      comment: 'Facture destinée à un autre service',
    },
    ...PAYS,
  ],
  rejects: [
    { when: 'MISE_A_DISPOSITION', then: 'REJETEE', comment: 'Prestation non conforme au devis' },
  ],
} as const satisfies Record<string, readonly Rule[]>;

/** How the buyers behave: nobody acts, all have one character, or each invoice's number draws one. */
export const BUYER_BEHAVIOURS = [
  'manual',
  'mixed',
  'pays',
  'asks',
  'sends_back',
  'rejects',
] as const;
export type BuyerBehaviour = (typeof BUYER_BEHAVIOURS)[number];

/** Most invoices are paid without a word. */
const MIXTURE = ['pays', 'pays', 'pays', 'asks', 'sends_back', 'rejects'] as const;

/** What the buyer does next; undefined when it is content, or has nothing to say. */
export function nextStep(invoice: Invoice, behaviour: BuyerBehaviour): Rule | undefined {
  if (behaviour === 'manual') return undefined;
  const character = behaviour === 'mixed' ? drawn(invoice.number) : behaviour;
  const { status } = currentStep(invoice);
  const been = (wanted: string) => invoice.steps.some((step) => step.status === wanted);
  const rules: readonly Rule[] = CHARACTERS[character];
  const rule = rules.find(
    ({ when, unless }) => when === status && !(unless !== undefined && been(unless)),
  );
  // Some bodies never report the payment.
  return rule?.then === 'MISE_EN_PAIEMENT' && !invoice.buyer.reportsPayment ? undefined : rule;
}

function drawn(invoiceNumber: string): (typeof MIXTURE)[number] {
  const sum = [...invoiceNumber].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return MIXTURE[sum % MIXTURE.length] ?? 'pays';
}

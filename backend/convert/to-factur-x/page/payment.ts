import type { Invoice } from '../../../invoice/invoice.ts';
import { facts, type Fact } from './facts.ts';
import { dateText, ibanText } from './figures.ts';
import { isPaidInvoice } from './masthead.ts';
import { paragraphs } from './paragraphs.ts';
import type { Block } from './sheets.ts';
import { LEFT, STYLES, WIDTH, type Theme } from './theme.ts';
import { LABELS, MEANS } from './wording.ts';

const PADDING = 10;
const ROW_GAP = 8;

/** How it is, or was, paid: one panel that stays whole. */
export function payment(invoice: Invoice, theme: Theme): Block {
  const inside = { x: LEFT + PADDING, width: WIDTH - 2 * PADDING };
  const title = paragraphs([{ text: LABELS.payment, style: theme.section, type: 'H2' }], inside);
  const account = facts(accountFacts(invoice), { ...inside, columns: 2, valueStyle: STYLES.iban });
  const terms = facts(termFacts(invoice), { ...inside, columns: 2, valueStyle: STYLES.body });
  const paid = isPaidInvoice(invoice)
    ? paragraphs([{ text: LABELS.nothingDue, style: STYLES.strong }], inside)
    : undefined;
  const parts = [paid, account, terms].filter((part) => part !== undefined);
  const height =
    2 * PADDING +
    title.height +
    parts.reduce((total, part) => total + part.height + ROW_GAP, -ROW_GAP);
  return {
    height,
    draw(sheets, top, parent) {
      const panel = { x: LEFT, top, width: WIDTH, height };
      sheets.page.artifact('Layout', () => sheets.page.fill(panel, theme.panel));
      title.draw(sheets, top + PADDING, parent);
      let partTop = top + PADDING + title.height;
      for (const part of parts) {
        part.draw(sheets, partTop, parent);
        partTop += part.height + ROW_GAP;
      }
    },
  };
}

function accountFacts({ payment: { account } }: Invoice): readonly Fact[] {
  return [
    { label: LABELS.iban, value: account && ibanText(account.iban) },
    { label: LABELS.bic, value: account?.bic },
  ];
}

function termFacts({
  payment: { meansCode, meansText, account },
  ...invoice
}: Invoice): readonly Fact[] {
  const isInvoice = invoice.typeCode === '380';
  return [
    { label: LABELS.means, value: meansText ?? MEANS[meansCode] },
    { label: LABELS.holder, value: account?.name },
    { label: LABELS.dueOn, value: invoice.dueOn && dateText(invoice.dueOn) },
    { label: LABELS.quote, value: isInvoice && account ? invoice.number : undefined },
    { label: LABELS.terms, value: invoice.paymentTerms },
  ];
}

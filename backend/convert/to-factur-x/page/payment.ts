import type { Invoice } from '../../../invoice/invoice.ts';
import { facts, type Fact } from './facts.ts';
import { dateText, ibanText } from './figures.ts';
import { isPaidInvoice } from './masthead.ts';
import { paragraphs } from './paragraphs.ts';
import type { Block } from './sheets.ts';
import { LEFT, STYLES, WIDTH, type Theme } from './theme.ts';
import { LABELS, MEANS } from './wording.ts';

const PADDING = 9;
const ROW_GAP = 7;
const TITLE_GAP = 2;

/** How it is, or was, paid: one panel that stays whole. */
export function payment(invoice: Invoice, theme: Theme): Block {
  const inside = { x: LEFT + PADDING, width: WIDTH - 2 * PADDING };
  const title = paragraphs([{ text: LABELS.payment, style: theme.section, type: 'H2' }], inside);
  const settledText = nothingOwed(invoice);
  const account = settledText
    ? undefined
    : facts(accountFacts(invoice), { ...inside, valueStyle: STYLES.iban });
  const terms = facts(termFacts(invoice), { ...inside, valueStyle: STYLES.body });
  const settled =
    settledText === undefined
      ? undefined
      : paragraphs([{ text: settledText, style: STYLES.strong }], inside);
  const parts = [settled, account, terms].filter((part) => part !== undefined);
  const height =
    2 * PADDING +
    title.height +
    TITLE_GAP +
    parts.reduce((total, part) => total + part.height + ROW_GAP, -ROW_GAP);
  return {
    height,
    draw(sheets, top, parent) {
      const panel = { x: LEFT, top, width: WIDTH, height };
      sheets.page.artifact('Layout', () => sheets.page.fill(panel, theme.panel));
      title.draw(sheets, top + PADDING, parent);
      let partTop = top + PADDING + title.height + TITLE_GAP;
      for (const part of parts) {
        part.draw(sheets, partTop, parent);
        partTop += part.height + ROW_GAP;
      }
    },
  };
}

/** The sentence that says that nobody has to pay; undefined when somebody has. */
function nothingOwed(invoice: Invoice): string | undefined {
  if (invoice.typeCode === '381') return LABELS.creditNote;
  return isPaidInvoice(invoice) ? LABELS.invoicePaid : undefined;
}

function accountFacts({ payment: { account } }: Invoice): readonly Fact[] {
  return [
    { label: LABELS.iban, value: account && ibanText(account.iban) },
    { label: LABELS.bic, value: account?.bic },
    { label: LABELS.holder, value: account?.name },
  ];
}

function termFacts(invoice: Invoice): readonly Fact[] {
  const { meansCode, meansText, account } = invoice.payment;
  const means = { label: LABELS.means, value: meansText ?? MEANS[meansCode] };
  const terms = { label: LABELS.terms, value: invoice.paymentTerms };
  if (nothingOwed(invoice)) return [means, terms];
  return [
    means,
    { label: LABELS.dueOn, value: invoice.dueOn && dateText(invoice.dueOn) },
    { label: LABELS.quote, value: account && invoice.number },
    terms,
  ];
}

import type { Invoice, PrecedingInvoice } from '../../../invoice/invoice.ts';
import { facts } from './facts.ts';
import { dateText, periodText } from './figures.ts';
import type { Block } from './sheets.ts';
import { LEFT, STYLES, WIDTH, type Theme } from './theme.ts';
import { DUE_DATES, LABELS, PROCESSES, SUPPLIES, VAT_POINTS } from './wording.ts';

const PADDING = 8;
const EDGE_WIDTH = 3;

/** What the public body routes by, in sight: engagement number, service code, contract number. */
export function routingReferences(invoice: Invoice, theme: Theme): Block | undefined {
  const x = LEFT + EDGE_WIDTH + PADDING;
  const inner = facts(
    [
      { label: LABELS.engagement, value: invoice.orderReference },
      { label: LABELS.service, value: invoice.buyerReference },
      { label: LABELS.contract, value: invoice.contractReference },
    ],
    { x, width: LEFT + WIDTH - x, valueStyle: STYLES.reference, cellWidthMin: 130 },
  );
  if (!inner) return undefined;
  const height = inner.height + 2 * PADDING;
  return {
    height,
    draw(sheets, top, parent) {
      sheets.page.artifact('Layout', () => {
        sheets.page.fill({ x: LEFT, top, width: WIDTH, height }, theme.panel);
        sheets.page.fill({ x: LEFT, top, width: EDGE_WIDTH, height }, theme.accent);
      });
      inner.draw(sheets, top + PADDING, parent);
    },
  };
}

/** Dates, framework, and what the invoice follows. */
export function documentFacts(invoice: Invoice): Block | undefined {
  return facts(
    [
      { label: LABELS.issuedOn, value: dateText(invoice.issuedOn) },
      {
        label: DUE_DATES[invoice.businessProcess],
        value: invoice.dueOn && dateText(invoice.dueOn),
      },
      { label: LABELS.period, value: invoice.period && periodText(invoice.period) },
      { label: LABELS.deliveredOn, value: invoice.deliveredOn && dateText(invoice.deliveredOn) },
      { label: LABELS.preceding, value: invoice.precedingInvoices.map(precedingText).join('\n') },
      { label: LABELS.vatPoint, value: VAT_POINTS[invoice.vatPointDateCode] },
      { label: LABELS.supply, value: invoice.supply && SUPPLIES[invoice.supply] },
      { label: LABELS.process, value: PROCESSES[invoice.businessProcess] },
    ],
    { x: LEFT, width: WIDTH, valueStyle: STYLES.body },
  );
}

function precedingText({ number, issuedOn }: PrecedingInvoice): string {
  return `${LABELS.number}${number} du\u00a0${dateText(issuedOn)}`;
}

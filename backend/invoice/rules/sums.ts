import { sum } from '../money.ts';
import { mustEqual, type Rule } from './rule.ts';

/** BR-CO-10: BT-106 is the sum of the line nets. */
const lineNetSum: Rule = (invoice) =>
  mustEqual(invoice, 'line_net_sum_inexact', {
    at: 'invoice.totals.lineNet',
    found: invoice.totals.lineNet,
    expected: sum(invoice.lines.map(({ net }) => net)),
  });

/** BR-CO-11: BT-107 is the sum of the document's allowances. */
const allowanceSum: Rule = (invoice) =>
  mustEqual(invoice, 'allowance_sum_inexact', {
    at: 'invoice.totals.allowances',
    found: invoice.totals.allowances,
    expected: sum(invoice.allowances.map(({ amount }) => amount)),
  });

/** BR-CO-12: BT-108 is the sum of the document's charges. */
const chargeSum: Rule = (invoice) =>
  mustEqual(invoice, 'charge_sum_inexact', {
    at: 'invoice.totals.charges',
    found: invoice.totals.charges,
    expected: sum(invoice.charges.map(({ amount }) => amount)),
  });

/** BR-CO-13: BT-109 = BT-106 − BT-107 + BT-108. */
const totalWithoutVat: Rule = (invoice) => {
  const { totals } = invoice;
  return mustEqual(invoice, 'total_without_vat_inexact', {
    at: 'invoice.totals.withoutVat',
    found: totals.withoutVat,
    expected: totals.lineNet - totals.allowances + totals.charges,
  });
};

/** BR-CO-14: BT-110 is the sum of the VAT of all categories and rates. */
const vatSum: Rule = (invoice) =>
  mustEqual(invoice, 'vat_sum_inexact', {
    at: 'invoice.totals.vat',
    found: invoice.totals.vat,
    expected: sum(invoice.vatBreakdown.map(({ tax }) => tax)),
  });

/** BR-CO-15: BT-112 = BT-109 + BT-110. */
const totalWithVat: Rule = (invoice) => {
  const { totals } = invoice;
  return mustEqual(invoice, 'total_with_vat_inexact', {
    at: 'invoice.totals.withVat',
    found: totals.withVat,
    expected: totals.withoutVat + totals.vat,
  });
};

/** BR-CO-16: BT-115 = BT-112 − BT-113. */
const amountDue: Rule = (invoice) => {
  const { totals } = invoice;
  return mustEqual(invoice, 'amount_due_inexact', {
    at: 'invoice.totals.due',
    found: totals.due,
    expected: totals.withVat - totals.prepaid,
  });
};

/** The document's totals follow from its parts, to the cent (EN 16931 §6.4, BR-CO-10 to BR-CO-16). */
export const SUM_RULES: readonly Rule[] = [
  lineNetSum,
  allowanceSum,
  chargeSum,
  totalWithoutVat,
  vatSum,
  totalWithVat,
  amountDue,
];

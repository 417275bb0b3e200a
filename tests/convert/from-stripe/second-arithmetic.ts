/**
 * A second arithmetic, sharing nothing with the product's: it reads a CII text back as data and recomputes everything
 * in fractions. What it finds wrong is said in words.
 */

/** An exact fraction; the denominator is positive. */
type Ratio = readonly [numerator: bigint, denominator: bigint];

const ratio = (text: string): Ratio => {
  const [integer = '0', fraction = ''] = text.split('.');
  return [BigInt(integer + fraction), 10n ** BigInt(fraction.length)];
};
const add = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * d + c * b, b * d];
const minus = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * d - c * b, b * d];
const times = ([a, b]: Ratio, [c, d]: Ratio): Ratio => [a * c, b * d];
const over = ([a, b]: Ratio, [c, d]: Ratio): Ratio => (c < 0n ? [-a * d, b * -c] : [a * d, b * c]);
const equal = ([a, b]: Ratio, [c, d]: Ratio): boolean => a * d === c * b;
const ZERO: Ratio = [0n, 1n];
const total = (all: readonly Ratio[]) => all.reduce(add, ZERO);

/** To whole cents, half away from zero. */
function cents([a, b]: Ratio): Ratio {
  const negative = a < 0n;
  const scaled = (negative ? -a : a) * 100n;
  const floor = scaled / b;
  const rest = scaled % b;
  const rounded = rest * 2n >= b ? floor + 1n : floor;
  return [negative ? -rounded : rounded, 100n];
}

const within = ([a, b]: Ratio, [c, d]: Ratio): boolean => (a < 0n ? -a : a) * d <= c * b;

function all(xml: string, element: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<ram:${element}[^>]*>([^<]*)</ram:${element}>`, 'g'))].map(
    ([, text = '']) => text,
  );
}

function blocks(xml: string, element: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<ram:${element}>[\\s\\S]*?</ram:${element}>`, 'g'))].map(
    ([block]) => block,
  );
}

function one(xml: string, element: string): Ratio {
  const [text = '0'] = all(xml, element);
  return ratio(text);
}

interface ReadLine {
  readonly key: string;
  readonly net: Ratio;
}

interface ReadRow {
  readonly key: string;
  readonly rate: Ratio;
  readonly base: Ratio;
  readonly tax: Ratio;
}

const keyOf = (xml: string) =>
  `${all(xml, 'CategoryCode')[0] ?? ''} ${all(xml, 'RateApplicablePercent')[0] ?? ''}`;

/** What does not hold in a CII text, in words. */
export function objectionsTo(xml: string): readonly string[] {
  const objections: string[] = [];
  const isCreditNote = xml.includes('<ram:TypeCode>381</ram:TypeCode>');
  const must = (holds: boolean, what: string) => {
    if (!holds) objections.push(what);
  };
  const lineBlocks = blocks(xml, 'IncludedSupplyChainTradeLineItem');
  const lines = lineBlocks.map((block, index): ReadLine => {
    const gross = cents(
      over(
        times(one(block, 'BilledQuantity'), one(block, 'ChargeAmount')),
        all(block, 'BasisQuantity')[0] === undefined ? [1n, 1n] : one(block, 'BasisQuantity'),
      ),
    );
    const net = one(block, 'LineTotalAmount');
    const allowances = total(all(block, 'ActualAmount').map(ratio));
    must(equal(net, minus(gross, allowances)), `line ${index + 1}: quantity × price − allowances`);
    must(one(block, 'ChargeAmount')[0] >= 0n, `line ${index + 1}: negative price`);
    return { key: keyOf(block), net };
  });
  const header = xml.slice(xml.indexOf('<ram:ApplicableHeaderTradeSettlement>'));
  const charges = blocks(header, 'SpecifiedTradeAllowanceCharge').map((block): ReadLine => {
    const amount = one(block, 'ActualAmount');
    const isCharge = block.includes('<udt:Indicator>true');
    return { key: keyOf(block), net: isCharge ? amount : minus(ZERO, amount) };
  });
  const rows = blocks(header, 'ApplicableTradeTax').map((block): ReadRow => ({
    key: keyOf(block),
    rate: one(block, 'RateApplicablePercent'),
    base: one(block, 'BasisAmount'),
    tax: one(block, 'CalculatedAmount'),
  }));
  must(new Set(rows.map(({ key }) => key)).size === rows.length, 'a breakdown row twice');
  for (const row of rows) {
    const same = [...lines, ...charges].filter(({ key }) => key === row.key);
    must(equal(row.base, total(same.map(({ net }) => net))), `base of ${row.key}`);
    const exact = over(times(row.base, row.rate), [100n, 1n]);
    // Half a cent for each line (a whole one on a credit note, which gives back what a line bore), and as much again
    // times the rate where prices hold the tax.
    const parts = BigInt(Math.max(1, same.length) * (isCreditNote ? 2 : 1));
    const slack = times([parts, 200n], add([1n, 1n], over(row.rate, [100n, 1n])));
    must(within(minus(row.tax, exact), row.rate[0] === 0n ? ZERO : slack), `tax of ${row.key}`);
  }
  const sums = blocks(header, 'SpecifiedTradeSettlementHeaderMonetarySummation').join('');
  must(equal(one(sums, 'LineTotalAmount'), total(lines.map(({ net }) => net))), 'sum of lines');
  const net = total([...lines, ...charges].map((part) => part.net));
  must(equal(one(sums, 'TaxBasisTotalAmount'), net), 'total without VAT');
  const tax = total(rows.map((row) => row.tax));
  must(equal(one(sums, 'TaxTotalAmount'), tax), 'total VAT');
  must(equal(one(sums, 'GrandTotalAmount'), add(net, tax)), 'total with VAT');
  const due = minus(one(sums, 'GrandTotalAmount'), one(sums, 'TotalPrepaidAmount'));
  must(equal(one(sums, 'DuePayableAmount'), due), 'amount due');
  return objections;
}

/** Totals of a CII text, as written. */
export function totalsIn(xml: string): Readonly<Record<'net' | 'tax' | 'gross' | 'due', string>> {
  const [sums = ''] = blocks(xml, 'SpecifiedTradeSettlementHeaderMonetarySummation');
  const text = (element: string) => all(sums, element)[0] ?? '';
  return {
    net: text('TaxBasisTotalAmount'),
    tax: text('TaxTotalAmount'),
    gross: text('GrandTotalAmount'),
    due: text('DuePayableAmount'),
  };
}

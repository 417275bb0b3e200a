import { numberIn, textIn, type Json } from './fields.ts';

const PAGE_SIZE_DEFAULT = 10;
const PAGE_SIZE_MAX = 1_000;

/** A page of a list, with the counters that go back with it. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly counters: {
    readonly pageCourante: number;
    readonly pages: number;
    readonly nbResultatsParPage: number;
    readonly total: number;
  };
}

/** Cuts the page that a request asks for (`pageResultatDemandee`, `nbResultatsParPage`). */
export function pageOf<Row>(rows: readonly Row[], request: Json): Page<Row> {
  const asked = numberIn(request, 'nbResultatsParPage') ?? PAGE_SIZE_DEFAULT;
  const size = Math.min(Math.max(Math.trunc(asked), 1), PAGE_SIZE_MAX);
  const page = Math.max(Math.trunc(numberIn(request, 'pageResultatDemandee') ?? 1), 1);
  return {
    rows: rows.slice((page - 1) * size, page * size),
    counters: {
      pageCourante: page,
      pages: Math.ceil(rows.length / size),
      nbResultatsParPage: size,
      total: rows.length,
    },
  };
}

/** Sorts by the column that a request asks for; an unknown column leaves the order. */
export function sorted<Row>(
  rows: readonly Row[],
  request: Json,
  columns: Readonly<Record<string, (row: Row) => string | number>>,
): readonly Row[] {
  const valueOf = columns[textIn(request, 'triColonne') ?? ''];
  const ordered = valueOf
    ? [...rows].sort((one, other) => compare(valueOf(one), valueOf(other)))
    : [...rows];
  return textIn(request, 'triSens') === 'Descendant' ? ordered.reverse() : ordered;
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

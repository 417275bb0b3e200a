/** One measured figure, and what was hoped for. */
export interface BenchRow {
  readonly name: string;
  /** Medians, with their units. */
  readonly measured: string;
  /** Against a rival in the same run; what the machine was doing meanwhile hits both. */
  readonly ratio?: string;
  readonly aim?: string;
  /** Whether the aim was met; absent where there is none. */
  readonly met?: boolean;
}

/** What one benchmark found. */
export interface BenchTable {
  readonly title: string;
  readonly rows: readonly BenchRow[];
  /** What a reader must know to judge the figures. */
  readonly notes: readonly string[];
}

/** How long a benchmark may take. */
export interface BenchExtent {
  /** Short rounds, and few of them: to see that it works, not to publish. */
  readonly quick: boolean;
  /** The long runs too (10,000 invoices). */
  readonly full: boolean;
  /** Where the backend's CPU profiles are written. */
  readonly profileDir?: string;
}

const HEAD = ['', 'median', 'ratio', 'aim', 'met'] as const;

/** A table as Markdown, for the terminal and for docs/benchmarks.md alike. */
export function toMarkdown({ title, rows, notes }: BenchTable): string {
  const cells = [HEAD, ...rows.map(toCells)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const [head = [], ...body] = cells;
  const told = notes.map((note) => `- ${note}`);
  return [`## ${title}`, '', line(head), rule, ...body.map(line), '', ...told, ''].join('\n');
}

function toCells({ name, measured, ratio = '', aim = '', met }: BenchRow): readonly string[] {
  return [name, measured, ratio, aim, met === undefined ? '' : met ? 'yes' : 'NO'];
}

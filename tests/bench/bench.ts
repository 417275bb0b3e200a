import { availableParallelism, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { benchConversion } from './conversion.ts';
import { benchDashboard } from './dashboard.ts';
import { benchDatabase } from './database.ts';
import { benchDirectory } from './directory.ts';
import { benchIngest } from './ingest.ts';
import { benchPipeline } from './pipeline.ts';
import { benchPolling } from './polling.ts';
import { benchTelling } from './telling.ts';
import { toMarkdown, type BenchExtent, type BenchTable } from './table.ts';

/**
 * `npm run bench`: the figures that docs/benchmarks.md reports. `-- --only <table>` runs one, `--quick` shortens the
 * rounds, `--full` adds the long runs, `--profile <folder>` has the backend write CPU profiles there.
 */

const TABLES: Readonly<Record<string, (extent: BenchExtent) => Promise<BenchTable>>> = {
  conversion: benchConversion,
  ingest: benchIngest,
  pipeline: benchPipeline,
  polling: async () => benchPolling(),
  telling: benchTelling,
  directory: benchDirectory,
  embedded: benchDatabase,
  dashboard: benchDashboard,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
const { only, quick, full, profile } = values;
const chosen = Object.entries(TABLES).filter(([name]) => only === undefined || name === only);
if (chosen.length === 0) {
  console.error(`There is no table ${only}; there are: ${Object.keys(TABLES).join(', ')}`);
  process.exit(2);
}
const memoryGiB = Math.round(totalmem() / 2 ** 30);
console.log(`Node ${process.version}, ${availableParallelism()} cores, ${memoryGiB} GiB memory\n`);
for (const [name, bench] of chosen) {
  console.error(`${name} …`);
  const [before = 0] = loadavg();
  const table = await bench({
    quick,
    full,
    ...(profile === undefined ? {} : { profileDir: profile }),
  });
  console.log(toMarkdown(table));
  console.log(`${others(before)}\n`);
}

/** How busy the machine was besides: whoever reads the figures must know. */
function others(before: number): string {
  const [after = 0] = loadavg();
  return `Load average of the machine: ${before.toFixed(1)} before, ${after.toFixed(1)} after.`;
}

/**
 * How fast a Stripe invoice becomes a checked Factur-X document, against what npm offers, in rounds that interleave
 * all contenders. Alone: `node tests/bench/conversion.ts [--quick] [--full]`; `--full` also makes 100,000 documents
 * and watches the memory.
 */
import { pathToFileURL } from 'node:url';
import { convert } from '../../backend/convert/convert.ts';
import { render } from '../../backend/convert/to-factur-x/to-factur-x.ts';
import { decide } from '../../backend/decide/decide.ts';
import type { Sendable } from '../../backend/decide/decision.ts';
import { parseIsoDate } from '../../backend/invoice/date.ts';
import { parseSnapshot } from '../../backend/receive/snapshot.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { buildInvoice } from '../samples/builder.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { convertWithEInvoiceEu } from './conversion-e-invoice-eu.ts';
import {
  convertWithNodeZugferd,
  convertWithStackForge,
  drawWithPdfkit,
} from './conversion-rivals.ts';
import { median } from './quantile.ts';
import { toMarkdown, type BenchExtent, type BenchRow, type BenchTable } from './table.ts';

const BUYER = {
  name: 'Commune de Saint-Jean-d’Angély',
  address: {
    line1: '1 place de l’Hôtel-de-Ville',
    postalCode: '17400',
    city: 'Saint-Jean-d’Angély',
  },
  metadata: { government_affiliated: 'true', siret: '73282932000074', service_code: 'TECH' },
};
const TODAY = '2026-11-23';

const NAMES = [
  'Abonnement – accès à la plateforme',
  'Heures de conseil, équipe projet',
  'Hébergement mutualisé',
  'Licence annuelle, poste supplémentaire',
] as const;

/** Rounds that are thrown away while V8 compiles, and rounds that count. */
const ROUNDS = { quick: [2, 5], normal: [5, 40] } as const;
const LONG_ROUNDS = { quick: [1, 2], normal: [2, 7] } as const;

/**
 * Times are processor time of the whole process, its collector and its zlib threads included: where others use the
 * machine too, the clock would punish a long run for every interruption and spare a short one.
 */
interface Found {
  readonly name: string;
  readonly ms: number;
  readonly bytes: number;
  readonly isWholeAndValid: boolean;
}

/** A turn lasts this long at least: a quick contender then does not pay alone for the garbage that a slow one left. */
const BATCH_MS = 40;

/** Documents of the memory run, and how often it looks. */
const MEMORY_DOCUMENTS = 100_000;
const MEMORY_LOOKS = 10;

/** Milliseconds of a page that were hoped for. */
const PAGE_AIM_MS = 1;

/** How many times as fast as the fastest rival that makes a whole valid Factur-X was hoped for. */
const WHOLE_AIM = 20;

interface Contender {
  readonly name: string;
  readonly run: () => Promise<Uint8Array> | Uint8Array;
  /** Whether veraPDF and the official schema accept what it makes, where that is what is compared. */
  readonly isWholeAndValid?: boolean;
}

/** Measures one page and a thousand lines. */
export async function benchConversion({ quick, full }: BenchExtent): Promise<BenchTable> {
  const extent = quick ? 'quick' : 'normal';
  const rows = [
    ...toRows('1 page', await race(contenders(3), ROUNDS[extent]), true),
    ...toRows('1,000 lines', await race(contenders(1000), LONG_ROUNDS[extent])),
  ];
  return {
    title: 'Conversion',
    rows,
    notes: [
      'Whole: a verified snapshot becomes a document whose XML the official schema has accepted. Page: drawing alone, the XML is given.',
      'The rivals draw a plainer page with pdfkit, untagged and in fonts without kerning rules (with them, Inter takes it six times as long), and embed an XML that says less; node-zugferd’s runs without its schema check, which needs Java, and its XMP is not well-formed: it is not counted among the valid.',
      `Processor time, not the clock; medians of interleaved turns of ${BATCH_MS} ms at least. Ratios are to ours of the same kind and size.`,
      ...(full ? [watchMemory()] : []),
    ],
  };
}

/** Ours first in each kind: the others are compared with it. */
function contenders(lines: number): readonly (readonly Contender[])[] {
  const sendable = sendableOf(lines);
  const document = convertOurs(sendable);
  const { invoice, xml } = document;
  return [
    [
      { name: 'whole: Guichet', run: () => convertOurs(sendable).pdf },
      {
        name: 'whole: pdfkit + StackForge',
        run: () => convertWithStackForge(invoice),
        isWholeAndValid: true,
      },
      {
        name: 'whole: pdfkit + e-invoice-eu',
        run: () => convertWithEInvoiceEu(invoice),
        isWholeAndValid: true,
      },
      // Its XMP is not well-formed, and so its file is no PDF/A.
      { name: 'whole: pdfkit + node-zugferd', run: () => convertWithNodeZugferd(invoice) },
    ],
    [
      { name: 'page: Guichet, tagged', run: () => render(invoice, xml) },
      { name: 'page: pdfkit, untagged', run: () => drawWithPdfkit(invoice, xml) },
    ],
  ];
}

function convertOurs(sendable: Sendable) {
  const outcome = convert(sendable);
  if (!outcome.ok) throw new Error(outcome.reasons.map(({ code }) => code).join(', '));
  return outcome.value;
}

function sendableOf(lines: number): Sendable {
  const snapshot = parseSnapshot(
    buildInvoice({
      number: 'F-2026-0042',
      customer: BUYER,
      lines: Array.from({ length: lines }, (_, index) => ({
        description: NAMES[index % NAMES.length] ?? '',
        quantity: String((index % 7) + 1),
        unitPriceCents: String(1000 + ((index * 7919) % 90_000)),
      })),
    }),
  );
  const today = parseIsoDate(TODAY);
  if (!snapshot.ok || !today) throw new Error('the sample is no snapshot');
  const decision = decide({
    snapshot: snapshot.value,
    settings: settingsSchema.parse(SAMPLE_SETTINGS),
    directory: undefined,
    today,
  });
  if (decision.kind !== 'send') throw new Error(`the sample is ${decision.kind}`);
  return decision;
}

/** Gives every contender a turn in each round, so that whatever else the machine does hits all of them. */
async function race(
  groups: readonly (readonly Contender[])[],
  [warmUp, rounds]: readonly [number, number],
): Promise<readonly (readonly Found[])[]> {
  const times = new Map<Contender, number[]>(groups.flat().map((contender) => [contender, []]));
  const sizes = new Map<Contender, number>();
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const [contender, taken] of times) {
      const { ms, bytes } = await runBatch(contender);
      if (round >= warmUp) taken.push(ms);
      sizes.set(contender, bytes);
    }
  }
  return groups.map((group) =>
    group.map((contender) => ({
      name: contender.name,
      isWholeAndValid: contender.isWholeAndValid ?? false,
      ms: median(times.get(contender) ?? []),
      bytes: sizes.get(contender) ?? 0,
    })),
  );
}

/** Runs one contender again and again for BATCH_MS; the mean processor time of a run. */
async function runBatch({ run }: Contender): Promise<{ ms: number; bytes: number }> {
  const before = process.cpuUsage();
  const end = performance.now() + BATCH_MS;
  let [runs, bytes] = [0, 0];
  do {
    bytes = (await run()).length;
    runs += 1;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000 / runs, bytes };
}

function toRows(
  size: string,
  groups: readonly (readonly Found[])[],
  isAimedAt = false,
): readonly BenchRow[] {
  return groups.flatMap((group) =>
    group.map(({ name, ms, bytes }, index): BenchRow => {
      const ours = group[0]?.ms ?? NaN;
      return {
        name: `${size}, ${name}`,
        measured: `${ms.toFixed(2)} ms, ${Math.round(1000 / ms)} per core and second, ${Math.round(bytes / 1000)} kB`,
        ratio: `${(ms / ours).toFixed(1)}×`,
        ...(isAimedAt && index === 0 ? aimOf(group, ms) : {}),
      };
    }),
  );
}

/** What was hoped for: of the whole a distance to the fastest valid rival, of the page alone a time. */
function aimOf(group: readonly Found[], ours: number): Pick<BenchRow, 'aim' | 'met'> {
  const rivals = group.filter(({ isWholeAndValid }) => isWholeAndValid).map(({ ms }) => ms);
  if (rivals.length === 0) return { aim: `${PAGE_AIM_MS} ms`, met: ours <= PAGE_AIM_MS };
  const times = Math.min(...rivals) / ours;
  return {
    aim: `${WHOLE_AIM}× the fastest valid (${times.toFixed(1)}×)`,
    met: times >= WHOLE_AIM,
  };
}

/** Makes documents one after the other and tells how much memory the process held meanwhile. */
function watchMemory(): string {
  const sendable = sendableOf(3);
  const looks: number[] = [];
  for (let made = 1; made <= MEMORY_DOCUMENTS; made += 1) {
    convertOurs(sendable);
    if (made % (MEMORY_DOCUMENTS / MEMORY_LOOKS) === 0) {
      looks.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
    }
  }
  return `Resident memory over ${MEMORY_DOCUMENTS.toLocaleString('en')} documents, looked at ${MEMORY_LOOKS} times: ${looks.join(', ')} MiB.`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [quick, full] = ['--quick', '--full'].map((flag) => process.argv.includes(flag));
  console.log(toMarkdown(await benchConversion({ quick: quick ?? false, full: full ?? false })));
}

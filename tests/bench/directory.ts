import { startBackend } from '../demo/backend-process.ts';
import { signBody } from '../demo/ask-api.ts';
import { BUYERS, STRIPE_PLATFORM } from '../samples/world.ts';
import { startChorusPro } from '../simulators/chorus-pro/chorus-pro.ts';
import { GENERATED_BODIES } from '../simulators/chorus-pro/directory-generated.ts';
import { openGround } from './ground.ts';
import { makeMerchants, settleIn, type Merchant } from './merchants.ts';
import { quantile } from './quantile.ts';
import type { BenchExtent, BenchRow, BenchTable } from './table.ts';

/**
 * What a person who types a name or a SIRET waits for: the Dashboard's two directory questions over HTTP, to a real
 * backend process, one after the other. Cold, each is a body that nobody has asked about; warm, the same once more.
 */

/** The API answers 300 questions of one merchant in a minute: enough merchants ask in turn. */
const MERCHANTS = 12;
const BODIES = { quick: 40, whole: 280 } as const;
/** Questions before the first that counts: what is compiled, connected and asked once. */
const WARM_UP = 20;

const UNLIMITED = {
  CHORUS_PRO_CALLS_PER_SECOND: '10000',
  CHORUS_PRO_CALLS_BURST: '10000',
  // The jobs are another benchmark.
  WORKERS: '0',
} as const;

type Ask = (path: string, question: object) => Promise<number>;

/** Runs the benchmark. */
export async function benchDirectory(extent: BenchExtent): Promise<BenchTable> {
  const chorusPro = await startChorusPro();
  const ground = await openGround(extent, {
    ...UNLIMITED,
    PISTE_QUALIFICATION_TOKEN_URL: chorusPro.tokenUrl,
    CHORUS_PRO_QUALIFICATION_API_URL: chorusPro.apiUrl,
  });
  try {
    const merchants = makeMerchants(MERCHANTS);
    for (const merchant of merchants) await settleIn(merchant, { ground, chorusPro });
    const backend = await startBackend(ground.variables);
    try {
      const rows = await measure(makeAsk(backend.url, merchants), extent);
      return { title: 'Directory', rows, notes: notesOf(extent) };
    } finally {
      await backend.stop();
    }
  } finally {
    await chorusPro.close();
    await ground.close();
  }
}

/** Asks as the Dashboard does; returns the milliseconds until the last byte. Throws unless something was found. */
function makeAsk(url: string, merchants: readonly Merchant[]): Ask {
  let turn = 0;
  return async (path, question) => {
    turn += 1;
    const account = merchants[turn % merchants.length]?.account;
    const signed = { user_id: 'usr_bench', account_id: account };
    const body = JSON.stringify({ environment: 'test', ...question, ...signed });
    const startedMs = performance.now();
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'stripe-signature': signBody(body, STRIPE_PLATFORM.appSecret) },
      body,
    });
    const text = await response.text();
    const tookMs = performance.now() - startedMs;
    if (!text.startsWith('{"kind":"found"')) throw new Error(`${path}: ${text.slice(0, 200)}`);
    return tookMs;
  };
}

async function measure(ask: Ask, { quick }: BenchExtent): Promise<readonly BenchRow[]> {
  const count = quick ? BODIES.quick : BODIES.whole;
  const bodies = GENERATED_BODIES.filter(({ active }) => active !== false);
  const asked = bodies.slice(WARM_UP, WARM_UP + count);
  const searchFor = ({ name }: { readonly name: string }) =>
    ask('/api/directory/search', { text: name });
  const find = ({ siret }: { readonly siret: string }) => ask('/api/directory/find', { siret });
  for (const body of bodies.slice(0, WARM_UP)) {
    await searchFor(body);
    await find(body);
  }
  const state = () =>
    ask('/api/directory/find', { siret: BUYERS.state.siret, services_text: 'culture' });
  await state();
  const rounds = [
    ['search by name', await inTurn(asked, searchFor), await inTurn(asked, searchFor)],
    ['find by SIRET', await inTurn(asked, find), await inTurn(asked, find)],
  ] as const;
  return [
    ...rounds.flatMap(([name, cold, warm]) => [
      toRow(`${name}, cold`, cold),
      toRow(`${name}, warm`, warm, cold),
    ]),
    toRow('a word in the State’s 2,402 services, warm', await inTurn(asked, state)),
  ];
}

async function inTurn<Each>(
  all: readonly Each[],
  ask: (each: Each) => Promise<number>,
): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (const each of all) tookMs.push(await ask(each));
  return tookMs;
}

function toRow(name: string, tookMs: readonly number[], cold?: readonly number[]): BenchRow {
  const [p50, p95] = [quantile(tookMs, 0.5), quantile(tookMs, 0.95)];
  return {
    name,
    measured: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    ...(cold && { ratio: `p95 ${(p95 / quantile(cold, 0.95)).toFixed(2)} of cold` }),
  };
}

function notesOf({ quick }: BenchExtent): readonly string[] {
  return [
    `${quick ? BODIES.quick : BODIES.whole} bodies, ${MERCHANTS} merchants in turn, one question after the other.`,
    'The simulator answers at once, so cold is the least that it can be: a search asks Chorus Pro once, a body three times. The real answers’ time comes on top of cold, and of cold alone.',
  ];
}

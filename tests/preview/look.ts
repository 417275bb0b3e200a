import axe from 'axe-core';
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { SAMPLES } from '../samples/samples.ts';
import { startStripe } from '../simulators/stripe/stripe.ts';
import { openBrowser, openPage, problemsOn, script } from './browser.ts';
import { SCENES } from './scenes.ts';
import { servePreview } from './server.ts';

/**
 * `npm run look [name …]`: takes a picture of every view in every state, and fails when one would be refused by the
 * Dashboard or has a serious fault of accessibility. The pictures are for people to look at.
 */

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'tests/preview/out' },
    // 1.25 gives pictures 1,800 pixels wide, as a listing asks for.
    sharpness: { type: 'string', default: '1' },
  },
});
const OUT_DIR = values.out;

/** How long a view takes to come to rest: answers, then what follows from them. */
const REST_MS = 700;

/** An address that nobody listens to: every answer is scripted, or does not come. */
const BACKEND_URL = 'http://127.0.0.1:12119';

const scenes = SCENES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
await mkdir(OUT_DIR, { recursive: true });
const stripe = await startStripe({ samples: SAMPLES });
const preview = await servePreview({ stripe, backendUrl: BACKEND_URL });
const browser = await openBrowser();
const faults: string[] = [];

for (const { name, place, script: answers, act } of scenes) {
  const page = await openPage(browser, Number(values.sharpness));
  await script(page, BACKEND_URL, answers);
  await page.goto(`${preview.url}/?${new URLSearchParams({ ...place })}`);
  await page.waitForTimeout(REST_MS);
  await act?.(page);
  await page.waitForTimeout(REST_MS / 2);
  await page.screenshot({ path: `${OUT_DIR}/${name}.png` });
  for (const problem of await problemsOn(page)) faults.push(`${name}: ${problem}`);
  await page.addScriptTag({ content: axe.source });
  faults.push(...(await judged(page)).map((fault) => `${name}: ${fault}`));
  await page.context().close();
}

await browser.close();
await preview.close();
await stripe.close();
for (const fault of faults) console.error(fault);
console.log(`${scenes.length} pictures in ${OUT_DIR}, ${faults.length} faults`);
process.exitCode = faults.length === 0 && scenes.length > 0 ? 0 : 1;

/** Serious faults of accessibility, as axe finds them. */
async function judged(page: Awaited<ReturnType<typeof openPage>>): Promise<readonly string[]> {
  const found = await page.evaluate(async () => {
    const { axe: judge }: { axe?: typeof axe } = Object.create(window);
    if (!judge) throw new Error('axe did not load');
    const { violations } = await judge.run(document);
    return violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0]?.html ?? '' }));
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, html }) => `${impact}: ${id}: ${html.slice(0, 160)}`);
}

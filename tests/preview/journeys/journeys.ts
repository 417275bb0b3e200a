import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { openHouse, type House } from '../../demo/house.ts';
import { configureMerchant } from '../../demo/merchant.ts';
import { openBrowser, openPage } from '../browser.ts';
import { servePreview } from '../server.ts';
import { backendDown } from './backend-down.ts';
import { corrected } from './corrected.ts';
import { flagged } from './flagged.ts';
import { french } from './french.ts';
import type { Journey } from './journey.ts';
import { onboarded } from './onboarded.ts';
import { paid } from './paid.ts';
import { passwordExpired } from './password-expired.ts';
import { refused } from './refused.ts';
import { rejected } from './rejected.ts';
import { suspended } from './suspended.ts';
import { viewOnly } from './view-only.ts';
import { makeWalk } from './walk.ts';

/**
 * `npm run journeys [-- word …]`: people's ways through the whole product in a real browser: the extension in its frame,
 * a real backend on a real database of its own for each, Stripe and Chorus Pro simulated. Each step waits for what a
 * person sees; the main pages pass axe, and nothing happens that the Dashboard would refuse. `--times 3` walks each
 * three times, `--at-once 2` two side by side.
 */

const JOURNEYS: readonly Journey[] = [
  ...[onboarded, flagged, paid, corrected, refused, suspended, rejected],
  ...[passwordExpired, backendDown, french, viewOnly],
];

/** Where a picture of the last moment of a journey that failed is kept. */
const OUT_DIR = 'tests/preview/out';

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '2' },
  },
});

await mkdir(OUT_DIR, { recursive: true });
const chosen = JOURNEYS.filter(({ name }) => wanted.every((word) => name.includes(word)));
const queue = Array.from({ length: Number(values.times) }, () => chosen).flat();
const count = queue.length;
let failed = 0;
const browser = await openBrowser();
const walker = async (lane: number): Promise<void> => {
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (!(await isWalked(next, browser, lane))) failed += 1;
  }
};
await Promise.all(Array.from({ length: Number(values['at-once']) }, (_, lane) => walker(lane)));
await browser.close();
console.log(`${count - failed} of ${count} journeys passed`);
process.exitCode = failed === 0 && count > 0 ? 0 : 1;

async function isWalked(journey: Journey, browser: Browser, lane: number): Promise<boolean> {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1_000).toFixed(1)} s`;
  const house = await openHouse({ dataDir: `demo/journeys-${lane}` });
  try {
    if (journey.isSetUp) await configureMerchant(house.variables);
    await walk(journey, browser, house);
    console.log(`passed  ${journey.name} (${seconds()})`);
    return true;
  } catch (error) {
    console.error(`FAILED  ${journey.name} (${seconds()}): ${String(error)}`);
    return false;
  } finally {
    await house.close();
  }
}

async function walk({ name, walk }: Journey, browser: Browser, house: House): Promise<void> {
  const preview = await servePreview({ stripe: house.stripe, backendUrl: house.backendUrl });
  const page = await openPage(browser);
  const step = makeWalk({ page, house, dashboardUrl: preview.url });
  try {
    await walk(step);
    await step.judge();
  } catch (error) {
    const slug = name.replaceAll(/\W+/g, '-');
    for (const [index, each] of page.context().pages().entries()) {
      await each.screenshot({ path: `${OUT_DIR}/failed-${slug}-${index + 1}.png` });
    }
    throw error;
  } finally {
    await page.context().close();
    await preview.close();
  }
}

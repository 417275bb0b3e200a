import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { SAMPLES } from '../samples/samples.ts';
import { startStripe } from '../simulators/stripe/stripe.ts';
import { judgeAccess } from './axe.ts';
import { openBrowser, openPage, problemsOn, script } from './browser.ts';
import { checkHost } from './host-check.ts';
import { addSceneCustomers } from './scenes/customers.ts';
import type { Scene } from './scenes/scene.ts';
import { SCENES } from './scenes/scenes.ts';
import { servePreview } from './server.ts';

/**
 * `npm run look [-- name …]`: takes a picture of every view in every state, and fails when one would be refused by the
 * Dashboard, has an error, or a serious fault of accessibility. The pictures are for people to look at. Without names it
 * also holds the host to what the Dashboard refuses.
 */

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'tests/preview/out' },
    // 1.25 gives pictures 1,800 pixels wide, as a listing asks for.
    sharpness: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '2' },
  },
});

/** How long a view takes to come to rest once nothing is asked any more: drawing, and what a person is shown next. */
const REST_MS = 350;

/** How long a scene may take. */
const SCENE_TIMEOUT_MS = 30_000;

/** An address that nobody listens to: every answer is scripted, or does not come. */
const BACKEND_URL = 'http://127.0.0.1:12119';

const scenes = SCENES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
await mkdir(values.out, { recursive: true });
const stripe = await startStripe({ samples: SAMPLES });
addSceneCustomers(stripe);
const preview = await servePreview({ stripe, backendUrl: BACKEND_URL });
const browser = await openBrowser();
const faults: string[] = [];

const queue = [...scenes];
const photographer = async (): Promise<void> => {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { name } = next;
    faults.push(...(await photographed(next, browser)).map((fault) => `${name}: ${fault}`));
  }
};
await Promise.all(Array.from({ length: Number(values['at-once']) }, photographer));
if (wanted.length === 0) {
  faults.push(...(await checkHost(browser, { stripe, backendUrl: BACKEND_URL })));
}

await browser.close();
await preview.close();
await stripe.close();
for (const fault of faults) console.error(fault);
console.log(`${scenes.length} pictures in ${values.out}, ${faults.length} faults`);
process.exitCode = faults.length === 0 && scenes.length > 0 ? 0 : 1;

/** Takes the picture of a scene; answers what is wrong with it. */
async function photographed(scene: Scene, through: Browser): Promise<readonly string[]> {
  const page = await openPage(through, Number(values.sharpness));
  page.setDefaultTimeout(SCENE_TIMEOUT_MS);
  try {
    await play(page, scene);
    await page.screenshot({ path: `${values.out}/${scene.name}.png` });
    return [...(await problemsOn(page)), ...(await judgeAccess(page))];
  } catch (error) {
    return [String(error)];
  } finally {
    await page.context().close();
  }
}

async function play(page: Page, { place, script: answers, act }: Scene): Promise<void> {
  await script(page, BACKEND_URL, answers);
  await page.goto(`${preview.url}/?${new URLSearchParams({ ...place })}`);
  await page.locator('.context-view, .settings-view, .onboarding-view').first().waitFor();
  await page.waitForTimeout(REST_MS);
  await act?.(page);
  await page.waitForTimeout(REST_MS);
}

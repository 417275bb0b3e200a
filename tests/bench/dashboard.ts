import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openHouse } from '../demo/house.ts';
import { configureMerchant } from '../demo/merchant.ts';
import { CHROMIUM, openBrowser, openPage } from '../preview/browser.ts';
import { servePreview } from '../preview/server.ts';
import { getSample, SAMPLES } from '../samples/samples.ts';
import { extensionSizes } from './extension-size.ts';
import { median, quantile } from './quantile.ts';
import type { BenchExtent, BenchRow, BenchTable } from './table.ts';

/**
 * What a person waits for in the local Dashboard: from opening a page until the extension says something useful, from
 * Save until it is saved; and how much each view asks. The rival is an extension that draws one line of text: what it
 * takes is the host, the frame and the wire. All take turns.
 */

/** A view, and when it has said something useful: a selector, and a text within it where a selector is not enough. */
interface Watched {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
  readonly useful: string;
  readonly text?: string;
}

const invoice = getSample('several-rates').build().invoice;

const VIEWS: readonly Watched[] = [
  { name: 'overview', query: { page: 'home' }, useful: 'aside td .badge' },
  {
    name: 'customer',
    query: { page: 'customer', id: invoice.customer ?? '' },
    useful: 'aside input[role=switch]:checked',
  },
  {
    name: 'invoice',
    query: { page: 'invoice', id: invoice.id },
    useful: 'aside .badge',
  },
  { name: 'settings', query: { page: 'settings' }, useful: '.settings-view input[value^="732"]' },
  { name: 'setting up', query: { page: 'onboarding' }, useful: '.tasks li' },
];

const ONE_LINE: Watched = {
  name: 'an extension of one line of text',
  query: { page: 'home' },
  useful: 'aside .content span',
};

const ONE_LINE_EXTENSION = `import { ContextView, Inline } from '@stripe/ui-extension-sdk/ui';
import { createElement } from 'react';
export const OverviewView = () => createElement(ContextView, { title: 'One' }, createElement(Inline, {}, 'line'));`;

/** Calls that follow from a page after it said something useful. */
const CALLS_COUNTED_MS = 2_000;

const ROUNDS = { quick: 3, usual: 20, full: 60 } as const;

/** How long the house may take to bring the samples to rest. */
const REST_MS = 15_000;

/** Measures all of it. */
export async function benchDashboard({ quick, full }: BenchExtent): Promise<BenchTable> {
  const sizes = await extensionSizes();
  const title = 'The extension in the local Dashboard';
  if (!existsSync(CHROMIUM)) {
    return { title, rows: sizes, notes: [`no Chromium at ${CHROMIUM}: sizes only`] };
  }
  const rounds = quick ? ROUNDS.quick : full ? ROUNDS.full : ROUNDS.usual;
  const measured = await measure(rounds);
  return {
    title,
    rows: [...rowsOf(measured), ...sizes],
    notes: [
      `${rounds} of each, in turn; a page of its own each time, nothing cached`,
      'calls: to our service, and to Stripe’s API, until two seconds after the first useful content',
    ],
  };
}

interface Measured {
  /** Milliseconds by view. */
  readonly opened: Map<string, number[]>;
  readonly saved: Map<string, number[]>;
  /** Calls of one opening by view. */
  readonly calls: Map<string, string>;
}

async function measure(rounds: number): Promise<Measured> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guichet-bench-'));
  const house = await openHouse({ dataDir });
  await configureMerchant(house.variables);
  for (const { build } of SAMPLES) await house.stripe.finalize(build().invoice.id);
  const parts = { stripe: house.stripe, backendUrl: house.backendUrl };
  const ours = await servePreview(parts);
  const oneLine = await servePreview({ ...parts, extension: ONE_LINE_EXTENSION });
  const browser = await openBrowser();
  await sleep(REST_MS);
  const measured: Measured = { opened: new Map(), saved: new Map(), calls: new Map() };
  const inPage = async (work: (page: Page) => Promise<void>) => {
    const page = await openPage(browser);
    await work(page);
    await page.context().close();
  };
  // The first opening waits for the bundle: it is not counted.
  await inPage((page) => open(page, ours.url, VIEWS[0] ?? ONE_LINE).then(() => undefined));
  await inPage((page) => open(page, oneLine.url, ONE_LINE).then(() => undefined));
  for (let round = 0; round < rounds; round += 1) {
    await inPage(async (page) =>
      add(measured.opened, ONE_LINE.name, await open(page, oneLine.url, ONE_LINE)),
    );
    for (const view of VIEWS) {
      await inPage(async (page) => {
        const count = countCalls(page, house.backendUrl, ours.url);
        add(measured.opened, view.name, await open(page, ours.url, view));
        if (round === 0) await sleep(CALLS_COUNTED_MS);
        if (round === 0) measured.calls.set(view.name, count());
        const took = await save(page, view.name, round);
        if (took !== undefined) add(measured.saved, view.name, took);
      });
    }
  }
  await browser.close();
  await Promise.all([ours.close(), oneLine.close()]);
  await house.close();
  await rm(dataDir, { recursive: true, force: true });
  return measured;
}

function add(times: Map<string, number[]>, name: string, ms: number): void {
  times.set(name, [...(times.get(name) ?? []), ms]);
}

/** Opens a page; answers the milliseconds from its beginning until it says something useful. */
async function open(page: Page, url: string, { query, useful }: Watched): Promise<number> {
  await page.goto(`${url}/?${new URLSearchParams(query)}`, { waitUntil: 'commit' });
  const seen = await page.waitForFunction(
    (selector) => (document.querySelector(selector) ? performance.now() : false),
    useful,
    { polling: 'raf' },
  );
  return Number(await seen.jsonValue());
}

/** Counts what is asked of our service and of Stripe from now on; the signatures and their questions beforehand aside. */
function countCalls(page: Page, backendUrl: string, dashboardUrl: string): () => string {
  const count = { ours: 0, stripe: 0 };
  page.on('request', (request) => {
    if (request.method() === 'OPTIONS') return;
    if (request.url().startsWith(`${backendUrl}/api/`)) count.ours += 1;
    if (request.url().startsWith(`${dashboardUrl}/stripe/`)) count.stripe += 1;
  });
  return () => `${count.ours} to us, ${count.stripe} to Stripe`;
}

/** What is typed before Save, and where it says that it was saved. */
const SAVES: Readonly<Record<string, { readonly field: string; readonly told: string }>> = {
  customer: { field: 'Contract number', told: 'Customer saved' },
  settings: { field: 'Legal form, capital, registration', told: 'Saved' },
};

/** Types, presses Save; answers the milliseconds until the toast, which comes when the answer has come. */
async function save(page: Page, view: string, round: number): Promise<number | undefined> {
  const saving = SAVES[view];
  if (!saving) return undefined;
  await page.getByLabel(saving.field, { exact: true }).fill(`M-2026-${round}`);
  const button = page.getByRole('button', { name: 'Save', exact: true });
  await button.waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('button')].some(
      (each) => each.innerText === 'Save' && !each.disabled,
    ),
  );
  return page.evaluate(
    (told) =>
      new Promise<number>((resolve) => {
        const pressed = [...document.querySelectorAll('button')].find(
          (each) => each.innerText === 'Save',
        );
        const begun = performance.now();
        pressed?.click();
        const look = (): void => {
          const toast = document.querySelector('.toasts')?.textContent ?? '';
          if (toast.includes(told)) resolve(performance.now() - begun);
          else requestAnimationFrame(look);
        };
        look();
      }),
    saving.told,
  );
}

function rowsOf({ opened, saved, calls }: Measured): readonly BenchRow[] {
  const told = (times: readonly number[]) =>
    `${Math.round(median(times))} ms, p95 ${Math.round(quantile(times, 0.95))} ms`;
  const least = median(opened.get(ONE_LINE.name) ?? []);
  return [
    ...[...opened].map(([name, times]) => ({
      name: `open to first useful content: ${name}`,
      measured: told(times) + (calls.has(name) ? `; ${calls.get(name)}` : ''),
      ratio: `${(median(times) / least).toFixed(1)}×`,
    })),
    ...[...saved].map(([name, times]) => ({
      name: `Save to saved: ${name}`,
      measured: told(times),
    })),
  ];
}

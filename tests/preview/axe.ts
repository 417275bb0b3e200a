import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Faults of accessibility, as axe finds them in a page of the local Dashboard. */

declare global {
  interface Window {
    axe?: { run(context: Document): Promise<AxeResults> };
  }
}

/** What a fault must be to count; lesser ones are the host's own plain pages more often than ours. */
const COUNTED: readonly unknown[] = ['serious', 'critical'];

/** Characters of the element that a fault quotes. */
const QUOTED_CHARACTERS_MAX = 160;

/** Serious and critical faults of what stands on a page now. */
export async function judgeAccess(page: Page): Promise<readonly string[]> {
  if (await page.evaluate(() => window.axe === undefined)) {
    // Not as a script of the page: our upload page would rightly refuse to run it.
    await page.evaluate(axe.source);
  }
  const found = await page.evaluate(async () => {
    if (!window.axe) throw new Error('axe did not load');
    const { violations } = await window.axe.run(document);
    return violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0]?.html ?? '' }));
  });
  return found
    .filter(({ impact }) => COUNTED.includes(impact))
    .map(({ id, impact, html }) => `${impact}: ${id}: ${html.slice(0, QUOTED_CHARACTERS_MAX)}`);
}

import type { Browser } from 'playwright-core';
import type { StripeSimulator } from '../simulators/stripe/stripe.ts';
import { judgeAccess } from './axe.ts';
import { openPage, problemsOn } from './browser.ts';
import { servePreview } from './server.ts';

/** Whether the host is as strict as the Dashboard: an extension that does everything wrong must be told so, each time. */

const ENTRY = `export { RefusedView as OverviewView } from './tests/preview/refused-extension.tsx';
export { SDK_VERSION } from '@stripe/ui-extension-sdk/version';`;

/** What must be noticed. */
const EXPECTED: readonly RegExp[] = [
  /^Inline has no prop colour$/,
  /^Box\.css\.padding has no token huge$/,
  /^Box\.css has no textShadow$/,
  /^Badge\.type cannot be shiny$/,
  /^ContextView\.title is longer than 5000$/,
  /^ContextView has 4 actions$/,
  /^DataTable\.items\.who is neither text nor number$/,
  /^DataTable\.items has a row without id$/,
  /^toast of 43 characters/,
  /^CSP: connect-src blocks http:\/\/127\.0\.0\.1:9/,
  /^rejection: SecurityError.*localStorage/,
];

/** How long everything may take to be noticed. */
const NOTICED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 200;

/** What the host did not notice, and what it noticed besides. */
export async function checkHost(
  browser: Browser,
  { stripe, backendUrl }: { readonly stripe: StripeSimulator; readonly backendUrl: string },
): Promise<readonly string[]> {
  const preview = await servePreview({ stripe, backendUrl, extension: ENTRY });
  const page = await openPage(browser);
  await page.goto(`${preview.url}/?page=home`);
  const deadline = Date.now() + NOTICED_WITHIN_MS;
  let problems = await problemsOn(page);
  const unnoticed = () =>
    EXPECTED.filter((expected) => !problems.some((each) => expected.test(each)));
  while (unnoticed().length > 0 && Date.now() < deadline) {
    await page.waitForTimeout(LOOK_EVERY_MS);
    problems = await problemsOn(page);
  }
  const access = await judgeAccess(page);
  const toasts = await page.locator('.toasts > div').count();
  await page.context().close();
  await preview.close();
  const others = problems.filter((each) => !EXPECTED.some((expected) => expected.test(each)));
  return [
    ...unnoticed().map((expected) => `the host does not notice ${String(expected)}`),
    ...others.map((other) => `the host notices ${other}`),
    ...(access.some((fault) => fault.includes('button-name'))
      ? []
      : ['axe does not find a button without a name']),
    ...(toasts > 0 ? ['the host shows a toast that the Dashboard drops'] : []),
  ];
}

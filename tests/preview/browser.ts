import { chromium, type Browser, type Page, type Request } from 'playwright-core';
import type { RoutePath } from '../../backend/api/contract.ts';

/** A real Chromium that looks at the local Dashboard, with answers of our backend scripted where a state is wanted. */

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Debian puts it. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Wide enough for navigation, page and drawer; twice as sharp where a picture is for people. */
const SCREEN = { width: 1440, height: 1000 };

/** Starts Chromium. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** Opens a page. */
export async function openPage(browser: Browser, sharpness = 1): Promise<Page> {
  const context = await browser.newContext({ viewport: SCREEN, deviceScaleFactor: sharpness });
  return context.newPage();
}

/** What a route answers: a body, a status, nothing, or what follows from the question. */
export type Scripted = object | number | 'no answer' | 'never' | ((question: object) => object);

/** Scripted answers by route. */
export type Script = Partial<Record<RoutePath, Scripted>>;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, stripe-signature',
};

/** Answers for our backend; what the script does not name goes to the real one. */
export async function script(page: Page, backendUrl: string, answers: Script): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.route(`${backendUrl}/api/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const answer = Object.entries(answers).find(([path]) => path === pathname)?.[1];
    if (answer === undefined) return route.continue();
    if (answer === 'never') return undefined;
    if (answer === 'no answer') return route.abort();
    if (route.request().method() === 'OPTIONS')
      return route.fulfill({ status: 204, headers: CORS });
    const status = typeof answer === 'number' ? answer : 200;
    const json =
      typeof answer === 'number'
        ? { error: { code: 'scripted', message: '' } }
        : told(answer, route.request());
    return route.fulfill({ status, headers: CORS, json });
  });
}

function told(answer: object, request: Request): unknown {
  return typeof answer === 'function' ? answer(request.postDataJSON()) : answer;
}

/** What the host noted that the real Dashboard would refuse, or that went wrong. */
export async function problemsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => Reflect.get(window, 'problems') ?? []);
}

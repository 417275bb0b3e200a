import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SUPPLIER, PISTE_APPLICATION, STRIPE_PLATFORM } from '../samples/world.ts';
import type { Variables } from '../demo/backend-process.ts';

/** How a command ended, and what it said. */
interface Ended {
  readonly code: number;
  readonly out: string;
  readonly problems: string;
}

/** What no command may ever say. */
const SECRETS = [
  SUPPLIER.technicalAccount.password,
  PISTE_APPLICATION.clientSecret,
  STRIPE_PLATFORM.secretKey,
] as const;

/** Runs a `guichet` command as a process of its own, whatever its end; throws when it says a secret. */
export async function runCommand(words: readonly string[], variables: Variables): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['backend/cli/guichet.ts', ...words], {
    env: { PATH, HOME, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, problems, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  const told = SECRETS.findIndex((secret) => `${out}${problems}`.includes(secret));
  if (told >= 0) throw new Error(`guichet ${words[0]} told secret ${told}`);
  return { code: Number(code), out, problems };
}

/** What a command needs to know of both simulated sides. */
export function platformsOf({ tokenUrl, apiUrl }: PisteAddresses): Variables {
  return {
    STRIPE_TEST_SECRET_KEY: STRIPE_PLATFORM.secretKey,
    STRIPE_TEST_WEBHOOK_SECRETS: STRIPE_PLATFORM.webhookSecret,
    STRIPE_TEST_APP_SECRETS: STRIPE_PLATFORM.appSecret,
    PISTE_QUALIFICATION_CLIENT_ID: PISTE_APPLICATION.clientId,
    PISTE_QUALIFICATION_CLIENT_SECRET: PISTE_APPLICATION.clientSecret,
    PISTE_QUALIFICATION_TOKEN_URL: tokenUrl,
    CHORUS_PRO_QUALIFICATION_API_URL: apiUrl,
  };
}

interface PisteAddresses {
  readonly tokenUrl: string;
  readonly apiUrl: string;
}

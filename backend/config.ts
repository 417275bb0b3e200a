import { z } from 'zod';
import { PISTE_ADDRESSES, type PisteApplication } from './chorus-pro/piste.ts';
import { REAL_PACE, type Pace } from './follow/schedule.ts';
import { ENVIRONMENTS, platformOf, type Environment, type Platform } from './tenant.ts';

/**
 * The configuration, read once from the environment variables that .env.example documents. A missing or malformed value
 * stops the start with a message that names it and says where to get it; a secret's value is never repeated.
 */

/** Keys of one Stripe environment. */
export interface StripeKeys {
  readonly secretKey: string;
  readonly webhookSecrets: readonly string[];
  readonly appSecrets: readonly string[];
}

export interface Config {
  readonly stripe: Partial<Readonly<Record<Environment, StripeKeys>>>;
  /** Undefined means Stripe itself. */
  readonly stripeApiUrl: string | undefined;
  readonly piste: Partial<Readonly<Record<Platform, PisteApplication>>>;
  readonly database: { readonly url: string } | { readonly dataDir: string };
  readonly encryptionKeys: string;
  readonly port: number;
  /** Where browsers reach this service, for links to files; on a live environment there are none without it. */
  readonly publicUrl: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Jobs at once in this process; 0 serves HTTP only. */
  readonly workers: number;
  /** Jobs of one merchant at once, over all processes. */
  readonly jobsPerMerchant: number;
  readonly pace: Pace;
  /** The mail server that notices go out by; undefined where none is configured. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** Calls a second to Chorus Pro for one merchant, and how many may come together. */
  readonly turns: { readonly ratePerSecond: number; readonly burst: number };
}

/** What is wrong with the configuration, all at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Guichet cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the configuration, or throws a ConfigError that lists every problem. */
export function readConfig(variables: Variables): Config {
  const reader = makeReader(variables);
  const stripe = readStripe(reader);
  const environments = ENVIRONMENTS.filter((environment) => stripe[environment]);
  if (environments.length === 0 && reader.problems.length === 0) {
    reader.problems.push(
      'no Stripe environment is configured: set STRIPE_TEST_SECRET_KEY, STRIPE_TEST_WEBHOOK_SECRETS and STRIPE_TEST_APP_SECRETS (or the LIVE or SANDBOX ones), from the Stripe Dashboard of the account that publishes the app',
    );
  }
  const config: Config = {
    stripe,
    stripeApiUrl: reader.url('STRIPE_API_URL'),
    piste: readPiste(reader, environments),
    database: readDatabase(reader),
    encryptionKeys: reader.required(
      'ENCRYPTION_KEYS',
      "a list of id:base64 of 32 random bytes, the first is current; make one with: node -p \"'k1:'+crypto.randomBytes(32).toString('base64')\"",
      /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/,
    ),
    port: reader.integer('PORT', 8080, 0, 65_535),
    publicUrl: reader.url('PUBLIC_URL'),
    logLevel: reader.oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    workers: reader.integer('WORKERS', 8, 0, 64),
    jobsPerMerchant: reader.integer('JOBS_PER_MERCHANT', 2, 1, 64),
    mail: readMail(reader),
    pace: readPace(reader),
    turns: {
      ratePerSecond: reader.integer('CHORUS_PRO_CALLS_PER_SECOND', 5, 1, 10_000),
      burst: reader.integer('CHORUS_PRO_CALLS_BURST', 10, 1, 10_000),
    },
  };
  if (stripe.live && (variables['CRASH_AT'] || config.pace.settleMs < REAL_PACE.settleMs)) {
    reader.problems.push(
      'CRASH_AT and a short SETTLE_SECONDS are for tests: they are refused where a live environment is configured, because an uncertain deposit could be sent twice',
    );
  }
  if (reader.problems.length > 0) throw new ConfigError(reader.problems);
  return config;
}

function readStripe(reader: Reader): Config['stripe'] {
  const stripe: Partial<Record<Environment, StripeKeys>> = {};
  for (const environment of ENVIRONMENTS) {
    const prefix = `STRIPE_${environment.toUpperCase()}`;
    const names = ['SECRET_KEY', 'WEBHOOK_SECRETS', 'APP_SECRETS'].map(
      (name) => `${prefix}_${name}`,
    );
    if (names.every((name) => reader.optional(name) === undefined)) continue;
    stripe[environment] = {
      secretKey: reader.required(
        `${prefix}_SECRET_KEY`,
        `the secret key of the publishing account in its ${environment} environment: Stripe Dashboard, Developers, API keys`,
        environment === 'live' ? /^(sk|rk)_live_/ : /^(sk|rk)_test_/,
      ),
      webhookSecrets: reader.list(
        `${prefix}_WEBHOOK_SECRETS`,
        `the signing secrets (whsec_…), separated by commas, of the endpoint /webhooks/stripe/${environment}: Stripe Dashboard, Developers, Webhooks`,
        /^whsec_/,
      ),
      appSecrets: reader.list(
        `${prefix}_APP_SECRETS`,
        'the app signing secrets (absec_…), separated by commas: Stripe Dashboard, the app, after its first upload',
        /^absec_/,
      ),
    };
  }
  return stripe;
}

function readPiste(reader: Reader, environments: readonly Environment[]): Config['piste'] {
  const piste: Partial<Record<Platform, PisteApplication>> = {};
  const platforms = new Set(environments.map((environment) => platformOf({ environment })));
  for (const platform of platforms) {
    const name = platform.toUpperCase();
    const where = `of our application on PISTE (${platform === 'production' ? 'piste.gouv.fr' : 'piste.gouv.fr, sandbox'}), whose raccordement Chorus Pro has accepted`;
    piste[platform] = {
      clientId: reader.required(`PISTE_${name}_CLIENT_ID`, `the OAuth client id ${where}`),
      clientSecret: reader.required(
        `PISTE_${name}_CLIENT_SECRET`,
        `the OAuth client secret ${where}`,
      ),
      tokenUrl: reader.url(`PISTE_${name}_TOKEN_URL`) ?? PISTE_ADDRESSES[platform].tokenUrl,
      apiUrl: reader.url(`CHORUS_PRO_${name}_API_URL`) ?? PISTE_ADDRESSES[platform].apiUrl,
    };
  }
  return piste;
}

function readDatabase(reader: Reader): Config['database'] {
  const url = reader.optional('DATABASE_URL');
  if (url === undefined) return { dataDir: reader.optional('DATA_DIR') ?? 'data' };
  if (!/^postgres(ql)?:\/\//.test(url)) {
    reader.problems.push(
      'DATABASE_URL is malformed: it must begin with postgresql:// (leave it out to use the embedded PostgreSQL in DATA_DIR)',
    );
  }
  return { url };
}

/** Both or neither: a server without a sender's address could send nothing. */
function readMail(reader: Reader): Config['mail'] {
  const smtpUrl = reader.optional('SMTP_URL');
  const from = reader.optional('MAIL_FROM');
  if (smtpUrl === undefined && from === undefined) return undefined;
  return {
    smtpUrl: reader.required(
      'SMTP_URL',
      'the mail server, as smtps://user:password@host:465 or smtp://user:password@host:587 (leave MAIL_FROM out as well to send no mail)',
      /^smtps?:\/\/[^\s/]+/,
    ),
    from: reader.required(
      'MAIL_FROM',
      'the sender of mails, as notices@example.com or Guichet <notices@example.com>',
      /^([^<>\r\n"]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    ),
  };
}

const SECOND_MS = 1_000;

function readPace(reader: Reader): Pace {
  return {
    factor: reader.number('POLL_FACTOR', REAL_PACE.factor, 0.000_1, 100),
    settleMs:
      reader.number('SETTLE_SECONDS', REAL_PACE.settleMs / SECOND_MS, 0.1, 86_400) * SECOND_MS,
    callWindowMs:
      reader.number('CALL_WINDOW_SECONDS', REAL_PACE.callWindowMs / SECOND_MS, 0.1, 600) *
      SECOND_MS,
    callDeadlineMs:
      reader.number('CALL_DEADLINE_SECONDS', REAL_PACE.callDeadlineMs / SECOND_MS, 0.1, 600) *
      SECOND_MS,
  };
}

type Reader = ReturnType<typeof makeReader>;

/** Reads variables one by one and remembers every problem; a blank value counts as absent. */
function makeReader(variables: Variables) {
  const problems: string[] = [];
  const optional = (name: string): string | undefined => variables[name]?.trim() || undefined;

  const required = (name: string, where: string, pattern = /./): string => {
    const value = optional(name);
    if (value === undefined) problems.push(`${name} is missing: ${where}`);
    else if (!pattern.test(value)) problems.push(`${name} is malformed: it must be ${where}`);
    return value ?? '';
  };

  const list = (name: string, where: string, pattern: RegExp): readonly string[] => {
    const values = (optional(name) ?? '')
      .split(',')
      .map((value) => value.trim())
      .filter(Boolean);
    if (values.length === 0) problems.push(`${name} is missing: ${where}`);
    else if (!values.every((value) => pattern.test(value)))
      problems.push(`${name} is malformed: it must be ${where}`);
    return values;
  };

  const number = (name: string, byDefault: number, min: number, max: number): number => {
    const text = optional(name);
    if (text === undefined) return byDefault;
    const value = Number(text);
    if (Number.isFinite(value) && value >= min && value <= max) return value;
    problems.push(`${name} is malformed: it must be a number from ${min} to ${max}`);
    return byDefault;
  };

  const integer = (name: string, byDefault: number, min: number, max: number): number => {
    const value = number(name, byDefault, min, max);
    if (Number.isInteger(value)) return value;
    problems.push(`${name} is malformed: it must be a whole number`);
    return byDefault;
  };

  const oneOf = <T extends string>(name: string, values: readonly T[], byDefault: T): T => {
    const text = optional(name);
    if (text === undefined) return byDefault;
    const value = values.find((candidate) => candidate === text);
    if (value !== undefined) return value;
    problems.push(`${name} is malformed: it must be one of ${values.join(', ')}`);
    return byDefault;
  };

  /** https, or http on this machine only, which is where simulators live. */
  const url = (name: string): string | undefined => {
    const text = optional(name);
    if (text === undefined) return undefined;
    const parsed = z.url().safeParse(text);
    const { protocol, hostname } = parsed.success ? new URL(text) : { protocol: '', hostname: '' };
    const local = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    if (protocol === 'https:' || (protocol === 'http:' && local)) return text.replace(/\/+$/, '');
    problems.push(`${name} is malformed: it must be an https address (http only on 127.0.0.1)`);
    return undefined;
  };

  return { problems, optional, required, list, number, integer, oneOf, url };
}

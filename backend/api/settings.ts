import type { z } from 'zod';
import { parseLogo } from '../convert/to-factur-x/pdf/logo.ts';
import { settingsSchema, type Settings } from '../settings.ts';
import { findSettings, replaceSettings, type StoredSettings } from '../store/settings.ts';
import { wakeHeld } from '../store/wake-held.ts';
import { tenantKey } from '../tenant.ts';
import type { settingsAnswer, settingsSaveAnswer, settingsSaveRequest } from './contract.ts';
import type { DashboardParts } from './parts.ts';
import { withLogo } from './logo.ts';
import { viewLink, type Links } from './links.ts';
import { addRoute, Refusal, rowOf, type Asked, type RouteParts } from './route.ts';

/** What the routes need; without links the logo is chosen nowhere. */
export type SettingsParts = DashboardParts & { readonly links?: Links };

/**
 * POST /api/settings/read, save and logo-link. A save names the version that it was made from, so that two people cannot overwrite
 * each other unseen; what was held for want of a setting is decided again.
 */
export function addSettingsRoutes(route: RouteParts, parts: SettingsParts): void {
  const { pool } = parts.database;
  addRoute(route, rowOf('/api/settings/read'), async ({ tenant }) => {
    return viewSettings(await findSettings(tenant, pool));
  });
  addRoute(route, rowOf('/api/settings/save'), (asked) => save(asked, parts), 'editors');
  addRoute(
    route,
    rowOf('/api/settings/logo-link'),
    async (asked) => linkToLogo(asked, parts),
    'editors',
  );
}

function linkToLogo({ tenant, userId }: Asked<unknown>, { links, now }: SettingsParts) {
  const link = links?.make({ kind: 'logo', tenant, userId }, now());
  return link
    ? { upload: viewLink(link) }
    : new Refusal(409, 'links_unavailable', 'This service has no address for browsers.');
}

type Save = Asked<z.output<typeof settingsSaveRequest>>;
type Saved = z.input<typeof settingsSaveAnswer>;

async function save({ tenant, userId, question }: Save, parts: DashboardParts): Promise<Saved> {
  const { database, log, now } = parts;
  const parsed = parseSettings(question.settings);
  if (!parsed.ok) return { kind: 'refused', fields: [...parsed.problems] };
  const saved = await database.transaction(async (tx) => {
    const kept = (await findSettings(tenant, tx))?.settings;
    const logo = parsed.settings.look.logo ?? kept?.look.logo;
    const settings = withLogo(parsed.settings, logo);
    const version = await replaceSettings(tenant, tx, settings, question.version);
    return version && { version, woken: await wakeHeld(tenant, tx, now()) };
  });
  if (!saved) {
    return { kind: 'changed', ...viewSettings(await findSettings(tenant, database.pool)) };
  }
  log.info({ tenant: tenantKey(tenant), user: userId, woken: saved.woken }, 'merchant saved');
  return { kind: 'saved', version: saved.version };
}

/** Settings as the Dashboard sees them: with whether there is a logo, and without its picture. */
function viewSettings(stored: StoredSettings | undefined): z.input<typeof settingsAnswer> {
  if (!stored) return { settings: null, version: null, logo: false };
  const { settings, version } = stored;
  const logo = settings.look.logo !== undefined;
  return { settings: withLogo(settings, undefined), version, logo };
}

/** A field that does not fit. */
interface FieldProblem {
  /** `seller.siret`. */
  readonly at: string;
  readonly problem: 'missing' | 'malformed' | 'too_long';
}

type Parsed =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

function parseSettings(raw: unknown): Parsed {
  const parsed = settingsSchema.safeParse(raw);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, raw)) };
  }
  const { logo } = parsed.data.look;
  if (logo !== undefined && !parseLogo(Uint8Array.from(Buffer.from(logo, 'base64')))) {
    return { ok: false, problems: [{ at: 'look.logo', problem: 'malformed' }] };
  }
  return { ok: true, settings: parsed.data };
}

function problemsOf(issue: z.core.$ZodIssue, raw: unknown): readonly FieldProblem[] {
  const at = (path: readonly PropertyKey[]) => path.map(String).join('.') || 'settings';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ at: at([...issue.path, key]), problem: 'malformed' }));
  }
  return [{ at: at(issue.path), problem: problemOf(issue, valueAt(raw, issue.path)) }];
}

function problemOf({ code }: z.core.$ZodIssue, value: unknown): FieldProblem['problem'] {
  if (value === undefined || value === null) return 'missing';
  if (typeof value === 'string' && value.trim() === '') return 'missing';
  return code === 'too_big' ? 'too_long' : 'malformed';
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    raw,
  );
}

import { pagesWordingFor } from '../../src/wording/pages.ts';
import { LOGO_BYTES_MAX } from '../convert/to-factur-x/look.ts';
import { parseLogo } from '../convert/to-factur-x/pdf/logo.ts';
import type { Settings } from '../settings.ts';
import { findSettings, replaceSettings } from '../store/settings.ts';
import { tenantKey, type TenantId } from '../tenant.ts';
import { refuse } from './answer.ts';
import { showFilePage } from './file-page.ts';
import type { FileChange, FileParts } from './files.ts';
import type { LogoPermission } from './links.ts';

/**
 * The logo on a merchant's invoices. Comes in: a PNG or a JPEG, or that there shall be none. Kept here: only what can be
 * printed is saved, and it is saved into the settings as they stand at that moment, so that nobody else's changes are lost.
 */

type Change = FileChange<LogoPermission>;

/** How often it is tried when others save at the same time. */
const SAVES_MAX = 5;

/** Shows the present logo, and where another one is chosen. */
export async function showLogo(
  { permission: { tenant }, locale, response }: Change,
  { database }: FileParts,
): Promise<void> {
  const stored = await findSettings(tenant, database.pool);
  const logo = stored?.settings.look.logo;
  showFilePage(
    {
      ...{ about: 'logo', locale },
      accept: 'image/png,image/jpeg',
      bytesMax: LOGO_BYTES_MAX,
      nameCharactersMax: 0,
      present: logo === undefined ? [] : [viewLogo(logo)],
      ...(stored ? {} : { closedBecause: pagesWordingFor(locale).logo.noSettings }),
    },
    response,
  );
}

/** In base64 a PNG begins so (ISO/IEC 15948: 89 50 4E 47). */
const PNG_BEGINS = 'iVBORw';

function viewLogo(logo: string) {
  const type = logo.startsWith(PNG_BEGINS) ? 'image/png' : 'image/jpeg';
  const bytes = Buffer.byteLength(logo, 'base64');
  return { name: '', bytes, picture: `data:${type};base64,${logo}` };
}

/** Takes a logo in place of the present one. */
export async function takeLogo(change: Change, bytes: Buffer, parts: FileParts): Promise<void> {
  const { logo, spelling } = pagesWordingFor(change.locale);
  if (!parseLogo(Uint8Array.from(bytes))) {
    return refuse(change.response, 422, 'logo_unreadable', spelling.finish(logo.unreadable));
  }
  return saveLogo(change, bytes.toString('base64'), parts);
}

/** Takes the present logo away. */
export async function dropLogo(change: Change, parts: FileParts): Promise<void> {
  return saveLogo(change, undefined, parts);
}

/** Refuses a file that is larger than any logo. */
export function refuseLargeLogo({ locale, response }: Pick<Change, 'locale' | 'response'>): void {
  const { logo, size, spelling } = pagesWordingFor(locale);
  const message = logo.tooLarge({ size: size(LOGO_BYTES_MAX) });
  refuse(response, 413, 'logo_too_large', spelling.finish(message));
}

async function saveLogo(
  { permission: { tenant, userId }, locale, response }: Change,
  logo: string | undefined,
  parts: FileParts,
): Promise<void> {
  const words = pagesWordingFor(locale);
  const end = await replaceLogo(tenant, logo, parts);
  if (end !== 'saved') {
    const code = end === 'busy' ? 'settings_busy' : 'settings_missing';
    return refuse(response, 409, code, words.spelling.finish(words.logo[end]));
  }
  parts.log.info({ tenant: tenantKey(tenant), user: userId }, logo ? 'logo saved' : 'logo removed');
  response.status(200).json({});
}

async function replaceLogo(
  tenant: TenantId,
  logo: string | undefined,
  { database: { pool } }: FileParts,
): Promise<'saved' | 'noSettings' | 'busy'> {
  for (let save = 1; save <= SAVES_MAX; save += 1) {
    const stored = await findSettings(tenant, pool);
    if (!stored) return 'noSettings';
    const settings = withLogo(stored.settings, logo);
    if (await replaceSettings(tenant, pool, settings, stored.version)) return 'saved';
  }
  return 'busy';
}

/** Settings with that logo, or without one, in place of what they have. */
export function withLogo(settings: Settings, logo: string | undefined): Settings {
  const { logo: _before, ...look } = settings.look;
  return { ...settings, look: logo === undefined ? look : { ...look, logo } };
}

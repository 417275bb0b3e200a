import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errorAnswer, settingsAnswer, settingsLogoLinkAnswer } from '../../backend/api/contract.ts';
import { findSettings, replaceSettings } from '../../backend/store/settings.ts';
import { png } from '../convert/to-factur-x/picture.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const PICTURE = png(8, 4, { depth: 8, colourType: 2 }, (x, y) => (x * 31 + y * 7) % 256);
const OTHER = png(4, 4, { depth: 8, colourType: 0 }, (x) => x * 60);

async function link(): Promise<string> {
  const { status, body } = await desk.ask('/api/settings/logo-link', {});
  expect(status).toBe(200);
  return settingsLogoLinkAnswer.parse(body).upload.url;
}

const stored = () => findSettings(desk.shop.tenant, desk.shop.database.pool);
const send = (url: string, method: string, body?: Uint8Array, language = 'en') =>
  fetch(url, {
    method,
    headers: { 'accept-language': language },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('the page on which a logo is chosen', () => {
  it('shows the present one, and keeps to its own script', async () => {
    const url = await link();
    const empty = await send(url, 'GET');
    expect(await empty.text()).toContain('No logo');
    await send(url, 'PUT', PICTURE);
    const page = await send(url, 'GET');
    const html = await page.text();
    expect(html).toContain(
      `<img alt="Present logo" src="data:image/png;base64,${base64(PICTURE)}">`,
    );
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('img-src data:;');
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('speaks the language of the browser, or the one that the address names', async () => {
    const url = await link();
    const titleOf = async (address: string, language: string) =>
      /<h1>(.*)<\/h1>/.exec(await (await send(address, 'GET', undefined, language)).text())?.[1];
    expect(await titleOf(url, 'fr-FR,fr;q=0.9,en;q=0.5')).toBe('Logo de vos factures');
    expect(await titleOf(url, 'de')).toBe('Logo on your invoices');
    expect(await titleOf(`${url}&lang=fr`, 'en')).toBe('Logo de vos factures');
    expect(await titleOf(`${url}&lang=en`, 'fr')).toBe('Logo on your invoices');
  });

  it('is for editors, and no link to anything else takes a logo', async () => {
    const roles = [{ id: 'view_only', name: 'view_only', type: 'builtIn' }];
    const { status } = await desk.ask('/api/settings/logo-link', { stripe_roles: roles });
    expect(status).toBe(403);
    const holder = { tenant: desk.shop.tenant, userId: 'usr_1' };
    const { url } = desk.links.make(
      { ...holder, kind: 'upload', documentId: 'in_1' },
      desk.shop.outside.now(),
    );
    expect((await send(url, 'PUT', PICTURE)).status).toBe(422);
    expect((await stored())?.settings.look.logo).toBeUndefined();
  });
});

describe('a logo', () => {
  it('is kept, replaced and taken away, beside everything else that is set', async () => {
    const before = await stored();
    const url = await link();
    expect((await send(url, 'PUT', PICTURE)).status).toBe(200);
    expect((await stored())?.settings).toEqual({
      ...before?.settings,
      look: { ...before?.settings.look, logo: base64(PICTURE) },
    });
    expect((await send(url, 'PUT', OTHER)).status).toBe(200);
    expect((await stored())?.settings.look.logo).toBe(base64(OTHER));
    expect((await send(url, 'DELETE')).status).toBe(200);
    expect(await stored()).toEqual(before);
    expect((await send(url, 'DELETE')).status).toBe(200);
  });

  it('stays out of the settings that are read, and is kept when they are saved without it', async () => {
    await send(await link(), 'PUT', PICTURE);
    const read = settingsAnswer.parse((await desk.ask('/api/settings/read', {})).body);
    expect([read.logo, read.settings?.look.logo]).toEqual([true, undefined]);
    const { settings, version } = read;
    const saved = await desk.ask('/api/settings/save', { settings, version });
    expect(saved.body).toMatchObject({ kind: 'saved', version });
    expect((await stored())?.settings.look.logo).toBe(base64(PICTURE));
  });

  it('is saved into what somebody else saved meanwhile', async () => {
    const url = await link();
    const { tenant, database } = desk.shop;
    const rename = async (name: string) => {
      const read = await stored();
      if (!read) throw new Error('nothing is set');
      const { settings, version } = read;
      const changed = { ...settings, seller: { ...settings.seller, name } };
      return replaceSettings(tenant, database.pool, changed, version);
    };
    const both = [rename('Another name'), send(url, 'PUT', PICTURE)] as const;
    const [renamed, { status }] = await Promise.all(both);
    expect(status).toBe(200);
    // Who renames names a version and is told when it is over; the logo is never lost, nor the name.
    if (renamed === undefined) expect(await rename('Another name')).toBeDefined();
    const { settings } = (await stored()) ?? {};
    expect([settings?.seller.name, settings?.look.logo]).toEqual(['Another name', base64(PICTURE)]);
  });

  it.each([
    ['no picture', Buffer.from('hello'), 422, 'logo_unreadable'],
    ['nothing', Buffer.alloc(0), 422, 'logo_unreadable'],
    ['a drawing with a script', Buffer.from('<svg onload="x()"/>'), 422, 'logo_unreadable'],
    ['half a picture', Buffer.from(PICTURE.slice(0, 40)), 422, 'logo_unreadable'],
    ['a JPEG in CMYK', jpegOf(4), 422, 'logo_unreadable'],
    ['more than 512 KiB', Buffer.alloc(512 * 1024 + 1), 413, 'logo_too_large'],
  ])('that is %s is refused in the person’s language', async (_name, bytes, status, code) => {
    const url = await link();
    const [english, french] = await Promise.all(
      ['en', 'fr'].map(async (language) => {
        const answer = await send(url, 'PUT', bytes, language);
        expect(answer.status).toBe(status);
        return errorAnswer.parse(await answer.json()).error;
      }),
    );
    expect([english?.code, french?.code]).toEqual([code, code]);
    expect(english?.message).toMatch(/Save the logo/);
    expect(french?.message).toMatch(/(?:Enregistrez le|Réduisez la taille du) logo/);
    expect((await stored())?.settings.look.logo).toBeUndefined();
  });

  it('waits until there are settings to put it into', async () => {
    const { pool } = desk.shop.database;
    await pool.query('update tenants set settings = null');
    const url = await link();
    const html = await (await send(url, 'GET')).text();
    expect(html).toContain('name is not saved yet');
    expect(html).not.toContain('type="file"');
    const answer = await send(url, 'PUT', PICTURE);
    expect([answer.status, errorAnswer.parse(await answer.json()).error.code]).toEqual([
      409,
      'settings_missing',
    ]);
  });
});

/** The head of a JPEG with so many components. */
function jpegOf(components: number): Buffer {
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 4, 0, 4, components, 1, 0x11, 0];
  return Buffer.from([0xff, 0xd8, ...frame, 0xff, 0xda, 0, 0, 0, 0, 0, 0]);
}

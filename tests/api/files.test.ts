import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { errorAnswer, findAnswer } from '../../backend/api/contract.ts';
import { LINK_LIFETIME_MS, makeLinks, type LinkKind } from '../../backend/api/links.ts';
import { KEPT_DAYS, retain } from '../../backend/jobs/retention.ts';
import { verifyPack } from '../../backend/pack/verify.ts';
import { findDocument } from '../../backend/store/documents.ts';
import { parseKeyring } from '../../backend/store/secrets.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const MEGABYTE = 1024 * 1024;

async function suspended(): Promise<string> {
  const documentId = await desk.shop.finalize('ordinary');
  const { number = '' } = await desk.shop.until(documentId, 'available');
  desk.shop.chorusPro.setStatus(number, 'SUSPENDUE');
  await desk.shop.until(documentId, 'suspended');
  return documentId;
}

async function found(documentId: string) {
  const { body } = await desk.ask('/api/transmissions/find', { document_id: documentId });
  return findAnswer.parse(body);
}

const linkFor = (documentId: string, kind: LinkKind) =>
  desk.links.make(
    { tenant: desk.shop.tenant, documentId, kind, userId: 'usr_1Desk' },
    desk.shop.outside.now(),
  ).url;

const put = (url: string, name: string, body: Uint8Array, language = 'en') =>
  fetch(`${url}&name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: { 'accept-language': language },
    body: new Uint8Array(body),
  });

const remove = (url: string, name: string) =>
  fetch(`${url}&name=${encodeURIComponent(name)}`, { method: 'DELETE' });

const pageOf = async (url: string) =>
  (await fetch(url, { headers: { accept: 'text/html', 'accept-language': 'en' } })).text();

describe('a download link', () => {
  it('gives the document as it was issued, byte for byte', async () => {
    const documentId = await suspended();
    const { files = [] } = await found(documentId);
    const stored = await findDocument(desk.shop.tenant, desk.shop.database.pool, documentId);
    const [pdf, xml] = await Promise.all(files.map(({ url }) => fetch(url)));
    expect(pdf?.headers.get('content-type')).toBe('application/pdf');
    expect(pdf?.headers.get('content-disposition')).toContain(`${stored?.number}.pdf`);
    expect(pdf?.headers.get('cache-control')).toContain('no-store');
    expect(Buffer.from((await pdf?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(stored?.pdf);
    expect(await xml?.text()).toBe(stored?.xml);
  });

  it('gives the proof pack, which verifies as it is', async () => {
    const documentId = await suspended();
    const { files = [], transmission } = await found(documentId);
    const answer = await fetch(files.find(({ file }) => file === 'proof_pack')?.url ?? '');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(answer.headers.get('content-disposition')).toContain(`"${transmission.number}.zip"`);
    const { manifest, differences } = verifyPack(new Uint8Array(await answer.arrayBuffer()));
    expect(differences).toEqual([]);
    expect(manifest?.invoice.number).toBe(transmission.number);
    expect(manifest?.standing).toMatchObject({
      state: 'suspended',
      flowNumber: transmission.flow_number,
    });
  });

  it('that is over is a page for a browser, in its language', async () => {
    const headers = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'fr' };
    const answer = await fetch(`${desk.origin}/files?t=x`, { headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      403,
      'text/html; charset=utf-8',
    ]);
    expect(await answer.text()).toContain('Ce lien n’est plus valable');
  });

  it('is good for one document, one kind and a few minutes, and cannot be altered', async () => {
    const documentId = await suspended();
    const url = linkFor(documentId, 'xml');
    expect((await fetch(url)).status).toBe(200);
    const [key = '', text = '', signature = ''] =
      new URL(url).searchParams.get('t')?.split('.') ?? [];
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString());
    for (const changed of [
      { d: 'in_other' },
      { k: 'factur_x' },
      { x: claims.x + 60 },
      { a: 'acct_x' },
    ]) {
      const forged = Buffer.from(JSON.stringify({ ...claims, ...changed })).toString('base64url');
      const token = `${key}.${forged}.${signature}`;
      expect((await fetch(`${desk.origin}/files?t=${token}`)).status).toBe(403);
    }
    for (const token of [
      '',
      'x',
      'k1..',
      `k9.${text}.${signature}`,
      `k1.${text}.${signature.slice(1)}`,
    ]) {
      expect((await fetch(`${desk.origin}/files?t=${token}`)).status).toBe(403);
    }
    desk.shop.pass(LINK_LIFETIME_MS + 1_000);
    const over = await fetch(url);
    expect([over.status, errorAnswer.parse(await over.json()).error.code]).toEqual([
      403,
      'link_over',
    ]);
  });

  it('of a key that is no longer current is still good', () => {
    const [old, fresh] = [1, 2].map((id) => `k${id}:${randomBytes(32).toString('base64')}`);
    const permission = {
      ...{ tenant: desk.shop.tenant, documentId: 'in_1', userId: 'usr_1' },
      kind: 'xml' as const,
    };
    const { url } = makeLinks(parseKeyring(`${old}`), () => '').make(permission, new Date());
    const token = new URLSearchParams(url.split('?')[1]).get('t');
    const rotated = makeLinks(parseKeyring(`${fresh},${old}`), () => '');
    expect(rotated.open(token, new Date())).toEqual(permission);
    const without = makeLinks(parseKeyring(`${fresh}`), () => '');
    expect(without.open(token, new Date())).toBeUndefined();
  });

  it('does not take files, and leads nowhere for a document that was not issued', async () => {
    const documentId = await suspended();
    expect((await put(linkFor(documentId, 'xml'), 'a.pdf', Buffer.from('x'))).status).toBe(403);
    const held = await desk.shop.finalize('service-missing');
    expect((await fetch(linkFor(held, 'factur_x'))).status).toBe(404);
    expect((await fetch(linkFor(held, 'proof_pack'))).status).toBe(404);
    expect((await remove(linkFor(documentId, 'proof_pack'), 'a.pdf')).status).toBe(403);
  });
});

describe('an upload link', () => {
  it('leads to a page that runs no script but its own', async () => {
    const documentId = await suspended();
    const { upload } = await found(documentId);
    const page = await fetch(upload?.url ?? '');
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(await page.text()).toContain(`<script nonce="${nonce}">`);
    expect(policy).toContain("default-src 'none'");
  });

  it('takes a file, replaces it by another of its name, and the completion takes it along', async () => {
    const documentId = await suspended();
    const url = linkFor(documentId, 'upload');
    expect((await put(url, 'bon signé.pdf', Buffer.from('%PDF-1.4 un'))).status).toBe(201);
    expect((await put(url, 'bon signé.pdf', Buffer.from('%PDF-1.4 deux'))).status).toBe(201);
    expect((await found(documentId)).attachments).toEqual([{ name: 'bon signé.pdf', bytes: 13 }]);
    await desk.ask('/api/transmissions/act', { document_id: documentId, action: 'complete' });
    await desk.shop.until(documentId, 'completed');
    expect((await found(documentId)).attachments).toEqual([]);
    // The invoice no longer waits for files.
    expect((await put(url, 'trop-tard.pdf', Buffer.from('x'))).status).toBe(422);
  });

  it.each([
    ['programme.exe', Buffer.from('MZ'), 'attachment_type_not_accepted'],
    [`${'n'.repeat(47)}.pdf`, Buffer.from('x'), 'attachment_name_too_long'],
    ['../bon.pdf', Buffer.from('x'), 'attachment_name_unsuitable'],
    ['vide.pdf', Buffer.alloc(0), 'attachment_empty'],
  ])('refuses %s before any call, and says why', async (name, bytes, code) => {
    const documentId = await suspended();
    const messages: string[] = [];
    for (const language of ['en', 'fr']) {
      const answer = await put(linkFor(documentId, 'upload'), name, bytes, language);
      const { error } = errorAnswer.parse(await answer.json());
      expect([answer.status, error.code]).toEqual([422, code]);
      expect(error.message.length).toBeGreaterThan(20);
      messages.push(error.message);
    }
    expect(new Set(messages).size).toBe(2);
    expect((await found(documentId)).attachments).toEqual([]);
  });

  it('refuses a file above 10 MB, and a 21st one', async () => {
    const documentId = await suspended();
    const url = linkFor(documentId, 'upload');
    const large = await put(url, 'gros.pdf', Buffer.alloc(10 * MEGABYTE + 1), 'fr');
    expect([large.status, errorAnswer.parse(await large.json()).error]).toEqual([
      413,
      {
        code: 'attachment_too_large',
        message: expect.stringMatching(/^Le fichier dépasse 10\sMo/),
      },
    ]);
    for (let count = 1; count <= 20; count += 1) {
      expect((await put(url, `bon-${count}.pdf`, Buffer.from('x'))).status).toBe(201);
    }
    const answer = await put(url, 'bon-21.pdf', Buffer.from('x'));
    expect(errorAnswer.parse(await answer.json()).error.code).toBe('too_many_attachments');
  });
});

describe('a file that was added', () => {
  it('is shown on the page and can be taken away until it is sent', async () => {
    const documentId = await suspended();
    const url = linkFor(documentId, 'upload');
    const odd = 'bon & <b>signé</b>.pdf';
    await put(url, 'bon.pdf', Buffer.from('%PDF-1.4 un'));
    expect((await put(url, odd, Buffer.from('x'))).status).toBe(422);
    await put(url, "l'annexe & co.pdf", Buffer.from('%PDF-1.4 deux'));
    const page = await pageOf(url);
    expect(page).toContain('data-remove="bon.pdf"');
    expect(page).toContain('data-remove="l&#39;annexe &#38; co.pdf"');

    expect((await remove(url, 'bon.pdf')).status).toBe(200);
    expect((await found(documentId)).attachments).toEqual([
      { name: "l'annexe & co.pdf", bytes: 13 },
    ]);
    const again = await remove(url, 'bon.pdf');
    expect([again.status, errorAnswer.parse(await again.json()).error.code]).toEqual([
      404,
      'not_found',
    ]);

    await desk.ask('/api/transmissions/act', { document_id: documentId, action: 'complete' });
    await desk.shop.until(documentId, 'completed');
    expect((await remove(url, "l'annexe & co.pdf")).status).toBe(404);
    // Nobody waits for files any more: the page says so and takes none.
    const closed = await pageOf(url);
    expect(closed).toContain('class="refused"');
    expect(closed).not.toContain('type="file"');
  });

  it('is nobody else’s to take away', async () => {
    const documentId = await suspended();
    const url = linkFor(documentId, 'upload');
    await put(url, 'bon.pdf', Buffer.from('x'));
    for (const other of [
      { tenant: { ...desk.shop.tenant, account: 'acct_1Another' }, documentId },
      { tenant: desk.shop.tenant, documentId: 'in_other' },
    ]) {
      const link = { ...other, kind: 'upload', userId: 'usr_1' } as const;
      const { url: theirs } = desk.links.make(link, desk.shop.outside.now());
      expect((await remove(theirs, 'bon.pdf')).status).toBe(404);
      expect(await pageOf(theirs)).not.toContain('bon.pdf');
    }
    expect((await found(documentId)).attachments).toHaveLength(1);
  });

  it('is erased 30 days after it was sent, or added and never sent, and not before', async () => {
    const { database } = desk.shop;
    const kept = async () => {
      const { rows } = await database.pool.query('select name from attachments order by name');
      return rows.map(({ name }) => name);
    };
    const keptMs = KEPT_DAYS.attachment * 24 * 3_600_000;
    const erase = async () => (await retain(desk.shop.outside)).attachments;
    const documentId = await suspended();
    const url = linkFor(documentId, 'upload');
    await put(url, 'envoyé.pdf', Buffer.from('x'));
    desk.shop.pass(keptMs - 60_000);
    await desk.ask('/api/transmissions/act', { document_id: documentId, action: 'complete' });
    await desk.shop.until(documentId, 'completed');
    const { number = '' } = await desk.shop.get(documentId);
    desk.shop.chorusPro.setStatus(number, 'SUSPENDUE');
    await desk.shop.until(documentId, 'suspended');
    await put(linkFor(documentId, 'upload'), 'oublié.pdf', Buffer.from('x'));
    // Long after it was added, and just after it was sent.
    desk.shop.pass(3_600_000);
    expect(await erase()).toBe(0);
    expect(await kept()).toEqual(['envoyé.pdf', 'oublié.pdf']);
    desk.shop.pass(keptMs);
    expect(await erase()).toBe(2);
    expect(await kept()).toEqual([]);
  });
});

import { randomBytes } from 'node:crypto';
import express, { type RequestHandler, type Response, type Router } from 'express';
import { sentencesFor } from '../../src/wording/wording.ts';
import { attachmentObjections } from '../chorus-pro/attachment-checks.ts';
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENTS_BYTES_MAX,
  ATTACHMENTS_MAX,
} from '../chorus-pro/limits.ts';
import { findObjection } from '../jobs/action-table.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import { findLatestAction } from '../store/actions.ts';
import { listAttachments, saveAttachment } from '../store/attachments.ts';
import type { Database } from '../store/database.ts';
import { findDocument } from '../store/documents.ts';
import { findTransmission } from '../store/transmissions.ts';
import { refuse } from './answer.ts';
import type { Links, Permission } from './links.ts';
import { uploadPage } from './upload-page.ts';
import { fileNameOf } from '../invoice/file-name.ts';

/**
 * GET /files: the document as it was issued, byte for byte, or the page on which files are chosen. PUT /files: one of
 * these files, raw, with its name beside it. No signature of Stripe's is asked for: the link itself is the permission.
 * Refused: a link that is forged or over, a file that Chorus Pro would refuse, and one that nobody waits for.
 */

/** What the routes need. */
export interface FileParts {
  readonly database: Database;
  readonly links?: Links;
  readonly now: () => Date;
}

/** Mounts nothing where no links are made. */
export function fileRoutes(parts: FileParts): Router {
  const router = express.Router();
  const { links, now } = parts;
  if (!links) return router;
  const permitted = (query: { readonly t?: unknown }) => links.open(query.t, now());

  router.get('/files', async (request, response) => {
    response.set({ 'Cache-Control': 'no-store, private', 'Referrer-Policy': 'no-referrer' });
    const permission = permitted(request.query);
    if (!permission) return refuseLink(response);
    return permission.kind === 'upload'
      ? showPage(response)
      : sendDocument(permission, response, parts);
  });

  const raw = express.raw({ type: () => true, limit: ATTACHMENT_BYTES_MAX });
  // Whoever has no link does not even send a body.
  const checkFirst: RequestHandler = (request, response, next) =>
    permitted(request.query)?.kind === 'upload' ? next() : refuseLink(response);
  router.put('/files', checkFirst, raw, async (request, response) => {
    const permission = permitted(request.query);
    if (!permission) return refuseLink(response);
    const body: unknown = request.body;
    const { name } = request.query;
    return takeFile(
      {
        permission,
        name: typeof name === 'string' ? name.normalize('NFC') : '',
        bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      },
      response,
      parts,
    );
  });
  return router;
}

function refuseLink(response: Response): void {
  refuse(response, 403, 'link_over', 'This link is over or was altered; open a new one in Stripe.');
}

/** Only this page's own script and style run, and it talks to this service alone. */
function showPage(response: Response): void {
  const nonce = randomBytes(16).toString('base64');
  response.set(
    'Content-Security-Policy',
    `default-src 'none'; connect-src 'self'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  response.type('html').send(uploadPage(nonce));
}

async function sendDocument(
  { tenant, documentId, kind }: Permission,
  response: Response,
  { database }: FileParts,
): Promise<void> {
  const document = await findDocument(tenant, database.pool, documentId);
  if (!document) {
    return refuse(response, 404, 'not_found', 'No document was issued for this invoice.');
  }
  const name = fileNameOf(document.number, '');
  const isXml = kind === 'xml';
  response.set({
    'Content-Type': isXml ? 'application/xml; charset=utf-8' : 'application/pdf',
    'Content-Disposition': `attachment; filename="${name}.${isXml ? 'xml' : 'pdf'}"`,
  });
  response.send(isXml ? Buffer.from(document.xml) : document.pdf);
}

interface OfferedFile {
  readonly permission: Permission;
  readonly name: string;
  readonly bytes: Buffer;
}

async function takeFile(file: OfferedFile, response: Response, parts: FileParts): Promise<void> {
  const { permission, name, bytes } = file;
  const { tenant, documentId, userId } = permission;
  const { database, now } = parts;
  const [objection] = await objectionsTo(file, parts);
  if (objection) {
    const { title, remedy } = sentencesFor(objection, 'fr');
    return refuse(response, 422, objection.code, `${title}. ${remedy}`);
  }
  await saveAttachment(tenant, database.pool, documentId, { name, bytes, addedBy: userId }, now());
  response.status(201).json({ name, bytes: bytes.byteLength });
}

async function objectionsTo(
  { permission, name, bytes }: OfferedFile,
  { database: { pool }, now }: FileParts,
): Promise<readonly Reason[]> {
  const { tenant, documentId } = permission;
  const transmission = await findTransmission(tenant, pool, documentId);
  if (!transmission) return [reason('invoice_not_at_chorus_pro', 'invoice')];
  const latest = await findLatestAction(tenant, pool, documentId);
  const circumstances = { transmission, instruction: undefined, latest, now: now() };
  const impossible = findObjection('complete', circumstances);
  if (impossible) return [impossible];
  const others = (await listAttachments(tenant, pool, documentId)).filter(
    (each) => each.name !== name,
  );
  const total = others.reduce((sum, each) => sum + each.bytes, bytes.byteLength);
  const at = 'action.attachments';
  return [
    ...attachmentObjections([{ fileName: name, bytes }]),
    ...(others.length >= ATTACHMENTS_MAX
      ? [
          reason('too_many_attachments', at, {
            found: String(others.length + 1),
            limit: String(ATTACHMENTS_MAX),
          }),
        ]
      : []),
    ...(total > ATTACHMENTS_BYTES_MAX
      ? [
          reason('attachments_too_large', at, {
            megabytes: String(Math.ceil(total / MEGABYTE)),
            limit: String(ATTACHMENTS_BYTES_MAX / MEGABYTE),
          }),
        ]
      : []),
  ];
}

const MEGABYTE = 1024 * 1024;

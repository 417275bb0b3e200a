import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { pagesWordingFor } from '../../src/wording/pages.ts';
import { LOCALES, type Locale } from '../../src/wording/wording.ts';
import { ATTACHMENT_BYTES_MAX } from '../chorus-pro/limits.ts';
import { LOGO_BYTES_MAX } from '../convert/to-factur-x/look.ts';
import type { Log } from '../log.ts';
import type { Database } from '../store/database.ts';
import { refuse } from './answer.ts';
import {
  dropAttachment,
  refuseLargeAttachment,
  showAttachments,
  takeAttachment,
} from './attachments.ts';
import { sendDownload } from './downloads.ts';
import { showLinkOver } from './file-page.ts';
import type { DocumentPermission, Links, LogoPermission, Permission } from './links.ts';
import { dropLogo, refuseLargeLogo, showLogo, takeLogo } from './logo.ts';

/**
 * GET /files: a document as it was issued, its proof pack, or a page on which files are chosen. PUT and DELETE /files: one
 * of these files, raw, with its name beside it, or its name alone. No signature of Stripe's is asked for: the link itself
 * is the permission, and what it does not permit is refused before a body is read. People read the answers, so they come in
 * the language that the address (`lang`) or the browser names.
 */

/** What the routes need. */
export interface FileParts {
  readonly database: Database;
  readonly log: Log;
  readonly links?: Links;
  readonly now: () => Date;
}

/** One request whose link held. */
export interface FileChange<Permitted extends Permission = Permission> {
  readonly permission: Permitted;
  readonly locale: Locale;
  /** The file's, empty where none is given. */
  readonly name: string;
  readonly response: Response;
}

/** Mounts nothing where no links are made. */
export function fileRoutes(parts: FileParts): Router {
  const router = express.Router();
  const { links, now } = parts;
  if (!links) return router;
  const permitted = (request: Request) => links.open(request.query['t'], now());
  /** Goes on with a link that permits it. */
  const withLink =
    (go: (change: FileChange, request: Request) => Promise<void>): RequestHandler =>
    async (request, response) => {
      response.set({ 'Cache-Control': 'no-store, private', 'Referrer-Policy': 'no-referrer' });
      const permission = permitted(request);
      if (!permission) return refuseLink(request, response);
      const { name } = request.query;
      const change = {
        ...{ permission, response },
        locale: localeOf(request),
        name: typeof name === 'string' ? name.normalize('NFC') : '',
      };
      return go(change, request);
    };
  const readBody: RequestHandler = (request, response, next) => {
    const permission = permitted(request);
    const read = permission && BODIES[permission.kind];
    // Whoever has no link does not even send a body.
    return read ? read(request, response, next) : refuseLink(request, response);
  };
  router.get(
    '/files',
    withLink((change) => answer(change, parts)),
  );
  router.put(
    '/files',
    readBody,
    withLink((change, request) => take(change, request, parts)),
  );
  router.delete(
    '/files',
    withLink((change, request) => drop(change, request, parts)),
  );
  router.use('/files', tellTooLarge(permitted));
  return router;
}

const raw = (limit: number) => express.raw({ type: () => true, limit });

/** How much is read of a file, by what a link permits; a link that only gives takes nothing. */
const BODIES: Readonly<Record<Permission['kind'], RequestHandler | undefined>> = {
  factur_x: undefined,
  xml: undefined,
  proof_pack: undefined,
  upload: raw(ATTACHMENT_BYTES_MAX),
  logo: raw(LOGO_BYTES_MAX),
};

/** A link for a document, and for nothing else. */
function forDocument(change: FileChange): FileChange<DocumentPermission> | undefined {
  const { permission } = change;
  return permission.kind === 'logo' ? undefined : { ...change, permission };
}

function forLogo(change: FileChange): FileChange<LogoPermission> | undefined {
  const { permission } = change;
  return permission.kind === 'logo' ? { ...change, permission } : undefined;
}

async function answer(change: FileChange, parts: FileParts): Promise<void> {
  const [logo, document] = [forLogo(change), forDocument(change)];
  if (logo) return showLogo(logo, parts);
  if (!document) return;
  const { kind } = document.permission;
  return kind === 'upload' ? showAttachments(document, parts) : sendDownload(document, kind, parts);
}

async function take(change: FileChange, request: Request, parts: FileParts): Promise<void> {
  const body: unknown = request.body;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const [logo, document] = [forLogo(change), forDocument(change)];
  if (logo) return takeLogo(logo, bytes, parts);
  if (document?.permission.kind === 'upload') return takeAttachment(document, bytes, parts);
  refuseLink(request, change.response);
}

async function drop(change: FileChange, request: Request, parts: FileParts): Promise<void> {
  const [logo, document] = [forLogo(change), forDocument(change)];
  if (logo) return dropLogo(logo, parts);
  if (document?.permission.kind === 'upload') return dropAttachment(document, parts);
  refuseLink(request, change.response);
}

/** A page for a browser, an error with a code for whoever else asks. */
function refuseLink(request: Request, response: Response): void {
  const locale = localeOf(request);
  if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') {
    return showLinkOver(locale, response);
  }
  const { title, explanation } = pagesWordingFor(locale).linkOver;
  refuse(response, 403, 'link_over', `${title}. ${explanation}`);
}

function localeOf(request: Request): Locale {
  const { lang } = request.query;
  const named = LOCALES.find((locale) => locale === lang);
  const spoken = request.acceptsLanguages([...LOCALES]);
  return named ?? LOCALES.find((locale) => locale === spoken) ?? 'en';
}

/** A body that goes beyond its limit is the person's to know of; everything else is for the one above. */
function tellTooLarge(
  permitted: (request: Request) => Permission | undefined,
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const isTooLarge =
      typeof error === 'object' && error !== null && 'status' in error && error.status === 413;
    if (!isTooLarge) return next(error);
    const change = { locale: localeOf(request), response };
    return permitted(request)?.kind === 'logo'
      ? refuseLargeLogo(change)
      : refuseLargeAttachment(change);
  };
}

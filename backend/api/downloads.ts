import type { Response } from 'express';
import { pagesWordingFor } from '../../src/wording/pages.ts';
import { fileNameOf } from '../invoice/file-name.ts';
import { gatherPack } from '../pack/gather.ts';
import { makePack } from '../pack/pack.ts';
import { findDocument } from '../store/documents.ts';
import { refuse } from './answer.ts';
import type { FileChange, FileParts } from './files.ts';
import type { DocumentPermission, LinkKind } from './links.ts';

/** A file as a browser gets it. */
interface Download {
  readonly number: string;
  readonly ending: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Sends the document as it was issued, byte for byte, or its proof pack. */
export async function sendDownload(
  { permission, locale, response }: FileChange<DocumentPermission>,
  kind: Exclude<LinkKind, 'upload'>,
  parts: FileParts,
): Promise<void> {
  const download = await (kind === 'proof_pack' ? findPack : findIssued)(permission, parts);
  if (!download) return refuse(response, 404, 'not_found', pagesWordingFor(locale).notIssued);
  send(download, response);
}

function send({ number, ending, type, bytes }: Download, response: Response): void {
  response.set({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${fileNameOf(number, ending)}"`,
  });
  response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

async function findIssued(
  { tenant, documentId, kind }: DocumentPermission,
  { database: { pool } }: FileParts,
): Promise<Download | undefined> {
  const document = await findDocument(tenant, pool, documentId);
  if (!document) return undefined;
  const { number, xml, pdf } = document;
  return kind === 'xml'
    ? { number, ending: '.xml', type: 'application/xml; charset=utf-8', bytes: Buffer.from(xml) }
    : { number, ending: '.pdf', type: 'application/pdf', bytes: pdf };
}

async function findPack(
  { tenant, documentId }: DocumentPermission,
  { database: { pool } }: FileParts,
): Promise<Download | undefined> {
  const input = await gatherPack(tenant, pool, documentId);
  const number = input?.issues.at(-1)?.number;
  if (!input || number === undefined) return undefined;
  return { number, ending: '.zip', type: 'application/zip', bytes: makePack(input) };
}

import type { Attachment } from '../follow/corrections.ts';
import { reason, type Reason } from '../invoice/reason.ts';
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENT_NAME_CHARACTERS_MAX,
  ATTACHMENT_TITLE_CHARACTERS_MAX,
  ATTACHMENTS_BYTES_MAX,
  ATTACHMENTS_MAX,
} from './limits.ts';

/**
 * What Chorus Pro would refuse about files, found before any call and with the fix named. Pure. Comes in: the files.
 * Goes out: every objection, none when they may be sent.
 */

/** What is accepted (AIFE's list as a client of the API repeats it). */
const EXTENSIONS: ReadonlySet<string> = new Set(
  `bmp gif fax odt ppt tiff xls bz2 gz jpeg p7s rtf txt xml csv gzip jpg pdf svg xhtml xlsx doc htm odp png tgz xlc zip
   docx html ods pps tif xlm pptx`.split(/\s+/),
);

/** Neither a path, nor what breaks a header or a page. */
const UNSUITABLE = /[\p{Cc}\p{Cf}/\\:*?"<>|]/u;
const UNSUITABLE_ALL = new RegExp(UNSUITABLE.source, 'gu');

const MEGABYTE = 1024 * 1024;

/** Everything that Chorus Pro would refuse about these files. */
export function attachmentObjections(attachments: readonly Attachment[]): readonly Reason[] {
  const bytes = attachments.reduce((sum, each) => sum + each.bytes.byteLength, 0);
  const all = 'action.attachments';
  return [
    ...(attachments.length > ATTACHMENTS_MAX
      ? [
          reason('too_many_attachments', all, {
            found: String(attachments.length),
            limit: String(ATTACHMENTS_MAX),
          }),
        ]
      : []),
    ...(bytes > ATTACHMENTS_BYTES_MAX
      ? [
          reason('attachments_too_large', all, {
            megabytes: inMegabytes(bytes),
            limit: String(ATTACHMENTS_BYTES_MAX / MEGABYTE),
          }),
        ]
      : []),
    ...attachments.flatMap((each, index) => objectionsTo(each, index, attachments)),
  ];
}

/** The extension of a file's name, in small letters; empty when it has none. */
export function extensionOf(fileName: string): string {
  return /\.([A-Za-z0-9]{1,10})$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

function objectionsTo(
  { fileName: name, bytes, title }: Attachment,
  index: number,
  all: readonly Attachment[],
): readonly Reason[] {
  const at = `action.attachments[${index}]`;
  const extension = extensionOf(name);
  const suggestion = suggestedName(name, index);
  const found = name.length;
  return [
    ...(bytes.byteLength === 0 ? [reason('attachment_empty', at, { name })] : []),
    ...(bytes.byteLength > ATTACHMENT_BYTES_MAX
      ? [reason('attachment_too_large', at, { name, megabytes: inMegabytes(bytes.byteLength) })]
      : []),
    ...(EXTENSIONS.has(extension)
      ? []
      : [reason('attachment_type_not_accepted', at, { name, extension: extension || '–' })]),
    ...(found > ATTACHMENT_NAME_CHARACTERS_MAX
      ? [
          reason('attachment_name_too_long', at, {
            name,
            found: String(found),
            limit: String(ATTACHMENT_NAME_CHARACTERS_MAX),
            suggestion,
          }),
        ]
      : []),
    ...(UNSUITABLE.test(name) || all.slice(0, index).some(({ fileName }) => fileName === name)
      ? [reason('attachment_name_unsuitable', at, { name, suggestion })]
      : []),
    ...((title ?? '').length > ATTACHMENT_TITLE_CHARACTERS_MAX
      ? [
          reason('text_too_long', at, {
            found: String(title?.length),
            limit: String(ATTACHMENT_TITLE_CHARACTERS_MAX),
          }),
        ]
      : []),
  ];
}

/** The same name without what cannot stand in it, short enough, and told apart by its place. */
function suggestedName(name: string, index: number): string {
  const extension = extensionOf(name);
  const stem = extension === '' ? name : name.slice(0, -extension.length - 1);
  const ending = `-${index + 1}${extension === '' ? '' : `.${extension}`}`;
  const clean = stem
    .replaceAll(UNSUITABLE_ALL, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+/, '');
  const room = ATTACHMENT_NAME_CHARACTERS_MAX - ending.length;
  return `${[...clean].slice(0, room).join('').slice(0, room).trim() || 'document'}${ending}`;
}

/** One decimal, rounded up, so that a file just too large never reads as just fitting. */
function inMegabytes(bytes: number): string {
  return String(Math.ceil((bytes / MEGABYTE) * 10) / 10);
}

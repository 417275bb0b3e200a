import type { Locale } from '../../src/wording/wording.ts';

/** One line of a letter. */
export interface Line {
  /** What the line is about, with its colon; shown bold where anything can be. */
  readonly label?: string;
  readonly text: string;
  /** The text is an address. */
  readonly isLink?: true;
}

/** Lines that belong together. */
export type Block = readonly Line[];

/** A notice in words. The same words go into plain text, a simple page and a chat. */
export interface Letter {
  readonly locale: Locale;
  readonly subject: string;
  /** What happened. */
  readonly lead: string;
  /** Facts, reasons and what to do. */
  readonly blocks: readonly Block[];
  /** Where it is dealt with. */
  readonly link: { readonly label: string; readonly url: string };
  readonly footer: string;
}

/** The letter as plain text, which every mailbox shows. */
export function letterText({ lead, blocks, link, footer }: Letter): string {
  const told = blocks.map((lines) =>
    lines.map(({ label = '', text }) => `${label}${text}`).join('\n'),
  );
  return [lead, ...told, `${link.label}\n${link.url}`, `-- \n${footer}`].join('\n\n') + '\n';
}

/**
 * The letter as a page for mailboxes that show one: its styles stand in the elements, because many take everything else
 * away; no picture and nothing else is loaded, so that nobody learns who reads it when.
 */
export function letterHtml({ locale, subject, lead, blocks, link, footer }: Letter): string {
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f6f8fa;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#1a1f36">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e3e8ee;border-radius:8px">
<p style="margin:0 0 16px;font-size:16px">${escaped(lead)}</p>
${blocks.map(blockHtml).join('\n')}
<p style="margin:24px 0">${linkHtml(link.url, link.label, BUTTON)}</p>
<p style="margin:0;padding-top:16px;border-top:1px solid #e3e8ee;color:#545969;font-size:13px">${escaped(footer)}</p>
</div>
</body>
</html>
`;
}

const BUTTON =
  'display:inline-block;padding:8px 16px;border-radius:6px;background:#0b5cad;color:#ffffff;text-decoration:none;font-weight:600';

function blockHtml(lines: Block): string {
  const told = lines.map(({ label, text, isLink }) => {
    const words = isLink ? linkHtml(text, text, 'color:#0b5cad') : escaped(text);
    return label === undefined ? words : `<strong>${escaped(label)}</strong>${words}`;
  });
  return `<p style="margin:0 0 16px;overflow-wrap:anywhere">${told.join('<br>\n')}</p>`;
}

function linkHtml(url: string, label: string, style: string): string {
  return `<a href="${escaped(url)}" style="${style}">${escaped(label)}</a>`;
}

/** Nobody's text becomes markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

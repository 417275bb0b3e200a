import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import type { PagesWording } from '../../src/wording/pages.ts';
import { LOCALES, type Locale, type Spelling } from '../../src/wording/wording.ts';
import { pagesWordingFor } from '../../src/wording/pages.ts';

/**
 * The pages on which a person chooses files. Comes in: what there is already, and what is taken. Goes out: HTML whose
 * address is the permission: each file goes back to the same address as it is, with its name beside it, or is taken away
 * there by its name. Kept here: only the page's own script and style run, it talks to this service alone, and nobody's
 * text becomes markup.
 */

/** Something that is there already. */
export interface PresentFile {
  /** By which it is removed; empty where there is only one thing. */
  readonly name: string;
  readonly bytes: number;
  /** A picture is shown as such, as a `data:` address. */
  readonly picture?: string;
}

/** What a page shows. */
export interface FilePage {
  readonly about: 'attachments' | 'logo';
  readonly locale: Locale;
  readonly present: readonly PresentFile[];
  /** Of one file. */
  readonly bytesMax: number;
  readonly nameCharactersMax: number;
  /** What the browser's dialogue offers; empty for anything. */
  readonly accept: string;
  /** Why nothing is taken now. */
  readonly closedBecause?: string;
}

type Words = PagesWording & { readonly spelling: Spelling };

const NONCE_BYTES = 16;

/** Shows a page on which files are chosen. */
export function showFilePage(page: FilePage, response: Response): void {
  const words = pagesWordingFor(page.locale);
  const { title } = words[page.about];
  show({ title, locale: page.locale, body: bodyOf(page, words), script: SCRIPT }, response);
}

/** Shows that a link is good no more, to a person. */
export function showLinkOver(locale: Locale, response: Response): void {
  const { linkOver, spelling } = pagesWordingFor(locale);
  const body = `<p>${escaped(spelling.finish(linkOver.explanation))}</p>`;
  show({ title: linkOver.title, locale, body }, response.status(403));
}

interface Shown {
  readonly title: string;
  readonly locale: Locale;
  /** Markup. */
  readonly body: string;
  readonly script?: string;
}

function show({ title, locale, body, script }: Shown, response: Response): void {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  response.set(
    'Content-Security-Policy',
    `default-src 'none'; connect-src 'self'; img-src data:; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  response.type('html').send(`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Guichet</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
${script === undefined ? '' : `<script nonce="${nonce}">${script}</script>\n`}</body>
</html>
`);
}

function bodyOf(page: FilePage, words: Words): string {
  const { about, bytesMax, nameCharactersMax, accept, closedBecause } = page;
  const told = words[about];
  const say = (sentence: string) => escaped(words.spelling.finish(sentence));
  const size = words.size(bytesMax);
  const choosing =
    closedBecause === undefined
      ? `<p><label class="choose">${say(told.choose)}
<input type="file" id="files"${about === 'logo' ? '' : ' multiple'} accept="${escaped(accept)}" data-bytes="${bytesMax}" data-too-large="${say(told.tooLarge({ size }))}" data-lost="${say(words.lost)}"></label></p>
<p><small>${say(told.limits({ size, characters: nameCharactersMax }))}</small></p>`
      : `<p class="refused">${say(closedBecause)}</p>`;
  return `<p>${say(told.lead)}</p>
${choosing}
<div id="told" role="status"></div>
${presentOf(page, words)}
<p><small>${languages(page.locale)}</small></p>`;
}

function presentOf({ about, present }: FilePage, words: Words): string {
  const told = words[about];
  const say = (sentence: string) => escaped(words.spelling.finish(sentence));
  const row = ({ name, bytes, picture }: PresentFile) =>
    `<li>${picture === undefined ? `<span>${escaped(name)} <small>${words.size(bytes)}</small></span>` : `<img alt="${say(told.present)}" src="${picture}">`}
<button type="button" data-remove="${escaped(name)}">${say(words.remove)}${name === '' ? '' : `<span class="unseen"> ${escaped(name)}</span>`}</button></li>`;
  return `<section id="present"><h2>${say(told.present)}</h2>
${present.length === 0 ? `<p>${say(told.none)}</p>` : `<ul>${present.map(row).join('\n')}</ul>`}</section>`;
}

/** The other languages of the same page; the script gives the addresses. */
function languages(present: Locale): string {
  return LOCALES.filter((locale) => locale !== present)
    .map(
      (locale) =>
        `<a href="" data-language="${locale}" lang="${locale}">${pagesWordingFor(locale).language}</a>`,
    )
    .join(' ');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #1a1f36; background: #f6f8fa; }
main { max-width: 34rem; margin: 3rem auto; padding: 1.5rem 2rem; background: #fff; border: 1px solid #e3e8ee; border-radius: 8px; }
h1 { font-size: 1.25rem; margin-top: 0; }
h2 { font-size: 1rem; margin-bottom: 0; }
ul { list-style: none; padding: 0; margin: .5rem 0; }
li { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .25rem 0; overflow-wrap: anywhere; }
img { max-width: 18rem; max-height: 8rem; padding: .5rem; border: 1px solid #e3e8ee; border-radius: 4px; }
.choose input { display: block; margin-top: .25rem; font: inherit; }
button { font: inherit; padding: .125rem .75rem; border: 1px solid #c0c8d2; border-radius: 4px; background: #fff; cursor: pointer; }
.refused { color: #b3093c; }
small { color: #545969; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

/** What is there is read anew from the server after each change: the page shows what is true. */
const SCRIPT = `
const told = document.getElementById('told');
const input = document.getElementById('files');
const lost = input ? input.dataset.lost : '';
const tell = (text, refused) => {
  const line = told.appendChild(document.createElement('p'));
  line.textContent = text;
  if (refused) line.className = 'refused';
  return line;
};
const send = async (method, name, body) => {
  try {
    const address = location.href + '&name=' + encodeURIComponent(name);
    const response = await fetch(address, { method, body });
    if (response.ok) return undefined;
    return (await response.json()).error.message;
  } catch {
    return lost;
  }
};
const refresh = async () => {
  try {
    const page = await (await fetch(location.href, { headers: { accept: 'text/html' } })).text();
    const [section] = /<section id="present">.*?<.section>/s.exec(page) || [];
    if (section) document.getElementById('present').outerHTML = section;
    else location.reload();
  } catch {
    tell(lost, true);
  }
};
if (input) input.addEventListener('change', async () => {
  told.replaceChildren();
  input.disabled = true;
  for (const file of input.files) {
    const line = tell(file.name + ' …');
    const refusal = file.size > Number(input.dataset.bytes) ? input.dataset.tooLarge : await send('PUT', file.name, file);
    line.remove();
    if (refusal) tell(file.name + ' – ' + refusal, true);
  }
  input.value = '';
  input.disabled = false;
  await refresh();
});
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-remove]');
  if (!button) return;
  told.replaceChildren();
  button.disabled = true;
  const refusal = await send('DELETE', button.dataset.remove);
  if (refusal) tell(refusal, true);
  await refresh();
  // The button that had the focus is gone.
  if (input) input.focus();
});
for (const link of document.querySelectorAll('a[data-language]')) {
  const address = new URL(location.href);
  address.searchParams.set('lang', link.dataset.language);
  link.href = address.href;
}
`;

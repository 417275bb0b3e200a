import { readFile } from 'node:fs/promises';
import type { Invoice } from '../../backend/invoice/invoice.ts';
import { formatAmount, type Amount } from '../../backend/invoice/money.ts';
import type { JudgedDocument } from './documents.ts';
import { run } from './program.ts';
import type { Verdict } from './verdict.ts';

type PdfCheck = (document: JudgedDocument, pdfFile: string) => Promise<Verdict>;

/** The file's structure; a warning of qpdf fails too. */
const checkStructure: PdfCheck = async ({ name }, pdfFile) => {
  const { code, stdout, stderr } = await run('qpdf', ['--check', pdfFile]);
  return { check: 'qpdf', document: name, findings: code === 0 ? [] : [stderr + stdout] };
};

/** Every font is embedded and can be turned back into text. */
const checkFonts: PdfCheck = async ({ name }, pdfFile) => {
  const { code, stdout, stderr } = await run('pdffonts', [pdfFile]);
  const fonts = stdout.trim().split('\n').slice(2);
  const lacking = fonts.filter((font) => !/\syes\s+(yes|no)\s+yes\s+\d+\s+\d+\s*$/.test(font));
  const findings = [
    ...(code === 0 ? [] : [`pdffonts: ${stderr}`]),
    ...(fonts.length > 0 ? [] : ['no font at all']),
    ...lacking.map((font) => `not embedded, or without its text: ${font}`),
  ];
  return { check: 'pdffonts', document: name, findings };
};

/** What is attached is the XML that was checked, byte for byte. */
const checkAttachment: PdfCheck = async ({ name, xml }, pdfFile) => {
  const extracted = `${pdfFile}.attached`;
  const { code, stderr } = await run('pdfdetach', ['-save', '1', '-o', extracted, pdfFile]);
  const bytes = code === 0 ? await readFile(extracted) : undefined;
  const findings = bytes?.equals(Buffer.from(xml, 'utf8'))
    ? []
    : [bytes ? 'the attached XML is another' : `pdfdetach: ${stderr}`];
  return { check: 'pdfdetach', document: name, findings };
};

/** The page says the number and every amount, so that nobody can be shown another invoice than the XML's. */
const checkText: PdfCheck = async ({ name, invoice }, pdfFile) => {
  const { code, stdout, stderr } = await run('pdftotext', ['-enc', 'UTF-8', pdfFile, '-']);
  const text = withoutSpace(stdout);
  const missing = [invoice.number, ...amountsOf(invoice).map(asPrinted)].filter(
    (piece) => !text.includes(withoutSpace(piece)),
  );
  const findings = [
    ...(code === 0 ? [] : [`pdftotext: ${stderr}`]),
    ...new Set(missing.map((piece) => `not on the page: ${piece}`)),
  ];
  return { check: 'pdftotext', document: name, findings };
};

/** Spaces separate thousands and columns; where they stand is the page's affair. */
function withoutSpace(text: string): string {
  return text.replace(/\s/gu, '');
}

function amountsOf({ totals, lines, vatBreakdown }: Invoice): readonly Amount[] {
  return [
    totals.withoutVat,
    totals.vat,
    totals.withVat,
    totals.due,
    ...(totals.prepaid === 0n ? [] : [totals.prepaid]),
    ...lines.map(({ net }) => net),
    ...vatBreakdown.flatMap(({ taxable, tax }) => [taxable, tax]),
  ];
}

/** French figures: a comma before the cents. The sign is left out, for there are several for minus. */
function asPrinted(amount: Amount): string {
  return formatAmount(amount < 0n ? -amount : amount, 2).replace('.', ',');
}

/** What Debian's tools say of the PDF. */
export const PDF_CHECKS: readonly PdfCheck[] = [
  checkStructure,
  checkFonts,
  checkAttachment,
  checkText,
];

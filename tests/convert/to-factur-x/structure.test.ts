import { describe, expect, it } from '@jest/globals';
import { render } from '../../../backend/convert/to-factur-x/to-factur-x.ts';
import {
  catalogOf,
  marksOf,
  objectOf,
  pageIds,
  readPdf,
  reference,
  type PdfReader,
} from './pdf-reader.ts';
import { invoiceOf, lines, SAMPLE_XML } from './sample.ts';

const pdf = readPdf(render(invoiceOf(lines(60)), SAMPLE_XML));

/** By page, the elements that its marks belong to, as the tree says it. */
function parentTree({ objects }: PdfReader): readonly (readonly number[])[] {
  const root = objectOf(pdf, reference(catalogOf(pdf), 'StructTreeRoot'));
  const tree = objects.get(reference(root, 'ParentTree')) ?? '';
  return [...tree.matchAll(/(\d+)\[([^\]]*)\]/g)].map(([, , list = '']) =>
    [...list.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id)),
  );
}

function typeOf(id: number): string | undefined {
  return /^<<\/S\/(\w+)/.exec(objectOf(pdf, id))?.[1];
}

function parentOf(id: number): number {
  return reference(objectOf(pdf, id), 'P');
}

describe('the structure tree', () => {
  it('is declared', () => {
    expect(catalogOf(pdf)).toContain('/MarkInfo<</Marked true>>');
  });

  it('holds every mark of every page, under an element of the same type', () => {
    const tree = parentTree(pdf);
    const pages = pageIds(pdf);
    expect(pages.length).toBeGreaterThan(2);
    expect(tree).toHaveLength(pages.length);
    pages.forEach((page, key) => {
      expect(objectOf(pdf, page)).toContain(`/StructParents ${key}/`);
      const marks = marksOf(pdf, page).filter(({ tag }) => tag !== 'Artifact');
      expect(marks.map(({ mcid }) => mcid)).toEqual(marks.map((_, index) => index));
      expect(marks.map(({ tag }) => tag)).toEqual((tree[key] ?? []).map(typeOf));
    });
  });

  it('is read in the order of the page: title, parties, table, totals, payment', () => {
    const [first = []] = parentTree(pdf);
    const types = first.map(typeOf);
    expect(types.indexOf('H1')).toBeLessThan(types.indexOf('H2'));
    expect(types.indexOf('H2')).toBeLessThan(types.indexOf('TH'));
    expect(types.indexOf('TH')).toBeLessThan(types.indexOf('TD'));
  });

  it('holds tables of rows of cells, whose heads say what they head', () => {
    const cells = parentTree(pdf)
      .flat()
      .filter((id) => ['TH', 'TD'].includes(typeOf(id) ?? ''));
    expect(cells.length).toBeGreaterThan(60 * 6);
    for (const cell of cells) {
      expect(typeOf(parentOf(cell))).toBe('TR');
      expect(typeOf(parentOf(parentOf(cell)))).toBe('Table');
      if (typeOf(cell) === 'TH') expect(objectOf(pdf, cell)).toMatch(/\/Scope\/(Column|Row)/);
    }
  });

  it('leaves out what pages repeat: head, foot, and the head of the table', () => {
    const [, second = 0] = pageIds(pdf);
    const artifacts = marksOf(pdf, second).filter(({ tag }) => tag === 'Artifact');
    const said = artifacts.flatMap(({ texts }) => texts);
    expect(said).toContain('Désignation');
    expect(said).toContain('Facture N°\u00a0F-2026-0042 (suite)');
    expect(said.some((text) => text.startsWith('Page 2 / '))).toBe(true);
  });
});

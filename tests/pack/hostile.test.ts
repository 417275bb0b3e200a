import { describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { readArchive, writeArchive } from '../../backend/pack/archive.ts';
import { makePack, MANIFEST } from '../../backend/pack/pack.ts';
import { verifyPack, type DifferenceCode } from '../../backend/pack/verify.ts';
import { runCommand } from '../cli/run-command.ts';
import { recordsOf } from './records.ts';

/** Packs that somebody made to mislead a person, or to make the program that checks them stumble. */

const PACK = Buffer.from(makePack(recordsOf()));
const PDF = 'GUI-2026-0001.pdf';
const XML = 'GUI-2026-0001.xml';
const MEGABYTE = 1024 * 1024;
/** Far more than any of these takes, on a busy machine too; the worst of them once took half a minute. */
const PATIENCE_MS = 5_000;

const FILES = new Map(readArchive(PACK)?.map(({ name, bytes }) => [name, bytes]));

/** The pack with one file put in, in place of the one of that name. */
function packWith(name: string, bytes: Uint8Array): Uint8Array {
  const files = new Map(FILES).set(name, bytes);
  return writeArchive([...files].map(([each, content]) => ({ name: each, bytes: content })));
}

/** Where and how a pack is found out, in no more than the time that is given. */
function found(pack: Uint8Array): readonly string[] {
  const began = performance.now();
  const { differences } = verifyPack(pack);
  expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
  return differences.map(({ at, code }: { at: string; code: DifferenceCode }) => `${at} ${code}`);
}

/** Flips a bit of the pack's own bytes, somewhere inside a file. */
function spoiledIn(name: string): Uint8Array {
  const spoiled = Uint8Array.from(PACK);
  const bytes = FILES.get(name) ?? Buffer.of();
  const at = PACK.indexOf(bytes) + Math.floor(bytes.length / 2);
  spoiled[at] = (spoiled[at] ?? 0) ^ 0x10;
  return spoiled;
}

/** The pack with other bytes for all the occurrences of a name, of the same length. */
function renamed(pack: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(pack).toString('latin1').replaceAll(from, to);
  return Buffer.from(text, 'latin1');
}

describe('whoever changes one byte', () => {
  it.each([...FILES.keys()])('in %s is told in which file', (name) => {
    const told = found(spoiledIn(name));
    expect(told.some((each) => each.startsWith(`${name} `))).toBe(true);
    expect(told).toContain('pack archive_changed');
  });
});

describe('names that lead elsewhere', () => {
  it.each([
    '../../.ssh/authorized_keys',
    '/etc/cron.d/x',
    'C:\\Windows\\x',
    'issue-1/../../x',
    '..',
    'a\nb',
    '.bashrc',
    'x.tar.gz',
    'é.pdf',
  ])('%j is named', (name) => {
    expect(found(packWith(name, Buffer.from('x')))).toContain(`${name} name_unsafe`);
  });

  it('are named though the manifest lists them', () => {
    const listed = Buffer.from(FILES.get(MANIFEST) ?? '').toString();
    const told = found(packWith(MANIFEST, Buffer.from(listed.replaceAll('README.txt', '../../x'))));
    expect(told).toEqual(
      expect.arrayContaining(['../../x file_missing', 'README.txt file_unexpected']),
    );
  });

  it('that a program would stumble over are no part of the pack', () => {
    const pack = renamed(packWith('ninechars', Buffer.from('x')), 'ninechars', '__proto__');
    expect(found(pack)).toContain('pack archive_changed');
    const twice = renamed(packWith('README.tx_', Buffer.from('x')), 'README.tx_', 'README.txt');
    expect(found(twice)).toEqual(
      expect.arrayContaining(['pack archive_changed', 'README.txt file_changed']),
    );
  });
});

describe('archives that unfold', () => {
  it('are refused unread when they are compressed', () => {
    const bomb = zipSync({ 'a.pdf': new Uint8Array(200 * MEGABYTE) }, { level: 9 });
    expect(bomb.length).toBeLessThan(MEGABYTE);
    expect(found(bomb)).toEqual(['pack archive_unreadable']);
  });

  it('are refused when many of their files are the same bytes', () => {
    const size = 8 * MEGABYTE;
    const one = Buffer.from(zipSync({ a: new Uint8Array(size) }, { level: 0 }));
    // A central directory of 99 entries, all of which point to the first file.
    const directoryAt = one.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    const endAt = one.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    const entry = one.subarray(directoryAt, endAt);
    const entries = Array.from({ length: 99 }, (_, index) => {
      const named = Buffer.from(entry);
      named.write(String.fromCharCode(0x21 + index), 46, 'latin1');
      return named;
    });
    const end = Buffer.from(one.subarray(endAt));
    end.writeUInt16LE(99, 8);
    end.writeUInt16LE(99, 10);
    end.writeUInt32LE(99 * entry.length, 12);
    const bomb = Buffer.concat([one.subarray(0, directoryAt), ...entries, end]);
    expect(found(bomb)).toEqual(['pack archive_unreadable']);
  });

  it('inside the PDF are unpacked to a limit', () => {
    const head =
      '/F(factur-x.xml)\n<</Type/EmbeddedFile/Filter/FlateDecode/Length 999999>>\nstream\n';
    const bomb = deflateSync(Buffer.alloc(200 * MEGABYTE));
    const pdf = Buffer.concat([Buffer.from(head), bomb, Buffer.from('startxref')]);
    expect(found(packWith(PDF, pdf))).toContain(`${PDF} xml_not_in_pdf`);
  });
});

describe('contents that make a reader work for nothing', () => {
  const entities = [...'bcdefghi'].map(
    (name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'[index]};`.repeat(10)}">`,
  );
  it.each<[string, string, Uint8Array, DifferenceCode]>([
    [
      'an XML that grows as it is read',
      XML,
      Buffer.from(`<!DOCTYPE l [<!ENTITY a "ha">${entities.join('')}]><l>&i;</l>`),
      'xml_differs',
    ],
    [
      'an XML that reads a file of this machine',
      XML,
      Buffer.from('<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'),
      'xml_differs',
    ],
    ['an XML of a million folds', XML, Buffer.from('<a>'.repeat(1_000_000)), 'xml_not_readable'],
    ['an XML that is too large', XML, Buffer.alloc(17 * MEGABYTE, '<a/>'), 'xml_not_readable'],
    ['an XML of other bytes', XML, Buffer.from([0x3c, 0x61, 0xff, 0x00, 0x3e]), 'xml_not_readable'],
    [
      'a manifest of a million folds',
      MANIFEST,
      Buffer.from('['.repeat(1_000_000)),
      'manifest_malformed',
    ],
    ['a manifest that is a list', MANIFEST, Buffer.from('[]'), 'manifest_malformed'],
    [
      'a PDF with a hundred thousand beginnings',
      PDF,
      Buffer.from(`${'<</Type/EmbeddedFile'.repeat(100_000)}/F(factur-x.xml) startxref`),
      'xml_not_in_pdf',
    ],
  ])('are answered: %s', (_name, at, bytes, code) => {
    expect(found(packWith(at, bytes))).toContain(`${at} ${code}`);
  });
});

describe('guichet verify', () => {
  it('says what is wrong in words, and ends with 1, whatever it is given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guichet-'));
    try {
      const say = async (name: string, bytes: Uint8Array) => {
        await writeFile(join(folder, name), bytes);
        return runCommand(['verify', join(folder, name)], {});
      };
      const traversal = await say('traversal.zip', packWith('../../x', Buffer.from('x')));
      expect(traversal).toMatchObject({ code: 1, problems: '' });
      expect(traversal.out).toContain('../../x: is no name that Guichet gives to a file');
      const spoiled = await say('spoiled.zip', spoiledIn(PDF));
      expect(spoiled.code).toBe(1);
      expect(spoiled.out).toContain(`${PDF}: was changed: its SHA-256 should be`);
      const other = await say('other.zip', Buffer.from('hello'));
      expect([other.code, other.out]).toEqual([1, expect.stringContaining('is not a proof pack')]);
      const nothing = await runCommand(['verify', folder], {});
      expect(nothing.code).toBe(1);
      expect(nothing.problems).not.toContain('at ');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

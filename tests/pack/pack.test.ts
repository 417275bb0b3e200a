import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readArchive, writeArchive } from '../../backend/pack/archive.ts';
import { manifestSchema, type Manifest } from '../../backend/pack/manifest.ts';
import { fileNameOf } from '../../backend/invoice/file-name.ts';
import { makePack, MANIFEST, sha256Of, SUMS, sumsOf } from '../../backend/pack/pack.ts';
import { verifyPack, type DifferenceCode } from '../../backend/pack/verify.ts';
import { depositOf, issueOf, recordsOf } from './records.ts';

const RECORDS = recordsOf();
const PACK = makePack(RECORDS);
const NUMBER = 'GUI-2026-0001';

function filesOf(pack: Uint8Array): Map<string, Uint8Array> {
  return new Map(readArchive(pack)?.map(({ name, bytes }) => [name, bytes]));
}

function manifestOf(pack: Uint8Array): Manifest {
  return manifestSchema.parse(JSON.parse(strFromU8(filesOf(pack).get(MANIFEST) ?? Buffer.of())));
}

/** The pack after somebody changed it and mended every hash that they knew of. */
function forged(
  change: (files: Map<string, Uint8Array>, manifest: Manifest) => Manifest,
): Uint8Array {
  const files = filesOf(PACK);
  const told = change(files, manifestOf(PACK));
  const listed = told.files.map((file) => {
    const bytes = files.get(file.name) ?? Buffer.of();
    return { ...file, bytes: bytes.length, sha256: sha256Of(bytes) };
  });
  files.set(MANIFEST, Buffer.from(JSON.stringify({ ...told, files: listed }, null, 2)));
  files.delete(SUMS);
  const all = [...files].map(([name, bytes]) => ({ name, bytes }));
  return writeArchive([...all, { name: SUMS, bytes: sumsOf(all) }]);
}

const codesOf = (pack: Uint8Array): readonly DifferenceCode[] =>
  verifyPack(pack).differences.map(({ code }) => code);

describe('a proof pack', () => {
  it('verifies', () => {
    const { manifest, differences } = verifyPack(PACK);
    expect(differences).toEqual([]);
    expect(manifest?.invoice.number).toBe(NUMBER);
  });

  it('has the same bytes for the same records, in another time zone too', () => {
    expect(Buffer.compare(makePack(recordsOf()), PACK)).toBe(0);
    const program =
      "const { writeArchive } = await import('./backend/pack/archive.ts');" +
      "const bytes = Buffer.from(writeArchive([{ name: 'a', bytes: Buffer.from('b') }]));" +
      "process.stdout.write(bytes.toString('hex'))";
    const [west, east] = ['America/Los_Angeles', 'Asia/Tokyo'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      }),
    );
    expect(west).toBe(east);
    expect(west).toMatch(/^504b0304/);
  });

  it('holds the document byte for byte, and what is told of it', () => {
    const files = filesOf(PACK);
    expect([...files.keys()]).toEqual([
      `${NUMBER}.pdf`,
      `${NUMBER}.xml`,
      'LISEZMOI.txt',
      'README.txt',
      MANIFEST,
      SUMS,
    ]);
    const [issue] = RECORDS.issues;
    expect(
      Buffer.compare(files.get(`${NUMBER}.pdf`) ?? Buffer.of(), issue?.pdf ?? Buffer.of()),
    ).toBe(0);
    expect(manifestOf(PACK)).toMatchObject({
      merchant: { environment: 'test', platform: 'qualification' },
      invoice: { number: NUMBER, currency: 'EUR', framework: 'A1', typeCode: '380' },
      standing: { state: 'available', flowNumber: 'CPP0000000001_20261123' },
      issues: [{ current: true, sha256: issue?.sha256, basis: { businessProcess: 'A1' } }],
      deposits: [
        { state: 'accepted', remote: { correlationId: 'corr-1', message: 'GCU_MSG_01_000' } },
      ],
      history: [{ state: 'converted' }, { state: 'deposited' }, { actor: 'usr_1' }],
    });
  });

  it('names the logo by its hash and leaves its bytes out', () => {
    const { settings } = manifestOf(PACK);
    expect(settings?.values['look']).toEqual({ logoSha256: sha256Of('aGVsbG8=') });
    expect(settings?.sha256).toBe(sha256Of(JSON.stringify(settings?.values)));
  });

  it('leaves out who is told what: the address of a chat is a key', () => {
    expect(Buffer.from(PACK).includes('hooks.slack')).toBe(false);
    expect(manifestOf(PACK).settings?.values).not.toHaveProperty('notifications');
  });

  it('explains itself in French and in English', () => {
    const files = filesOf(PACK);
    for (const [name, words] of [
      ['LISEZMOI.txt', ['DOSSIER DE PREUVE', 'Numéro de flux', 'guichet verify']],
      ['README.txt', ['PROOF PACK', 'Flow number', 'guichet verify']],
    ] as const) {
      const text = strFromU8(files.get(name) ?? Buffer.of());
      for (const word of [
        ...words,
        NUMBER,
        'CPP0000000001_20261123',
        'GCU_MSG_01_000',
        'action  acknowledge  usr_1',
      ]) {
        expect(text).toContain(word);
      }
    }
  });

  it('lists its hashes as sha256sum --check reads them', () => {
    const files = filesOf(PACK);
    const lines = strFromU8(files.get(SUMS) ?? Buffer.of()).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(files.size - 1);
    for (const line of lines) {
      const [, hash, name = ''] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
      const bytes = files.get(name) ?? Buffer.of();
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    }
  });

  it('keeps every version that was handed over, and says which one counts', () => {
    const [second, unsent, last] = [
      issueOf(2, 'sixty-days'),
      issueOf(3, 'several-rates'),
      issueOf(4),
    ];
    const issues = [second, unsent, last].map((each) => ({ ...each, number: NUMBER }));
    const deposits = [
      depositOf(second.sha256, { state: 'refused', flowNumber: 'CPP0000000000_20261122' }),
      depositOf(last.sha256, { attempt: 2 }),
    ];
    const pack = makePack(recordsOf({ issues, deposits }));
    expect(manifestOf(pack).issues.map(({ issue, current, pdf }) => [issue, current, pdf])).toEqual(
      [
        [2, false, `issue-2/${NUMBER}.pdf`],
        [4, true, `${NUMBER}.pdf`],
      ],
    );
    expect(verifyPack(pack).differences).toEqual([]);
  });

  it('can be made before anything was handed over', () => {
    const { transmission } = RECORDS;
    const pack = makePack(
      recordsOf({
        transmission: { ...transmission, state: 'converted', flowNumber: undefined },
        deposits: [],
        settings: undefined,
      }),
    );
    expect(verifyPack(pack)).toMatchObject({ manifest: { deposits: [] }, differences: [] });
  });

  it('is refused where nothing was issued', () => {
    expect(() => makePack(recordsOf({ issues: [] }))).toThrow('issued document');
  });

  it('names its files without what a file name may not hold', () => {
    expect(fileNameOf('F 2026/1..', '.pdf')).toBe('F_2026_1__.pdf');
  });
});

describe('a pack that was changed', () => {
  it('is found out, whichever byte it is', () => {
    const found: number[] = [];
    const stride = 197;
    const places = Array.from({ length: PACK.length }, (_, at) => at).filter(
      // All of the headers and the end, where a ZIP reader is lenient; each 197th byte of the rest.
      (at) => at < 200 || at > PACK.length - 700 || at % stride === 0,
    );
    for (const at of places) {
      const spoiled = Uint8Array.from(PACK);
      spoiled[at] = (spoiled[at] ?? 0) ^ 0x01;
      if (verifyPack(spoiled).differences.length > 0) found.push(at);
    }
    expect(places.length).toBeGreaterThan(1_000);
    expect(found).toEqual(places);
  });

  it('is found out in every file, by name', () => {
    for (const name of filesOf(PACK).keys()) {
      const files = filesOf(PACK);
      const bytes = Uint8Array.from(files.get(name) ?? Buffer.of());
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 0x01;
      files.set(name, bytes);
      const spoiled = writeArchive(
        [...files].map(([each, content]) => ({ name: each, bytes: content })),
      );
      const differences = verifyPack(spoiled).differences;
      const at = name === MANIFEST ? [MANIFEST, SUMS] : [name, SUMS];
      expect(differences.some((each) => at.includes(each.at))).toBe(true);
    }
  });

  it.each<
    [string, (files: Map<string, Uint8Array>, manifest: Manifest) => Manifest, DifferenceCode]
  >([
    [
      'another amount in the manifest',
      (_files, { invoice, ...rest }) => ({
        ...rest,
        invoice: { ...invoice, amounts: { ...invoice.amounts, due: '1.00' } },
      }),
      'fact_differs',
    ],
    [
      'another number in the manifest',
      (_files, { invoice, ...rest }) => ({ ...rest, invoice: { ...invoice, number: 'X-1' } }),
      'fact_differs',
    ],
    [
      'another XML beside the PDF',
      (files, manifest) => {
        const xml = strFromU8(files.get(`${NUMBER}.xml`) ?? Buffer.of());
        files.set(`${NUMBER}.xml`, Buffer.from(xml.replace(NUMBER, 'GUI-2026-0009')));
        return manifest;
      },
      'xml_differs',
    ],
    [
      'a PDF that something was appended to',
      (files, manifest) => {
        const pdf = files.get(`${NUMBER}.pdf`) ?? Buffer.of();
        const longer = Buffer.concat([
          pdf,
          Buffer.from('1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n'),
        ]);
        files.set(`${NUMBER}.pdf`, longer);
        return manifest;
      },
      'xml_not_in_pdf',
    ],
    [
      'XML that is none',
      (files, manifest) => {
        files.set(`${NUMBER}.xml`, Buffer.from('<a>'));
        return manifest;
      },
      'xml_not_readable',
    ],
    [
      'another hash of the document',
      (_files, manifest) => ({
        ...manifest,
        issues: manifest.issues.map((issue) => ({ ...issue, sha256: '0'.repeat(64) })),
      }),
      'file_changed',
    ],
    [
      'another flow number',
      (_files, { standing, ...rest }) => ({
        ...rest,
        standing: { ...standing, flowNumber: 'CPP2' },
      }),
      'flow_differs',
    ],
    [
      'a deposit of something else',
      (_files, manifest) => ({
        ...manifest,
        deposits: manifest.deposits.map((deposit) => ({ ...deposit, sha256: '0'.repeat(64) })),
      }),
      'deposit_without_file',
    ],
    [
      'no document that counts',
      (_files, manifest) => ({
        ...manifest,
        issues: manifest.issues.map((issue) => ({ ...issue, current: false })),
      }),
      'current_not_one',
    ],
    [
      'a file more',
      (files, manifest) => {
        files.set('extra.txt', Buffer.from('extra'));
        return manifest;
      },
      'file_unexpected',
    ],
    [
      'a file less',
      (files, manifest) => {
        files.delete('README.txt');
        return manifest;
      },
      'file_missing',
    ],
    [
      'a manifest of another shape',
      (_files, manifest) => ({
        ...manifest,
        document: { ...manifest.document, id: JSON.parse('1') },
      }),
      'manifest_malformed',
    ],
  ])('is found out though every hash was mended: %s', (_name, change, code) => {
    expect(codesOf(forged(change))).toContain(code);
  });

  it('is found out when it was packed again by something else', () => {
    expect(codesOf(zipSync(unzipSync(PACK), { level: 0 }))).toEqual(['archive_changed']);
    expect(codesOf(zipSync(unzipSync(PACK), { level: 6 }))).toEqual(['archive_unreadable']);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', Buffer.of()],
    ['no ZIP', Buffer.from('hello')],
    ['half of one', PACK.subarray(0, PACK.length / 2)],
    ['an empty ZIP', zipSync({})],
  ])('is answered and never thrown at: %s', (_name, bytes) => {
    expect(verifyPack(bytes).differences.length).toBeGreaterThan(0);
  });
});

import { unzipSync, zipSync } from 'fflate';

/**
 * A ZIP whose bytes follow from its files alone: nothing is compressed (a PDF hardly shrinks, and another version of a
 * library would compress otherwise), every file bears the same date, and the order is the one given. So a pack can be
 * written again from what was read out of it, and must come out the same.
 */

/** A file of the archive. */
export interface ArchivedFile {
  /** A path with `/` between its parts. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes of the largest archive that is read. */
export const ARCHIVE_BYTES_MAX = 256 * 1024 * 1024;

/** Files of one archive. */
const FILES_MAX = 100;

/** ZIP stores local time: this one is midnight wherever it is made. */
const FILE_DATE = new Date(1980, 0, 1);

/** Writes an archive. */
export function writeArchive(files: readonly ArchivedFile[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), {
    level: 0,
    mtime: FILE_DATE,
  });
}

/** Reads an archive that `writeArchive` made, in its order; undefined when it is none, compressed, or too large. */
export function readArchive(archive: Uint8Array): readonly ArchivedFile[] | undefined {
  if (archive.length > ARCHIVE_BYTES_MAX) return undefined;
  let count = 0;
  let total = 0;
  const refuse = (): never => {
    throw new RangeError('not an archive of ours');
  };
  try {
    const files = unzipSync(archive, {
      filter: ({ compression, size, originalSize }) => {
        count += 1;
        total += size;
        const isStored = compression === 0 && size === originalSize;
        // What is stored is as large as it says, and no two files share their bytes: an archive of ours never unfolds
        // into more than itself.
        return (isStored && total <= archive.length && count <= FILES_MAX) || refuse();
      },
    });
    return Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
  } catch {
    return undefined;
  }
}

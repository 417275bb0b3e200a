import { LOGO_BYTES_MAX } from '../look.ts';
import type { Image } from './image.ts';
import { looksLikeJpeg, parseJpeg } from './jpeg.ts';
import { looksLikePng, parsePng } from './png.ts';

/** Pictures already read, as long as somebody holds their bytes: a merchant's logo is on every invoice. */
const READ = new WeakMap<Uint8Array, { readonly image: Image | undefined }>();

/** The picture in a logo's bytes; undefined when it cannot be drawn. Does not change once answered. */
export function parseLogo(bytes: Uint8Array): Image | undefined {
  const known = READ.get(bytes);
  if (known) return known.image;
  const image = bytes.length > LOGO_BYTES_MAX ? undefined : parse(bytes);
  READ.set(bytes, { image });
  return image;
}

function parse(bytes: Uint8Array): Image | undefined {
  if (looksLikePng(bytes)) return parsePng(bytes);
  if (looksLikeJpeg(bytes)) return parseJpeg(bytes);
  return undefined;
}

/** How a merchant wants its page to look. Everything is optional, and nothing of it changes what the invoice says. */
export interface Look {
  /**
   * The supplier's logo: a PNG, or a JPEG in grey or RGB, at most LOGO_BYTES_MAX. Treat the bytes as unchangeable: what
   * was made of them is kept as long as they are. `parseLogo` tells beforehand whether they can be drawn; a logo that
   * cannot is left out, and the supplier's name stands in its place.
   */
  readonly logo?: Uint8Array;
  /** The brand colour, `#rrggbb`; used for the title, the rules and the amount due. Darkened where text needs it. */
  readonly colour?: string;
  /** True for a copy that is issued again: the page then says *Duplicata*. */
  readonly duplicate?: boolean;
}

/** Most bytes of a logo. */
export const LOGO_BYTES_MAX = 512 * 1024;

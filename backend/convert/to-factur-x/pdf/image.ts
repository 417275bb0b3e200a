/** A picture that a page can bear. */
export interface Image {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Entries of the image dictionary: colour space, bits and filter. */
  readonly entries: string;
  /** The stream's bytes, as the filter reads them. */
  readonly bytes: Uint8Array;
}

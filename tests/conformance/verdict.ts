/** What one check says of one document. */
export interface Verdict {
  /** Which check, such as `qpdf` or `phive en16931`. */
  readonly check: string;
  readonly document: string;
  /** What it objects to; nothing when the document passes. */
  readonly findings: readonly string[];
}

/** Whether a document passed a check. */
export function isPassed({ findings }: Verdict): boolean {
  return findings.length === 0;
}

/** How long, how much and how many, for everything that Chorus Pro may make us wait for. */
export interface ChorusProLimits {
  /** To open a connection, TLS included. */
  readonly connectMs: number;
  /** From the request's end to the answer's first line. */
  readonly headersMs: number;
  /** Between two pieces of an answer's body. */
  readonly bodyMs: number;
  /** An idle connection is kept this long; a deposit never takes a kept one. */
  readonly keepAliveMs: number;
  readonly connectionsPerHost: number;
  /** A whole dossier weighs at most 120 MB (AIFE, Swagger "Factures": telecharger/groupe). */
  readonly responseBytes: number;
  /** A token request, from beginning to end. */
  readonly tokenMs: number;
  /** A question, its token and a second try with a fresh token included. */
  readonly readMs: number;
  /** A deposit or a change, its token and a second try with a fresh token included. */
  readonly depositMs: number;
  /**
   * How long after its beginning a completion may still make its last call, the one that changes the invoice. What is
   * missing by then is handed over at the next attempt.
   */
  readonly filesMs: number;
  /** How long a call waits behind the other calls of its technical account before it gives up, unsent. */
  readonly queueWaitMs: number;
  /** How many calls of one technical account may wait. */
  readonly queueCalls: number;
  /** Transport faults and 5xx in a row that open a platform's breaker. */
  readonly breakerFailures: number;
  /**
   * How long the breaker stays open before one call may try; twice as long after each try that fails. Also how long a
   * platform is left alone that says 429 and not for how long.
   */
  readonly breakerPauseMs: number;
  /** It never stays open longer. */
  readonly breakerPauseMaxMs: number;
}

/**
 * The limits of the real thing; tests shorten them. The wait and the deposit together, and for a completion its files
 * too, stay within the time after which a reservation counts as abandoned (REAL_PACE.callDeadlineMs).
 */
export const LIMITS: ChorusProLimits = {
  connectMs: 3_000,
  headersMs: 20_000,
  bodyMs: 30_000,
  keepAliveMs: 10_000,
  connectionsPerHost: 8,
  responseBytes: 130_000_000,
  tokenMs: 15_000,
  readMs: 30_000,
  depositMs: 60_000,
  filesMs: 10_000,
  queueWaitMs: 20_000,
  queueCalls: 50,
  breakerFailures: 5,
  breakerPauseMs: 30_000,
  breakerPauseMaxMs: 5 * 60_000,
};

/** A PDF that `deposer/flux` is known to take (AIFE, Swagger "Factures": 10 MB per file). */
export const DOCUMENT_BYTES_MAX = 10 * 1024 * 1024;

/** BT-13, *numéro d'engagement* (AIFE, API annex: numeroBonCommande). */
export const ENGAGEMENT_CHARACTERS_MAX = 50;

/** BT-12, *numéro de marché* (AIFE, API annex: numeroMarche). */
export const CONTRACT_CHARACTERS_MAX = 50;

/** BT-10, *code service* (AIFE, API annex: codeServiceExecutant). */
export const SERVICE_CODE_CHARACTERS_MAX = 100;

/** The supplier's comment on a completion or a recycling (AIFE, API annex: commentaire). */
export const COMMENT_CHARACTERS_MAX = 2_000;

/** A file that `ajouter/fichier` takes: 10 MB. */
export const ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024;

/** A whole dossier: 120 MB, what is already there included, of which this is the most that Guichet adds. */
export const ATTACHMENTS_BYTES_MAX = 110 * 1024 * 1024;

/** Files in one completion; Guichet's own. */
export const ATTACHMENTS_MAX = 20;

/** A file's name with its extension (AIFE, API annex: pieceJointeNom). */
export const ATTACHMENT_NAME_CHARACTERS_MAX = 50;

/** What the buyer reads beside a file (AIFE, API annex: designation). */
export const ATTACHMENT_TITLE_CHARACTERS_MAX = 100;

/** A longer `Retry-After` is cut: somebody should have looked by then. */
export const RETRY_AFTER_MS_MAX = 60 * 60 * 1_000;

/** A longer text from the platform is cut; its comments hold at most 2,000 characters. */
export const REMOTE_TEXT_CHARACTERS_MAX = 4_000;

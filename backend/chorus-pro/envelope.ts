import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { RemoteWords } from '../deliver/destination.ts';
import type { HttpEnd } from './http.ts';
import { optionalText } from './lenient.ts';
import { REMOTE_TEXT_CHARACTERS_MAX } from './limits.ts';
import type { Redact } from './redact.ts';

/**
 * What an HTTP answer says, whatever its content type claims. Comes in: status, headers and text. Goes out: the body's
 * shape and the remote words without secrets. `codeRetour` decides about success; the label only names an error.
 */

/** An HTTP answer as it came. */
export type HttpAnswer = Extract<HttpEnd, { kind: 'answered' }>;

/** The shapes of body that mean something to us. */
export type Body =
  /** Chorus Pro's own: `codeRetour` (0 is success) and `libelle`. */
  | {
      readonly kind: 'envelope';
      readonly code: number;
      /** The stable key inside the label, such as `TRA_MSG_00.015`. */
      readonly labelCode: string | undefined;
      readonly json: unknown;
    }
  /** OAuth 2's own: `error`. */
  | { readonly kind: 'oauth_error' }
  /** The request came back: PISTE says so that the application has no right to the route. */
  | { readonly kind: 'echo' }
  | { readonly kind: 'empty_object' }
  /** Any other JSON. */
  | { readonly kind: 'other_json'; readonly json: unknown }
  /** HTML, nothing at all, half an answer. */
  | { readonly kind: 'unreadable' };

/** An answer that has been read. */
export interface ReadAnswer {
  readonly kind: 'answered';
  readonly httpStatus: number;
  readonly body: Body;
  /** Whether the gateway asks for a token (`WWW-Authenticate`). */
  readonly asksForToken: boolean;
  readonly retryAfter: string | undefined;
  readonly words: RemoteWords;
}

const codeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number),
]);
const envelope = z.object({ codeRetour: codeNumber, libelle: optionalText });
const oauthError = z.object({ error: z.string(), error_description: optionalText });

/** Reads an answer to a request whose body was `asked`. */
export function readAnswer(answer: HttpAnswer, asked: string, redact: Redact): ReadAnswer {
  const { httpStatus, headers } = answer;
  const json = parseJson(answer.body, redact);
  const own = envelope.safeParse(json);
  const oauth = oauthError.safeParse(json);
  const challenge = headers['www-authenticate'];
  const message = own.data?.libelle ?? describe(oauth.data) ?? challenge;
  return {
    kind: 'answered',
    httpStatus,
    body: own.success
      ? envelopeOf(own.data, json)
      : shapeOf(json, oauth.success, httpStatus === 403 && isEcho(answer.body, asked)),
    asksForToken: challenge !== undefined,
    retryAfter: headers['retry-after'],
    words: {
      httpStatus,
      ...wordsOf('correlationId', headers['x-correlationid'], redact),
      ...(own.success ? { code: String(own.data.codeRetour) } : {}),
      ...wordsOf('message', message, redact),
    },
  };
}

function parseJson(text: string, redact: Redact): unknown {
  try {
    const clean = (_key: string, value: unknown) =>
      typeof value === 'string' ? redact(value) : value;
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''), clean);
    return json;
  } catch {
    return undefined;
  }
}

function envelopeOf(read: z.output<typeof envelope>, json: unknown): Body {
  const match = /([A-Z]{3}_MSG_\d{2})[._](\d{3})/.exec(read.libelle ?? '');
  const labelCode = match ? `${match[1]}.${match[2]}` : undefined;
  return { kind: 'envelope', code: read.codeRetour, labelCode, json };
}

function shapeOf(json: unknown, isOauthError: boolean, echoed: boolean): Body {
  if (json === undefined) return { kind: 'unreadable' };
  if (isOauthError) return { kind: 'oauth_error' };
  if (isDeepStrictEqual(json, {})) return { kind: 'empty_object' };
  return echoed ? { kind: 'echo' } : { kind: 'other_json', json };
}

function isEcho(answered: string, asked: string): boolean {
  const untouched = (text: string) => text;
  return isDeepStrictEqual(parseJson(answered, untouched), parseJson(asked, untouched));
}

function describe(error: z.output<typeof oauthError> | undefined): string | undefined {
  if (!error) return undefined;
  return error.error_description ? `${error.error}: ${error.error_description}` : error.error;
}

function wordsOf<Key extends 'correlationId' | 'message'>(
  key: Key,
  text: string | undefined,
  redact: Redact,
): { readonly [K in Key]?: string } | Record<never, never> {
  if (text === undefined || text.trim() === '') return {};
  return { [key]: redact(text).slice(0, REMOTE_TEXT_CHARACTERS_MAX) };
}

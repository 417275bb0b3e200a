import type { Json } from './fields.ts';

/** What goes back over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The label of success on most reads. */
const READ_OK = 'TRA_MSG_00.000';
/** The label of success on deposits and on what changes an invoice. */
export const WRITE_OK = 'GCU_MSG_01_000';

/** A JSON answer. */
export function json(status: number, body: Json): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body: JSON.stringify(body),
  };
}

/** The envelope of success. */
export function ok(body: Json, label: string = READ_OK): Answer {
  return json(200, { codeRetour: 0, libelle: label, ...body });
}

/** A refusal in the platform's way: HTTP 200, a code that is not 0, a label. */
export function businessError(code: number, label: string): Answer {
  return json(200, { codeRetour: code, libelle: label });
}

/** A request that is not shaped as the schema wants: HTTP 400. */
export function malformed(label: string): Answer {
  return json(400, { codeRetour: 400, libelle: label });
}

/** An answer without a body. */
export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: '' };
}

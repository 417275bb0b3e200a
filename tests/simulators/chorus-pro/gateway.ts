import { empty, json, malformed, type Answer } from './answer.ts';
import type { Call } from './call.ts';
import { isJson } from './fields.ts';
import type { Platform } from './platform.ts';
import { HEALTH_CHECK, ROUTES } from './routes.ts';
import { notSubscribed, type Switches } from './switches.ts';
import type { Tokens } from './token.ts';

/** A request as it came over the wire, its body read. */
export interface WireRequest {
  readonly method: string;
  /** `{api}/v1/{operation}`. */
  readonly route: string;
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

const REALM = 'Bearer realm="DefaultRealm"';

/** The token of a request. */
export function bearerOf({ header }: WireRequest): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header('authorization') ?? '')?.[1];
}

/** PISTE's answer to an expired or unknown token. */
export function tokenRefused(): Answer {
  return empty(401, {
    'www-authenticate': `${REALM}, error="invalid_token", error_description="Unable to find the access token in persistent storage"`,
  });
}

/** PISTE in front of Chorus Pro: token, route, technical account, format, in this order. */
export function passGateway(
  request: WireRequest,
  {
    platform,
    tokens,
    switches,
  }: { readonly platform: Platform; readonly tokens: Tokens; readonly switches: Switches },
  forcedState?: string,
): Answer {
  const token = bearerOf(request);
  if (token === undefined) {
    return empty(400, {
      'www-authenticate': `${REALM}, error="invalid_request", error_description="Unable to find token in the message"`,
    });
  }
  if (!tokens.isValid(token)) return tokenRefused();
  if (request.route === HEALTH_CHECK && request.method === 'GET') {
    return json(200, { statusCode: '200' });
  }
  const route = request.method === 'POST' ? ROUTES.get(request.route) : undefined;
  if (!route) return json(403, {});
  if (!switches.isSubscribed(request.route)) return notSubscribed(request.body);
  const account = platform.directory.openAccount(request.header('cpro-account'));
  if (!account) return empty(401);
  const call = parseBody(request);
  if ('status' in call) return call;
  return route({ platform, account, body: call.body, forcedState });
}

function parseBody(request: WireRequest): Pick<Call, 'body'> | Answer {
  if (!(request.header('content-type') ?? '').startsWith('application/json')) return empty(415);
  try {
    const body: unknown = JSON.parse(request.body);
    return isJson(body) ? { body } : malformed('Un objet JSON est attendu');
  } catch {
    return malformed('JSON mal forme');
  }
}

import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import type { Database } from '../store/database.ts';
import { takeNonce } from '../store/nonces.ts';
import type { TenantId } from '../tenant.ts';
import { refuse } from './answer.ts';
import { getSigned } from './authenticate.ts';
import { ROUTES, type RoutePath } from './contract.ts';

/**
 * One question of the Dashboard on its way to its answer. Comes in: a body whose signature held. Goes out: an answer of
 * the contract, or a refusal: 400 for what is malformed, 403 where a role is missing, 409 for a nonce that was used.
 * Kept here: what is answered passes the contract's schema, so that nothing which is not in it ever leaves.
 */

/** A question, and who asks. */
export interface Asked<Question> {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly question: Question;
}

/** An expected refusal: an HTTP status, a stable code and a sentence for the developer who reads it. */
export class Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  constructor(status: number, code: string, message: string) {
    this.status = status;
    this.code = code;
    this.message = message;
  }
}

/**
 * Who may ask. Whoever wants more than a look must name a role: Stripe signs none that the user does not have, but signs
 * a question that names none for everybody.
 */
export type Who =
  | 'anybody'
  /** Not those who may only look. */
  | 'editors'
  /** Those who may see and change credentials. */
  | 'administrators';

/** What a route needs besides its answerer. */
export interface RouteParts {
  readonly app: Express;
  readonly database: Pick<Database, 'pool'>;
  readonly now: () => Date;
}

/** A row of the contract, with its path. */
interface Row<Question extends z.ZodType, Answer extends z.ZodType> {
  readonly path: RoutePath;
  readonly question: Question;
  readonly answer: Answer;
}

/** Mounts a route of the contract. */
export function addRoute<Question extends z.ZodType, Answer extends z.ZodType>(
  { app, database, now }: RouteParts,
  { path, question, answer }: Row<Question, Answer>,
  answerer: (asked: Asked<z.output<Question>>) => Promise<z.input<Answer> | Refusal>,
  who: Who = 'anybody',
): void {
  app.post(path, async (request: Request, response: Response) => {
    const { tenant, userId, body } = getSigned(request);
    const parsed = question.safeParse(body);
    if (!parsed.success) return refuse(response, 400, 'malformed', describe(parsed.error));
    const { nonce, roles } = carried.parse(parsed.data);
    if (!mayAsk(who, roles)) {
      return refuse(response, 403, 'role_missing', ROLE_MISSING[who]);
    }
    if (nonce !== undefined && !(await takeNonce(tenant, database.pool, nonce, now()))) {
      return refuse(response, 409, 'replayed', 'This question was asked before; ask a new one.');
    }
    const end = await answerer({ tenant, userId, question: parsed.data });
    if (end instanceof Refusal) return refuse(response, end.status, end.code, end.message);
    response.json(answer.parse(end));
  });
}

/** Finds a row of the contract. */
export function rowOf<Path extends RoutePath>(path: Path) {
  return { path, ...ROUTES[path] };
}

/** What state-changing questions carry; the contract's schemas have checked it. */
const carried = z
  .object({
    nonce: z.string().optional(),
    stripe_roles: z.array(z.object({ id: z.string().optional() })).default([]),
  })
  .transform(({ nonce, stripe_roles: roles }) => ({ nonce, roles: roles.map(({ id }) => id) }));

const ADMINISTRATORS: readonly unknown[] = ['admin', 'super_admin'];

function mayAsk(who: Who, roles: readonly (string | undefined)[]): boolean {
  switch (who) {
    case 'anybody':
      return true;
    case 'editors':
      return roles.some((role) => role !== 'view_only');
    case 'administrators':
      return roles.some((role) => ADMINISTRATORS.includes(role));
    default:
      return who satisfies never;
  }
}

const ROLE_MISSING = {
  anybody: 'Nobody is refused here.',
  editors: 'Your role only lets you look, or the question names none in stripe_roles.',
  administrators: 'Only administrators may do this; the question must carry stripe_roles.',
} as const satisfies Record<Who, string>;

/** Which fields do not fit, and why; no value is repeated. */
function describe({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
}

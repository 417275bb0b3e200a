import { z } from 'zod';

/**
 * What may go wrong on demand. A fault waits for calls to its route and strikes the next ones, or each with a
 * probability drawn from a seed. `effect` says whether the call was carried out when its answer went wrong: that is what
 * the caller cannot know.
 */

const PLATFORM_ERRORS = [500, 502, 503, 504] as const;
const DELAY_MS_MAX = 600_000;

const common = {
  /** `deposer/flux`, `factures/v1/deposer/flux`, `token`, or `*` for every call. */
  route: z.string().default('*'),
  /** How many calls it strikes: one, unless given; without end when only a probability is given. */
  times: z.coerce.number().int().min(1).optional(),
  /** Of striking a call that it might strike. */
  probability: z.coerce.number().gt(0).max(1).optional(),
  /** Whether the call is carried out first. */
  effect: z.enum(['before', 'after']).optional(),
};

/** Each kind of fault, with what it needs. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** Carried out at once and answered late, or (`effect: before`) carried out late; another fault may strike too. */
  z.object({
    ...common,
    kind: z.literal('slow'),
    delayMs: z.coerce.number().min(1).max(DELAY_MS_MAX),
  }),
  z.object({
    ...common,
    kind: z.literal('status'),
    status: z.coerce
      .number()
      .refine((status) => PLATFORM_ERRORS.some((known) => known === status))
      .default(503),
    body: z.enum(['json', 'html']).default('json'),
  }),
  /** 429; without `retryAfterSeconds` the header is left out. */
  z.object({
    ...common,
    kind: z.literal('too_many_requests'),
    retryAfterSeconds: z.coerce.number().int().min(0).optional(),
  }),
  /** The connection breaks before anything was done, or (`effect: after`) after all was done. */
  z.object({ ...common, kind: z.literal('drop') }),
  /** The call is carried out and nobody answers. */
  z.object({ ...common, kind: z.literal('never_answer') }),
  /** 200 without a body. */
  z.object({ ...common, kind: z.literal('empty_body') }),
  /** 200 with a page for people. */
  z.object({ ...common, kind: z.literal('html_200') }),
  /** The right body under the wrong content type. */
  z.object({ ...common, kind: z.literal('wrong_content_type') }),
  /** 200 and code 0 with an empty `numeroFluxDepot`. */
  z.object({ ...common, kind: z.literal('empty_flow_number') }),
  /** The application is not authorised for the route: 403 and the request's own JSON. */
  z.object({ ...common, kind: z.literal('unsubscribed') }),
  /** The token is treated as expired: 401, and a new one is needed. */
  z.object({ ...common, kind: z.literal('token_expired') }),
  /** HTTP 200 with a code that no table has. */
  z.object({
    ...common,
    kind: z.literal('unknown_code'),
    code: z.coerce.number().int().default(29_999),
    label: z.string().default('SIM_MSG_99.999'),
  }),
  /** The deposit is taken and its flow ends in this state, whatever is in it: `IN_INCIDENTE`, or one unheard of. */
  z.object({ ...common, kind: z.literal('flow_ends_in'), state: z.string().min(1) }),
]);

/** A fault as it is asked for. */
export type FaultInput = z.input<typeof faultSchema>;
/** A fault with its defaults filled in. */
export type Fault = z.output<typeof faultSchema>;

/** Whether the call is carried out before the fault strikes, unless it is said. */
const EFFECTS = {
  slow: 'after',
  status: 'before',
  too_many_requests: 'before',
  drop: 'before',
  never_answer: 'after',
  empty_body: 'after',
  html_200: 'before',
  wrong_content_type: 'after',
  empty_flow_number: 'before',
  unsubscribed: 'before',
  token_expired: 'before',
  unknown_code: 'before',
  flow_ends_in: 'after',
} as const satisfies Record<Fault['kind'], 'before' | 'after'>;

/** The faults that strike one call. */
export interface Strike {
  /** Waited before the call is carried out: the caller may be gone by then. */
  readonly delayBeforeMs: number;
  /** Waited before it is answered. */
  readonly delayAfterMs: number;
  readonly fault: Fault | undefined;
}

interface Waiting {
  readonly fault: Fault;
  left: number;
}

/** Faults that wait for calls. */
export class Faults {
  #waiting: Waiting[] = [];
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  /** Sets faults; those set earlier strike first. */
  add(...inputs: readonly FaultInput[]): void {
    for (const input of inputs) {
      const fault = faultSchema.parse(input);
      const left = fault.times ?? (fault.probability === undefined ? 1 : Infinity);
      this.#waiting.push({ fault, left });
    }
  }

  /** Takes back what waits for a route, or everything. */
  clear(route?: string): void {
    this.#waiting = this.#waiting.filter(
      ({ fault }) => route !== undefined && fault.route !== route,
    );
  }

  /** What is waiting. */
  waiting(): readonly Fault[] {
    return this.#waiting.map(({ fault, left }) =>
      left === Infinity ? fault : { ...fault, times: left },
    );
  }

  /** What strikes a call to this route: delays add up, and at most one other fault. */
  strike(route: string): Strike {
    const delays = { before: 0, after: 0 };
    let struck: Fault | undefined;
    for (const waiting of this.#waiting) {
      const { fault } = waiting;
      if (fault.kind !== 'slow' && struck) continue;
      if (!concerns(fault.route, route) || !this.#happens(fault)) continue;
      waiting.left -= 1;
      if (fault.kind === 'slow') delays[fault.effect ?? EFFECTS.slow] += fault.delayMs;
      else struck = fault;
    }
    this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    return { delayBeforeMs: delays.before, delayAfterMs: delays.after, fault: struck };
  }

  #happens({ probability }: Fault): boolean {
    return probability === undefined || this.#random() < probability;
  }
}

/** Whether a fault lets the call be carried out first. */
export function isCarriedOut(fault: Fault): boolean {
  return (fault.effect ?? EFFECTS[fault.kind]) === 'after';
}

function concerns(wanted: string, route: string): boolean {
  return wanted === '*' || wanted === route || route.endsWith(`/v1/${wanted}`);
}

/** A small generator of numbers between 0 and 1 (mulberry32): the same seed gives the same faults. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

import type { Flow } from './flows.ts';

/**
 * How a flow advances by itself. Every flow goes through the same stages after the same delays, so one first-in
 * first-out queue for each stage is enough, and looking at the clock costs nothing.
 */

/** Delays since the deposit, or `manual`: only `advance` moves a flow. */
export type Pace =
  | 'manual'
  | {
      /** Until then neither a report nor a search knows the flow. */
      readonly visibleAfterMs: number;
      /** The checks end and the invoice exists; never before it is visible. */
      readonly integratedAfterMs: number;
      /** The buyer has it. */
      readonly availableAfterMs: number;
    };

/** The stages of a flow, in order. */
const STAGES = ['unseen', 'waiting', 'processing', 'ended', 'routing', 'available'] as const;
export type Stage = (typeof STAGES)[number];

const LAST = STAGES.length - 1;

/** Moves flows from stage to stage, and tells what enters one. */
export class LifeCycle {
  readonly #delaysMs: readonly number[] | undefined;
  readonly #queues: { readonly flows: Flow[]; next: number }[] = STAGES.map(() => ({
    flows: [],
    next: 0,
  }));
  readonly #enter: (flow: Flow, stage: Stage, at: number) => void;

  constructor(pace: Pace, enter: (flow: Flow, stage: Stage, at: number) => void) {
    this.#delaysMs = pace === 'manual' ? undefined : delaysOf(pace);
    this.#enter = enter;
  }

  /** Takes a new flow in. */
  add(flow: Flow): void {
    this.#queues[1]?.flows.push(flow);
  }

  /** Moves every flow whose time has come. */
  settle(now: number): void {
    if (!this.#delaysMs) return;
    for (let stage = 1; stage <= LAST; stage += 1) this.#settleStage(stage, now);
  }

  /** Moves one flow to its next stage; false when it stands at the last one. */
  advance(flow: Flow, now: number): boolean {
    const stage = STAGES.indexOf(flow.stage) + 1;
    const name = STAGES[stage];
    if (name === undefined) return false;
    this.#enter(flow, name, now);
    return true;
  }

  #settleStage(stage: number, now: number): void {
    const queue = this.#queues[stage];
    const name = STAGES[stage];
    const delayMs = this.#delaysMs?.[stage];
    if (!queue || name === undefined || delayMs === undefined) return;
    for (;;) {
      const flow = queue.flows[queue.next];
      if (!flow || flow.depositedAt + delayMs > now) break;
      queue.next += 1;
      // A person may have pushed it ahead of the clock.
      if (STAGES.indexOf(flow.stage) < stage) this.#enter(flow, name, flow.depositedAt + delayMs);
      this.#queues[stage + 1]?.flows.push(flow);
    }
    compact(queue);
  }
}

function delaysOf(pace: Exclude<Pace, 'manual'>): readonly number[] {
  const visible = pace.visibleAfterMs;
  const ended = Math.max(visible, pace.integratedAfterMs);
  const available = Math.max(ended, pace.availableAfterMs);
  return [0, visible, (visible + ended) / 2, ended, (ended + available) / 2, available];
}

const COMPACTED_FROM = 1_000;

function compact(queue: { readonly flows: Flow[]; next: number }): void {
  if (queue.next < COMPACTED_FROM || queue.next * 2 < queue.flows.length) return;
  queue.flows.splice(0, queue.next);
  queue.next = 0;
}

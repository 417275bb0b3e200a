import { empty, type Answer } from './answer.ts';

/** How many business calls the gateway lets through. */
export interface RateLimitOptions {
  readonly perSecond: number;
  /** How many may come at once; `perSecond` unless given. */
  readonly burst?: number;
}

/** A bucket of calls for the whole application; the token endpoint is not counted. */
export class RateLimit {
  readonly #options: RateLimitOptions;
  readonly #now: () => number;
  #left: number;
  #at: number;

  constructor(options: RateLimitOptions, now: () => number) {
    this.#options = options;
    this.#now = now;
    this.#left = this.#burst();
    this.#at = now();
  }

  /** Counts a call; 429 when there are too many. */
  refuse(route: string): Answer | undefined {
    if (route === 'token') return undefined;
    const now = this.#now();
    const gained = ((now - this.#at) / 1000) * this.#options.perSecond;
    this.#left = Math.min(this.#burst(), this.#left + gained);
    this.#at = now;
    if (this.#left >= 1) {
      this.#left -= 1;
      return undefined;
    }
    const seconds = Math.ceil((1 - this.#left) / this.#options.perSecond);
    return empty(429, { 'retry-after': String(seconds) });
  }

  #burst(): number {
    return this.#options.burst ?? Math.max(1, this.#options.perSecond);
  }
}

/** Work that is done again and again beside the jobs. */
export interface Rounds {
  /** Begins no other round, and waits for the one under way. */
  stop(): Promise<void>;
}

/**
 * Runs a round at once, and another `everyMs` after each one's end, until stopped; a round that fails is told and the
 * next one tries again.
 */
export function startRounds(
  round: () => Promise<unknown>,
  everyMs: number,
  onError: (error: unknown) => void,
): Rounds {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const run = (): void => {
    running = round()
      .then(() => undefined, onError)
      .then(() => {
        if (!stopped) timer = setTimeout(run, everyMs);
      });
  };
  run();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

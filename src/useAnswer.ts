import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Question, RoutePath } from '../backend/api/contract.ts';
import type { Asker } from './asker.ts';
import { ask, type Failure } from './backend.ts';

/** What a question has come to. */
export type Asked<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'answered'; readonly answer: T };

/** A question that a view keeps asking. */
export interface Asking<T> {
  readonly asked: Asked<T>;
  /** Asks again; the answer that is there stays until the next one has come. */
  readonly reload: () => void;
  /** Puts a newer answer in its place, such as that of a change. */
  readonly replace: (answer: T) => void;
}

interface Held<T> {
  readonly key: string;
  readonly asked: Asked<T>;
}

/**
 * Asks our backend while a view is open; nothing is asked while the question is undefined. With `everyMs` it is asked
 * again and again; a repeated question that fails leaves the last answer standing, because a person is reading it.
 */
export function useAnswer<Path extends RoutePath>(
  asker: Asker,
  path: Path,
  question: Question<Path> | undefined,
  everyMs?: number,
): Asking<Answer<Path>> {
  const key = JSON.stringify([asker, path, question]);
  const [held, setHeld] = useState<Held<Answer<Path>>>();
  const [round, setRound] = useState(0);
  const isQuiet = useRef(false);
  const isIdle = question === undefined;

  useEffect(() => {
    if (question === undefined) return undefined;
    let isCurrent = true;
    const wasQuiet = isQuiet.current;
    isQuiet.current = false;
    void ask(asker, path, question).then((reply) => {
      if (!isCurrent) return;
      setHeld((before) => {
        if (reply.ok) return { key, asked: { state: 'answered', answer: reply.answer } };
        const keeps = wasQuiet && before?.key === key && before.asked.state === 'answered';
        return keeps ? { ...before } : { key, asked: { state: 'failed', failure: reply.failure } };
      });
    });
    return () => {
      isCurrent = false;
    };
    // The key holds the asker, the path and the question by value.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, round]);

  useEffect(() => {
    if (everyMs === undefined || isIdle || held?.key !== key) return undefined;
    const timer = setTimeout(() => {
      isQuiet.current = true;
      setRound((before) => before + 1);
    }, everyMs);
    return () => clearTimeout(timer);
  }, [everyMs, held, isIdle, key]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const replace = useCallback(
    (answer: Answer<Path>) => setHeld({ key, asked: { state: 'answered', answer } }),
    [key],
  );
  return { asked: held?.key === key ? held.asked : { state: 'loading' }, reload, replace };
}

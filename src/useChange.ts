import { useRef, useState } from 'react';
import type { Answer, Question, RoutePath } from '../backend/api/contract.ts';
import { isViewOnly, type Asker } from './asker.ts';
import { change, type Failure, type FailureKind, type Reply } from './backend.ts';

/** Finds out whether a change whose answer never came has arrived all the same: its answer, or `undefined` if not. */
export type LookUp<T> = () => Promise<Reply<T | undefined>>;

/** A change that a person asks for. */
export interface Changing<Path extends RoutePath> {
  readonly isPending: boolean;
  readonly failure: Failure | undefined;
  /** Makes the change; undefined when it was not made, or when one is under way. */
  readonly make: (
    question: Question<Path>,
    lookUp?: LookUp<Answer<Path>>,
  ) => Promise<Answer<Path> | undefined>;
}

/** Failures after which the change may have been made. */
const UNSURE: readonly FailureKind[] = ['network', 'backend', 'unreadable'];

/**
 * Makes a change once, however often it is pressed. An answer that was lost is looked up and the change never repeated
 * blindly: as long as nobody knows whether it arrived, the next press looks before it asks again.
 */
export function useChange<Path extends RoutePath>(asker: Asker, path: Path): Changing<Path> {
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isBusy = useRef(false);
  const isUnsure = useRef(false);

  const make: Changing<Path>['make'] = async (question, lookUp) => {
    if (isBusy.current || isViewOnly(asker)) return undefined;
    isBusy.current = true;
    setPending(true);
    setFailure(undefined);
    const reply = await made(asker, path, question, lookUp, isUnsure.current);
    isUnsure.current = !reply.ok && reply.failure.kind === 'lost';
    isBusy.current = false;
    setPending(false);
    if (reply.ok) return reply.answer;
    setFailure(reply.failure);
    return undefined;
  };
  return { isPending, failure, make };
}

async function made<Path extends RoutePath>(
  asker: Asker,
  path: Path,
  question: Question<Path>,
  lookUp: LookUp<Answer<Path>> | undefined,
  wasUnsure: boolean,
): Promise<Reply<Answer<Path>>> {
  if (wasUnsure && lookUp) {
    const before = await found(lookUp);
    if (before) return before;
  }
  const reply = await change(asker, path, question);
  if (reply.ok || !lookUp || !UNSURE.includes(reply.failure.kind)) return reply;
  return (await found(lookUp)) ?? reply;
}

/** What the look-up says: the answer, that nobody knows, or undefined when the change has not arrived. */
async function found<T>(lookUp: LookUp<T>): Promise<Reply<T> | undefined> {
  const looked = await lookUp();
  if (!looked.ok) return { ok: false, failure: { kind: 'lost' } };
  return looked.answer === undefined ? undefined : { ok: true, answer: looked.answer };
}

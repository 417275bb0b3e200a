import { describe, expect, it } from '@jest/globals';
import { readStatus } from '../../backend/follow/follow.ts';
import { STATES, type TransmissionState } from '../../backend/follow/state.ts';
import {
  NO_WAY_BACK_NEEDED,
  permits,
  WAY_BACK_OF,
  WAYS_BACK,
  type WayBack,
} from '../../backend/follow/ways-back.ts';
import type { ReasonCode } from '../../backend/invoice/reason.ts';
import { noWayBackWordingFor, wayBackWordingFor } from '../../src/wording/ways-back.ts';
import { LOCALES } from '../../src/wording/wording.ts';

const isState = (state: string): state is TransmissionState => Object.hasOwn(STATES, state);
const isWay = (way: string): way is WayBack => Object.hasOwn(WAYS_BACK, way);
const ALL_STATES = Object.keys(STATES).filter(isState);
const ALL_WAYS = Object.keys(WAYS_BACK).filter(isWay);

describe('the four ways back', () => {
  it.each<readonly [TransmissionState, WayBack, 'kept' | 'new']>([
    ['refused', 'resend', 'kept'],
    ['to_recycle', 'recycle', 'kept'],
    ['suspended', 'complete', 'kept'],
    ['rejected', 'replace', 'new'],
  ])('%s: %s, and the number is %s', (state, way, number) => {
    expect(permits(state, way)).toEqual({ allowed: true, number });
    const others = ALL_WAYS.filter((other) => other !== way);
    expect(others).toHaveLength(3);
    for (const other of others) {
      expect(permits(state, other)).toEqual({ allowed: false, instead: way, because: undefined });
    }
  });

  it.each<readonly [string, ReasonCode, WayBack]>([
    ['SUSPENDUE', 'suspended_by_buyer', 'complete'],
    ['A_RECYCLER', 'to_recycle', 'recycle'],
    ['REJETEE', 'rejected_by_buyer', 'replace'],
  ])('%s is told with the buyer’s words, and leads to its own cure', (status, code, way) => {
    const { state, reasons } = readStatus(status, 'Bon de commande manquant');
    expect(reasons).toMatchObject([{ code, params: { comment: 'Bon de commande manquant' } }]);
    expect(state && permits(state, way).allowed).toBe(true);
  });

  it('are each the cure of exactly one state', () => {
    const cures = ALL_STATES.flatMap((state) => WAY_BACK_OF[state].way ?? []);
    expect(cures.toSorted()).toEqual(ALL_WAYS.toSorted());
  });

  it('are closed in every other state, and it is said why', () => {
    const closed = ALL_STATES.filter((state) => WAY_BACK_OF[state].way === undefined);
    expect(closed).toHaveLength(ALL_STATES.length - ALL_WAYS.length);
    const why = closed.flatMap((state) =>
      ALL_WAYS.map((way) => {
        const answer = permits(state, way);
        return answer.allowed ? 'allowed' : (answer.because ?? 'silent');
      }),
    );
    expect(new Set(why)).toEqual(new Set(NO_WAY_BACK_NEEDED));
  });

  it('never allow a second deposit while the first is not certain', () => {
    for (const state of ['depositing', 'uncertain', 'deposited', 'integrated', 'paid'] as const) {
      expect(permits(state, 'resend').allowed).toBe(false);
    }
  });
});

describe.each(LOCALES)('what is said about them in %s', (locale) => {
  const other = locale === 'en' ? 'fr' : 'en';

  it.each(ALL_WAYS)('%s: what it does, and what becomes of the number', (way) => {
    const { action, explanation, number } = wayBackWordingFor(way, locale);
    expect(action).toMatch(/^\p{Lu}[^.!]{8,40}$/u);
    expect(explanation).toMatch(/^\p{Lu}.{60,}\.$/u);
    expect(number).toMatch(
      WAYS_BACK[way].number === 'kept'
        ? /keeps its number|garde son numéro/
        : /new number|nouveau numéro/,
    );
    expect(action).not.toBe(wayBackWordingFor(way, other).action);
  });

  it.each(NO_WAY_BACK_NEEDED)('%s: why nothing can be done', (because) => {
    const said = noWayBackWordingFor(because, locale);
    expect(said).toMatch(/^\p{Lu}.{20,}\.$/u);
    expect(said).not.toBe(noWayBackWordingFor(because, other));
  });
});

import { describe, expect, it } from '@jest/globals';
import { REAL_PACE, nextAttemptMs, nextQuestionMs } from '../../backend/follow/schedule.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** No spread. */
const MIDDLE = 0.5;

/** Asks from a deposit on, as the sweep does, and returns the ages at which it asked. */
function agesOfQuestions(pace = REAL_PACE): number[] {
  const ages: number[] = [];
  for (let age = 0; ;) {
    const delay = nextQuestionMs(ages.length, age, MIDDLE, pace);
    if (delay === undefined) return ages;
    age += delay;
    ages.push(age);
  }
}

describe('the schedule', () => {
  it('asks within minutes at first, and about a hundred and fifty times in a year without change', () => {
    const ages = agesOfQuestions();
    expect(ages.slice(0, 5).map((age) => age / MINUTE_MS)).toEqual([1, 3, 8, 18, 48]);
    expect(ages.filter((age) => age <= DAY_MS).length).toBeLessThan(30);
    expect(ages.length).toBeGreaterThan(100);
    expect(ages.length).toBeLessThan(250);
    expect(ages.at(-1)).toBeGreaterThan(364 * DAY_MS);
  });

  it('keeps its shape at another pace', () => {
    const quick = agesOfQuestions({ ...REAL_PACE, factor: 0.001 });
    expect(quick).toHaveLength(agesOfQuestions().length);
  });

  it('spreads each delay by a fifth either way', () => {
    expect(nextQuestionMs(0, 0, 0, REAL_PACE)).toBe(0.8 * MINUTE_MS);
    expect(nextQuestionMs(0, 0, 1, REAL_PACE)).toBe(1.2 * MINUTE_MS);
  });

  it('waits longer after each failure, up to an hour, and at least as long as it was told', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) =>
      nextAttemptMs(failures, MIDDLE, REAL_PACE),
    );
    expect(delays).toEqual([0.5, 1, 2, 5, 10, 30, 60, 60].map((minutes) => minutes * MINUTE_MS));
    expect(nextAttemptMs(1, MIDDLE, REAL_PACE, 5 * MINUTE_MS)).toBe(5 * MINUTE_MS);
  });
});

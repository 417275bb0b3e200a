import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CHECKS } from './checks.ts';
import { chorusProStage } from './chorus-pro-stage.ts';
import { LIES, paperStage, type Lie } from './paper-stage.ts';
import type { Stage } from './stage.ts';

/** A new destination: write its stage, and add one line here. */
const DESTINATIONS: Readonly<Record<string, () => Promise<Stage>>> = {
  'Chorus Pro': chorusProStage,
  'paper, which tries the checks': async () => paperStage(),
};

describe.each(Object.keys(DESTINATIONS))('the destination %s', (name) => {
  let stage: Stage;
  beforeEach(async () => {
    const start = DESTINATIONS[name];
    if (!start) throw new Error('no such destination');
    stage = await start();
  });
  afterEach(() => stage.close());

  it.each(CHECKS.map((check) => [check.title, check] as const))('%s', async (_title, check) => {
    await expect(check.run(stage)).resolves.toBeUndefined();
  });
});

/** For each broken promise a check that must notice it. */
const NOTICED_BY: Readonly<Record<Lie, string>> = {
  sends_again_by_itself: 'lost_after: the end that is told is true',
  calls_a_lost_answer_refused: 'lost_after: the end that is told is true',
  calls_a_lost_answer_accepted: 'lost_before: the end that is told is true',
  looks_up_nothing: 'a deposit whose answer was lost, looked up and sent again, arrives once',
  takes_a_number_twice:
    'the same reference twice is one invoice, and the second is refused in words that follow/ knows',
  changes_the_bytes: 'a good document is taken once, unchanged, and found under its number',
  tells_its_password: 'no secret is in any answer or log line, whatever goes wrong',
  throws: 'lost_before: the end that is told is true',
  speaks_of_unheard_states: 'report and status of an accepted document mean something to follow/',
  mixes_environments: 'an environment’s invoice never reaches another’s remote side',
  calls_a_refused_account_a_pause: 'credentials_refused: the end that is told is true',
};

describe('the checks themselves notice a destination that', () => {
  it.each(LIES)('%s', async (lie) => {
    const check = CHECKS.find(({ title }) => title === NOTICED_BY[lie]);
    expect(check).toBeDefined();
    await expect(check?.run(paperStage(lie))).rejects.toThrow();
  });

  it('and there are enough of them', () => {
    expect(CHECKS.length).toBeGreaterThan(12);
    expect(LIES.length).toBeGreaterThan(10);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Reason } from '../../../backend/invoice/reason.ts';
import { sentencesFor } from '../../../src/wording/wording.ts';
import { chorusProDirectory, TROUBLES, type DirectoryStage } from './stage.ts';

/** A new directory: write its stage, and add one line here. */
const DIRECTORIES: Readonly<Record<string, () => Promise<DirectoryStage>>> = {
  'Chorus Pro': chorusProDirectory,
};

describe.each(Object.keys(DIRECTORIES))('the directory of %s', (name) => {
  let stage: DirectoryStage;
  beforeEach(async () => {
    const start = DIRECTORIES[name];
    if (!start) throw new Error('no such directory');
    stage = await start();
  });
  afterEach(() => stage.close());

  const find = (siret: string, serviceCode?: string) =>
    stage.directory.findBuyer(stage.tenant, siret, serviceCode);

  it('finds a body with its services, and tells what the service in question demands', async () => {
    const { siret, demanding } = stage.body;
    const answer = await find(siret, demanding);
    if (answer.kind !== 'found') throw new Error(answer.kind);
    const { demands } = answer;
    expect(demands).toMatchObject({ siret, active: true, name: expect.stringMatching(/./) });
    expect(Date.parse(demands.readAt)).not.toBeNaN();
    const service = demands.services.find(({ code }) => code === demanding);
    expect(service).toMatchObject({ active: true, engagementRequired: true });
    const others = demands.services.filter(({ code }) => code !== demanding);
    expect(others.every(({ engagementRequired }) => engagementRequired === undefined)).toBe(true);
  });

  it('tells the same of a service that is asked about alone', async () => {
    const { siret, demanding } = stage.body;
    const answer = await find(siret);
    if (answer.kind !== 'found') throw new Error(answer.kind);
    const service = answer.demands.services.find(({ code }) => code === demanding);
    expect(service?.engagementRequired).toBeUndefined();
    expect(
      await stage.directory.findServiceDemand(stage.tenant, answer.demands, service ?? {}),
    ).toEqual({ kind: 'found', engagementRequired: true });
  });

  it('tells a closed body from one that is not there', async () => {
    expect(await find(stage.closed)).toMatchObject({ kind: 'found', demands: { active: false } });
    expect(await find(stage.absent)).toEqual({ kind: 'unknown_siret' });
  });

  it('knows an engagement number that exists, and refuses one that cannot be one', async () => {
    const { siret, known } = stage.engagement;
    const { directory, tenant } = stage;
    expect(await directory.checkEngagement(tenant, siret, known)).toMatchObject({ kind: 'known' });
    expect(await directory.checkEngagement(tenant, siret, '1'.repeat(51))).toMatchObject({
      kind: 'refused',
    });
  });

  it.each(TROUBLES)('%s: says that it cannot say, why, and no secret', async (kind) => {
    stage.trouble(kind);
    const { directory, tenant, body, engagement } = stage;
    const answers = [
      await find(body.siret, body.demanding),
      await find(stage.absent),
      await directory.findServiceDemand(tenant, { remoteId: 1 }, { remoteId: 2 }),
      await directory.checkEngagement(tenant, engagement.siret, engagement.known),
    ];
    for (const answer of answers) {
      expect(['unavailable', 'not_now']).toContain(answer.kind);
      if (!('reason' in answer)) throw new Error('no reason');
      expectExplained(answer.reason);
    }
    const told = JSON.stringify(answers) + stage.logged();
    expect(told.length).toBeGreaterThan(200);
    expect(stage.secrets.filter((secret) => told.includes(secret))).toEqual([]);
  });
});

function expectExplained(reason: Reason): void {
  for (const locale of ['en', 'fr'] as const) {
    expect(sentencesFor(reason, locale).remedy.length).toBeGreaterThan(10);
  }
}

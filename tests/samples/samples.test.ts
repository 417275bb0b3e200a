import { describe, expect, it } from '@jest/globals';
import { parseSnapshot } from '../../backend/receive/snapshot.ts';
import { settingsSchema } from '../../backend/settings.ts';
import { getSample, SAMPLE_SETTINGS, SAMPLES } from './samples.ts';

describe('the samples', () => {
  it('are at least ten, with distinct names and numbers, and parse', () => {
    expect(SAMPLES.length).toBeGreaterThanOrEqual(10);
    const bundles = SAMPLES.map((sample) => sample.build());
    expect(new Set(SAMPLES.map(({ name }) => name)).size).toBe(SAMPLES.length);
    expect(new Set(bundles.map(({ invoice }) => invoice.number)).size).toBe(SAMPLES.length);
    expect(new Set(bundles.map(({ invoice }) => invoice.id)).size).toBe(SAMPLES.length);
    expect(bundles.filter((bundle) => !parseSnapshot(bundle).ok)).toEqual([]);
  });

  it('come with complete settings', () => {
    expect(settingsSchema.safeParse(SAMPLE_SETTINGS)).toMatchObject({ success: true });
  });

  it('are found by name, or not', () => {
    expect(getSample('ordinary').build().invoice.total).toBe(41_280);
    expect(() => getSample('nonesuch')).toThrow('no such sample');
  });
});

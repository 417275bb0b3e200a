import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { dumpSchema } from './dump-schema.ts';
import { openTestDatabase, type TestDatabase } from './fixture.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.drop());

describe('schema.sql', () => {
  it('is what the migrations add up to; otherwise run "npm run schema"', async () => {
    const written = await readFile(
      new URL('../../backend/store/schema.sql', import.meta.url),
      'utf8',
    );
    expect(await dumpSchema(test.database.pool)).toBe(written);
  });
});

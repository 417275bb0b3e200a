import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ROUTES } from '../../backend/api/contract.ts';
import { openHouse, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const described = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.object({
      post: z.object({
        operationId: z.string(),
        security: z.array(z.record(z.string(), z.array(z.string()))),
        requestBody: z.object({
          content: z.object({
            'application/json': z.object({
              schema: z.object({ required: z.array(z.string()), properties: z.looseObject({}) }),
            }),
          }),
        }),
        responses: z.record(z.string(), z.object({ description: z.string() })),
      }),
    }),
  ),
});

describe('GET /openapi.json', () => {
  it('describes every question of the contract, with all its refusals, to anybody', async () => {
    const response = await fetch(`${house.origin}/openapi.json`);
    expect(response.status).toBe(200);
    const document = described.parse(await response.json());
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths)).toEqual(Object.keys(ROUTES));
    const posts = Object.values(document.paths).map(({ post }) => post);
    expect(new Set(posts.map(({ operationId }) => operationId)).size).toBe(posts.length);
    for (const { responses, security } of posts) {
      expect(Object.keys(responses)).toEqual([
        '200',
        '400',
        '401',
        '403',
        '404',
        '409',
        '429',
        '500',
      ]);
      expect(security).toEqual([{ stripeSignature: [] }]);
    }
  });

  it('asks for what the schemas ask for', async () => {
    const document = described.parse(await (await fetch(`${house.origin}/openapi.json`)).json());
    const { schema } =
      document.paths['/api/connection/save']?.post.requestBody.content['application/json'] ?? {};
    expect(schema?.required).toEqual(
      expect.arrayContaining([
        'environment',
        'user_id',
        'account_id',
        'nonce',
        'login',
        'password',
      ]),
    );
  });
});

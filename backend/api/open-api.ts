import express, { type Router } from 'express';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { errorAnswer, ROUTES } from './contract.ts';

/**
 * GET /openapi.json: the contract as OpenAPI 3.1, made from the schemas that the routes themselves use. It holds no
 * secret and needs no signature.
 */
export function openApiRoutes(): Router {
  const router = express.Router();
  const document = describeApi();
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  return router;
}

const REFUSALS = {
  '400': 'The body is malformed, or its environment is not served here.',
  '401': 'The signature does not hold, and nothing else.',
  '403': 'The role does not allow it.',
  '404': 'There is no such thing in this account.',
  '409': 'It was asked before (`replayed`), or the state of things does not allow it.',
  '429': 'Too many questions, or trials, in a short time.',
  '500': 'Guichet failed on its side; ask whether it was done before you ask for it again.',
} as const satisfies Record<string, string>;

/** The whole contract as an OpenAPI 3.1 document. */
export function describeApi(): ReturnType<typeof createDocument> {
  const refusals = Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [
      status,
      { description, content: { 'application/json': { schema: errorAnswer } } },
    ]),
  );
  const paths: ZodOpenApiPathsObject = Object.fromEntries(
    Object.entries(ROUTES).map(([path, { question, answer }]) => [
      path,
      {
        post: {
          operationId: path.slice('/api/'.length).replaceAll('/', '_').replaceAll('-', '_'),
          tags: [path.split('/')[2] ?? 'api'],
          security: [{ stripeSignature: [] }],
          requestBody: { required: true, content: { 'application/json': { schema: question } } },
          responses: {
            '200': {
              description: 'The answer.',
              content: { 'application/json': { schema: answer } },
            },
            ...refusals,
          },
        },
      },
    ]),
  );
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Guichet, the Dashboard’s API',
      version: '1',
      description:
        'Every question is a POST whose whole body Stripe signed for the app. `user_id` and `account_id` come last in it.',
    },
    paths,
    components: {
      securitySchemes: {
        stripeSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'Stripe-Signature',
          description: 'What `fetchStripeSignature(body)` gives; it holds for 300 seconds.',
        },
      },
    },
  });
}

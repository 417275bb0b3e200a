import { z } from 'zod';
import { runLoad } from './load.ts';

/**
 * The load generator as a process of its own, so that it shares nothing with what it measures but the cores. Plans come
 * in as messages, results go out; it ends with the one who started it.
 */

const common = {
  url: z.url(),
  name: z.string().regex(/^\w+$/),
  count: z.int().min(1).max(100_000),
};

const plan = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('flat_out'), connections: z.int().min(1).max(256) }),
  z.object({ ...common, kind: z.literal('steady'), perSecond: z.int().min(1).max(10_000) }),
]);

process.on('message', (message) => {
  runLoad(plan.parse(message)).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));

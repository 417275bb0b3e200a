import { parseArgs } from 'node:util';
import { SAMPLES } from '../../samples/samples.ts';
import { STRIPE_PLATFORM, SUPPLIER } from '../../samples/world.ts';
import { startStripe } from './stripe.ts';

/**
 * The simulator as a program: `node tests/simulators/stripe/main.ts --port 12111 --webhook-url http://127.0.0.1:8080/…`.
 * It holds the samples and prints where it is; Ctrl-C stops it.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '12111' },
    'webhook-url': { type: 'string', default: 'http://127.0.0.1:8080/webhooks/stripe/test' },
    'webhook-secret': { type: 'string', default: STRIPE_PLATFORM.webhookSecret },
    'secret-key': { type: 'string', default: STRIPE_PLATFORM.secretKey },
  },
});

const stripe = await startStripe({
  port: Number(values.port),
  secretKey: values['secret-key'],
  endpoints: [{ url: values['webhook-url'], secret: values['webhook-secret'] }],
  samples: SAMPLES,
  // The app may be restarted meanwhile: about two minutes of attempts.
  pace: { attemptsMax: 10, firstPauseMs: 250 },
});

console.log(`Stripe simulator: ${stripe.url} (account ${SUPPLIER.account})`);
console.log(`Samples, customers and events: ${stripe.url}/_simulator`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stripe.close().then(() => process.exit(0)));
}

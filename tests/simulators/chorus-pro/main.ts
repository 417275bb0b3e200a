import { parseArgs } from 'node:util';
import { SUPPLIER } from '../../samples/world.ts';
import { BUYER_BEHAVIOURS } from './buyer-scripts.ts';
import { startChorusPro } from './chorus-pro.ts';
import { BUYER_ACCOUNT } from './directory.ts';

/** `npm run chorus-pro:simulator -- --port 12112`: the simulator as a program of its own, for anyone's use. */

const DEFAULT_PORT = '12112';
/** An invoice number that the samples' supplier has already deposited by hand. */
const ALREADY_THERE = 'DEMO-DEJA-LA';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: DEFAULT_PORT },
    'delay-ms': { type: 'string', default: '0' },
    pace: { type: 'string', default: '1000,3000,6000' },
    checks: { type: 'string', default: 'full' },
    'empty-search': { type: 'string', default: 'error' },
    'number-search': { type: 'string', default: 'whole' },
    platform: { type: 'string', default: 'qualification' },
    seed: { type: 'string', default: '1' },
    journal: { type: 'string' },
    'already-there': { type: 'boolean', default: false },
    buyers: { type: 'string', default: 'manual' },
    'buyer-pace-ms': { type: 'string', default: '5000' },
    'calls-per-second': { type: 'string' },
    unsubscribed: { type: 'string', default: '' },
  },
});

const [visibleAfterMs = 0, integratedAfterMs = 0, availableAfterMs = 0] = values.pace
  .split(',')
  .map(Number);
const buyers = BUYER_BEHAVIOURS.find((behaviour) => behaviour === values.buyers);
if (!buyers) throw new Error(`--buyers is one of ${BUYER_BEHAVIOURS.join(', ')}`);
const perSecond = Number(values['calls-per-second']);
const simulator = await startChorusPro({
  port: Number(values.port),
  delayMs: Number(values['delay-ms']),
  pace:
    values.pace === 'manual' ? 'manual' : { visibleAfterMs, integratedAfterMs, availableAfterMs },
  checks: values.checks === 'cheap' ? 'cheap' : 'full',
  emptySearch: values['empty-search'] === 'list' ? 'list' : 'error',
  numberSearch: values['number-search'] === 'beginning' ? 'beginning' : 'whole',
  platform: values.platform === 'production' ? 'production' : 'qualification',
  seed: Number(values.seed),
  buyers,
  buyerPaceMs: Number(values['buyer-pace-ms']),
  unsubscribed: values.unsubscribed.split(',').filter((route) => route !== ''),
  ...(perSecond > 0 ? { rateLimit: { perSecond } } : {}),
  ...(values.journal === undefined ? {} : { journalFile: values.journal }),
});
if (values['already-there']) {
  simulator.seed([{ number: ALREADY_THERE, supplierSiret: SUPPLIER.siret }]);
}
console.log(`Token  ${simulator.tokenUrl}`);
console.log(`API    ${simulator.apiUrl}`);
console.log(`Page   ${simulator.pageUrl}`);
console.log(`Supplier’s technical account  ${SUPPLIER.technicalAccount.login}`);
console.log(`Buyers’ technical account     ${BUYER_ACCOUNT.login}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void simulator.close());
}

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What an operator watches, served at /metrics for Prometheus. No label ever holds a merchant or a number. */
export interface Metrics {
  readonly registry: Registry;
  readonly webhooks: Counter<'outcome'>;
  readonly webhookSeconds: Histogram;
  readonly transitions: Counter<'state'>;
  readonly deposits: Counter<'outcome'>;
  readonly lookUps: Counter<'outcome'>;
  readonly alerts: Counter<'code'>;
  readonly unknownRefusals: Counter;
  readonly jobs: Counter<'outcome'>;
  readonly notices: Counter<'channel' | 'outcome'>;
  readonly queued: Gauge;
}

/** Makes the metrics of one process. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    webhooks: new Counter({
      name: 'guichet_webhooks_total',
      help: 'Stripe webhooks by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    webhookSeconds: new Histogram({
      name: 'guichet_webhook_seconds',
      help: 'Time from a webhook to its answer',
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
      registers,
    }),
    transitions: new Counter({
      name: 'guichet_transitions_total',
      help: 'Transmissions that entered a state',
      labelNames: ['state'],
      registers,
    }),
    deposits: new Counter({
      name: 'guichet_deposits_total',
      help: 'Deposit calls by how they ended',
      labelNames: ['outcome'],
      registers,
    }),
    lookUps: new Counter({
      name: 'guichet_look_ups_total',
      help: 'Look-ups of uncertain deposits by what they found',
      labelNames: ['outcome'],
      registers,
    }),
    alerts: new Counter({
      name: 'guichet_alerts_total',
      help: 'Things that somebody of Guichet should look at, by reason code',
      labelNames: ['code'],
      registers,
    }),
    unknownRefusals: new Counter({
      name: 'guichet_unknown_refusals_total',
      help: 'Messages of refusals that no table understands yet',
      registers,
    }),
    jobs: new Counter({
      name: 'guichet_jobs_total',
      help: 'Jobs by how they ended',
      labelNames: ['outcome'],
      registers,
    }),
    notices: new Counter({
      name: 'guichet_notices_total',
      help: 'Attempts to tell a merchant something, by channel and how they ended',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    queued: new Gauge({ name: 'guichet_jobs_queued', help: 'Jobs ready to run', registers }),
  };
}

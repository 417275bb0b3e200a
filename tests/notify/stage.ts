import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { saveStepIn } from '../../backend/jobs/progress.ts';
import { makeMetrics } from '../../backend/metrics.ts';
import { makeMailer } from '../../backend/notify/mailer.ts';
import { makeNotifier, type Notifier, type NotifyParts } from '../../backend/notify/notify.ts';
import { makePost } from '../../backend/notify/post.ts';
import { settingsSchema, type SettingsInput } from '../../backend/settings.ts';
import { listDeliveries, type DeliveryLine } from '../../backend/store/notice-deliveries.ts';
import { makeSecrets, parseKeyring } from '../../backend/store/secrets.ts';
import { saveSettings, startTenant } from '../../backend/store/tenants.ts';
import {
  documentKindOf,
  findTransmission,
  openTransmission,
  type Transmission,
  type TransmissionChange,
} from '../../backend/store/transmissions.ts';
import type { TenantId } from '../../backend/tenant.ts';
import { SAMPLE_SETTINGS } from '../samples/samples.ts';
import { openTestDatabase, type TestDatabase } from '../store/fixture.ts';
import { makeTenant, NOW } from '../store/rows.ts';
import { startReceiver, type TestReceiver } from './receiver.ts';
import { startMailServer, type TestMailServer } from './smtp.ts';

/** A merchant's own choices of who is told what. */
export type Choice = NonNullable<SettingsInput['notifications']>;

/** Everything around the notifier, for one test file. */
export interface Stage {
  readonly database: TestDatabase['database'];
  readonly secrets: ReturnType<typeof makeSecrets>;
  readonly mail: TestMailServer;
  readonly receiver: TestReceiver;
  /** What the log said, line by line. */
  readonly lines: string[];
  /** The time that it is. */
  now(): Date;
  pass(ms: number): void;
  /** A new merchant with these choices. */
  merchant(choice?: Choice): Promise<TenantId>;
  choose(tenant: TenantId, choice: Choice): Promise<void>;
  /** Moves a document, which is opened first where need be, as a job does. */
  move(
    tenant: TenantId,
    documentId: string,
    change: TransmissionChange,
    detail?: Readonly<Record<string, string>>,
  ): Promise<Transmission>;
  notifier(parts?: Partial<NotifyParts>): Notifier;
  /** Rounds until there is nothing more to do now. */
  tell(notifier?: Notifier): Promise<void>;
  log(tenant: TenantId): Promise<readonly DeliveryLine[]>;
  close(): Promise<void>;
}

const DEADLINE_MS = 300;
const ROUNDS_MAX = 50;

/** Opens a stage. */
export async function openStage(): Promise<Stage> {
  const { database, drop } = await openTestDatabase();
  const mail = await startMailServer();
  const receiver = await startReceiver();
  const secrets = makeSecrets(parseKeyring(`k1:${randomBytes(32).toString('base64')}`));
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  let at = NOW.getTime();
  const now = () => new Date(at);
  const parts: NotifyParts = {
    database,
    secrets,
    mailer: makeMailer({ smtpUrl: mail.url, from: 'Guichet <notices@guichet.example>' }),
    post: makePost(receiver.dispatcher, DEADLINE_MS),
    now,
    log: pino({ level: 'debug' }, sink),
    metrics: makeMetrics(),
    random: () => 0,
  };
  const notifier = (other: Partial<NotifyParts> = {}) => makeNotifier({ ...parts, ...other });
  const choose = (tenant: TenantId, notifications: Choice) =>
    saveSettings(
      tenant,
      database.pool,
      settingsSchema.parse({ ...SAMPLE_SETTINGS, notifications }),
    );
  return {
    database,
    secrets,
    mail,
    receiver,
    lines,
    now,
    pass: (ms) => void (at += ms),
    async merchant(choice) {
      const tenant = makeTenant();
      await startTenant(tenant, database.pool, 1);
      if (choice) await choose(tenant, choice);
      return tenant;
    },
    choose,
    async move(tenant, documentId, change, detail = {}) {
      const kind = documentKindOf(documentId);
      return database.transaction(async (tx) => {
        const before =
          (await findTransmission(tenant, tx, documentId)) ??
          (await openTransmission(tenant, tx, { documentId, kind }, now()));
        return saveStepIn(tx, before, { change, detail }, { now });
      });
    },
    notifier,
    async tell(chosen = notifier()) {
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        if ((await chosen.round()) === 0) return;
        await chosen.settled();
      }
      throw new Error('there is no end of things to tell');
    },
    log: (tenant) => listDeliveries(tenant, database.pool, 100),
    async close() {
      await Promise.all([mail.close(), receiver.close()]);
      await drop();
    },
  };
}

/** A document that the buyer suspended. */
export const SUSPENDED: TransmissionChange = {
  state: 'suspended',
  number: 'F-2026-001',
  flowNumber: 'CPP1',
  customerName: 'Commune de Trifouilly',
  buyerSiret: '12345678200051',
  totalMinor: 120_000n,
  currency: 'EUR',
  reasons: [{ code: 'suspended_by_buyer', at: 'invoice', params: {} }],
  remoteComment: 'Merci de joindre le bon de livraison',
};

import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeApi } from '../../backend/api/api.ts';
import { makeLinks, type Links } from '../../backend/api/links.ts';
import { parseKeyring } from '../../backend/store/secrets.ts';
import { signBody } from '../demo/ask-api.ts';
import { openWorkshop, type Workshop } from '../jobs/workshop.ts';
import { STRIPE_PLATFORM } from '../samples/world.ts';
import { CONFIG } from './house.ts';

/** The Dashboard's routes over a workshop, whose jobs run while an answer is waited for. */
export interface Desk {
  readonly shop: Workshop;
  readonly origin: string;
  readonly links: Links;
  /** Asks a question as the Dashboard does. */
  ask(path: string, question: object, asker?: Asker): Promise<Answered>;
  close(): Promise<void>;
}

interface Asker {
  readonly account?: string;
  readonly userId?: string;
  readonly secret?: string;
}

interface Answered {
  readonly status: number;
  readonly body: unknown;
}

const DRAIN_EVERY_MS = 20;

/** Opens a desk. */
export async function openDesk(): Promise<Desk> {
  const shop = await openWorkshop();
  const { outside, secrets, client } = shop;
  let origin = '';
  const links = makeLinks(parseKeyring(`k1:${randomBytes(32).toString('base64')}`), () => origin);
  const { database, queue, metrics, log, now, fetchSnapshot } = outside;
  const server = createServer(
    makeApi({
      ...{ config: CONFIG, database, queue, metrics, log, now, fetchSnapshot, secrets, links },
      chorusPro: client,
      ingest: async () => 'stored',
    }),
  );
  origin = await listen(server);
  return {
    shop,
    origin,
    links,
    async ask(path, question, asker = {}) {
      const { account = shop.tenant.account, userId = 'usr_1Desk' } = asker;
      const signed = { user_id: userId, account_id: account };
      const carried = {
        nonce: randomUUID(),
        stripe_roles: [{ id: 'admin', name: 'Admin', type: 'builtIn' }],
      };
      const body = JSON.stringify({ environment: 'test', ...carried, ...question, ...signed });
      const signature = signBody(body, asker.secret ?? STRIPE_PLATFORM.appSecret);
      const answering = fetch(origin + path, {
        method: 'POST',
        headers: { 'stripe-signature': signature },
        body,
      });
      let answered = false;
      const answer = answering.finally(() => (answered = true));
      while (!answered) {
        await sleep(DRAIN_EVERY_MS);
        await shop.drain();
      }
      const response = await answer;
      return { status: response.status, body: await response.json() };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await shop.close();
    },
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}

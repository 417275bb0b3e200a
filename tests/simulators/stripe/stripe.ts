import type { AddressInfo } from 'node:net';
import { STRIPE_PLATFORM, SUPPLIER } from '../../samples/world.ts';
import { announceCustomer, makeActs, type Acts } from './acts.ts';
import { openAccount, type Book } from './book.ts';
import { controlPanel } from './control.ts';
import {
  DEFAULT_PACE,
  makeDeliveries,
  type Delivery,
  type Endpoint,
  type RetryPace,
} from './deliveries.ts';
import { makeSendEvent, type SendEvent } from './events.ts';
import { makeFaults, type Faults } from './faults.ts';
import { makeLaterActs, type LaterActs } from './later-acts.ts';
import type { Sample } from '../../samples/samples.ts';
import { makeServer, type Call } from './server.ts';

/**
 * A stand-in for Stripe on this machine: the few endpoints that Guichet calls, and the signed events that it receives.
 * Tests use it in process, the demo as a program. docs/simulators.md says how it differs from Stripe.
 */
export interface StripeSimulator extends Acts, Omit<LaterActs, 'close'> {
  /** The value for STRIPE_API_URL. */
  readonly url: string;
  readonly faults: Faults;
  /** Every call to the API, the broken ones included. */
  readonly calls: readonly Call[];
  /** Every event sent, with its attempts. */
  readonly deliveries: readonly Delivery[];
  /** The named samples that can be finalized again and again. */
  readonly samples: readonly Sample[];
  readonly book: Book;
  /** Sends any event about any object. */
  readonly send: SendEvent;
  /** Sends events elsewhere from now on. */
  pointTo(endpoints: readonly Endpoint[]): void;
  /** Voids an invoice or gives it up, and says so. */
  closeInvoice: LaterActs['close'];
  /** Stops the server and gives up whatever is under way. */
  close(): Promise<void>;
}

/** How the simulator is set up; every part has a default for tests. */
export interface StripeSimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly secretKey?: string;
  readonly livemode?: boolean;
  /** Where events go; more than one gets each event more than once, as Stripe does for two endpoints. */
  readonly endpoints?: readonly Endpoint[];
  /** Held from the start, and finalized again by name. */
  readonly samples?: readonly Sample[];
  readonly pace?: Partial<RetryPace>;
  /** The present in seconds since 1970. */
  readonly now?: () => number;
}

/** Starts the simulator on a loopback port. */
export async function startStripe(options: StripeSimulatorOptions = {}): Promise<StripeSimulator> {
  const { secretKey = STRIPE_PLATFORM.secretKey, livemode = false, samples = [] } = options;
  const { now = nowInSeconds } = options;
  let endpoints = options.endpoints ?? [];
  const book: Book = new Map();
  const faults = makeFaults();
  const { list: deliveries, deliver, stop } = makeDeliveries({ ...DEFAULT_PACE, ...options.pace });
  const send = makeSendEvent({ endpoints: () => endpoints, livemode, now, deliver });
  const acts = makeActs({ book, send, samples, now });
  const { close: closeInvoice, ...laterActs } = makeLaterActs({ book, send, now });
  const http = makeServer({
    book,
    faults,
    secretKey,
    onCustomerChange: (account, change) => void announceCustomer(send, account, change),
    control: (request) => controlPanel({ ...acts, book, samples, faults, deliveries }, request),
  });
  openAccount(book, SUPPLIER.account);
  for (const sample of samples) acts.add(sample.build());
  const port = await listen(http.server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    ...acts,
    ...laterActs,
    closeInvoice,
    ...{ faults, calls: http.calls, deliveries, samples, book, send },
    pointTo: (next) => void (endpoints = next),
    close: () => {
      stop();
      return http.stop();
    },
  };
}

interface Listening {
  once(event: 'error', listener: (error: Error) => void): unknown;
  listen(port: number, host: string, listener: () => void): unknown;
  address(): AddressInfo | string | null;
}

function listen(server: Listening, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
    });
  });
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

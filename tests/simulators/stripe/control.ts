import { setTimeout as sleep } from 'node:timers/promises';
import type { Acts } from './acts.ts';
import type { Book } from './book.ts';
import type { Delivery } from './deliveries.ts';
import { FAULT_KINDS, ROUTES, type Faults } from './faults.ts';
import { renderPage } from './page.ts';
import type { Sample } from '../../samples/samples.ts';
import type { ControlAnswer, ControlRequest } from './server.ts';

/**
 * What a person, or a program in another process, can do to the simulator over HTTP:
 * `GET /_simulator`, `POST /_simulator/finalize/<sample or invoice id>`, `POST /_simulator/metadata/<customer>`,
 * `POST /_simulator/faults`. Browsers get a page, others JSON.
 */

/** What the panel shows and acts on. */
export interface Controlled extends Acts {
  readonly book: Book;
  readonly samples: readonly Sample[];
  readonly faults: Faults;
  readonly deliveries: readonly Delivery[];
}

/** Deliveries shown; the newest come first. */
const DELIVERIES_SHOWN_MAX = 30;

/** How long an answer waits for the delivery of the event that it caused; the sending itself goes on. */
const DELIVERY_AWAITED_MS = 2_000;

/** Answers a request to the panel. */
export async function controlPanel(
  controlled: Controlled,
  request: ControlRequest,
): Promise<ControlAnswer> {
  const [, , act = '', ...rest] = request.path.split('/');
  const target = decodeURIComponent(rest.join('/'));
  try {
    if (request.method === 'GET') return show(controlled, request);
    if (request.method === 'POST' && act === 'finalize') {
      return done(request, await soon(finalize(controlled, target, fieldsOf(request))));
    }
    if (request.method === 'POST' && act === 'metadata') {
      return done(request, await soon(controlled.editMetadata(target, fieldsOf(request))));
    }
    if (request.method === 'POST' && act === 'faults') {
      return done(request, addFault(controlled.faults, fieldsOf(request)));
    }
    return json(404, { error: `no such act: ${request.method} ${request.path}` });
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

async function soon(sending: Promise<object>): Promise<object> {
  const note = { note: 'not yet taken; GET /_simulator shows the attempts' };
  return Promise.race([sending, sleep(DELIVERY_AWAITED_MS, note, { ref: false })]);
}

type Fields = Readonly<Record<string, string>>;

function finalize({ samples, ...acts }: Controlled, target: string, { number }: Fields) {
  const isSample = samples.some(({ name }) => name === target);
  const options = number === undefined || number === '' ? {} : { number };
  return isSample ? acts.finalizeSample(target, options) : acts.finalize(target);
}

function addFault(faults: Faults, fields: Fields): object {
  const route = ROUTES.find((name) => name === fields['route']);
  const kind = FAULT_KINDS.find((name) => name === fields['kind']);
  if (!route || !kind)
    throw new Error(`route: ${ROUTES.join(', ')}; kind: ${FAULT_KINDS.join(', ')}`);
  const times = Number(fields['times'] ?? 1);
  const status = Number(fields['status'] ?? 500);
  const ms = Number(fields['ms'] ?? 1000);
  faults.add(route, { kind, times, status, ms });
  return { added: { route, kind, times } };
}

function show({ book, samples, deliveries }: Controlled, request: ControlRequest): ControlAnswer {
  const held = {
    samples: samples.map(({ name, why }) => ({ name, why })),
    accounts: [...book.values()].map((account) => ({
      id: account.id,
      installed: account.installed,
      invoices: [...account.invoices.values()].map(({ id, number, status, customer_name }) => {
        return { id, number, status, customer: customer_name };
      }),
      customers: [...account.customers.values()].map((customer) =>
        'metadata' in customer
          ? { id: customer.id, name: customer.name, metadata: customer.metadata }
          : { id: customer.id, name: null, metadata: {} },
      ),
    })),
    deliveries: deliveries.slice(-DELIVERIES_SHOWN_MAX).reverse(),
  };
  if (!request.wantsHtml) return json(200, held);
  return { status: 200, contentType: 'text/html; charset=utf-8', body: renderPage(held) };
}

/** After a form a browser goes back to the page. */
function done(request: ControlRequest, result: object): ControlAnswer {
  if (!request.wantsHtml) return json(200, result);
  return { status: 303, contentType: 'text/plain', body: '', location: '/_simulator' };
}

function json(status: number, body: object): ControlAnswer {
  const text = `${JSON.stringify(body, undefined, 2)}\n`;
  return { status, contentType: 'application/json', body: text };
}

/** The fields of a form, or of a flat JSON object; those of the query count too. */
function fieldsOf({ body, contentType, query }: ControlRequest): Fields {
  const given: unknown = contentType.includes('json')
    ? JSON.parse(body)
    : Object.fromEntries(new URLSearchParams(body));
  if (typeof given !== 'object' || given === null) throw new Error('a JSON object is expected');
  const fields = [...query, ...Object.entries(given)];
  return Object.fromEntries(fields.map(([key, value]) => [key, String(value)]));
}

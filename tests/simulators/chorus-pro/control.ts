import { z } from 'zod';
import { json, type Answer } from './answer.ts';
import { DEMANDS } from './directory.ts';
import { faultSchema, type Faults } from './faults.ts';
import type { Invoice } from './invoices.ts';
import { seededInvoiceSchema, supplierSchema } from './journal.ts';
import { page } from './page.ts';
import type { Platform } from './platform.ts';
import type { CallRecord } from './server.ts';
import type { Switches } from './switches.ts';
import type { Tokens } from './token.ts';

/** What the simulator's own routes reach. */
export interface Controlled {
  readonly platform: Platform;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly switches: Switches;
  readonly calls: CallRecord[];
  /** Shown on the page. */
  readonly label: string;
}

/** A request to `/_simulator/{route}`. */
export interface ControlRequest {
  readonly method: string;
  readonly route: string;
  /** What follows the question mark. */
  readonly query: string;
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

const advanceSchema = z.object({ flowNumber: z.string().optional() });
const statusSchema = z.object({
  invoiceNumber: z.string(),
  status: z.string().min(1),
  comment: z.string().optional(),
  supplierSiret: z.string().optional(),
});
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const maintenanceSchema = z.object({ on: flag });
const subscriptionSchema = z.object({ route: z.string().min(1), subscribed: flag });
const demandsSchema = z.object({ siret: z.string(), demands: z.enum(DEMANDS) });
const oneOrMany = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.array(schema), schema.transform((one) => [one])]);

type ControlRoute = (controlled: Controlled, given: unknown) => unknown;

const POSTS: Readonly<Record<string, ControlRoute>> = {
  faults: ({ faults }, given) => {
    faults.add(...oneOrMany(faultSchema).parse(given));
    return faults.waiting();
  },
  'faults/clear': ({ faults }) => {
    faults.clear();
    return faults.waiting();
  },
  'tokens/expire': ({ tokens }) => tokens.expire(),
  advance: ({ platform }, given) => ({
    moved: platform.advance(advanceSchema.parse(given).flowNumber),
  }),
  status: ({ platform }, given) => {
    const { invoiceNumber, status, comment, supplierSiret } = statusSchema.parse(given);
    const invoice = theInvoice(platform, invoiceNumber, supplierSiret);
    platform.setStatus(invoice, status, comment);
    return { identifiantFactureCPP: invoice.id, statut: status };
  },
  seed: ({ platform }, given) => ({
    seeded: oneOrMany(seededInvoiceSchema)
      .parse(given)
      .map((invoice) => platform.seed(invoice).id),
  }),
  maintenance: ({ switches }, given) => {
    switches.maintenance = maintenanceSchema.parse(given).on;
    return { maintenance: switches.maintenance };
  },
  subscriptions: ({ switches }, given) => {
    const { route, subscribed } = subscriptionSchema.parse(given);
    switches.subscribe(route, subscribed);
    return { unsubscribed: switches.unsubscribed() };
  },
  demands: ({ platform }, given) => {
    const { siret, demands } = demandsSchema.parse(given);
    const { name } = platform.directory.changeDemands(siret, demands);
    return { siret, name, demands };
  },
  suppliers: ({ platform }, given) => ({
    idStructureCPP: platform.addSupplier(supplierSchema.parse(given)).id,
  }),
};

const GETS: Readonly<Record<string, (controlled: Controlled) => unknown>> = {
  ledger: ({ platform }) => platform.ledger,
  calls: ({ calls }) => calls,
  faults: ({ faults }) => faults.waiting(),
  files: ({ platform }) => [...platform.files].map(([id, file]) => ({ id, ...file })),
  switches: ({ switches }) => ({
    maintenance: switches.maintenance,
    unsubscribed: switches.unsubscribed(),
  }),
};

/** Answers the simulator's own routes: the page, the ledger, faults, the life of invoices. */
export function answerControl(controlled: Controlled, request: ControlRequest): Answer {
  const { method, route } = request;
  if (method === 'GET') return answerGet(controlled, route, request.query);
  const post = method === 'POST' ? POSTS[route] : undefined;
  if (!post) return json(404, { error: 'no such route' });
  const isForm = (request.header('content-type') ?? '').startsWith(
    'application/x-www-form-urlencoded',
  );
  try {
    const answer = post(controlled, isForm ? formOf(request.body) : jsonOf(request.body));
    // A person gets the page again.
    if (isForm) return { status: 303, headers: { location: '/_simulator' }, body: '' };
    return json(200, { result: answer ?? null });
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : 'unknown' });
  }
}

/** The one invoice with this number; throws when there is none, or several suppliers have one. */
export function theInvoice(
  platform: Platform,
  invoiceNumber: string,
  supplierSiret?: string,
): Invoice {
  platform.settle();
  const found = platform.invoices
    .findByNumber(invoiceNumber)
    .filter(({ supplier }) => supplierSiret === undefined || supplier.siret === supplierSiret);
  const latest = found.at(-1);
  if (!latest) throw new Error(`No invoice ${invoiceNumber} exists (yet)`);
  if (found.some(({ supplier }) => supplier !== latest.supplier)) {
    throw new Error(`Several suppliers have an invoice ${invoiceNumber}: say which`);
  }
  return latest;
}

function answerGet(controlled: Controlled, route: string, query: string): Answer {
  if (route === '') {
    return {
      status: 200,
      headers: { 'content-type': 'text/html;charset=utf-8' },
      body: page(controlled.platform, {
        label: controlled.label,
        maintenance: controlled.switches.maintenance,
        wanted: new URLSearchParams(query).get('q') ?? '',
      }),
    };
  }
  const document = /^documents\/([A-Z0-9]{25})$/.exec(route)?.[1];
  const bytes = document === undefined ? undefined : controlled.platform.document(document);
  if (bytes) return { status: 200, headers: { 'content-type': 'application/pdf' }, body: bytes };
  const get = GETS[route];
  return get ? json(200, { result: get(controlled) }) : json(404, { error: 'no such route' });
}

function jsonOf(body: string): unknown {
  return body === '' ? {} : JSON.parse(body);
}

/** A form's empty fields count as not given. */
function formOf(body: string): unknown {
  return Object.fromEntries([...new URLSearchParams(body)].filter(([, value]) => value !== ''));
}

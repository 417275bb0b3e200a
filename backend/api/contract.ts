import { z } from 'zod';
import { STATES, type TransmissionState } from '../follow/state.ts';
import { settingsSchema } from '../settings.ts';
import { CURSOR } from '../store/transmissions.ts';
import { ENVIRONMENTS } from '../tenant.ts';

/**
 * What the Dashboard may ask and what it is answered, in one place. Every request is a POST whose whole body was signed
 * by Stripe for our app; `user_id` and `account_id` come last in it, put there by `fetchStripeSignature`.
 */

/** Rows of one page. */
export const PAGE_ROWS_MAX = 100;

/** Months of the overview's chart. */
export const MONTHS_MAX = 24;

const states = Object.keys(STATES) as [TransmissionState, ...TransmissionState[]];

const signed = z.object({
  environment: z.enum(ENVIRONMENTS),
  user_id: z.string().min(1).max(255),
  account_id: z.string().min(1).max(255),
});

/**
 * What a state-changing question carries besides: a text used once, and where only some roles may, the asker's roles,
 * which Stripe checks before it signs (`userContext.roles`, word for word).
 */
const changing = signed.extend({
  nonce: z.string().regex(/^[A-Za-z0-9-]{16,64}$/),
  stripe_roles: z
    .array(z.object({ id: z.string().optional(), name: z.string(), type: z.string() }))
    .max(50)
    .optional(),
});

/** POST /api/transmissions/search: what becomes of the merchant's invoices, newest first. */
export const searchRequest = signed.extend({
  states: z.array(z.enum(states)).max(states.length).optional(),
  /** Part of a number or of a customer's name. */
  text: z.string().trim().min(1).max(100).optional(),
  /** One customer's only. */
  customer_id: z.string().min(1).max(255).optional(),
  limit: z.number().int().min(1).max(PAGE_ROWS_MAX).default(20),
  /** `next` of the page before. */
  before: z.string().regex(CURSOR, 'must be `next` of a page').optional(),
});

/** POST /api/transmissions/find: one invoice with its history. */
export const findRequest = signed.extend({ document_id: z.string().min(1).max(255) });

/** A text in both languages. */
const inBoth = z.object({ en: z.string(), fr: z.string() });

const reason = z.object({
  code: z.string(),
  at: z.string(),
  actor: z.enum(['merchant', 'buyer', 'chorus_pro', 'us']),
  params: z.record(z.string(), z.string()),
  title: inBoth,
  /** What happened and what to do, for people; empty where the title says it all. */
  explanation: inBoth.optional(),
  remedy: inBoth.optional(),
});

const transmission = z.object({
  document_id: z.string(),
  number: z.string().nullable(),
  state: z.enum(states),
  since: z.iso.datetime(),
  actor: z.enum(['merchant', 'buyer', 'chorus_pro', 'us', 'nobody']),
  reasons: z.array(reason),
  warnings: z.array(reason),
  buyer_siret: z.string().nullable(),
  customer_id: z.string().nullable(),
  customer_name: z.string().nullable().optional(),
  kind: z.enum(['invoice', 'credit_note']).optional(),
  issued_on: z.iso.date().nullable().optional(),
  total: z.string().nullable(),
  currency: z.string().nullable(),
  flow_number: z.string().nullable(),
  deposited_at: z.iso.datetime().nullable(),
  remote_status: z.string().nullable(),
  /** Chorus Pro's own time of it. */
  remote_status_at: z.iso.datetime().nullable().optional(),
  remote_comment: z.string().nullable(),
  next_at: z.iso.datetime().nullable(),
});

export const searchAnswer = z.object({
  transmissions: z.array(transmission),
  next: z.string().nullable(),
});

/** What a person can do about an invoice; which of them is possible in which state is the backend's table. */
export const ACTIONS = [
  /** Decide again with what stands there now, and deposit (nothing exists at Chorus Pro). */
  'retry',
  /** Send an invoice that came to the wrong place to another one, without a new deposit. */
  'recycle',
  /** Give what a suspended invoice lacks: a comment and the files that were added. */
  'complete',
  /** A rejected invoice was corrected by a credit note and a new invoice. */
  'acknowledge_rejection',
  /** References of this invoice alone. */
  'set_references',
  'hold',
  'release',
  'exclude',
  'include',
] as const;

const action = z.object({
  action: z.enum(ACTIONS),
  /** The one right thing to do in this state. */
  primary: z.boolean(),
  /** Why not now; null when it can be done. */
  disabled_because: reason.nullable(),
});

/** A link for a person's browser, which holds its own short-lived permission. */
const link = z.object({ url: z.url(), expires_at: z.iso.datetime() });

/** What Chorus Pro said, word for word; the code of what it means is null for a message that nobody has met. */
const saying = z.object({ message: z.string(), code: z.string().nullable() });

const references = z.object({
  service_code: z.string().max(100).nullable(),
  engagement_number: z.string().max(50).nullable(),
  contract_number: z.string().max(50).nullable(),
});

/** The references that an invoice carries, however long somebody made them. */
const shownReferences = z.object({
  service_code: z.string().nullable(),
  engagement_number: z.string().nullable(),
  contract_number: z.string().nullable(),
});

export const findAnswer = z.object({
  transmission,
  /** Absent from a backend that offers none yet. */
  actions: z.array(action).optional(),
  /** The document as it was issued, and the proof pack. */
  files: z.array(link.extend({ file: z.enum(['factur_x', 'xml', 'proof_pack']) })).optional(),
  /** Where a file for the buyer is added; null when none is asked for. */
  upload: link.nullable().optional(),
  /** Files that were added and are not sent yet. */
  attachments: z.array(z.object({ name: z.string(), bytes: z.number().int() })).optional(),
  references: shownReferences.optional(),
  /** What Chorus Pro said when it refused, as long as the refusal stands. */
  sayings: z.array(saying).optional(),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      kind: z.enum(['state', 'attempt', 'remote', 'action']),
      state: z.enum(states).nullable(),
      reasons: z.array(reason),
      /** The Stripe user who did it; null when no person did. */
      user_id: z.string().nullable().optional(),
      /** What stands in `remote.message`, message by message. */
      sayings: z.array(saying).optional(),
      /** Short facts, such as what was decided. */
      detail: z.record(z.string(), z.string()),
      remote: z
        .object({
          correlation_id: z.string().nullable(),
          code: z.string().nullable(),
          message: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
});

/** POST /api/transmissions/act: a person does something about an invoice. Answers as `find` does, afterwards. */
export const actRequest = changing.extend({
  document_id: z.string().min(1).max(255),
  action: z.enum(ACTIONS),
  /** For the history, and for the buyer where the action speaks to one. */
  comment: z.string().trim().max(255).optional(),
  /** Where to: `recycle` takes all, `set_references` all but the SIRET. */
  siret: z.string().max(14).optional(),
  references: references.partial().optional(),
});

/** Chorus Pro could not be asked, or not in this merchant's name. */
const notNow = z.object({
  kind: z.enum(['unavailable', 'not_connected']),
  reason: reason.nullable(),
});

/** POST /api/invoices/check: what would become of an invoice if it were finalized now; changes nothing. */
export const checkRequest = signed.extend({ invoice_id: z.string().min(1).max(255) });

export const checkAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not_concerned'), held: z.enum(['hold', 'exclude']).nullable() }),
  z.object({
    kind: z.literal('checked'),
    /** `ready` goes as it is, `attention` goes with warnings, `blocked` stays until the reasons are gone. */
    verdict: z.enum(['ready', 'attention', 'blocked']),
    reasons: z.array(reason),
    warnings: z.array(reason),
    buyer: z.object({ siret: z.string(), name: z.string().nullable() }).nullable(),
    customer_id: z.string().nullable(),
    references: shownReferences,
    actions: z.array(action),
  }),
  notNow,
]);

const publicBody = z.object({
  siret: z.string(),
  name: z.string(),
  active: z.boolean(),
  address: z
    .object({
      line: z.string().nullable(),
      post_code: z.string().nullable(),
      city: z.string().nullable(),
    })
    .nullable(),
});

/** Public bodies of one answer. */
export const BODIES_MAX = 20;

/** POST /api/directory/search: public bodies by SIRET, by its beginning (a SIREN, say), or by part of a name. */
export const directorySearchRequest = signed.extend({
  text: z.string().trim().min(3).max(100),
  limit: z.number().int().min(1).max(BODIES_MAX).default(10),
});

export const directorySearchAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('found'),
    bodies: z.array(publicBody).max(BODIES_MAX),
    /** Whether there are more than fit. */
    more: z.boolean(),
    /** Chorus Pro could not be asked: this is what is known from before. */
    stale: z.boolean().optional(),
    /** Only bodies that were met before were searched: Chorus Pro need not find a number by its beginning. */
    known_only: z.boolean().optional(),
    /** When the oldest of it was read; null when nothing was found among what is known. */
    read_at: z.iso.datetime().nullable().optional(),
  }),
  notNow,
]);

/** POST /api/directory/find: what one public body demands, and its services that invoices may go to. */
export const directoryFindRequest = signed.extend({
  siret: z.string().regex(/^\d{14}$/),
  /** Whose own demand is looked up too. */
  service_code: z.string().max(100).optional(),
  /** Words of the services' labels or codes: the State has thousands of services under one SIRET. */
  services_text: z.string().trim().max(100).optional(),
  /** Which page of the services that were found, from 1. */
  services_page: z.number().int().min(1).max(1_000).default(1),
});

/** Services of one answer. */
export const SERVICES_MAX = 200;

export const directoryFindAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('found'),
    body: publicBody,
    demands: z.object({
      service: z.boolean(),
      engagement: z.boolean(),
      service_or_engagement: z.boolean(),
    }),
    reports_payment: z.boolean(),
    /** Active ones that take private suppliers' invoices. */
    services: z
      .array(z.object({ code: z.string(), label: z.string(), engagement: z.boolean().nullable() }))
      .max(SERVICES_MAX),
    /** How many there are, those on other pages included. */
    services_total: z.number().int().optional(),
    services_page: z.number().int().optional(),
    services_pages: z.number().int().optional(),
    read_at: z.iso.datetime(),
    /** Chorus Pro could not be asked: this is what it said at `read_at`. */
    stale: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('unknown_siret') }),
  notNow,
]);

/** How the merchant's link to Chorus Pro truly is. */
const connection = z.object({
  platform: z.enum(['production', 'qualification']),
  state: z.enum(['not_connected', 'connected', 'refused', 'unchecked']),
  /** Whether Chorus Pro answers anybody at the moment. */
  chorus_pro: z.enum(['up', 'down', 'unknown']),
  /** Since when nobody has had an answer from it; null while it answers. */
  trouble_since: z.iso.datetime().nullable().optional(),
  login: z.string().nullable(),
  reason: reason.nullable(),
  checked_at: z.iso.datetime().nullable(),
  /** The day on which the password must be renewed, as far as is known. */
  renew_password_by: z.iso.date().nullable(),
  last_event_at: z.iso.datetime().nullable(),
});

/** POST /api/connection/read. */
export const connectionReadRequest = signed;
export const connectionAnswer = z.object({ connection });

/** POST /api/connection/save: a technical account, tried before it is kept. Administrators only. */
export const connectionSaveRequest = changing.extend({
  login: z.string().trim().min(3).max(200),
  password: z.string().min(1).max(200),
});

export const connectionSaveAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), connection }),
  z.object({ kind: z.literal('refused'), reason }),
]);

/** POST /api/connection/disconnect: erases the technical account. Administrators only. */
export const connectionDisconnectRequest = changing;

/**
 * POST /api/settings/read. `version` names what was read, so that a save cannot overwrite what it never saw. The logo's
 * picture is left out of `settings`: a question is signed whole, and a picture would make it a hundred times longer.
 */
export const settingsReadRequest = signed;
export const settingsAnswer = z.object({
  settings: settingsSchema.nullable(),
  version: z.string().nullable(),
  /** Whether a logo is kept. */
  logo: z.boolean(),
});

/** POST /api/settings/save: all of them; the logo that is kept stays unless another one comes with them. */
export const settingsSaveRequest = changing.extend({
  /** Parsed with `settingsSchema`, so that every field that does not fit can be told. */
  settings: z.unknown(),
  version: z.string().nullable(),
});

export const settingsSaveAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), version: z.string() }),
  /** Somebody else saved meanwhile: nothing was written. */
  settingsAnswer.extend({ kind: z.literal('changed') }),
  z.object({
    kind: z.literal('refused'),
    fields: z.array(
      z.object({
        /** `seller.siret`. */
        at: z.string(),
        problem: z.enum(['missing', 'malformed', 'too_long']),
      }),
    ),
  }),
]);

/** POST /api/settings/logo-link: a page on which an editor chooses the logo; extensions cannot take files. */
export const settingsLogoLinkRequest = changing;
export const settingsLogoLinkAnswer = z.object({ upload: link });

/** Deliveries of one answer, the newest. */
export const DELIVERIES_MAX = 50;

const notices = z.object({
  /** Whether this service can send mail at all. */
  mail: z.boolean(),
  /** Whether a key signs the merchant's webhook; the key itself is only given by `key`. */
  signing_key: z.boolean(),
  deliveries: z
    .array(
      z.object({
        at: z.iso.datetime(),
        /** `invoice.rejected`, without our prefix. */
        event: z.string(),
        /** Of the invoice; null for what is about the account. */
        number: z.string().nullable(),
        channel: z.enum(['email', 'slack', 'webhook']),
        /** An address of e-mail; empty for the other channels. */
        target: z.string(),
        state: z.enum(['waiting', 'sent', 'failed', 'dropped']),
        attempts: z.number().int(),
        /** What the other side said last, in short. */
        answer: z.string().nullable(),
        next_at: z.iso.datetime().nullable(),
      }),
    )
    .max(DELIVERIES_MAX),
});

/** POST /api/notifications/read: what was told to the merchant, and how it went. */
export const notificationsReadRequest = signed;
export const notificationsReadAnswer = notices;

/** POST /api/notifications/key: the key that signs the merchant's webhook, or a new one. Administrators only. */
export const notificationsKeyRequest = changing.extend({ rotate: z.boolean().default(false) });
export const notificationsKeyAnswer = z.object({
  signing_key: z.string(),
  /** Until then calls bear a signature of the key before as well; null when there is none. */
  previous_until: z.iso.datetime().nullable(),
});

/** POST /api/notifications/test: tells something made up over every channel that is set. Answers as `read`. */
export const notificationsTestRequest = changing;

/** The steps of setting up, in their order. */
export const STEPS = [
  'company',
  'agreement',
  'technical_account',
  'supplier_found',
  'test_deposit',
  'ready',
] as const;

/** POST /api/onboarding/read: each step checked live. */
export const onboardingReadRequest = signed;
export const onboardingAnswer = z.object({
  steps: z.array(
    z.object({
      step: z.enum(STEPS),
      status: z.enum(['not_started', 'in_progress', 'blocked', 'complete']),
      reason: reason.nullable(),
    }),
  ),
});

/** POST /api/onboarding/test-deposit: sends a made-up invoice to qualification. Answers as `read`. */
export const testDepositRequest = changing;

/** POST /api/overview/read: what waits for the merchant, what is under way, what is done. */
export const overviewRequest = signed.extend({
  months: z.number().int().min(1).max(MONTHS_MAX).default(6),
});

export const overviewAnswer = z.object({
  groups: z.array(
    z.object({
      group: z.enum(['yours', 'under_way', 'done']),
      states: z.array(z.enum(states)),
      count: z.number().int(),
      /** Minor units. */
      total: z.string(),
    }),
  ),
  currency: z.string(),
  median_days_to_payment: z.number().nullable(),
  /** `2026-11`, oldest first, by issue date; months without an invoice are there with zeros. */
  months: z.array(z.object({ month: z.string(), count: z.number().int(), total: z.string() })),
  connection,
});

/** Every refusal of the API: a stable code, and a sentence for the developer who reads it. */
export const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export type SearchRequest = z.output<typeof searchRequest>;
export type FindRequest = z.output<typeof findRequest>;
export type ReasonView = z.output<typeof reason>;
export type TransmissionView = z.output<typeof transmission>;
export type SearchAnswer = z.output<typeof searchAnswer>;
export type FindAnswer = z.output<typeof findAnswer>;
export type ErrorAnswer = z.output<typeof errorAnswer>;

/** Every question of the Dashboard: what is asked, and what is answered. */
export const ROUTES = {
  '/api/transmissions/search': { question: searchRequest, answer: searchAnswer },
  '/api/transmissions/find': { question: findRequest, answer: findAnswer },
  '/api/transmissions/act': { question: actRequest, answer: findAnswer },
  '/api/invoices/check': { question: checkRequest, answer: checkAnswer },
  '/api/directory/search': { question: directorySearchRequest, answer: directorySearchAnswer },
  '/api/directory/find': { question: directoryFindRequest, answer: directoryFindAnswer },
  '/api/connection/read': { question: connectionReadRequest, answer: connectionAnswer },
  '/api/connection/save': { question: connectionSaveRequest, answer: connectionSaveAnswer },
  '/api/connection/disconnect': {
    question: connectionDisconnectRequest,
    answer: connectionAnswer,
  },
  '/api/settings/read': { question: settingsReadRequest, answer: settingsAnswer },
  '/api/settings/save': { question: settingsSaveRequest, answer: settingsSaveAnswer },
  '/api/settings/logo-link': { question: settingsLogoLinkRequest, answer: settingsLogoLinkAnswer },
  '/api/notifications/read': {
    question: notificationsReadRequest,
    answer: notificationsReadAnswer,
  },
  '/api/notifications/key': { question: notificationsKeyRequest, answer: notificationsKeyAnswer },
  '/api/notifications/test': {
    question: notificationsTestRequest,
    answer: notificationsReadAnswer,
  },
  '/api/onboarding/read': { question: onboardingReadRequest, answer: onboardingAnswer },
  '/api/onboarding/test-deposit': { question: testDepositRequest, answer: onboardingAnswer },
  '/api/overview/read': { question: overviewRequest, answer: overviewAnswer },
} as const satisfies Record<string, { readonly question: z.ZodType; readonly answer: z.ZodType }>;

/** A route of the table above. */
export type RoutePath = keyof typeof ROUTES;
/** What a client puts into a question; who asks and where from is added when it is signed. */
export type Question<Path extends RoutePath> = Omit<
  z.input<(typeof ROUTES)[Path]['question']>,
  'environment' | 'user_id' | 'account_id' | 'nonce' | 'stripe_roles'
>;
export type Answer<Path extends RoutePath> = z.output<(typeof ROUTES)[Path]['answer']>;

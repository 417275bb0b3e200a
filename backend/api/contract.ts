import { z } from 'zod';
import { STATES, type TransmissionState } from '../follow/state.ts';
import { CURSOR } from '../store/transmissions.ts';
import { ENVIRONMENTS } from '../tenant.ts';

/**
 * What the Dashboard may ask and what it is answered, in one place. Every request is a POST whose whole body was signed
 * by Stripe for our app; `user_id` and `account_id` come last in it, put there by `fetchStripeSignature`.
 */

/** Rows of one page. */
export const PAGE_ROWS_MAX = 100;

const states = Object.keys(STATES) as [TransmissionState, ...TransmissionState[]];

const signed = z.object({
  environment: z.enum(ENVIRONMENTS),
  user_id: z.string().min(1).max(255),
  account_id: z.string().min(1).max(255),
});

/** POST /api/transmissions/search: what becomes of the merchant's invoices, newest first. */
export const searchRequest = signed.extend({
  states: z.array(z.enum(states)).max(states.length).optional(),
  /** Part of a number or of a customer's name. */
  text: z.string().trim().min(1).max(100).optional(),
  limit: z.number().int().min(1).max(PAGE_ROWS_MAX).default(20),
  /** `next` of the page before. */
  before: z.string().regex(CURSOR, 'must be `next` of a page').optional(),
});

/** POST /api/transmissions/find: one invoice with its history. */
export const findRequest = signed.extend({ document_id: z.string().min(1).max(255) });

const reason = z.object({
  code: z.string(),
  at: z.string(),
  actor: z.enum(['merchant', 'buyer', 'chorus_pro', 'us']),
  params: z.record(z.string(), z.string()),
  title: z.object({ en: z.string(), fr: z.string() }),
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
  total: z.string().nullable(),
  currency: z.string().nullable(),
  flow_number: z.string().nullable(),
  deposited_at: z.iso.datetime().nullable(),
  remote_status: z.string().nullable(),
  remote_comment: z.string().nullable(),
  next_at: z.iso.datetime().nullable(),
});

export const searchAnswer = z.object({
  transmissions: z.array(transmission),
  next: z.string().nullable(),
});

export const findAnswer = z.object({
  transmission,
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      kind: z.enum(['state', 'attempt', 'remote', 'action']),
      state: z.enum(states).nullable(),
      reasons: z.array(reason),
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

/** Every refusal of the API: a stable code, and a sentence for the developer who reads it. */
export const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export type SearchRequest = z.output<typeof searchRequest>;
export type FindRequest = z.output<typeof findRequest>;
export type ReasonView = z.output<typeof reason>;
export type TransmissionView = z.output<typeof transmission>;
export type SearchAnswer = z.output<typeof searchAnswer>;
export type FindAnswer = z.output<typeof findAnswer>;
export type ErrorAnswer = z.output<typeof errorAnswer>;

import { showToast, useRefreshDashboardData } from '@stripe/ui-extension-sdk/utils';
import { useCallback, useEffect, useRef, useState } from 'react';
import { changesOf, clashesOf, differs, isIn, type Clash, type Draft } from './customer-form.ts';
import {
  FIELDS,
  mayChangeCustomers,
  readCustomer,
  saveCustomer,
  type Customer,
  type StripeReply,
} from './stripe-customer.ts';

/** Why something with Stripe did not work. */
export type StripeFault = Extract<StripeReply<never>, { ok: false }>['because'];

/** The customer of a page, while it is read, edited and saved. */
export type CustomerState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly because: StripeFault }
  | {
      readonly state: 'shown';
      readonly customer: Customer;
      readonly draft: Draft;
      readonly mayChange: boolean;
      readonly saving: boolean;
      readonly fault?: StripeFault | undefined;
      /** What would be overwritten; empty when nothing would. */
      readonly clashes: readonly Clash[];
      /** Whether somebody else's changes came in with the last save. */
      readonly mergedOthers: boolean;
      /** Grows whenever the fields must show something else than what was typed. */
      readonly shownFor: number;
    };

type Shown = Extract<CustomerState, { state: 'shown' }>;

/** What a person can do to it. */
export interface CustomerActs {
  readonly edit: (changes: Draft) => void;
  /** Edits from elsewhere than the field itself, which must then show it. */
  readonly fill: (changes: Draft) => void;
  readonly discard: () => void;
  readonly save: (savedToast: string) => Promise<void>;
  /** After a clash: writes all the same, or keeps what somebody else wrote. */
  readonly overwrite: (savedToast: string) => Promise<void>;
  readonly takeTheirs: () => void;
  readonly reload: () => void;
}

/** Reads a customer, keeps what a person types, and saves it without losing what somebody else wrote meanwhile. */
export function useCustomer(id: string): readonly [CustomerState, CustomerActs] {
  const [held, setHeld] = useState<CustomerState>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const refreshDashboard = useRefreshDashboardData();
  // What acts work on: state in a closure is stale when two presses follow each other.
  const now = useRef<CustomerState>(held);
  const isSaving = useRef(false);

  const put = useCallback((next: CustomerState) => {
    now.current = next;
    setHeld(next);
  }, []);
  const change = useCallback(
    (changes: Partial<Shown>) => {
      if (now.current.state === 'shown') put({ ...now.current, ...changes });
    },
    [put],
  );

  useEffect(() => {
    let isCurrent = true;
    void Promise.all([readCustomer(id), mayChangeCustomers()]).then(([reply, mayChange]) => {
      if (isCurrent) put(reply.ok ? firstShown(reply.value, mayChange) : failedWith(reply.because));
    });
    return () => {
      isCurrent = false;
    };
  }, [id, put, round]);

  const write = useCallback(
    async (savedToast: string, overwrites: boolean) => {
      const before = now.current;
      if (before.state !== 'shown' || isSaving.current) return;
      isSaving.current = true;
      change({ saving: true, fault: undefined });
      const result = await saved(id, before, overwrites);
      isSaving.current = false;
      if (now.current.state === 'shown') put(result(now.current));
      if (now.current.state !== 'shown' || now.current.fault || now.current.clashes.length > 0) {
        return;
      }
      void showToast(savedToast, { type: 'success' });
      void refreshDashboard();
    },
    [change, id, put, refreshDashboard],
  );

  const acts: CustomerActs = {
    edit: (changes) => {
      const shown = now.current;
      if (shown.state === 'shown') change({ draft: { ...shown.draft, ...changes } });
    },
    fill: (changes) => {
      const shown = now.current;
      if (shown.state !== 'shown') return;
      change({ draft: { ...shown.draft, ...changes }, shownFor: shown.shownFor + 1 });
    },
    discard: () => {
      const shown = now.current;
      if (shown.state !== 'shown') return;
      change({ draft: {}, clashes: [], fault: undefined, shownFor: shown.shownFor + 1 });
    },
    save: (toast) => write(toast, false),
    overwrite: (toast) => write(toast, true),
    takeTheirs: () => {
      const shown = now.current;
      if (shown.state === 'shown') change(theirsTaken(shown));
    },
    reload: () => {
      put({ state: 'loading' });
      setRound((before) => before + 1);
    },
  };
  return [held, acts];
}

function failedWith(because: StripeFault): CustomerState {
  return { state: 'failed', because };
}

function firstShown(customer: Customer, mayChange: boolean): CustomerState {
  const fresh = { draft: {}, saving: false, clashes: [], mergedOthers: false, shownFor: 0 };
  return { state: 'shown', customer, mayChange, ...fresh };
}

type Step = (shown: Shown) => Shown;

/**
 * Reads again, and writes unless that would overwrite what was never seen. What stands there already is not written
 * again, so that a save whose answer was lost is done once; and a lost answer is looked up at once.
 */
async function saved(id: string, before: Shown, overwrites: boolean): Promise<Step> {
  const { customer, draft } = before;
  const changes = changesOf(customer.values, draft);
  const latest = await readCustomer(id);
  if (!latest.ok) return notSaved(latest.because);
  const clashes = overwrites ? [] : clashesOf(customer.values, latest.value.values, draft);
  const mergedOthers = differs(customer.values, latest.value.values, changes);
  if (clashes.length > 0) {
    // The base stays as it was read, so that what was typed still counts as a change.
    return (shown) => ({ ...shown, saving: false, clashes });
  }
  const reply = isIn(latest.value.values, changes)
    ? latest
    : await written(latest.value, id, changes);
  if (!reply.ok) return notSaved(reply.because);
  return (shown) => ({
    ...shown,
    customer: reply.value,
    // What was typed while the save was under way stays.
    draft: stillTyped(shown.draft, draft),
    saving: false,
    clashes: [],
    mergedOthers,
    shownFor: shown.shownFor + 1,
  });
}

/** Writes, and looks whether it arrived where no answer came. */
async function written(
  { taxIdSiret, taxIdNumbers }: Customer,
  id: string,
  changes: Draft,
): Promise<StripeReply<Customer>> {
  const reply = await saveCustomer(id, changes);
  if (reply.ok) return { ok: true, value: { ...reply.value, taxIdSiret, taxIdNumbers } };
  if (reply.because !== 'network') return reply;
  const now = await readCustomer(id);
  return now.ok && isIn(now.value.values, changes) ? now : reply;
}

function notSaved(fault: StripeFault): Step {
  return (shown) => ({ ...shown, saving: false, fault });
}

function stillTyped(now: Draft, sent: Draft): Draft {
  return FIELDS.reduce<Draft>((left, field) => {
    const typed = now[field];
    return typed === undefined || typed === sent[field] ? left : { ...left, [field]: typed };
  }, {});
}

function theirsTaken({ customer, draft, clashes, shownFor }: Shown): Partial<Shown> {
  const theirs = Object.fromEntries(clashes.map((clash) => [clash.field, clash.theirs]));
  const clashing = new Set<string>(clashes.map(({ field }) => field));
  const kept = Object.fromEntries(Object.entries(draft).filter(([key]) => !clashing.has(key)));
  return {
    customer: { ...customer, values: { ...customer.values, ...theirs } },
    draft: kept,
    clashes: [],
    shownFor: shownFor + 1,
  };
}

import type { NewNotice } from '../store/notifications.ts';
import type { DocumentFacts } from './notice.ts';

/** What Chorus Pro is made to say in a trial; a message of its kind. */
const SAID = 'Le code service est obligatoire pour cette structure.';

/**
 * A notice that somebody asked for to see whether and how it arrives: a refusal of an invoice that does not exist, so that
 * people and programs see every part that a real one may have. It is called a test wherever it goes.
 */
export function makeTrialNotice(now: Date): NewNotice {
  const facts: DocumentFacts = {
    about: 'document',
    documentId: 'in_test',
    kind: 'invoice',
    state: 'refused',
    since: now.toISOString(),
    number: 'TEST-0001',
    buyer: 'Commune de Sainte-Exemple',
    totalMinor: '120000',
    currency: 'eur',
    reasons: [{ code: 'flow_refused', at: 'flow', params: { state: 'IN_REJETE', message: SAID } }],
  };
  return { event: 'test', subject: 'account', occurredAt: now, dueAt: now, facts };
}

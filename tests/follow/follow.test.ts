import { describe, expect, it } from '@jest/globals';
import { FLOW_STATES, findFlowMeaning } from '../../backend/follow/flow-states.ts';
import { readFlow, readStatus } from '../../backend/follow/follow.ts';
import { INVOICE_STATUSES, findStatusMeaning } from '../../backend/follow/invoice-statuses.ts';
import { STATES } from '../../backend/follow/state.ts';

describe('reading a flow', () => {
  it('knows all thirteen states, and none that it does not', () => {
    expect(Object.keys(FLOW_STATES)).toHaveLength(13);
    expect(findFlowMeaning('toString')).toBeUndefined();
  });

  it('waits while Chorus Pro works', () => {
    for (const state of ['IN_RECU', 'IN_EN_COURS_TRAITEMENT_CPP', 'QP_RECEVABLE_AVEC_ERREUR']) {
      expect(readFlow(state, [])).toEqual({ reasons: [], warnings: [], exists: false });
    }
  });

  it('takes integration for existence, and a partial one too when no error names our invoice', () => {
    expect(readFlow('IN_INTEGRE', []).exists).toBe(true);
    expect(readFlow('IN_INTEGRE_PARTIEL', []).exists).toBe(true);
    expect(readFlow('IN_INTEGRE_PARTIEL', [{ message: 'numéro inconnu' }]).state).toBe('refused');
  });

  it('keeps every message of a refusal word for word', () => {
    const { state, reasons } = readFlow('IN_REJETE', [
      { message: 'Le service é n’existe pas | deuxième' },
      { code: 'ERR_XSD_001', message: 'cvc-…' },
    ]);
    expect(state).toBe('refused');
    expect(reasons.map(({ code, params }) => [code, params['message']])).toEqual([
      ['flow_refused', 'Le service é n’existe pas | deuxième'],
      ['flow_refused', 'ERR_XSD_001 cvc-…'],
    ]);
  });

  it('says that a flow was refused even when the report gives no reason', () => {
    expect(readFlow('QP_IRRECEVABLE', []).reasons).toHaveLength(1);
  });

  it('treats an incident as failed, for our operator', () => {
    expect(readFlow('IN_INCIDENTE', []).reasons[0]?.code).toBe('flow_incident');
  });

  it('never takes an unknown state for success or for silence', () => {
    const verdict = readFlow('IN_NOUVEL_ETAT', []);
    expect(verdict.state).toBeUndefined();
    expect(verdict.exists).toBe(false);
    expect(verdict.warnings[0]).toMatchObject({
      code: 'flow_state_unknown',
      params: { state: 'IN_NOUVEL_ETAT' },
    });
  });
});

describe('reading a status', () => {
  it('knows the whole list of the Swagger and the one that only clients name', () => {
    expect(Object.keys(INVOICE_STATUSES)).toHaveLength(57);
    expect(findStatusMeaning('hasOwnProperty')).toBeUndefined();
  });

  it('puts every known status into a state of ours', () => {
    for (const [status, meaning] of Object.entries(INVOICE_STATUSES)) {
      const { state } = readStatus(status);
      if (meaning === 'alert' || meaning === 'unchanged') expect(state).toBeUndefined();
      else expect(Object.keys(STATES)).toContain(state);
    }
  });

  it.each([
    ['MISE_A_DISPOSITION', 'available'],
    ['SUSPENDUE', 'suspended'],
    ['A_RECYCLER', 'to_recycle'],
    ['REJETEE', 'rejected'],
    ['MANDATEE', 'in_payment'],
    ['MISE_EN_PAIEMENT', 'paid'],
  ])('%s is %s', (status, state) => {
    expect(readStatus(status).state).toBe(state);
  });

  it.each([
    ['SUSPENDUE', 'suspended_by_buyer'],
    ['A_RECYCLER', 'to_recycle'],
    ['REJETEE', 'rejected_by_buyer'],
  ])('says of %s what it asks of the supplier', (status, code) => {
    expect(readStatus(status).reasons.map((reason) => reason.code)).toEqual([code]);
  });

  it('keeps the buyer’s comment word for word', () => {
    expect(readStatus('SUSPENDUE', 'Merci de joindre le PV').reasons[0]).toMatchObject({
      code: 'suspended_by_buyer',
      params: { comment: 'Merci de joindre le PV' },
    });
  });

  it.each(['A_VALIDER_1', 'STATUT_INCONNU'])('alerts on %s and changes nothing', (status) => {
    const { state, warnings } = readStatus(status);
    expect(state).toBeUndefined();
    expect(warnings[0]?.code).toBe('invoice_status_unknown');
  });
});

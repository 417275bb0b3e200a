import { describe, expect, it } from '@jest/globals';
import {
  actorOf,
  cureOf,
  sayingsOf,
  unknownSayings,
  withUnderstanding,
  type Cure,
} from '../../backend/follow/cures.ts';
import { reason } from '../../backend/invoice/reason.ts';

const refused = (message: string) =>
  reason('flow_refused', 'flow', { state: 'IN_REJETE', message });

const SERVICE_MISSING = 'Le code service est obligatoire';
const NUMBER_TOO_LONG = 'Le numéro de facture ne doit pas dépasser 20 caractères';
const NUMBER_USED = 'Numéro de facture déjà utilisé';
const VAT_WRONG = 'La TVA est incorrecte';
const IN_FUTURE = 'La date de facture est supérieure à la date du jour';
const UNHEARD_OF = 'Quelque chose d’inédit';

describe('what a refusal means', () => {
  it('makes one reason of each message, with its code and the field that it is about', () => {
    const [service, other] = withUnderstanding([refused(`${SERVICE_MISSING} | ${UNHEARD_OF}`)]);
    expect(service).toEqual({
      code: 'flow_refused',
      at: 'customer.metadata.einvoicing_code',
      params: { state: 'IN_REJETE', message: SERVICE_MISSING, refusal: 'service_missing' },
    });
    expect(other).toEqual(refused(UNHEARD_OF));
  });

  it('leaves alone what it does not understand, and what no program of Chorus Pro said', () => {
    for (const each of [
      refused(`${UNHEARD_OF} | et encore`),
      refused(''),
      reason('rejected_by_buyer', 'invoice.status', { comment: SERVICE_MISSING }),
    ]) {
      expect(withUnderstanding([each])).toEqual([each]);
    }
  });

  it('says who acts: the one whom the refusal names', () => {
    const actors = [SERVICE_MISSING, VAT_WRONG, UNHEARD_OF].map((message) =>
      withUnderstanding([refused(message)]).map(actorOf),
    );
    expect(actors).toEqual([['merchant'], ['us'], ['merchant']]);
    expect(actorOf(reason('stripe_unavailable', 'stripe'))).toBe('us');
  });

  it.each<readonly [Cure, readonly string[]]>([
    ['mend', [SERVICE_MISSING]],
    ['mend', [UNHEARD_OF]],
    ['mend', [SERVICE_MISSING, IN_FUTURE]],
    ['reissue', [NUMBER_TOO_LONG]],
    ['reissue', [SERVICE_MISSING, NUMBER_TOO_LONG, VAT_WRONG]],
    ['look', [NUMBER_USED]],
    ['support', [VAT_WRONG]],
    ['support', [SERVICE_MISSING, VAT_WRONG]],
    ['wait', [IN_FUTURE]],
  ])('asks for one cure: %s for %j', (cure, messages) => {
    expect(cureOf(messages.map(refused))).toBe(cure);
    expect(cureOf([refused(messages.join(' | '))])).toBe(cure);
  });

  it('asks for a cure of our own refusals too', () => {
    expect(cureOf([reason('number_already_used', 'invoice.number')])).toBe('look');
    expect(cureOf([reason('invoice_number_too_long', 'invoice.number')])).toBe('reissue');
    expect(cureOf([reason('flow_incident', 'flow')])).toBe('support');
    expect(cureOf([reason('buyer_siret_missing', 'customer')])).toBe('mend');
    expect(cureOf([])).toBe('mend');
  });
});

describe('what Chorus Pro said', () => {
  it('is listed message by message, of everything that holds its words', () => {
    expect(
      sayingsOf([
        reason('buyer_siret_missing', 'customer.metadata.siret'),
        refused(`${SERVICE_MISSING}|${UNHEARD_OF}`),
        reason('action_refused', 'action', { message: 'GDP_MSG_11.033' }),
        reason('rejected_by_buyer', 'invoice.status', { comment: 'Prix | quantité à revoir' }),
        reason('rejected_by_buyer', 'invoice.status', { comment: '' }),
      ]),
    ).toEqual([
      { message: SERVICE_MISSING, code: 'service_missing' },
      { message: UNHEARD_OF, code: undefined },
      { message: 'GDP_MSG_11.033', code: 'not_suspended' },
      { message: 'Prix | quantité à revoir', code: undefined },
    ]);
  });

  it('is unknown only where a program said it', () => {
    const comment = reason('rejected_by_buyer', 'invoice.status', { comment: UNHEARD_OF });
    const reasons = [comment, refused(`${SERVICE_MISSING}|${UNHEARD_OF}|et encore`)];
    expect(unknownSayings(reasons).map(({ message }) => message)).toEqual([
      UNHEARD_OF,
      'et encore',
    ]);
  });
});

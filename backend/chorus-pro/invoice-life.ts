import { z } from 'zod';
import type { LifeAnswer, LifeStep } from '../follow/corrections.ts';
import type { Ask } from './call.ts';
import { isAbsent, toNotNow } from './faults.ts';
import { identifier, list, optionalText } from './lenient.ts';
import { remoteInstant } from './remote-date.ts';

/**
 * An invoice's whole life (`consulter/historique`). Read leniently: a step without a date is kept, one without a status
 * is not. That the supplier's identifier is taken here is what clients do, and proven by none; where it is not, the
 * life is absent and the present status is all there is.
 */

/** A life of more steps is read no further. */
const STEPS_MAX = 100;

const step = z.object({
  histoStatutCode: optionalText,
  histoStatutDatePassage: optionalText,
  histoStatutCommentaire: optionalText,
});

const history = z.object({
  statutCourantCode: optionalText,
  historiquesDesStatuts: z
    .object({ histoStatut: list(step), pagesHistoStatut: identifier.nullish() })
    .nullish(),
});

/** The steps of an invoice's life, oldest first. */
export async function invoiceLife(ask: Ask, remoteId: string): Promise<LifeAnswer> {
  const result = await ask({
    kind: 'read',
    route: 'factures/v1/consulter/historique',
    body: {
      idFacture: Number(remoteId),
      paramRechercheHistoStatuts: {
        pageResultatDemandeeListeHistoStatut: 1,
        nbResultatsParPageListeHistoStatut: STEPS_MAX,
      },
    },
    answer: history,
  });
  if (!result.ok) {
    const { fault } = result;
    const notOurs = isAbsent(fault) || fault.row.name === 'no_rights';
    return notOurs ? { kind: 'absent', remote: fault.remote } : toNotNow(fault);
  }
  const { statutCourantCode: status, historiquesDesStatuts: statuses } = result.value;
  return {
    kind: 'life',
    steps: oldestFirst((statuses?.histoStatut ?? []).flatMap(toStep)),
    ...(status === undefined ? {} : { status }),
    complete: (statuses?.pagesHistoStatut ?? 1) <= 1,
    remote: result.remote,
  };
}

function toStep(each: z.output<typeof step>): readonly LifeStep[] {
  const { histoStatutCode: status, histoStatutCommentaire: comment } = each;
  if (status === undefined) return [];
  const at = remoteInstant(each.histoStatutDatePassage);
  return [
    {
      status,
      ...(at === undefined ? {} : { at }),
      ...(comment === undefined ? {} : { comment }),
    },
  ];
}

/** Dates are minutes, so that several steps share one: among those the platform's own order decides, latest first. */
function oldestFirst(steps: readonly LifeStep[]): readonly LifeStep[] {
  const first = steps[0]?.at;
  const last = steps.at(-1)?.at;
  const latestFirst = first === undefined || last === undefined || first >= last;
  const inOrder = latestFirst ? steps.toReversed() : steps;
  if (inOrder.some(({ at }) => at === undefined)) return inOrder;
  return inOrder.toSorted((one, other) => (one.at ?? '').localeCompare(other.at ?? ''));
}

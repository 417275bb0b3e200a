import { businessError, ok, type Answer } from './answer.ts';
import type { Call, Routes } from './call.ts';
import { numberIn, textIn } from './fields.ts';

/** The engagements API (*engagementsJuridiques*): only the State's orders are in it. */
export const ENGAGEMENT_ROUTES: Routes = { rechercher: search };

const NO_RESULT = businessError(20000, 'TRA_MSG_00.015');

function search({ platform, body }: Call): Answer {
  const structure = platform.directory.findById(
    numberIn(body, 'structureReceptriceEngagementJuridique') ?? 0,
  );
  const number = textIn(body, 'numeroEngagementJuridique');
  const state = textIn(body, 'etatCourantEngagementJuridique') ?? 'COMMANDE';
  const found = (structure?.engagements ?? []).filter(
    (engagement) =>
      (number === undefined || engagement.number === number) &&
      engagement.open === (state === 'COMMANDE'),
  );
  if (found.length === 0 && platform.options.emptySearch === 'error') return NO_RESULT;
  return ok({
    parametresRetour: {
      pageCourante: 1,
      pages: 1,
      nbResultatsParPage: found.length,
      total: found.length,
    },
    listeEngagementJuridique: found.map((engagement) => ({
      numeroEngagementJuridique: engagement.number,
      codeServiceExecutant: engagement.serviceCode,
      libelleEtatCourantEJ: engagement.open ? 'COMMANDE' : 'CLOTURE',
      libelleTypeEngagementJuridique: 'BON_DE_COMMANDE',
      structureReceptrice: structure?.name,
    })),
  });
}

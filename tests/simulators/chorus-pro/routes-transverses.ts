import { businessError, malformed, ok, type Answer } from './answer.ts';
import type { Call, Routes } from './call.ts';
import { parisInstant } from './dates.ts';
import { reportText } from './deposit-checks.ts';
import { textIn, type Json } from './fields.ts';
import { flowState, INTERFACES, type Flow } from './flows.ts';
import { tinyPdf } from './tiny-pdf.ts';

/** The API for what all the others need (*transverses*): flow reports, own structures, VAT rates. */
export const TRANSVERSE_ROUTES: Routes = {
  consulterCRDetaille: detailedReport,
  consulterCR: report,
  'recuperer/structures/actives/fournisseur': ownStructures,
  'recuperer/tauxtva': vatRates,
};

const UNKNOWN_FLOW = businessError(20001, 'POQ_MSG_01.003');

/** Only the codes TVA1, TVA5 and TVA20 were seen; the others follow their pattern. */
const VAT_RATES = [
  { codeTauxTva: 'TVA1', libelleTauxTva: 'Art 293B(FranchiseEnBase)', valeurTauxTva: 0 },
  { codeTauxTva: 'TVA2', libelleTauxTva: '2,1 %', valeurTauxTva: 2.1 },
  { codeTauxTva: 'TVA5', libelleTauxTva: '5,5 %', valeurTauxTva: 5.5 },
  { codeTauxTva: 'TVA10', libelleTauxTva: '10 %', valeurTauxTva: 10 },
  { codeTauxTva: 'TVA20', libelleTauxTva: '20 %', valeurTauxTva: 20 },
];

function detailedReport(call: Call): Answer {
  const flow = ownFlow(call);
  if ('headers' in flow) return flow;
  return ok({
    codeInterfaceDepotFlux: interfaceOf(flow),
    nomFichier: `${interfaceOf(flow)}_CPP001_${flow.number}`,
    dateDepotFlux: parisInstant(flow.depositedAt),
    etatCourantDepotFlux: flowState(flow),
    dateHeureEtatCourantFlux: parisInstant(flow.stageAt),
    listeErreurDP: businessErrorsOf(flow),
    listeErreurTechnique: (flow.verdict?.technicalErrors ?? []).map(({ code, text }) => ({
      natureErreur: code.replace(/_\d+$/, ''),
      codeErreur: code,
      libelleErreur: text,
    })),
  });
}

function report(call: Call): Answer {
  const flow = ownFlow(call);
  if ('headers' in flow) return flow;
  const state = flowState(flow);
  return ok({
    codeAppliPartenaire: 'CPP001',
    designationPartenaire: 'CHORUS PRO',
    codeInterfaceFlux: interfaceOf(flow),
    nomFichierFlux: `${interfaceOf(flow)}_CPP001_${flow.number}`,
    numeroFluxDepot: flow.number,
    dateDepotFlux: parisInstant(flow.depositedAt),
    etatCourantFlux: state,
    dateHeureEtatCourantFlux: parisInstant(flow.stageAt),
    fichierCR: tinyPdf(`${flow.number} : ${state}`).toString('base64'),
  });
}

function businessErrorsOf({ verdict, reading }: Flow): readonly Json[] {
  const errors = verdict?.businessErrors ?? [];
  if (errors.length === 0) return [];
  return [
    {
      numeroDP: reading.invoice?.number,
      identifiantFournisseur: reading.invoice?.supplierSiret,
      identifiantDestinataire: reading.invoice?.buyerSiret,
      libelleErreurDP: reportText(errors),
    },
  ];
}

/** A flow of the account that is visible by now. */
function ownFlow({ platform, account, body }: Call): Flow | Answer {
  platform.settle();
  const number = textIn(body, 'numeroFluxDepot');
  if (number === undefined) return malformed('numeroFluxDepot : obligatoire');
  const flow = platform.flows.get(number);
  if (!flow || flow.stage === 'unseen') return UNKNOWN_FLOW;
  const supplier = platform.directory.findBySiret(flow.reading.invoice?.supplierSiret ?? '');
  // A supplier that has changed its technical account still sees what the old one deposited.
  const own = flow.login === account.login || (supplier && account.structures.has(supplier));
  return own ? flow : UNKNOWN_FLOW;
}

function interfaceOf({ syntax }: Flow): string {
  return `FSO${INTERFACES[syntax] ?? '0000'}A`;
}

function ownStructures({ account }: Call): Answer {
  const own = [...account.structures].filter(({ kind, active }) => kind === 'PRIVEE' && active);
  return ok({
    listeStructures: own.map(({ id, siret, name }) => ({
      idStructureCPP: id,
      identifiant: siret,
      designationStructure: name,
    })),
  });
}

function vatRates(): Answer {
  return ok({ listeTauxTva: VAT_RATES });
}

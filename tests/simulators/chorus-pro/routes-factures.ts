import { businessError, malformed, ok, type Answer } from './answer.ts';
import type { Call, Routes } from './call.ts';
import { parisDay, parisMinute } from './dates.ts';
import { jsonIn, numberIn, textIn, type Json } from './fields.ts';
import { currentStep, type Invoice } from './invoices.ts';
import { pageOf } from './paging.ts';
import { invoiceType, searchInvoices } from './search.ts';
import { BUYER_STATUSES, INVOICE_STATUSES, STATUSES_WITH_REASON } from './status.ts';

/** The invoices API (*factures*): finding, reading, and what supplier and buyer do to an invoice. */
export const INVOICE_ROUTES: Routes = {
  'rechercher/fournisseur': search,
  'consulter/fournisseur': consult,
  'consulter/historique': history,
  'traiter/recue': actAsBuyer,
};

const NO_RESULT = businessError(20000, 'TRA_MSG_00.015');
const UNKNOWN_INVOICE = businessError(20000, 'GDP_MSG_11.008');
const NO_RIGHTS = businessError(20001, 'GDP_MSG_11.005');
/** Given to whoever comes in the wrong status. */
export const STATUS_NOT_ALLOWED = businessError(20003, 'GDP_MSG_11.001');

/** BT-23 in short to the platform's long code, for those that may be deposited this way. */
const FRAMEWORKS: Readonly<Record<string, string>> = {
  A1: 'A1_FACTURE_FOURNISSEUR',
  A2: 'A2_FACTURE_FOURNISSEUR_DEJA_PAYEE',
  A9: 'A9_FACTURE_SOUSTRAITANT',
  A12: 'A12_FACTURE_COTRAITANT',
};

/** UNTDID 4461 to modePaiement. */
const PAYMENT_MODES: Readonly<Record<string, string>> = {
  '10': 'ESPECE',
  '20': 'CHEQUE',
  '30': 'VIREMENT',
  '31': 'VIREMENT',
  '42': 'VIREMENT',
  '58': 'VIREMENT',
  '49': 'PRELEVEMENT',
  '59': 'PRELEVEMENT',
  '97': 'REPORT',
};

function search({ platform, account, body }: Call): Answer {
  platform.settle();
  const found = searchInvoices(platform, account, body);
  if (found.length === 0 && platform.options.emptySearch === 'error') return NO_RESULT;
  const { rows, counters } = pageOf(found, jsonIn(body, 'rechercheFactureParFournisseur'));
  return ok({ parametresRetour: counters, listeFactures: rows.map(toFoundInvoice) });
}

function toFoundInvoice(invoice: Invoice): Json {
  const { status, at, comment } = currentStep(invoice);
  const service = serviceOf(invoice);
  return {
    identifiantFactureCPP: invoice.id,
    typeDemandePaiement: 'FACTURE',
    codeFournisseur: invoice.supplier.siret,
    typeIdentifiantFournisseur: 'SIRET',
    designationFournisseur: invoice.supplier.name,
    idDestinataire: invoice.buyer.id,
    codeDestinataire: invoice.buyer.siret,
    designationDestinataire: invoice.buyer.name,
    idServiceExecutant: service?.id,
    codeServiceExecutant: invoice.serviceCode,
    nomServiceExecutant: service?.name,
    typeFacture: invoiceType(invoice),
    numeroFacture: invoice.number,
    dateFacture: invoice.issuedOn,
    dateDepot: parisDay(invoice.depositedAt),
    montantHT: Number(invoice.withoutVat),
    montantTTC: Number(invoice.withVat),
    montantAPayer: Number(invoice.due),
    devise: invoice.currency,
    statut: status,
    numeroMarche: invoice.contract,
    numeroBonCommande: invoice.engagement,
    numeroFluxDepot: invoice.flowNumber,
    numeroFactureOrigine: invoice.originalNumber,
    modeDepot: depositMode(invoice),
    dateHeureEtatCourant: parisMinute(at),
    commentaireEtatCourant: comment,
    rejetTraite: invoice.rejectionAcknowledged,
  };
}

function consult(call: Call): Answer {
  const invoice = ownInvoice(call, 'identifiantFactureCPP');
  if ('status' in invoice) return invoice;
  return ok({
    facture: {
      identifiantFactureCPP: invoice.id,
      numeroFacture: invoice.number,
      statutFacture: currentStep(invoice).status,
      modeDepot: depositMode(invoice),
      rejetTraite: invoice.rejectionAcknowledged,
      ...partiesOf(invoice),
      cadreDeFacturation: {
        codeCadreFacturation: FRAMEWORKS[invoice.framework] ?? invoice.framework,
      },
      references: referencesOf(invoice),
      montantTotal: {
        montantHtTotal: Number(invoice.withoutVat),
        montantTVA: Number(invoice.vat),
        montantTtcTotal: Number(invoice.withVat),
        montantAPayer: Number(invoice.due),
      },
      commentaire: currentStep(invoice).comment,
      listeDesPiecesJointes: {
        pieceJointe: invoice.attachments.map(({ id, title, type }) => ({
          pieceJointeId: id,
          pieceJointeDesignation: title,
          pieceJointeTypeCode: type,
        })),
        totalListePiecesJointe: invoice.attachments.length,
      },
    },
  });
}

function partiesOf(invoice: Invoice): Json {
  const { supplier, buyer } = invoice;
  const service = serviceOf(invoice);
  return {
    destinataire: {
      idDestinataire: buyer.id,
      codeDestinataire: buyer.siret,
      libelleDestinataire: buyer.name,
      designationDestinataire: buyer.name,
      idServiceExecutant: service?.id,
      codeServiceExecutant: invoice.serviceCode,
      libelleServiceExecutant: service?.name,
      miseEnPaiementDestinataire: buyer.reportsPayment,
    },
    fournisseur: {
      idFournisseur: supplier.id,
      typeIdentifiantFournisseur: 'SIRET',
      codeFournisseur: supplier.siret,
      raisonSocialeFournisseur: supplier.name,
      designationFournisseur: supplier.name,
    },
  };
}

function referencesOf(invoice: Invoice): Json {
  return {
    dateFacture: invoice.issuedOn,
    dateDepot: parisDay(invoice.depositedAt),
    codeDeviseFacture: invoice.currency,
    typeFacture: invoiceType(invoice),
    numeroMarche: invoice.contract,
    numeroBonCommande: invoice.engagement,
    numeroFactureOrigine: invoice.originalNumber,
    modePaiement: PAYMENT_MODES[invoice.paymentMeans ?? ''] ?? 'AUTRE',
  };
}

/** The history is open to both sides. */
function history(call: Call): Answer {
  const { platform, account, body } = call;
  platform.settle();
  const invoice = platform.invoices.findById(numberIn(body, 'idFacture') ?? 0);
  if (!invoice) return UNKNOWN_INVOICE;
  const { supplier, buyer } = invoice;
  if (!account.structures.has(supplier) && !account.structures.has(buyer)) return NO_RIGHTS;
  const steps = [...invoice.steps.entries()].reverse();
  return ok({
    idFacture: invoice.id,
    numeroFacture: invoice.number,
    modeDepot: depositMode(invoice),
    statutCourantCode: currentStep(invoice).status,
    historiquesDesStatuts: {
      histoStatut: steps.map(([index, { status, at, comment }]) => ({
        histoStatutId: invoice.id * 100 + index,
        histoStatutCode: status,
        histoStatutDatePassage: parisMinute(at),
        histoStatutCommentaire: comment,
      })),
      pageCouranteHistoStatut: 1,
      pagesHistoStatut: 1,
      nbResultatsParPageHistoStatut: steps.length,
      totalHistoStatut: steps.length,
    },
    historiquesDesEvenementsComplementaires: { evenement: [] },
    historiquesDesActionsUtilisateurs: { histoAction: [] },
  });
}

function actAsBuyer({ platform, account, body }: Call): Answer {
  platform.settle();
  const invoice = platform.invoices.findById(numberIn(body, 'idFacture') ?? 0);
  if (!invoice) return UNKNOWN_INVOICE;
  if (!account.structures.has(invoice.buyer)) return NO_RIGHTS;
  const status = textIn(body, 'nouveauStatut') ?? '';
  const reason = textIn(body, 'motif');
  if (!INVOICE_STATUSES.some((known) => known === status)) {
    return malformed('nouveauStatut : valeur inconnue');
  }
  if (!BUYER_STATUSES.includes(status)) return STATUS_NOT_ALLOWED;
  if (STATUSES_WITH_REASON.includes(status) && reason === undefined) {
    return malformed('motif : obligatoire pour ce statut');
  }
  platform.setStatus(invoice, status, reason);
  return ok({
    idFacture: invoice.id,
    numeroFacture: invoice.number,
    dateTraitement: parisMinute(platform.now()),
    nouveauStatut: status,
  });
}

/** The supplier's own invoice that a request names, or the refusal. */
export function ownInvoice({ platform, account, body }: Call, key: string): Invoice | Answer {
  platform.settle();
  const invoice = platform.invoices.findById(numberIn(body, key) ?? 0);
  if (!invoice) return UNKNOWN_INVOICE;
  return account.structures.has(invoice.supplier) ? invoice : NO_RIGHTS;
}

function serviceOf({ buyer, serviceCode }: Invoice) {
  return buyer.services.find(({ code }) => code === serviceCode);
}

function depositMode({ flowNumber }: Invoice): string {
  return flowNumber === undefined ? 'SAISIE_PORTAIL' : 'UPLOAD_API';
}

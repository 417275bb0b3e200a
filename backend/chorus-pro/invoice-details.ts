import { z } from 'zod';
import type { DetailsAnswer } from '../follow/corrections.ts';
import type { Ask } from './call.ts';
import { isAbsent, toNotNow } from './faults.ts';
import { flag, identifier, list, optionalText } from './lenient.ts';
import { remoteDay } from './remote-date.ts';

/** One invoice as its buyer sees it (`consulter/fournisseur`). Figures are kept as texts: nothing is computed from them. */

const answered = z.object({
  facture: z.object({
    identifiantFactureCPP: identifier,
    numeroFacture: optionalText,
    statutFacture: z.string().min(1),
    rejetTraite: flag,
    destinataire: z
      .object({ codeDestinataire: optionalText, codeServiceExecutant: optionalText })
      .nullish(),
    references: z
      .object({
        dateFacture: optionalText,
        dateDepot: optionalText,
        codeDeviseFacture: optionalText,
        numeroMarche: optionalText,
        numeroBonCommande: optionalText,
      })
      .nullish(),
    montantTotal: z
      .object({ montantTtcTotal: optionalText, montantAPayer: optionalText })
      .nullish(),
    listeDesPiecesJointes: z
      .object({ pieceJointe: list(z.object({ pieceJointeDesignation: optionalText })) })
      .nullish(),
    commentaire: optionalText,
  }),
});

type Facture = z.output<typeof answered>['facture'];

/** Reads one invoice in full. */
export async function invoiceDetails(ask: Ask, remoteId: string): Promise<DetailsAnswer> {
  const result = await ask({
    kind: 'read',
    route: 'factures/v1/consulter/fournisseur',
    body: { identifiantFactureCPP: Number(remoteId) },
    answer: answered,
  });
  if (!result.ok) {
    const { fault } = result;
    const notOurs = isAbsent(fault) || fault.row.name === 'no_rights';
    return notOurs ? { kind: 'absent', remote: fault.remote } : toNotNow(fault);
  }
  const { facture } = result.value;
  const invoice = {
    remoteId: String(facture.identifiantFactureCPP),
    status: facture.statutFacture,
    rejectionAcknowledged: facture.rejetTraite,
    attachments: (facture.listeDesPiecesJointes?.pieceJointe ?? []).flatMap(
      ({ pieceJointeDesignation: title }) => title ?? [],
    ),
    ...textsOf(facture),
  };
  return { kind: 'details', invoice, remote: result.remote };
}

function textsOf({ numeroFacture, destinataire, references, montantTotal, commentaire }: Facture) {
  return {
    number: numeroFacture,
    buyerSiret: destinataire?.codeDestinataire,
    serviceCode: destinataire?.codeServiceExecutant,
    engagementNumber: references?.numeroBonCommande,
    contractNumber: references?.numeroMarche,
    issuedOn: remoteDay(references?.dateFacture),
    depositedOn: remoteDay(references?.dateDepot),
    currency: references?.codeDeviseFacture,
    totalWithVat: montantTotal?.montantTtcTotal,
    amountDue: montantTotal?.montantAPayer,
    comment: commentaire,
  };
}

import { businessError, malformed, ok, WRITE_OK, type Answer } from './answer.ts';
import type { Call, Routes } from './call.ts';
import { parisDay, parisMinute } from './dates.ts';
import { isJson, jsonIn, numberIn, textIn, type Json } from './fields.ts';
import { currentStep, type AddedFile, type Invoice } from './invoices.ts';
import { ownInvoice, STATUS_NOT_ALLOWED } from './routes-factures.ts';

/** What a supplier does to an invoice of its own: completing, recycling, acknowledging a rejection. */
export const CORRECTION_ROUTES: Routes = {
  completer: complete,
  recycler: recycle,
  traiterRejet: acknowledgeRejections,
};

const COMMENT_CHARACTERS_MAX = 2_000;
const TITLE_CHARACTERS_MAX = 100;
const TYPE_CHARACTERS_MAX = 30;

const NOT_SUSPENDED = businessError(20002, 'GDP_MSG_11.033');
// AIFE's change log says that recycler has 20004 to 20014; which is which is invented.
const UNKNOWN_RECIPIENT = businessError(20004, 'GDP_MSG_99.001 - Destinataire inconnu ou inactif');
const UNKNOWN_SERVICE = businessError(20005, 'GDP_MSG_99.002 - Code service inconnu ou inactif');
const UNKNOWN_FILE = businessError(20010, 'GDP_MSG_99.003 - Piece jointe inconnue');

function complete(call: Call): Answer {
  const { platform, body } = call;
  const invoice = ownInvoice(call, 'identifiantFactureCPP');
  if ('status' in invoice) return invoice;
  if (currentStep(invoice).status !== 'SUSPENDUE') return NOT_SUSPENDED;
  const comment = textIn(body, 'commentaire');
  if ((comment?.length ?? 0) > COMMENT_CHARACTERS_MAX) {
    return malformed('commentaire : 2000 caracteres au plus');
  }
  const files = filesOf(call);
  if ('status' in files) return files;
  platform.complete(invoice, files, comment);
  return ok(
    {
      identifiantFactureCPP: invoice.id,
      numeroFacture: invoice.number,
      dateTraitement: parisMinute(platform.now()),
    },
    WRITE_OK,
  );
}

/** The files that a completion names, all of them handed over by the same account before; or the refusal. */
function filesOf({ platform, account, body }: Call): readonly AddedFile[] | Answer {
  const listed: unknown = body['pieceJointeComplementaire'];
  const entries: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const files: AddedFile[] = [];
  for (const entry of entries) {
    const named: Json = isJson(entry) ? entry : {};
    const title = textIn(named, 'pieceJointeComplementaireDesignation');
    const type = textIn(named, 'pieceJointeComplementaireType');
    const id = numberIn(named, 'pieceJointeComplementaireId') ?? 0;
    if (title === undefined || title.length > TITLE_CHARACTERS_MAX) {
      return malformed(
        'pieceJointeComplementaireDesignation : obligatoire, 100 caracteres au plus',
      );
    }
    if (type === undefined || type.length > TYPE_CHARACTERS_MAX) {
      return malformed('pieceJointeComplementaireType : obligatoire, 30 caracteres au plus');
    }
    const file = platform.files.get(id);
    if (!file || file.login !== account.login) return UNKNOWN_FILE;
    files.push({ id, title, type });
  }
  return files;
}

function recycle(call: Call): Answer {
  const { platform, body } = call;
  const invoice = ownInvoice(call, 'identifiantFactureCPP');
  if ('status' in invoice) return invoice;
  if (currentStep(invoice).status !== 'A_RECYCLER') return STATUS_NOT_ALLOWED;
  const recipient = jsonIn(body, 'destinataire');
  const siret = textIn(recipient, 'codeDestinataire') ?? invoice.buyer.siret;
  const buyer = platform.directory.findBySiret(siret);
  if (buyer?.kind !== 'PUBLIQUE' || !buyer.active) return UNKNOWN_RECIPIENT;
  const serviceCode = textIn(recipient, 'codeServiceExecutant');
  const service = buyer.services.find(({ code }) => code === serviceCode);
  if (serviceCode !== undefined && !service?.active) return UNKNOWN_SERVICE;
  platform.recycle(invoice, {
    buyerSiret: buyer.siret,
    serviceCode,
    engagement: textIn(jsonIn(body, 'reference'), 'numeroBonCommande'),
    comment: textIn(body, 'commentaire'),
  });
  return ok(
    {
      identifiantFactureCPP: invoice.id,
      numeroFacture: invoice.number,
      statutFacture: currentStep(invoice).status,
      dateDepot: parisDay(invoice.depositedAt),
    },
    WRITE_OK,
  );
}

/** All of them, or none: the first that cannot be acknowledged is the answer. */
function acknowledgeRejections(call: Call): Answer {
  const listed: unknown = call.body['listeDemandePaiement'];
  const entries: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const invoices: Invoice[] = [];
  for (const entry of entries) {
    const invoice = ownInvoice({ ...call, body: jsonIn({ entry }, 'entry') }, 'idDemandePaiement');
    if ('status' in invoice) return invoice;
    if (currentStep(invoice).status !== 'REJETEE') return STATUS_NOT_ALLOWED;
    invoices.push(invoice);
  }
  for (const invoice of invoices) call.platform.acknowledgeRejection(invoice);
  return ok({}, WRITE_OK);
}

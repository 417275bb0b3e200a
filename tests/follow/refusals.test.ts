import { describe, expect, it } from '@jest/globals';
import {
  findRefusal,
  readRefusals,
  REFUSALS,
  type RefusalCode,
} from '../../backend/follow/refusals.ts';
import { refusalWordingFor } from '../../src/wording/refusals.ts';
import { LOCALES } from '../../src/wording/wording.ts';

const isCode = (code: string): code is RefusalCode => Object.hasOwn(REFUSALS, code);
const CODES = Object.keys(REFUSALS).filter(isCode);

const HEADER = 'FichierXml.SupplyChainTradeTransaction';
const AGREEMENT = `${HEADER}.ApplicableHeaderTradeAgreement`;
const SETTLEMENT = `${HEADER}.ApplicableHeaderTradeSettlement`;
const DOCUMENT = 'FichierXml.ExchangedDocument';
const SELLER = `${AGREEMENT}.SellerTradeParty.SpecifiedLegalOrganization.ID.value`;
const BUYER = `${AGREEMENT}.BuyerTradeParty.SpecifiedLegalOrganization.ID.value`;
const SERVICE = `${AGREEMENT}.BuyerReference.value`;
const ORDER = `${AGREEMENT}.BuyerOrderReferencedDocument.IssuerAssignedID.value`;
const PAYMENT = `${SETTLEMENT}.SpecifiedTradeSettlementPaymentMeans`;
const TOTALS = `${SETTLEMENT}.SpecifiedTradeSettlementHeaderMonetarySummation`;

/** For each code messages that mean it: the first rows of a code are known from public reports, others follow them. */
const MESSAGES: Readonly<Record<RefusalCode, readonly string[]>> = {
  payment_means_missing: [
    `L'element ${PAYMENT}.TypeCode.value est obligatoire.`,
    `L’élément ${PAYMENT}.TypeCode.value est obligatoire.`,
    'Le mode de paiement est obligatoire',
  ],
  payment_means_not_accepted: [`${PAYMENT}.TypeCode.value : La valeur 99 est incorrecte`],
  number_too_long: [
    `L'element ${DOCUMENT}.ID.value ne doit pas depasser 20 caracteres.`,
    'Le numéro de facture ne doit pas dépasser 20 caractères',
  ],
  supplier_unknown: [
    "L'identifiant AccountingSupplierParty.Party.PartyIdentification.ID.value n'est pas reference dans notre systeme",
    `${SELLER} : Le fournisseur n’est pas référencé dans notre système`,
    'Le fournisseur est inconnu',
  ],
  framework_not_accepted: [
    "FichierXml.ExchangedDocumentContext.BusinessProcessSpecifiedDocumentContextParameter.ID : Le cadre n'est pas autorise",
    // As the platform itself cut it.
    'L’élément FichierXml.ExchangedDocumentContext.BusinessProcessSpecifiedDocumentContextParameter.I',
    "Le cadre de facturation B1 n'est pas autorisé",
  ],
  buyer_unknown: [
    `${BUYER} n'est pas un SIRET connu`,
    `${BUYER} : Le destinataire n'est pas référencé`,
    'Destinataire introuvable',
  ],
  schema_refused: [
    "IRRECEVABILITE: cvc-complex-type.2.2: Element 'ram:Content' must have no element [children], and the value must be valid. - ligne: 14 - position: 207",
    'ERR_XSD_001 Le fichier est irrecevable',
  ],
  price_discount_incomplete: [
    "L'element (AppliedTradeAllowanceCharge.ActualAmount.value) est obligatoire si l'element (SupplyChainTradeTransaction.IncludedSupplyChainTradeLineItem.SpecifiedLineTradeAgreement.GrossPriceProductTradePrice) est renseigne.",
    "L'element (AppliedTradeAllowance [...]",
  ],
  service_missing: [
    // The platform calls it an engagement and gives the path of the service: the path is right.
    `L'engagement juridique (${SERVICE}) est obligatoire`,
    `${SERVICE} : Le code service est obligatoire pour ce destinataire`,
  ],
  engagement_missing: [
    `L'engagement juridique (${ORDER}) est obligatoire`,
    "Le numéro d'engagement doit être renseigné",
  ],
  service_or_engagement_missing: [
    `${SERVICE} : Le code service ou le numero d'engagement est obligatoire`,
  ],
  service_unknown: [
    `${SERVICE} : Le code service n'existe pas pour ce destinataire`,
    'Le code service est inconnu ou inexistant',
  ],
  service_inactive: [`${SERVICE} : Le code service n'est pas actif`, 'Le code service est inactif'],
  service_reserved: [`${SERVICE} : Le code service est reserve`],
  engagement_unknown: ["Le numero d'engagement n'existe pas", `${ORDER} est inconnu`],
  engagement_closed: ["L'engagement juridique est soldé", `${ORDER} : bon de commande clôturé`],
  contract_unknown: ['Le numéro de marché est inconnu'],
  reference_too_long: [`${ORDER} : La donnee ne doit pas depasser 50 caracteres`],
  buyer_inactive: [`${BUYER} : Le destinataire n'est plus actif`, 'Destinataire inactif'],
  supplier_inactive: ["Le fournisseur n'est plus actif"],
  supplier_not_attached: [`${SELLER} : Le compte technique n'est pas rattache au fournisseur`],
  number_already_used: [
    `${DOCUMENT}.ID.value : Une facture F-1 existe deja pour ce fournisseur`,
    'La facture existe déjà',
    'Numéro de facture déjà utilisé',
  ],
  number_characters: [`${DOCUMENT}.ID.value : La donnee contient des caracteres non autorises`],
  issue_date_in_future: [
    `${DOCUMENT}.IssueDateTime : La date de facture est posterieure a la date de depot`,
    'La date de facture est supérieure à la date du jour',
  ],
  original_invoice_unknown: ["La facture d'origine n'existe pas"],
  credit_note_negative: [`${TOTALS} : Le montant d'un avoir ne doit pas etre negatif`],
  document_type_not_accepted: [
    `${DOCUMENT}.TypeCode.value : Le type de facture 389 n'est pas accepte`,
  ],
  bank_account_wrong: [
    `${PAYMENT}.PayeePartyCreditorFinancialAccount.IBANID.value est invalide`,
    "L'IBAN est incorrect",
  ],
  currency_not_accepted: ['La devise USD est refusée'],
  vat_wrong: [`${SETTLEMENT}.ApplicableTradeTax.RateApplicablePercent : taux incorrect`],
  totals_wrong: [`${TOTALS} : Le montant BT-112 n'est pas egal a la somme attendue`],
  file_unreadable: ['ERR_PDF_001 aucune piece jointe factur-x.xml'],
  file_too_large: ['GDP_MSG_11.022', 'GDP_MSG_11.022 - Le fichier est trop volumineux'],
  syntax_not_accepted: ['syntaxeFlux : valeur inconnue'],
  account_lacks_rights: ['GDP_MSG_11.005'],
  not_suspended: ['GDP_MSG_11.033'],
  status_not_allowed: ['GDP_MSG_11.001'],
  invoice_unknown: ['GDP_MSG_11.008'],
  flow_unknown: ['POQ_MSG_01.003'],
};

const CASES = CODES.flatMap((code) => MESSAGES[code].map((message) => ({ code, message })));

const withoutAccents = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '');

describe('a refusal of Chorus Pro', () => {
  it('has a message for every code', () => {
    expect(CODES.length).toBeGreaterThan(35);
    expect(CODES.filter((code) => MESSAGES[code].length === 0)).toEqual([]);
  });

  it.each(CASES)('$code: $message', ({ code, message }) => {
    expect(findRefusal(message)).toBe(code);
    expect(findRefusal(withoutAccents(message))).toBe(code);
    expect(findRefusal(message.toUpperCase())).toBe(code);
    expect(findRefusal(`  ${message.replaceAll("'", '’')}\n`)).toBe(code);
  });

  it.each<readonly [string, RefusalCode]>([
    [`${SERVICE} : Le code service n'existe p`, 'service_unknown'],
    [`${PAYMENT}.TypeCode.value est obligatoi`, 'payment_means_missing'],
    [`L'element ${DOCUMENT}.ID.value ne doit pas depas [...]`, 'number_too_long'],
    [`${SELLER} : Le fournisseur n'est pas refere…`, 'supplier_unknown'],
  ])('is understood although it was cut: %s', (message, code) => {
    expect(findRefusal(message)).toBe(code);
  });

  it.each([
    '',
    'Erreur technique',
    'SIM_MSG_99.999',
    // Cut before it says anything.
    `${SELLER} : Le fournisseur n'est pas`,
    `${SERVICE} : Le code service`,
    // A path that nobody has met, whatever word is in it.
    'FichierXml.SupplyChainTradeTransaction.Inconnu.Service.value est obligatoire',
    'Bonjour, merci de nous recontacter',
  ])('is unknown when nobody has met it: %s', (message) => {
    expect(findRefusal(message)).toBeUndefined();
  });

  it('may hold several messages, of which each is kept word for word', () => {
    const text = `${SERVICE} : Le code service est obligatoire| Quelque chose d'inédit |${ORDER} : Le numero d'engagement est obligat`;
    expect(readRefusals(text)).toEqual([
      { message: `${SERVICE} : Le code service est obligatoire`, code: 'service_missing' },
      { message: "Quelque chose d'inédit", code: undefined },
      { message: `${ORDER} : Le numero d'engagement est obligat`, code: 'engagement_missing' },
    ]);
    expect(readRefusals(' | ')).toEqual([]);
  });
});

describe.each(LOCALES)('what is said about it in %s', (locale) => {
  it.each(CODES)('%s: what happened, why, and what to do', (code) => {
    const { title, explanation, remedy } = refusalWordingFor(code, locale);
    expect(title).toMatch(/^\p{Lu}.{10,78}[^.!?:\s]$/u);
    for (const text of [explanation, remedy]) {
      expect(text).toMatch(/^[\p{Lu}“«].{20,}\.$/u);
      expect(text).not.toMatch(
        / {2}|\.\.|[{}]|!|\byou (forgot|failed|must not)\b|invalid|oops|sorry/i,
      );
    }
    expect(title).not.toBe(refusalWordingFor(code, locale === 'en' ? 'fr' : 'en').title);
  });

  it.each(CODES.filter((code) => REFUSALS[code].cure === 'mend'))(
    '%s: that it is sent again, or tried again',
    (code) => {
      expect(refusalWordingFor(code, locale).remedy).toMatch(
        locale === 'en' ? /send the invoice again|try again/ : /renvoyez|recommencez/,
      );
    },
  );
});

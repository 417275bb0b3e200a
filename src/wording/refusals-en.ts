import type { RefusalCode } from '../../backend/follow/refusals.ts';
import type { ReasonWording } from './wording.ts';

/** What is said, in English, about each refusal of Chorus Pro, beside its own words. */
export const REFUSALS_EN = {
  buyer_unknown: {
    title: 'Chorus Pro does not know the customer’s SIRET',
    explanation:
      'The invoice is addressed to a SIRET that is not one of a public body in Chorus Pro. Often it is the 9-digit SIREN, or the number of another establishment.',
    remedy:
      'Check the 14 digits against the purchase order, correct them on the customer’s page, field SIRET, then send the invoice again. Its number stays.',
  },
  buyer_inactive: {
    title: 'The public body no longer takes invoices under this SIRET',
    explanation:
      'The customer is in Chorus Pro’s directory, but closed: it may have merged or moved.',
    remedy:
      'Ask the customer for its present SIRET, correct it on the customer’s page, field SIRET, then send the invoice again. Its number stays.',
  },
  service_missing: {
    title: 'The service code is missing',
    explanation:
      'This customer takes invoices only with a service code (code service), which says which of its departments pays.',
    remedy:
      'Pick the service on the customer’s page, field E-invoicing code, then send the invoice again. Its number stays.',
  },
  service_unknown: {
    title: 'The customer has no such service code',
    explanation:
      'The service code (code service) on the invoice is not one of this customer’s in Chorus Pro.',
    remedy:
      'Pick another service on the customer’s page, field E-invoicing code, then send the invoice again. Its number stays.',
  },
  service_inactive: {
    title: 'The service no longer takes invoices',
    explanation:
      'The service code (code service) exists, but the customer has closed it in Chorus Pro.',
    remedy:
      'Ask the customer which service replaces it, pick it on the customer’s page, field E-invoicing code, then send the invoice again. Its number stays.',
  },
  service_reserved: {
    title: 'This service code is for public bodies only',
    explanation:
      'The customer keeps this service (FACTURES_PUBLIQUES) for invoices between public bodies.',
    remedy:
      'Ask the customer for the service code of its suppliers, pick it on the customer’s page, field E-invoicing code, then send the invoice again. Its number stays.',
  },
  service_or_engagement_missing: {
    title: 'A service code or an engagement number is missing',
    explanation:
      'This customer takes invoices only with a service code (code service) or an engagement number (numéro d’engagement).',
    remedy:
      'Enter one of the two on the customer’s page, or with “Change references” for this invoice alone, then send the invoice again. Its number stays.',
  },
  engagement_missing: {
    title: 'The engagement number is missing',
    explanation:
      'This customer takes invoices only with the number of its order, the engagement number (numéro d’engagement).',
    remedy:
      'Find it on the purchase order, enter it with “Change references”, then send the invoice again. The invoice’s number stays.',
  },
  engagement_unknown: {
    title: 'The engagement number does not exist',
    explanation:
      'The engagement number (numéro d’engagement) on the invoice is not one of this customer’s orders in Chorus Pro.',
    remedy:
      'Compare it with the purchase order, correct it with “Change references”, then send the invoice again. The invoice’s number stays.',
  },
  engagement_closed: {
    title: 'The order behind this engagement number is closed',
    explanation:
      'The engagement number (numéro d’engagement) exists, but the customer has closed the order or spent it.',
    remedy:
      'Ask the customer for a new engagement number, enter it with “Change references”, then send the invoice again. The invoice’s number stays.',
  },
  contract_unknown: {
    title: 'The contract number does not exist',
    explanation:
      'The contract number (numéro de marché) on the invoice is not known for this customer.',
    remedy:
      'Compare it with the contract, correct or clear it with “Change references”, then send the invoice again. The invoice’s number stays.',
  },
  reference_too_long: {
    title: 'A reference is too long',
    explanation:
      'The engagement or contract number has more than 50 characters, or the service code more than 100.',
    remedy:
      'Enter the bare number with “Change references”, without words around it, then send the invoice again. Its number stays.',
  },
  supplier_unknown: {
    title: 'Chorus Pro does not know your company',
    explanation: 'The SIRET from which the invoice is sent is not that of a company in Chorus Pro.',
    remedy:
      'Check your SIRET in Guichet’s settings, Your company; if it is right, create the company’s account (structure) in Chorus Pro, then send the invoice again.',
  },
  supplier_inactive: {
    title: 'Your company is closed in Chorus Pro',
    explanation:
      'The SIRET from which the invoice is sent exists in Chorus Pro, but is no longer active there.',
    remedy:
      'Check your SIRET in Guichet’s settings, Your company; if it is right, have the company reactivated in Chorus Pro, then send the invoice again.',
  },
  supplier_not_attached: {
    title: 'The technical account may not send for your company',
    explanation:
      'Your technical account (compte technique) works, but is not attached to the company whose SIRET stands on the invoice.',
    remedy:
      'In Chorus Pro the main manager (gestionnaire principal) attaches the technical account to the company; then send the invoice again.',
  },
  number_already_used: {
    title: 'Chorus Pro already has an invoice with this number',
    explanation:
      'A number can be used once a year. The invoice may have been deposited by hand or by another tool, or earlier by Guichet.',
    remedy:
      'Look the number up in Chorus Pro. If it is this very invoice, nothing is to be done: have Guichet follow it. If not, issue a new invoice with another number.',
  },
  number_too_long: {
    title: 'The invoice number is too long',
    explanation: 'Chorus Pro takes at most 20 characters.',
    remedy:
      'The number of a finalized invoice is fixed: shorten the prefix in Stripe’s invoice settings, void this invoice and issue a new one.',
  },
  number_characters: {
    title: 'The invoice number has characters that are not allowed',
    explanation:
      'Chorus Pro takes letters, digits, spaces and the signs - _ / + in an invoice number.',
    remedy:
      'The number of a finalized invoice is fixed: change the prefix in Stripe’s invoice settings, void this invoice and issue a new one.',
  },
  issue_date_in_future: {
    title: 'The invoice is dated after the day on which it was sent',
    explanation: 'Chorus Pro takes an invoice from its issue date on, in French time.',
    remedy: 'Send it again on its issue date or later. Its number stays.',
  },
  original_invoice_unknown: {
    title: 'The invoice that is corrected was not recognised',
    explanation: 'The credit note refers to an invoice number that Chorus Pro does not accept.',
    remedy:
      'Check that the first invoice was accepted by Chorus Pro under that number, then issue the credit note again.',
  },
  credit_note_negative: {
    title: 'The amounts of the credit note have the wrong sign',
    explanation: 'In Chorus Pro the amounts of a credit note are positive.',
    remedy:
      'Write to Guichet’s support with the number: the document must be issued again on our side.',
  },
  document_type_not_accepted: {
    title: 'This type of document is not accepted',
    explanation:
      'Chorus Pro takes invoices, corrected invoices, credit notes and prepayment invoices.',
    remedy:
      'Write to Guichet’s support with the number: the document must be issued again on our side.',
  },
  framework_not_accepted: {
    title: 'The billing framework is not accepted',
    explanation:
      'The code that says who invoices whom (cadre de facturation) must be one of A1 to A25 on this channel.',
    remedy:
      'Write to Guichet’s support with the number: the document must be issued again on our side.',
  },
  payment_means_missing: {
    title: 'The means of payment is missing',
    explanation: 'Chorus Pro wants to know how the invoice is to be paid (mode de paiement).',
    remedy:
      'Check the bank account in Guichet’s settings, Payment, and send the invoice again. If it is refused again, write to Guichet’s support.',
  },
  payment_means_not_accepted: {
    title: 'The means of payment is not accepted',
    explanation: 'Chorus Pro knows only some codes for how an invoice is paid (mode de paiement).',
    remedy:
      'Write to Guichet’s support with the number: the document must be issued again on our side.',
  },
  bank_account_wrong: {
    title: 'The bank account was not accepted',
    explanation: 'The IBAN or BIC on the invoice does not suit Chorus Pro.',
    remedy:
      'Check the bank account in Guichet’s settings, Payment, then send the invoice again. Its number stays.',
  },
  currency_not_accepted: {
    title: 'The currency was not accepted',
    explanation: 'Chorus Pro refused the currency of this invoice; public bodies pay in euros.',
    remedy: 'Void this invoice in Stripe and issue a new one in euros.',
  },
  vat_wrong: {
    title: 'The VAT was not accepted',
    explanation:
      'Chorus Pro refused the VAT summary of this invoice (rate, base or reason for an exemption).',
    remedy:
      'Write to Guichet’s support with the number: the figures are compared with Stripe’s before anything is sent again.',
  },
  totals_wrong: {
    title: 'The totals were not accepted',
    explanation: 'Chorus Pro adds the amounts up and found a difference.',
    remedy:
      'Write to Guichet’s support with the number: the figures are compared with Stripe’s before anything is sent again.',
  },
  price_discount_incomplete: {
    title: 'A discount on a line is incomplete',
    explanation: 'Chorus Pro wants the amount of the discount wherever a gross price is given.',
    remedy:
      'Write to Guichet’s support with the number: the document must be issued again on our side.',
  },
  schema_refused: {
    title: 'The file does not follow the official format',
    explanation:
      'Chorus Pro checked the XML inside the document against its schema and refused it.',
    remedy:
      'Write to Guichet’s support with the number: the document must be issued again on our side.',
  },
  file_unreadable: {
    title: 'Chorus Pro could not read the file',
    explanation: 'The PDF or the XML attached to it was not recognised.',
    remedy:
      'Write to Guichet’s support with the number: the document must be issued again on our side.',
  },
  file_too_large: {
    title: 'The document is too large',
    explanation: 'Chorus Pro takes documents of at most 10 MB.',
    remedy:
      'Make the logo smaller in Guichet’s settings or spread the lines over several invoices, then issue the invoice again.',
  },
  syntax_not_accepted: {
    title: 'The type of file was not accepted',
    explanation:
      'Chorus Pro did not take the format (syntaxe de flux) in which the invoice was sent.',
    remedy: 'Write to Guichet’s support with the number: nothing can be changed on your side.',
  },
  account_lacks_rights: {
    title: 'The technical account may not do this',
    explanation:
      'Your technical account (compte technique) has no right on this invoice or company.',
    remedy:
      'In Chorus Pro the main manager (gestionnaire principal) gives it the rights on the company that issued the invoice; then try again.',
  },
  not_suspended: {
    title: 'The invoice is not waiting for documents',
    explanation:
      'Only an invoice that the customer has suspended (suspendue) can be completed; this one no longer is.',
    remedy: 'Refresh the page to see where the invoice stands now, and what it allows.',
  },
  status_not_allowed: {
    title: 'The invoice’s status does not allow this',
    explanation:
      'Somebody has acted on the invoice in the meantime, or it was never in the status that this action is for.',
    remedy: 'Refresh the page to see where the invoice stands now, and what it allows.',
  },
  invoice_unknown: {
    title: 'Chorus Pro does not know this invoice',
    explanation: 'No invoice has the identifier that was sent.',
    remedy: 'Write to Guichet’s support with the number: nothing can be changed on your side.',
  },
  flow_unknown: {
    title: 'Chorus Pro does not show the deposit yet',
    explanation: 'Right after a deposit its number (numéro de flux) is not known for a short time.',
    remedy: 'Nothing to do: Guichet asks again by itself.',
  },
} as const satisfies Record<RefusalCode, ReasonWording>;

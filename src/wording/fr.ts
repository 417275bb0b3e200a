import { REASONS_FR } from './reasons-fr.ts';
import { LANGUAGE_FR } from './language-fr.ts';
import type { Wording } from './wording.ts';

/** French. */
export const FR: Wording = {
  ...LANGUAGE_FR,
  reasons: REASONS_FR,
  places: [
    [/^action\.comment/, 'le commentaire'],
    [/^invoice\.lines\[\d+\]\.description$/, 'la description de la ligne {line}'],
    [/^invoice\.lines\[\d+\]\.name$/, 'la description de la ligne {line}'],
    [/^invoice\.lines\[\d+\]\.allowances/, 'le nom d’une remise de la ligne {line}'],
    [/^invoice\.lines\[\d+\]/, 'la ligne {line}'],
    [/^invoice\.lines$/, 'les lignes de la facture'],
    [/^invoice\.notes/, 'le mémo, le pied de page ou une mention légale'],
    [/^invoice\.period/, 'la période de facturation'],
    [/^invoice\.(allowances|charges)/, 'le nom d’une remise ou de frais'],
    [/^invoice\.issuedOn/, 'la date d’émission'],
    [/^invoice\.dueOn/, 'l’échéance'],
    [/^invoice\.deliveredOn/, 'la date de livraison'],
    [/electronicAddress$/, 'l’adresse de facturation électronique'],
    [/^invoice\.vatBreakdown/, 'le récapitulatif de TVA'],
    [/^invoice\.precedingInvoices/, 'le numéro de la facture corrigée'],
    [
      /^invoice\.paymentTerms/,
      'les conditions de paiement (réglages de Guichet, rubrique Paiement)',
    ],
    [/^invoice\.payment\.account/, 'le compte bancaire (réglages de Guichet, rubrique Paiement)'],
    [/^invoice\.payment/, 'les modalités de paiement (réglages de Guichet, rubrique Paiement)'],
    [
      /^(invoice|settings)\.seller\.name/,
      'le nom de votre entreprise (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.siret/,
      'votre SIRET (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.vatNumber/,
      'votre numéro de TVA (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.address/,
      'votre adresse (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.legalInformation/,
      'vos informations légales (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.contact/,
      'votre contact (réglages de Guichet, rubrique Votre entreprise)',
    ],
    [/^settings/, 'les réglages de Guichet'],
    [/^invoice\.buyer\.name/, 'le nom du client dans Stripe'],
    [/^invoice\.buyer\.address/, 'l’adresse du client dans Stripe'],
    [/^invoice\.buyer\.vatNumber/, 'le numéro de TVA du client (identifiant fiscal dans Stripe)'],
    [/^invoice\.buyer\.siret/, 'les métadonnées du client, clé siret'],
    [/^customer\.metadata\.(\w+)$/, 'les métadonnées du client'],
    [/^subscription\.metadata\.(\w+)$/, 'les métadonnées de l’abonnement'],
    [/^invoice\.metadata\.(\w+)$/, 'les métadonnées de la facture'],
    [/tax_ids$/, 'les identifiants fiscaux du client'],
    [/^invoice\.buyerReference/, 'le code service'],
    [/^invoice\.orderReference/, 'le numéro d’engagement'],
    [/^invoice\.contractReference/, 'le numéro de marché'],
    [/^customer/, 'le client'],
    [/^taxRates/, 'les taux de taxe'],
    [/^invoice/, 'la facture'],
  ],
};

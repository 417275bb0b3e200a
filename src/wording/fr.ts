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
    [/^invoice\.paymentTerms/, 'les conditions de paiement (paramètres de Guichet, Paiement)'],
    [/^invoice\.payment\.account/, 'le compte bancaire (paramètres de Guichet, Paiement)'],
    [/^invoice\.payment/, 'les modalités de paiement (paramètres de Guichet, Paiement)'],
    [
      /^(invoice|settings)\.seller\.name/,
      'le nom de votre entreprise (paramètres de Guichet, Votre entreprise)',
    ],
    [/^(invoice|settings)\.seller\.siret/, 'votre SIRET (paramètres de Guichet, Votre entreprise)'],
    [
      /^(invoice|settings)\.seller\.vatNumber/,
      'votre numéro de TVA (paramètres de Guichet, Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.address/,
      'votre adresse (paramètres de Guichet, Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.legalInformation/,
      'vos informations légales (paramètres de Guichet, Votre entreprise)',
    ],
    [
      /^(invoice|settings)\.seller\.contact/,
      'votre contact (paramètres de Guichet, Votre entreprise)',
    ],
    [/^settings/, 'les paramètres de Guichet'],
    [/^invoice\.buyer\.name/, 'le nom du client dans Stripe'],
    [/^invoice\.buyer\.address/, 'l’adresse du client dans Stripe'],
    [/^invoice\.buyer\.vatNumber/, 'le numéro de TVA du client (identifiant fiscal dans Stripe)'],
    [/^invoice\.buyer\.siret/, 'le champ SIRET de la page du client'],
    [/^customer\.metadata\.siret$/, 'le champ SIRET de la page du client'],
    [/^customer\.metadata\.einvoicing_code$/, 'le champ Code service de la page du client'],
    [
      /^customer\.metadata\.engagement_number$/,
      'le champ Numéro d’engagement de la page du client',
    ],
    [/^customer\.metadata\.contract_number$/, 'le champ Numéro de marché de la page du client'],
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

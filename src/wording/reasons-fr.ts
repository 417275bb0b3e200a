import type { ReasonCode } from '../../backend/invoice/reason.ts';
import type { ReasonWording } from './wording.ts';

// What several remedies have in common.
const REISSUE = 'Annulez cette facture dans Stripe et émettez-en une nouvelle';
const RETRY = 'Guichet réessaie dès l’enregistrement.';
const WAIT = 'Rien à faire : Guichet réessaie de lui-même.';
const US = 'Rien à faire de votre côté : le support de Guichet est prévenu et corrigera.';
const FOR_SUPPORT =
  '[[ Pour le support : {fault}.]][[ Statut HTTP : {httpStatus}.]][[ Code : {code}.]][[ Cause : {failure}.]][[ Appel : {route}.]][[ Réponse de Chorus Pro : « {message} »]]';
const NEVER_ADJUSTED = 'Guichet envoie les montants de Stripe et ne les arrondit jamais lui-même';
const REISSUE_FIGURES = `${REISSUE} ; si l’écart revient, écrivez au support de Guichet avec le numéro de la facture.`;

/** What is said about each reason, in French. */
export const REASONS_FR = {
  // The supplier's settings.
  settings_missing: {
    title: 'Votre entreprise n’est pas encore renseignée',
    explanation:
      'Chorus Pro doit savoir qui envoie la facture, et les paramètres de Guichet sont encore vides.',
    remedy:
      'Ouvrez les paramètres de Guichet dans Stripe, remplissez « Votre entreprise » et « Paiement », puis enregistrez.',
  },
  seller_siret_missing: {
    title: 'Votre SIRET manque',
    explanation:
      'Chorus Pro identifie un fournisseur par son SIRET, le numéro à 14 chiffres de l’établissement.',
    remedy: 'Saisissez-le dans les paramètres de Guichet, Votre entreprise, SIRET.',
  },
  seller_siret_malformed: {
    title: 'Votre SIRET n’a pas 14 chiffres',
    explanation:
      '« {siret} » n’est pas un SIRET. Un SIRET se compose du SIREN (9 chiffres) et de 5 chiffres pour l’établissement.',
    remedy: 'Corrigez-le dans les paramètres de Guichet, Votre entreprise, SIRET.',
  },
  seller_siret_checksum: {
    title: 'Votre SIRET contient peut-être une faute de frappe',
    explanation:
      'La clé de contrôle de « {siret} » n’est pas la bonne. La facture est envoyée malgré tout.',
    remedy:
      'Comparez-le à votre avis de situation INSEE, dans les paramètres de Guichet, Votre entreprise, SIRET.',
  },
  seller_vat_number_missing: {
    title: 'Votre numéro de TVA manque',
    explanation:
      'Une facture avec TVA doit porter le numéro de TVA intracommunautaire du fournisseur.[[ Règle : {rule}.]]',
    remedy: 'Saisissez-le dans les paramètres de Guichet, Votre entreprise, Numéro de TVA.',
  },
  seller_address_missing: {
    title: 'Votre adresse manque ou n’a pas de pays',
    explanation:
      'Une facture électronique doit porter l’adresse postale du fournisseur avec son pays[[ ; « {countryCode} » n’est pas un code de pays]].',
    remedy: 'Complétez-la dans les paramètres de Guichet, Votre entreprise, Adresse.',
  },
  technical_account_missing: {
    title: 'Chorus Pro n’est pas encore connecté',
    explanation: `Guichet dépose les factures avec votre compte technique, et aucun n’est enregistré.${FOR_SUPPORT}`,
    remedy:
      'Créez un compte technique dans Chorus Pro, puis saisissez son identifiant (TECH_…@cpro.fr) et son mot de passe dans les paramètres de Guichet, Chorus Pro.',
  },
  technical_account_refused: {
    title: 'Chorus Pro refuse le compte technique',
    explanation: `Chorus Pro refuse cet identifiant avec ce mot de passe, et ne l’a encore jamais accepté[[ (essai du {since:date})]].${FOR_SUPPORT}`,
    remedy:
      'Vérifiez les deux dans Chorus Pro, puis saisissez-les de nouveau dans les paramètres de Guichet, Chorus Pro. Pour un compte créé il y a moins de 30 minutes, il suffit peut-être d’attendre : Guichet l’essaie de nouveau de lui-même.',
  },
  technical_account_reset: {
    title: 'Chorus Pro n’accepte plus le compte technique',
    explanation: `Le compte technique fonctionnait jusqu’ici[[ et il est refusé depuis le {since:date}]] : un collègue a peut-être réinitialisé son mot de passe, ou celui-ci a expiré. Vos factures attendent dans leur ordre.${FOR_SUPPORT}`,
    remedy:
      'Demandez le nouveau mot de passe au gestionnaire principal de votre entreprise dans Chorus Pro, ou renouvelez-le sur le portail, puis saisissez-le dans les paramètres de Guichet, Chorus Pro. Tout repart alors sans autre intervention.',
  },
  // The buyer.
  buyer_siret_missing: {
    title: 'Le SIRET du client manque',
    explanation:
      'Chorus Pro achemine une facture d’après le SIRET de l’organisme public, et ce client n’en a pas.',
    remedy: `Saisissez ses 14 chiffres sur la page du client, champ SIRET, ou ajoutez un identifiant fiscal de type « FR SIRET ». ${RETRY}`,
  },
  buyer_siret_malformed: {
    title: 'Le SIRET du client n’a pas 14 chiffres',
    explanation:
      '« {siret} » n’est pas un SIRET. Souvent, c’est le SIREN à 9 chiffres, sans les 5 chiffres de l’établissement.',
    remedy: `Corrigez-le (où : {place}) ; le bon de commande l’indique en général. ${RETRY}`,
  },
  buyer_siret_checksum: {
    title: 'Le SIRET du client contient peut-être une faute de frappe',
    explanation:
      'La clé de contrôle de « {siret} » n’est pas la bonne. La facture est envoyée malgré tout.',
    remedy: 'Comparez-le au bon de commande et corrigez-le sur la page du client, champ SIRET.',
  },
  buyer_unknown: {
    title: 'Aucun organisme public n’a ce SIRET dans Chorus Pro',
    explanation:
      'L’annuaire de Chorus Pro ne connaît aucun organisme public sous le SIRET {siret}. Il a pu changer, ou appartenir à une entreprise privée.',
    remedy: `Demandez au client le SIRET qu’il utilise dans Chorus Pro et corrigez-le sur la page du client, champ SIRET. ${RETRY}`,
  },
  buyer_inactive: {
    title: 'Cet organisme public ne reçoit plus de factures',
    explanation:
      '{name} (SIRET {siret}) est inactif dans l’annuaire de Chorus Pro. Un organisme change de SIRET lorsqu’il fusionne ou déménage.',
    remedy: `Demandez au client son SIRET actuel et corrigez-le sur la page du client, champ SIRET. ${RETRY}`,
  },
  service_code_missing: {
    title: 'Le code service manque',
    explanation:
      '{name} (SIRET {siret}) n’accepte de factures qu’avec un code service, qui désigne le service chargé de les traiter.',
    remedy: `Choisissez-le dans la liste sur la page du client, champ Code service ; le bon de commande l’indique en général. ${RETRY}`,
  },
  service_code_unknown: {
    title: 'Le code service n’existe pas',
    explanation: '{name} (SIRET {siret}) n’a pas de service « {serviceCode} » dans Chorus Pro.',
    remedy: `Comparez-le au bon de commande et choisissez-en un autre sur la page du client, champ Code service. ${RETRY}`,
  },
  service_code_inactive: {
    title: 'Le service est fermé',
    explanation: '{name} (SIRET {siret}) a fermé le service « {serviceCode} » dans Chorus Pro.',
    remedy: `Demandez au client le service qui le remplace et choisissez-le sur la page du client, champ Code service. ${RETRY}`,
  },
  service_code_reserved: {
    title: 'Ce code service est réservé aux organismes publics',
    explanation:
      '{name} (SIRET {siret}) utilise « {serviceCode} » pour les factures entre organismes publics ; un fournisseur privé ne peut pas y envoyer les siennes.',
    remedy: `Demandez au client le code service destiné à ses fournisseurs et choisissez-le sur la page du client, champ Code service. ${RETRY}`,
  },
  service_code_too_long: {
    title: 'Le code service est trop long',
    explanation: 'Le code service a {found} caractères ; Chorus Pro en accepte {limit} au plus.',
    remedy: `Réduisez-le au seul code, dans {place}. ${RETRY}`,
  },
  engagement_number_missing: {
    title: 'Le numéro d’engagement manque',
    explanation:
      '{name} (SIRET {siret}) n’accepte de factures qu’avec un numéro d’engagement, la référence de sa commande.',
    remedy: `Reprenez-le du bon de commande. Pour cette facture seule, choisissez « Changer les références » sur sa page ; pour toutes celles de ce client, saisissez-le sur la page du client, champ Numéro d’engagement. ${RETRY}`,
  },
  engagement_number_too_long: {
    title: 'Le numéro d’engagement est trop long',
    explanation:
      'Le numéro d’engagement a {found} caractères ; Chorus Pro en accepte {limit} au plus.',
    remedy: `Réduisez-le au seul numéro, dans {place}. ${RETRY}`,
  },
  contract_number_too_long: {
    title: 'Le numéro de marché est trop long',
    explanation:
      'Le numéro de marché a {found} caractères ; Chorus Pro en accepte {limit} au plus.',
    remedy: `Réduisez-le au seul numéro, dans {place}. ${RETRY}`,
  },
  service_or_engagement_missing: {
    title: 'Il faut un code service ou un numéro d’engagement',
    explanation:
      '{name} (SIRET {siret}) n’accepte de factures qu’avec un code service ou un numéro d’engagement.',
    remedy: `Reprenez l’un des deux du bon de commande et saisissez-le sur la page du client, ou avec « Changer les références » pour cette facture seule. ${RETRY}`,
  },
  directory_unavailable: {
    title: 'L’annuaire de Chorus Pro ne répond pas',
    explanation: `Avant l’envoi, Guichet demande à l’annuaire de Chorus Pro ce que cet acheteur exige, et n’a pas eu de réponse.${FOR_SUPPORT}`,
    remedy: WAIT,
  },
  // The invoice as Stripe shows it.
  stripe_data_unexpected: {
    title: 'Les données de Stripe ont une forme inattendue',
    explanation:
      'Guichet n’a pas pu lire ce que Stripe a transmis ({place}), et ne devine pas.[[ Pour le support : {expected}.]][[ Réponse : {detail}.]]',
    remedy: US,
  },
  stripe_unavailable: {
    title: 'Stripe n’a pas répondu',
    explanation:
      'Guichet n’a pas pu lire cette facture dans Stripe.[[ Pour le support : {detail}.]]',
    remedy: WAIT,
  },
  stripe_key_refused: {
    title: 'Stripe refuse la clé de Guichet',
    explanation:
      'Stripe n’accepte plus la clé avec laquelle Guichet lit les factures.[[ Pour le support : {detail}.]]',
    remedy: US,
  },
  stripe_permission_missing: {
    title: 'Il manque à Guichet une autorisation dans Stripe',
    explanation:
      'Guichet ne peut pas lire {place} dans votre compte Stripe. Une version plus récente de l’application demande une autorisation qui n’a pas encore été donnée.[[ Pour le support : {detail}.]]',
    remedy:
      'Un administrateur ouvre les applications installées dans les paramètres du Dashboard Stripe, choisit Guichet et accepte les autorisations (« Review permissions »).',
  },
  stripe_object_missing: {
    title: 'Stripe n’a plus cette facture',
    explanation:
      'Stripe répond que l’objet demandé ({place}) n’existe pas dans votre compte ; des données de test ont pu être effacées.[[ Pour le support : {detail}.]]',
    remedy: 'Rien à faire si la suppression est voulue. Sinon, écrivez au support de Guichet.',
  },
  invoice_not_finalized: {
    title: 'La facture n’est pas finalisée',
    explanation:
      'C’est encore un brouillon dans Stripe, qui peut changer ; seules les factures finalisées sont envoyées.',
    remedy: 'Finalisez-la dans Stripe ; Guichet reprend de lui-même.',
  },
  invoice_voided: {
    title: 'La facture a été annulée',
    explanation:
      'Elle a été annulée dans Stripe avant son envoi ; elle n’est donc pas transmise à Chorus Pro.',
    remedy: 'Rien à faire. Une nouvelle facture de ce client partira sous son propre numéro.',
  },
  credit_note_voided: {
    title: 'L’avoir a été annulé dans Stripe',
    explanation:
      'Un avoir annulé n’a plus d’effet, Guichet ne l’envoie donc pas. Si Chorus Pro l’a déjà reçu, il y reste valable tant que le montant n’est pas facturé à nouveau.',
    remedy:
      'Si Chorus Pro l’a déjà reçu, émettez dans Stripe une nouvelle facture du même montant. Sinon, il n’y a rien à faire.',
  },
  invoice_uncollectible: {
    title: 'La facture est marquée irrécouvrable',
    explanation:
      'Elle est marquée irrécouvrable dans Stripe mais reste due : elle est envoyée à Chorus Pro malgré tout.',
    remedy:
      'Si elle ne doit pas être réclamée, annulez-la dans Stripe et demandez à l’acheteur de la rejeter.',
  },
  invoice_number_missing: {
    title: 'La facture n’a pas de numéro',
    explanation: 'Toute facture porte un numéro unique, et Stripe n’en montre aucun sur celle-ci.',
    remedy: `${REISSUE}, que Stripe numérote lors de la finalisation.`,
  },
  invoice_number_too_long: {
    title: 'Le numéro de facture est trop long',
    explanation:
      '« {number} » a {found} caractères ; Chorus Pro en accepte {limit} au plus. Le numéro d’une facture finalisée ne change plus.',
    remedy: `Raccourcissez le préfixe dans Stripe (Paramètres, Billing, Factures, ou le préfixe de facture du client). ${REISSUE}.`,
  },
  invoice_number_characters: {
    title: 'Le numéro de facture contient des caractères refusés par Chorus Pro',
    explanation:
      'Dans « {number} », seuls les lettres sans accent, les chiffres et - _ / + sont sûrs. Le numéro d’une facture finalisée ne change plus.',
    remedy: `Corrigez le préfixe dans Stripe (Paramètres, Billing, Factures, ou le préfixe de facture du client). ${REISSUE}.`,
  },
  currency_not_supported: {
    title: 'La facture n’est pas en euros',
    explanation: 'Elle est en {currency} ; Guichet n’envoie que des factures en euros.',
    remedy: `${REISSUE} en euros.`,
  },
  total_negative: {
    title: 'Le total est négatif',
    explanation:
      'Le total est de {found:money}, car les crédits dépassent les montants facturés. Chorus Pro n’accepte un montant négatif que sous forme d’avoir.[[ Type de document : {typeCode}.]]',
    remedy: 'Émettez dans Stripe un avoir (note de crédit) sur la facture à corriger.',
  },
  issue_date_in_future: {
    title: 'La date d’émission est dans le futur',
    explanation:
      'La facture est datée du {issuedOn:date} et nous sommes le {today:date} ; Chorus Pro refuse une facture avant sa date.',
    remedy: 'Rien à faire : Guichet l’envoie ce jour-là.',
  },
  // What cannot be said exactly in EN 16931.
  no_lines: {
    title: 'La facture n’a pas de ligne',
    explanation: 'Une facture électronique compte au moins une ligne, qui dit ce qui a été fourni.',
    remedy: `${REISSUE} avec au moins une ligne.`,
  },
  too_many_lines: {
    title: 'La facture a trop de lignes',
    explanation: 'Elle a {found} lignes ; Guichet en accepte {limit} au plus.',
    remedy: `${REISSUE} en plusieurs parties, ou avec des lignes récapitulatives.`,
  },
  buyer_name_missing: {
    title: 'Le client n’a pas de nom',
    explanation:
      'Une facture électronique doit nommer l’acheteur, et Stripe ne montre aucun nom pour ce client.',
    remedy:
      'Sur la page du client dans Stripe, saisissez son nom. Une facture finalisée garde le nom qu’elle avait : annulez celle-ci et émettez-en une nouvelle.',
  },
  buyer_country_missing: {
    title: 'L’adresse du client n’a pas de pays',
    explanation:
      'Une facture électronique doit indiquer le pays de l’acheteur[[ ; « {countryCode} » n’est pas un code de pays]].',
    remedy:
      'Sur la page du client dans Stripe, complétez l’adresse de facturation avec son pays. Une facture finalisée garde l’adresse qu’elle avait : annulez celle-ci et émettez-en une nouvelle.',
  },
  tax_not_configured: {
    title: 'Aucune TVA n’est définie sur la facture',
    explanation:
      'Stripe ne montre aucune taxe[[ à la ligne {line}]], pas même un taux de 0 %. Chorus Pro demande un taux de TVA, ou la raison de son absence.',
    remedy: `Si vous ne facturez pas de TVA, choisissez le motif dans les paramètres de Guichet, TVA. Sinon, définissez dans Stripe un taux de TVA français sur le produit ou l’abonnement, ou activez la taxe automatique ; puis annulez cette facture et émettez-en une nouvelle.`,
  },
  vat_charged_under_franchise: {
    title: 'La facture porte de la TVA malgré la franchise en base',
    explanation:
      'Vos paramètres indiquent la franchise en base de TVA (article 293 B du CGI), mais Stripe montre une TVA[[ de {rate:percent}]][[ à la ligne {line}]].',
    remedy: `Si vous n’êtes plus en franchise, changez le régime dans les paramètres de Guichet, TVA. Sinon, retirez le taux dans Stripe. ${REISSUE}.`,
  },
  vat_exemptions_mixed: {
    title: 'Deux motifs d’exonération sur une même facture',
    explanation:
      'Une facture ne peut donner qu’un motif d’absence de TVA par catégorie ; celle-ci en demande plusieurs dans la catégorie {category} ({codes}).',
    remedy: `Facturez séparément ce qui relève de chaque motif. ${REISSUE}.`,
  },
  issuer_is_another_account: {
    title: 'Un autre compte Stripe émet la facture',
    explanation:
      'La facture est émise au nom d’un autre compte Stripe ; Guichet ne connaît que votre entreprise et ne peut pas l’envoyer à votre nom.',
    remedy: 'Installez Guichet dans le compte qui émet la facture.',
  },
  tax_treatment_not_supported: {
    title: 'Ce régime de TVA n’est pas encore pris en charge',
    explanation:
      'Le traitement fiscal de Stripe[[ « {taxability} »]][[ au taux de {rate:percent}]][[ à la ligne {line}]] n’a pas d’équivalent que Guichet sache envoyer.',
    remedy:
      'En attendant, saisissez cette facture sur le portail Chorus Pro et écrivez au support de Guichet.',
  },
  tax_rate_unknown: {
    title: 'Un taux de taxe est introuvable',
    explanation: 'La facture cite un taux de taxe que Stripe ne montre pas[[ : {taxRate}]].',
    remedy: US,
  },
  tax_rate_not_french: {
    title: 'Le taux de TVA n’est pas français',
    explanation:
      'Le taux de {rate:percent}[[ ({country})]] ne fait pas partie des taux de TVA français, les seuls que Chorus Pro accepte.',
    remedy: `Dans Stripe, choisissez un taux français (20, 10, 5,5 ou 2,1 % en métropole) sur le produit ou l’abonnement. ${REISSUE}.`,
  },
  several_taxes_on_line: {
    title: 'Une ligne porte plusieurs taxes',
    explanation:
      '{place} porte {found} taxes ; une facture électronique a un seul taux de TVA par ligne.',
    remedy: `${REISSUE} avec un seul taux par ligne.`,
  },
  shipping_not_supported: {
    title: 'Les frais de port ne sont pas encore pris en charge',
    explanation: 'La facture comporte des frais de port, que Guichet ne sait pas encore envoyer.',
    remedy: `${REISSUE} avec le port comme ligne ordinaire.`,
  },
  balance_increases_due: {
    title: 'Une dette antérieure s’ajoute au montant dû',
    explanation:
      'Le solde du client dans Stripe porte le montant dû au-delà du total de cette facture[[ (déjà payé : {found:money})]]. Une facture ne peut réclamer plus que son propre total.',
    remedy: `Soldez le compte du client dans Stripe (page du client, solde créditeur de facturation). ${REISSUE}.`,
  },
  line_net_inexact: {
    title: 'Le montant[[ de la ligne {line}]] ne tombe pas juste',
    explanation: `Stripe indique {found:money}[[ à la ligne {line}]], mais quantité × prix moins remises donne {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  line_net_sum_inexact: {
    title: 'La somme des lignes ne fait pas le sous-total',
    explanation: `Le sous-total indique {found:money}, mais la somme des lignes donne {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  total_without_vat_inexact: {
    title: 'Le total hors TVA ne tombe pas juste',
    explanation: `Le total hors TVA indique {found:money}, mais les lignes moins les remises plus les frais donnent {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  vat_taxable_inexact: {
    title: 'La base d’imposition ne tombe pas juste',
    explanation: `La base d’imposition[[ au taux de {rate:percent}]] indique {found:money}, mais la somme de ses lignes donne {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  vat_amount_inexact: {
    title: 'La TVA ne correspond pas à son taux',
    explanation: `La TVA[[ au taux de {rate:percent}]][[ sur {taxable:money}]] indique {found:money} au lieu de {expected:money} ; l’écart dépasse l’arrondi des lignes.[[ Catégorie de TVA : {category}.]] ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  vat_sum_inexact: {
    title: 'La somme des TVA ne tombe pas juste',
    explanation: `Le total de TVA indique {found:money}, mais la somme par taux donne {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  total_with_vat_inexact: {
    title: 'Le total TTC ne tombe pas juste',
    explanation: `Le total TTC indique {found:money}, mais le total hors TVA plus la TVA donne {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  amount_due_inexact: {
    title: 'Le montant dû ne tombe pas juste',
    explanation: `Le montant dû indique {found:money}, mais le total moins ce qui est payé donne {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  allowance_sum_inexact: {
    title: 'La somme des remises ne tombe pas juste',
    explanation: `Le total des remises indique {found:money}, mais leur somme donne {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  charge_sum_inexact: {
    title: 'La somme des frais ne tombe pas juste',
    explanation: `Le total des frais indique {found:money}, mais leur somme donne {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  vat_breakdown_incomplete: {
    title: 'Il manque un taux au récapitulatif de TVA',
    explanation:
      'Le récapitulatif de TVA ne couvre pas tous les taux des lignes[[ : la catégorie {category} au taux de {rate:percent} manque]].[[ Règle : {rule}.]]',
    remedy: US,
  },
  vat_breakdown_repeated: {
    title: 'Le récapitulatif de TVA cite deux fois un taux',
    explanation:
      'Le récapitulatif de TVA contient plusieurs fois la catégorie {category} au taux de {rate:percent}.',
    remedy: US,
  },
  vat_rate_contradicts_category: {
    title: 'Le taux de TVA contredit son motif',
    explanation:
      'Un taux de {rate:percent} ne va pas avec la catégorie de TVA {category}, par exemple une exonération avec un taux non nul.[[ Règle : {rule}.]]',
    remedy: `Corrigez dans Stripe le taux, ou le statut fiscal du client. ${REISSUE}.`,
  },
  vat_exemption_missing: {
    title: 'Le motif d’absence de TVA manque',
    explanation:
      'Une partie de la facture est sans TVA (catégorie {category}), et la loi exige d’en indiquer le motif.[[ Motif dans Stripe : {taxability}.]][[ Règle : {rule}.]]',
    remedy: 'Choisissez le motif pour ce cas dans les paramètres de Guichet, TVA.',
  },
  vat_exemption_unexpected: {
    title: 'Une exonération figure là où la TVA est due',
    explanation:
      'Le récapitulatif donne un motif d’absence de TVA pour la catégorie {category}, qui est soumise à la TVA.[[ Règle : {rule}.]]',
    remedy: US,
  },
  vat_categories_mixed: {
    title: 'Ces régimes de TVA ne peuvent figurer sur une même facture',
    explanation:
      'La facture mêle des lignes hors champ de la TVA à d’autres (catégories {categories}), ce que la norme interdit.',
    remedy: `${REISSUE} pour chaque régime.`,
  },
  vat_number_not_allowed: {
    title: 'Un numéro de TVA figure sur une facture hors champ',
    explanation:
      'Une facture hors champ de la TVA ne doit pas mentionner {place}.[[ Règle : {rule}.]]',
    remedy:
      'Corrigez le régime de TVA dans Stripe, ou le numéro de TVA dans les paramètres de Guichet ou chez le client.',
  },
  vat_number_malformed: {
    title: 'Un numéro de TVA est mal formé',
    explanation:
      '« {vatNumber} » ({place}) n’est pas un numéro de TVA : il commence par les deux lettres du pays, comme FR40123456789.',
    remedy: 'Corrigez-le là où il a été saisi.',
  },
  vat_number_checksum: {
    title: 'Votre numéro de TVA ne correspond pas à votre SIRET',
    explanation:
      'D’après votre SIRET, le numéro de TVA devrait être {expected} ; les paramètres indiquent {found}. La facture est envoyée malgré tout, car un assujetti unique a son propre numéro.',
    remedy: 'Comparez les deux dans les paramètres de Guichet, Votre entreprise.',
  },
  buyer_vat_number_missing: {
    title: 'Le numéro de TVA du client manque',
    explanation:
      'Une livraison sans TVA vers un autre pays de l’Union européenne doit porter le numéro de TVA de l’acheteur.[[ Règle : {rule}.]]',
    remedy: `Sur la page du client dans Stripe, ajoutez son numéro de TVA européen comme identifiant fiscal. ${REISSUE}.`,
  },
  delivery_missing: {
    title: 'La livraison n’est pas indiquée',
    explanation:
      'Une livraison vers un autre pays de l’Union européenne doit indiquer sa date, ou son pays d’arrivée.[[ Règle : {rule}.]]',
    remedy: `Ajoutez une période de service ou une adresse de livraison dans Stripe. ${REISSUE}.`,
  },
  line_id_repeated: {
    title: 'Deux lignes portent le même numéro',
    explanation: 'La ligne {line} porte le numéro {id}, déjà porté par une autre.',
    remedy: US,
  },
  price_negative: {
    title: 'Le prix unitaire de la ligne {line} est négatif',
    explanation:
      'La ligne {line} a un prix unitaire de {found:money}. La norme admet des quantités négatives, pas des prix négatifs.',
    remedy: `${REISSUE} avec une remise, ou avec une quantité négative.`,
  },
  price_too_precise: {
    title: 'Le prix unitaire de la ligne {line} a trop de décimales',
    explanation:
      'La ligne {line} a un prix unitaire de {found} ; Chorus Pro accepte {limit} décimales au plus.',
    remedy: US,
  },
  quantity_too_precise: {
    title: 'La quantité de la ligne {line} a trop de décimales',
    explanation:
      'La ligne {line} a une quantité de {found} ; Chorus Pro accepte {limit} décimales au plus.',
    remedy: US,
  },
  base_quantity_not_positive: {
    title: 'Le prix de la ligne {line} ne vaut pour aucune quantité',
    explanation:
      'Le prix de la ligne {line} est donné pour une quantité de {found}, qui doit être supérieure à 0.',
    remedy: US,
  },
  allowance_negative: {
    title: 'Une remise ou des frais sont négatifs',
    explanation:
      'Une remise ou des frais valent {found:money} (où : {place}) ; ce montant ne peut pas être inférieur à 0.',
    remedy: US,
  },
  number_too_large: {
    title: 'Un nombre est trop grand',
    explanation:
      'Le nombre {found} (où : {place}) dépasse les {limit} chiffres que Chorus Pro accepte.',
    remedy: `${REISSUE} en plusieurs parties.`,
  },
  period_reversed: {
    title: 'Une période finit avant de commencer',
    explanation: 'La période va du {from:date} au {to:date} (où : {place}).[[ Règle : {rule}.]]',
    remedy: `Corrigez la période de service dans Stripe. ${REISSUE}.`,
  },
  payment_date_missing: {
    title: 'Ni échéance ni conditions de paiement',
    explanation:
      'Une facture avec un montant dû doit dire jusqu’à quand la payer, et une facture payée quand elle l’a été.[[ Règle : {rule}.]]',
    remedy:
      'Saisissez des conditions de paiement dans les paramètres de Guichet, Paiement, ou une échéance sur la facture dans Stripe.',
  },
  paid_amount_inexact: {
    title: 'La facture est payée, mais pas en totalité',
    explanation:
      'Elle part comme déjà payée (cadre A2), alors que {found:money} ont été payés sur {expected:money}.',
    remedy: US,
  },
  iban_missing: {
    title: 'Votre IBAN manque',
    explanation:
      'Une facture à payer par virement doit indiquer le compte à créditer.[[ Règle : {rule}.]]',
    remedy: 'Saisissez-le dans les paramètres de Guichet, Paiement, IBAN.',
  },
  iban_checksum: {
    title: 'Votre IBAN contient peut-être une faute de frappe',
    explanation: 'Sa clé de contrôle n’est pas la bonne. La facture est envoyée malgré tout.',
    remedy: 'Comparez-le à votre RIB dans les paramètres de Guichet, Paiement, IBAN.',
  },
  iban_too_long: {
    title: 'Votre IBAN est trop long',
    explanation:
      'Il a {found} caractères ; Chorus Pro en accepte {limit} au plus, la longueur d’un IBAN français.',
    remedy: 'Saisissez un IBAN français dans les paramètres de Guichet, Paiement, IBAN.',
  },
  text_too_long: {
    title: 'Un texte est trop long pour Chorus Pro',
    explanation:
      'Ce texte a {found} caractères (où : {place}) ; Chorus Pro en accepte {limit} au plus.',
    remedy:
      'Raccourcissez-le là où il a été saisi. Les textes d’une facture finalisée ne changent plus : annulez-la et émettez-en une nouvelle.',
  },
  date_out_of_range: {
    title: 'Une date est impossible',
    explanation:
      'La date {found} (où : {place}) n’est pas comprise entre 2000 et 2099, comme l’exigent les règles françaises.',
    remedy: `Corrigez la date dans Stripe. ${REISSUE}.`,
  },
  country_unknown: {
    title: 'Le pays est inconnu',
    explanation:
      '« {countryCode} » ({place}) n’est pas un code de pays ISO 3166-1, comme FR pour la France.',
    remedy:
      'Corrigez le pays de l’adresse : celle du fournisseur dans les paramètres de Guichet, celle du client dans Stripe.',
  },
  due_before_issue: {
    title: 'L’échéance précède la date de la facture',
    explanation:
      'L’échéance est le {found:date}, la facture est datée du {issued:date}. Les plateformes agréées le refusent.',
    remedy: `${REISSUE} avec une échéance plus tardive.`,
  },
  mention_missing: {
    title: 'Une mention légale manque',
    explanation:
      'La loi exige une mention qui ne figure pas sur la facture[[ (code {subject})]] : indemnité de recouvrement, pénalités de retard ou escompte.',
    remedy: 'Saisissez-la dans les paramètres de Guichet, Mentions légales.',
  },
  mention_repeated: {
    title: 'Une mention légale figure deux fois sur la facture',
    explanation: 'La mention de code {subject} ne doit figurer qu’une fois sur la facture.',
    remedy: US,
  },
  preceding_invoice_missing: {
    title: 'L’avoir ne dit pas quelle facture il corrige',
    explanation: 'Un avoir nomme la facture qu’il corrige, avec sa date.',
    remedy: US,
  },
  too_many_preceding_invoices: {
    title: 'Le document renvoie à plusieurs factures',
    explanation:
      'Il renvoie à {found} factures antérieures ; un acheteur public en accepte au plus {limit}.',
    remedy: `${REISSUE} pour chacune d’elles.`,
  },
  electronic_address_malformed: {
    title: 'Une adresse électronique est mal formée',
    explanation:
      '« {found} » ({place}) n’est pas une adresse de facturation électronique : lettres sans accent, chiffres et - _ / + seulement, au plus 125.',
    remedy: 'Corrigez-la là où elle a été saisie.',
  },
  invoice_incomplete: {
    title: 'Une partie obligatoire de la facture manque',
    explanation:
      'La norme européenne exige cet élément ({place}), et il est vide.[[ Règle : {rule}.]]',
    remedy: US,
  },
  document_schema_invalid: {
    title: 'Le document ne respecte pas son schéma',
    explanation:
      'Guichet contrôle chaque document selon le schéma officiel Factur-X avant l’envoi, et celui-ci n’y répond pas.[[ Pour le support, ligne {line} du XML : « {message} ».]]',
    remedy: US,
  },
  document_too_large: {
    title: 'Le document est trop volumineux',
    explanation: `Chorus Pro accepte des documents de 10 Mo au plus.[[ Celui-ci a {found} octets (limite : {limit}).]][[ Celui-ci a {bytes} octets (limite : {bytesMax}).]]${FOR_SUPPORT}`,
    remedy: `${REISSUE} en plusieurs parties, ou avec des lignes récapitulatives.`,
  },
  // The deposit and what Chorus Pro made of it.
  deposit_refused: {
    title: 'Chorus Pro a refusé le dépôt',
    explanation: `Rien n’a été créé dans Chorus Pro, et le numéro peut resservir.${FOR_SUPPORT}`,
    remedy:
      'Corrigez ce que Chorus Pro indique, puis renvoyez la facture. Si sa réponse n’aide pas, écrivez au support de Guichet.',
  },
  flow_refused: {
    title: 'Chorus Pro a refusé la facture',
    explanation:
      'Elle n’a pas passé les contrôles de Chorus Pro ({state}) : aucune facture n’y existe, et le numéro peut resservir.[[ Réponse de Chorus Pro : « {message} »]]',
    remedy:
      'Suivez ce qui est indiqué à côté de la réponse de Chorus Pro. Si rien n’y figure, corrigez ce qu’elle désigne, chez le client dans Stripe ou dans les paramètres de Guichet, puis renvoyez la même facture.',
  },
  flow_incident: {
    title: 'Chorus Pro a rencontré un incident',
    explanation: 'Chorus Pro n’a pas pu achever le contrôle du document ({state}).',
    remedy: US,
  },
  flow_state_unknown: {
    title: 'Chorus Pro indique un état que nous ne connaissons pas',
    explanation:
      'Chorus Pro indique « {state} » pour le document. Guichet n’y voit ni succès ni échec, et continue d’interroger Chorus Pro.',
    remedy: US,
  },
  invoice_status_unknown: {
    title: 'Chorus Pro indique un statut que nous ne connaissons pas',
    explanation:
      'Chorus Pro donne à la facture le statut « {status} ». Guichet garde le dernier statut connu, et continue d’interroger Chorus Pro.',
    remedy: US,
  },
  chorus_pro_unavailable: {
    title: 'Chorus Pro ne répond pas',
    explanation: `Chorus Pro est fermé, surchargé ou injoignable. Rien n’est perdu.${FOR_SUPPORT}`,
    remedy: WAIT,
  },
  application_not_authorized: {
    title: 'Chorus Pro n’admet pas Guichet',
    explanation: `L’accès de Guichet à Chorus Pro (raccordement) ne permet pas cet appel.${FOR_SUPPORT}`,
    remedy: US,
  },
  application_credentials_refused: {
    title: 'Chorus Pro refuse l’accès de Guichet',
    explanation: `La passerelle de l’État (PISTE) n’accepte pas les identifiants de Guichet.${FOR_SUPPORT}`,
    remedy: US,
  },
  deposit_uncertain: {
    title: 'Chorus Pro n’a pas confirmé le dépôt',
    explanation: `Personne ne sait encore si Chorus Pro a pris le document[[ de la facture {number}]]. Guichet vérifie avant tout nouvel envoi, pour qu’il n’arrive jamais deux fois.${FOR_SUPPORT}`,
    remedy: WAIT,
  },
  deposit_unresolved: {
    title: 'Le dépôt n’a pas pu être confirmé',
    explanation:
      'Après deux tentatives, personne ne sait si Chorus Pro a pris le document[[ de la facture {number}]]. Guichet ne l’envoie pas une troisième fois de lui-même.',
    remedy:
      'Le support de Guichet est prévenu. En attendant, vous pouvez chercher ce numéro dans Chorus Pro, Factures émises.',
  },
  number_already_used: {
    title: 'Ce numéro existe déjà dans Chorus Pro',
    explanation:
      'La facture {number} s’y trouve déjà, peut-être saisie à la main sur le portail. Deux factures d’un fournisseur ne peuvent porter le même numéro.',
    remedy:
      'Si c’est la même facture, il n’y a plus rien à faire. Sinon, annulez cette facture dans Stripe et émettez-en une nouvelle, qui reçoit un nouveau numéro.',
  },
  suspended_by_buyer: {
    title: 'L’acheteur demande une pièce',
    explanation:
      'L’acheteur public a suspendu la facture ({status}) : il manque quelque chose.[[ Son commentaire : « {comment} »]]',
    remedy:
      'Ouvrez la facture dans Stripe : Guichet y envoie à l’acheteur la pièce demandée et votre réponse. Ne la renvoyez pas : le numéro reste le même.',
  },
  to_recycle: {
    title: 'L’acheteur signale un mauvais destinataire',
    explanation:
      'L’acheteur public a retourné la facture pour un autre destinataire, service ou engagement ({status}).[[ Son commentaire : « {comment} »]]',
    remedy:
      'Ouvrez la facture dans Stripe et indiquez à Guichet le bon destinataire, service ou engagement. Ne la renvoyez pas : le numéro reste le même. Corrigez ensuite la fiche du client dans Stripe pour la prochaine.',
  },
  rejected_by_buyer: {
    title: 'L’acheteur a rejeté la facture',
    explanation:
      'L’acheteur public a rejeté le contenu de la facture ({status}).[[ Son commentaire : « {comment} »]]',
    remedy:
      'Dans Stripe, émettez un avoir pour cette facture, puis une nouvelle facture sous un nouveau numéro. Le numéro rejeté ne peut pas resservir.',
  },
  // The supplier's own actions on an invoice that exists at Chorus Pro, and its searches there.
  action_refused: {
    title: 'Chorus Pro a refusé l’action',
    explanation: `Chorus Pro ne l’a pas exécutée : la facture est restée où elle en était.${FOR_SUPPORT}`,
    remedy:
      'Lisez la réponse de Chorus Pro ci-dessus, corrigez ce qu’elle désigne et recommencez. Si elle n’aide pas, écrivez au support de Guichet en indiquant le numéro de facture.',
  },
  action_uncertain: {
    title: 'Il n’est pas encore certain que l’action ait abouti',
    explanation: `La connexion s’est interrompue avant la réponse de Chorus Pro.${FOR_SUPPORT}`,
    remedy:
      'Rien à faire : Guichet recherche d’abord la facture dans Chorus Pro, puis indique si l’action a abouti.',
  },
  action_not_possible: {
    title: 'La facture ne peut plus être modifiée ainsi',
    explanation: `Son statut dans Chorus Pro ne permet pas cette action. Quelqu’un est peut-être intervenu entre-temps, par exemple sur le portail.${FOR_SUPPORT}`,
    remedy: 'Actualisez la page : elle montre le statut actuel et l’action qu’il permet.',
  },
  action_not_in_state: {
    title: 'Impossible dans cet état',
    explanation: 'Là où en est la facture ({state}), cette action n’est pas possible.',
    remedy: 'Actualisez la page : elle montre le statut actuel et l’action qu’il permet.',
  },
  action_under_way: {
    title: 'Une autre action est en cours',
    explanation:
      'Quelqu’un vient de demander une action sur cette facture, et Chorus Pro n’a pas encore répondu.',
    remedy: 'Rien à faire : le résultat apparaît dans l’historique dès qu’il est connu.',
  },
  action_done: {
    title: 'Déjà fait',
    explanation:
      'Chorus Pro a pris en compte cette action ; le nouveau statut n’est pas encore arrivé, ou aucun n’est attendu.',
    remedy: 'Rien à faire : la suite revient à l’acheteur.',
  },
  held_by_merchant: {
    title: 'Retenue par vos soins',
    explanation:
      'Quelqu’un de votre entreprise a retenu ce document dans Guichet.[[ Commentaire : « {comment} »]]',
    remedy: 'Choisissez « Libérer » sur la facture quand elle peut partir.',
  },
  excluded_by_merchant: {
    title: 'Exclue par vos soins',
    explanation:
      'Quelqu’un de votre entreprise a décidé que ce document ne part pas vers Chorus Pro.[[ Commentaire : « {comment} »]]',
    remedy: 'Choisissez « Réintégrer » sur la facture pour revenir sur ce choix.',
  },
  credit_note_due: {
    title: 'Annulée dans Stripe, mais Chorus Pro l’a toujours : un avoir est dû',
    explanation:
      'Depuis son envoi, cette facture est « {status} » dans Stripe. Pour l’acheteur public elle reste due, et seul un avoir l’annule.',
    remedy:
      'Demandez à l’acheteur de rejeter la facture dans Chorus Pro, ou envoyez un avoir du même montant. Stripe émet des avoirs sur les factures ouvertes ou payées, pas sur celles qui sont annulées : la prochaine fois, émettez un avoir au lieu d’annuler.',
  },
  credit_note_voided_late: {
    title: 'Annulé dans Stripe, mais Chorus Pro a toujours l’avoir',
    explanation:
      'Cet avoir a été annulé dans Stripe après son envoi (statut {status}). Pour l’acheteur public il diminue toujours ce qui est dû.',
    remedy:
      'Prévenez l’acheteur, qui peut rejeter l’avoir dans Chorus Pro, ou émettez une nouvelle facture du même montant.',
  },
  original_not_at_chorus_pro: {
    title: 'Sa facture n’est pas encore dans Chorus Pro',
    explanation:
      'Un avoir part après la facture qu’il corrige[[ ({original})]], et celle-ci n’est pas encore intégrée.',
    remedy:
      'Voyez où en est cette facture et réglez ce qui la retient ; l’avoir suit de lui-même. Si aucun des deux ne doit partir, excluez les deux.',
  },
  original_excluded: {
    title: 'Sa facture est exclue',
    explanation:
      'Quelqu’un a décidé de ne pas envoyer par Guichet la facture que cet avoir corrige[[ ({original})]]. Chorus Pro ne saurait pas à quoi il se rapporte.',
    remedy:
      'Excluez aussi l’avoir. Si les deux doivent partir, réintégrez la facture, puis réessayez l’avoir.',
  },
  account_lacks_rights: {
    title: 'Le compte technique n’a pas ce droit',
    explanation: `Chorus Pro indique que le compte technique n’a aucun droit sur cette facture ou cette entreprise.${FOR_SUPPORT}`,
    remedy:
      'Demandez au gestionnaire principal de votre entreprise dans Chorus Pro de rattacher le compte technique à l’entreprise qui a émis la facture.',
  },
  invoice_not_at_chorus_pro: {
    title: 'Chorus Pro ne connaît pas cette facture',
    explanation: `Chorus Pro a répondu qu’aucune facture ne porte cet identifiant.${FOR_SUPPORT}`,
    remedy: 'Rien à faire de votre côté : le support de Guichet est prévenu et s’en occupe.',
  },
  nothing_to_add: {
    title: 'Il n’y a ni commentaire ni fichier',
    explanation:
      'L’acheteur attend ce qui manque : la réponse doit contenir un commentaire, un fichier ou les deux.',
    remedy: 'Écrivez un commentaire ou ajoutez le fichier demandé, puis renvoyez la réponse.',
  },
  too_many_attachments: {
    title: 'Il y a trop de fichiers',
    explanation: '{found} fichiers ont été choisis ; Guichet en envoie au plus {limit} à la fois.',
    remedy:
      'Réunissez plusieurs documents dans un seul PDF ou un seul ZIP, puis renvoyez la réponse.',
  },
  attachment_empty: {
    title: 'Un fichier est vide',
    explanation: '« {name} » ne contient rien.',
    remedy:
      'Choisissez de nouveau le fichier ; s’il reste vide, exportez-le encore une fois depuis son logiciel d’origine.',
  },
  attachment_name_too_long: {
    title: 'Le nom d’un fichier est trop long',
    explanation:
      '« {name} » compte {found} caractères avec son extension ; Chorus Pro en accepte au plus {limit}.',
    remedy: 'Renommez le fichier, par exemple en « {suggestion} », puis renvoyez la réponse.',
  },
  attachment_name_unsuitable: {
    title: 'Le nom d’un fichier ne convient pas',
    explanation:
      '« {name} » contient des caractères qu’un nom de fichier ne devrait pas avoir, ou deux fichiers portent le même nom.',
    remedy: 'Renommez le fichier, par exemple en « {suggestion} », puis renvoyez la réponse.',
  },
  attachment_type_not_accepted: {
    title: 'Chorus Pro n’accepte pas ce type de fichier',
    explanation: '« {name} » porte l’extension « {extension} », absente de la liste de Chorus Pro.',
    remedy:
      'Enregistrez le document en PDF et choisissez-le de nouveau. Chorus Pro accepte aussi les images (JPG, PNG, TIFF), les documents bureautiques et les ZIP.',
  },
  attachment_too_large: {
    title: 'Un fichier est trop volumineux',
    explanation: `[[« {name} » pèse {megabytes} Mo ; ]]Chorus Pro accepte au plus 10 Mo par fichier.${FOR_SUPPORT}`,
    remedy:
      'Réduisez le fichier (numérisez en 200 ppp, ou divisez-le en plusieurs fichiers), puis renvoyez la réponse.',
  },
  attachments_too_large: {
    title: 'Les fichiers sont trop volumineux ensemble',
    explanation:
      'Ils pèsent {megabytes} Mo en tout ; Chorus Pro accepte au plus {limit} Mo pour une facture.',
    remedy:
      'Retirez ce que l’acheteur n’a pas demandé, ou réduisez les fichiers, puis renvoyez-les.',
  },
  engagement_number_unknown: {
    title: 'Chorus Pro ne connaît pas ce numéro d’engagement',
    explanation:
      'La liste des engagements de l’État ne contient pas « {engagementNumber} » pour cet acheteur.',
    remedy:
      'Comparez-le au bon de commande. Corrigez-le avec « Changer les références » sur la page de la facture, ou demandez-le à l’acheteur.',
  },
  engagement_number_unchecked: {
    title: 'Le numéro d’engagement n’a pas pu être vérifié',
    explanation:
      'Cet acheteur exige un numéro d’engagement. Chorus Pro ne montre que les commandes de certains acheteurs, et « {engagementNumber} » n’y figure pas ; cela ne veut pas dire qu’il est faux.',
    remedy: 'Comparez-le au bon de commande. S’il est identique, il n’y a rien à faire.',
  },
  directory_unchecked: {
    title: 'Envoyée sans consulter l’annuaire',
    explanation:
      'L’annuaire de Chorus Pro ne répond pas depuis {hours} heures : les exigences de l’acheteur {siret} n’ont pas pu être consultées. La facture était complète par ailleurs et n’a pas attendu plus longtemps.',
    remedy:
      'Rien à faire pour le moment. Si Chorus Pro refuse la facture, Guichet indique ce qui manque, et elle peut être renvoyée sous le même numéro.',
  },
  search_too_short: {
    title: 'Saisissez quelques lettres de plus',
    explanation:
      'Une recherche dans l’annuaire demande au moins {limit} lettres ; {found} ont été saisies.',
    remedy: 'Complétez le nom, ou saisissez les 14 chiffres du SIRET.',
  },
  merchant_left: {
    title: 'L’application a été désinstallée',
    explanation:
      'Guichet n’a plus accès au compte Stripe[[ {account}]] et a cessé de suivre cette facture.[[ Pour le support : {detail}.]]',
    remedy: 'Réinstallez Guichet depuis le Stripe Marketplace pour reprendre.',
  },
  internal_error: {
    title: 'Guichet a rencontré une erreur',
    explanation: `Un incident s’est produit de notre côté ; la facture est restée telle quelle.${FOR_SUPPORT}`,
    remedy: 'Rien à faire : Guichet réessaie de lui-même, et son support est prévenu.',
  },
} as const satisfies Record<ReasonCode, ReasonWording>;

import type { ReasonCode } from '../../backend/invoice/reason.ts';
import type { ReasonWording } from './wording.ts';

// What several remedies have in common.
const REISSUE = 'Void this invoice in Stripe and issue a new one';
const RETRY = 'Guichet tries again as soon as it is saved.';
const WAIT = 'Nothing to do: Guichet tries again by itself.';
const US = 'Nothing to do on your side: Guichet’s support has been told and will correct it.';
const FOR_SUPPORT =
  '[[ For support: {fault}.]][[ HTTP status: {httpStatus}.]][[ Code: {code}.]][[ Cause: {failure}.]][[ Call: {route}.]][[ Chorus Pro’s words: “{message}”]]';
const NEVER_ADJUSTED = 'Guichet sends the figures that Stripe shows and never adjusts them';
const REISSUE_FIGURES = `${REISSUE}; if the difference comes back, write to Guichet’s support with the invoice number.`;

/** What is said about each reason, in English. */
export const REASONS_EN = {
  // The supplier's settings.
  settings_missing: {
    title: 'Your company is not set up yet',
    explanation:
      'Chorus Pro needs to know who sends the invoice, and Guichet’s settings are still empty.',
    remedy: 'Open Guichet’s settings in Stripe, fill in “Your company” and “Payment”, and save.',
  },
  seller_siret_missing: {
    title: 'Your SIRET is missing',
    explanation:
      'Chorus Pro identifies a supplier by its SIRET, the 14-digit number of the establishment.',
    remedy: 'Enter it in Guichet’s settings, Your company, SIRET.',
  },
  seller_siret_malformed: {
    title: 'Your SIRET does not have 14 digits',
    explanation:
      '“{siret}” is not a SIRET. A SIRET is the 9-digit SIREN followed by 5 digits for the establishment.',
    remedy: 'Correct it in Guichet’s settings, Your company, SIRET.',
  },
  seller_siret_checksum: {
    title: 'Your SIRET may contain a typing error',
    explanation: 'The check digit of “{siret}” does not fit. The invoice is sent all the same.',
    remedy: 'Compare it with your INSEE certificate, in Guichet’s settings, Your company, SIRET.',
  },
  seller_vat_number_missing: {
    title: 'Your VAT number is missing',
    explanation:
      'An invoice that charges VAT must show the supplier’s VAT number (numéro de TVA intracommunautaire).[[ Rule: {rule}.]]',
    remedy: 'Enter it in Guichet’s settings, Your company, VAT number.',
  },
  seller_address_missing: {
    title: 'Your address is missing or has no country',
    explanation:
      'An electronic invoice must hold the supplier’s postal address with its country[[; “{countryCode}” is no country code]].',
    remedy: 'Complete it in Guichet’s settings, Your company, Address.',
  },
  technical_account_missing: {
    title: 'Chorus Pro is not connected yet',
    explanation: `Guichet deposits invoices with your technical account (compte technique), and none is set up.${FOR_SUPPORT}`,
    remedy:
      'Create a technical account in Chorus Pro, then enter its login (TECH_…@cpro.fr) and password in Guichet’s settings, Chorus Pro.',
  },
  technical_account_refused: {
    title: 'Chorus Pro refused the technical account',
    explanation: `Chorus Pro refuses this login of a technical account (compte technique) with this password, and has never accepted it so far[[ (tried on {since:date})]].${FOR_SUPPORT}`,
    remedy:
      'Check both in Chorus Pro, then enter them again in Guichet’s settings, Chorus Pro. An account that was made less than 30 minutes ago may only have to wait: Guichet tries it again by itself.',
  },
  technical_account_reset: {
    title: 'Chorus Pro no longer accepts the technical account',
    explanation: `The technical account (compte technique) worked before[[ and has been refused since {since:date}]]: a colleague may have reset its password, or it has expired. Your invoices wait in their order.${FOR_SUPPORT}`,
    remedy:
      'Ask whoever manages your company in Chorus Pro (gestionnaire principal) for the new password, or renew it there, then enter it in Guichet’s settings, Chorus Pro. Everything goes on by itself then.',
  },
  // The buyer.
  buyer_siret_missing: {
    title: 'The customer’s SIRET is missing',
    explanation:
      'Chorus Pro routes an invoice by the public body’s SIRET, and this customer has none.',
    remedy: `Enter its 14 digits on the customer’s page, field SIRET, or add a tax ID of type “FR SIRET”. ${RETRY}`,
  },
  buyer_siret_malformed: {
    title: 'The customer’s SIRET does not have 14 digits',
    explanation:
      '“{siret}” is not a SIRET. Often it is the 9-digit SIREN, which lacks the 5 digits of the establishment.',
    remedy: `Correct it in {place}; the purchase order usually shows it. ${RETRY}`,
  },
  buyer_siret_checksum: {
    title: 'The customer’s SIRET may contain a typing error',
    explanation: 'The check digit of “{siret}” does not fit. The invoice is sent all the same.',
    remedy:
      'Compare it with the purchase order and correct it on the customer’s page, field SIRET.',
  },
  buyer_unknown: {
    title: 'No public body has this SIRET in Chorus Pro',
    explanation:
      'Chorus Pro’s directory (annuaire) knows no public body with the SIRET {siret}. It may have changed, or belong to a private company.',
    remedy: `Ask the customer for the SIRET that it uses in Chorus Pro and correct it on the customer’s page, field SIRET. ${RETRY}`,
  },
  buyer_inactive: {
    title: 'This public body no longer receives invoices',
    explanation:
      '{name} (SIRET {siret}) is closed in Chorus Pro’s directory. Public bodies get a new SIRET when they merge or move.',
    remedy: `Ask the customer for its present SIRET and correct it on the customer’s page, field SIRET. ${RETRY}`,
  },
  service_code_missing: {
    title: 'The service code is missing',
    explanation:
      '{name} (SIRET {siret}) accepts invoices only with a service code (code service), which names the department that handles them.',
    remedy: `Choose it from the list on the customer’s page, field E-invoicing code; the purchase order usually names it. ${RETRY}`,
  },
  service_code_unknown: {
    title: 'The service code does not exist',
    explanation:
      '{name} (SIRET {siret}) has no service “{serviceCode}” (code service) in Chorus Pro.',
    remedy: `Compare it with the purchase order and choose another one on the customer’s page, field E-invoicing code. ${RETRY}`,
  },
  service_code_inactive: {
    title: 'The service is closed',
    explanation:
      '{name} (SIRET {siret}) has closed the service “{serviceCode}” (code service) in Chorus Pro.',
    remedy: `Ask the customer for the service that replaces it and choose that one on the customer’s page, field E-invoicing code. ${RETRY}`,
  },
  service_code_reserved: {
    title: 'This service code is for public bodies only',
    explanation:
      '{name} (SIRET {siret}) uses “{serviceCode}” for invoices between public bodies; a private supplier may not send to it.',
    remedy: `Ask the customer for the service code (code service) of its suppliers and choose that one on the customer’s page, field E-invoicing code. ${RETRY}`,
  },
  service_code_too_long: {
    title: 'The service code is too long',
    explanation:
      'The service code (code service) has {found} characters; Chorus Pro takes at most {limit}.',
    remedy: `Shorten it to the bare code, in {place}. ${RETRY}`,
  },
  engagement_number_missing: {
    title: 'The engagement number is missing',
    explanation:
      '{name} (SIRET {siret}) accepts invoices only with an engagement number (numéro d’engagement), the reference of its order.',
    remedy: `Take it from the purchase order. For this invoice alone choose “Change references” on its page; for all of this customer enter it on the customer’s page, field Engagement number. ${RETRY}`,
  },
  engagement_number_too_long: {
    title: 'The engagement number is too long',
    explanation:
      'The engagement number (numéro d’engagement) has {found} characters; Chorus Pro takes at most {limit}.',
    remedy: `Shorten it to the bare number, in {place}. ${RETRY}`,
  },
  contract_number_too_long: {
    title: 'The contract number is too long',
    explanation:
      'The contract number (numéro de marché) has {found} characters; Chorus Pro takes at most {limit}.',
    remedy: `Shorten it to the bare number, in {place}. ${RETRY}`,
  },
  service_or_engagement_missing: {
    title: 'A service code or an engagement number is needed',
    explanation:
      '{name} (SIRET {siret}) accepts invoices only with a service code (code service) or an engagement number (numéro d’engagement).',
    remedy: `Take one of them from the purchase order and enter it on the customer’s page, or with “Change references” for this invoice alone. ${RETRY}`,
  },
  directory_unavailable: {
    title: 'Chorus Pro’s directory does not answer',
    explanation: `Before sending, Guichet asks Chorus Pro’s directory (annuaire) what this buyer demands, and it gave no answer.${FOR_SUPPORT}`,
    remedy: WAIT,
  },
  // The invoice as Stripe shows it.
  stripe_data_unexpected: {
    title: 'Stripe’s data has an unexpected shape',
    explanation:
      'Guichet could not read {place} as Stripe sent it, and does not guess.[[ For support: {expected}.]][[ Answer: {detail}.]]',
    remedy: US,
  },
  stripe_unavailable: {
    title: 'Stripe did not answer',
    explanation: 'Guichet could not read this invoice from Stripe.[[ For support: {detail}.]]',
    remedy: WAIT,
  },
  stripe_key_refused: {
    title: 'Stripe refused Guichet’s key',
    explanation:
      'Stripe no longer accepts the key with which Guichet reads invoices.[[ For support: {detail}.]]',
    remedy: US,
  },
  stripe_permission_missing: {
    title: 'Guichet needs a permission in Stripe',
    explanation:
      'Guichet may not read {place} in your Stripe account. A newer version of the app needs a permission that was not yet given.[[ For support: {detail}.]]',
    remedy:
      'An administrator opens Installed apps in the Stripe Dashboard’s settings, chooses Guichet and presses “Review permissions”.',
  },
  stripe_object_missing: {
    title: 'Stripe no longer has this invoice',
    explanation:
      'Stripe answers that {place} does not exist in your account; test data may have been deleted.[[ For support: {detail}.]]',
    remedy: 'Nothing to do if it was deleted on purpose. Otherwise write to Guichet’s support.',
  },
  invoice_not_finalized: {
    title: 'The invoice is not finalized',
    explanation: 'It is still a draft in Stripe and may change; only finalized invoices are sent.',
    remedy: 'Finalize it in Stripe; Guichet goes on by itself.',
  },
  invoice_voided: {
    title: 'The invoice was voided',
    explanation: 'It was voided in Stripe before it was sent, so it is not sent to Chorus Pro.',
    remedy: 'Nothing to do. A new invoice for this customer is sent under its own number.',
  },
  credit_note_voided: {
    title: 'The credit note was voided in Stripe',
    explanation:
      'A voided credit note has no effect any more, so Guichet does not send it. If Chorus Pro has it already, it stands there until you invoice the amount again.',
    remedy:
      'If Chorus Pro has it already, issue a new invoice for the amount in Stripe. Otherwise there is nothing to do.',
  },
  invoice_uncollectible: {
    title: 'The invoice is marked uncollectible',
    explanation:
      'It is marked uncollectible in Stripe, but remains due: it is sent to Chorus Pro all the same.',
    remedy: 'If it should not be claimed, void it in Stripe and ask the buyer to reject it.',
  },
  invoice_number_missing: {
    title: 'The invoice has no number',
    explanation: 'Every invoice needs a unique number, and Stripe shows none on this one.',
    remedy: `${REISSUE}, which Stripe numbers when it is finalized.`,
  },
  invoice_number_too_long: {
    title: 'The invoice number is too long',
    explanation:
      '“{number}” has {found} characters; Chorus Pro takes at most {limit}. A finalized number cannot change.',
    remedy: `Shorten the prefix in Stripe (Settings, Billing, Invoices, or the customer’s invoice prefix). ${REISSUE}.`,
  },
  invoice_number_characters: {
    title: 'The invoice number holds characters that are refused',
    explanation:
      'In “{number}” only letters without accents, digits and - _ / + are safe. A finalized number cannot change.',
    remedy: `Correct the prefix in Stripe (Settings, Billing, Invoices, or the customer’s invoice prefix). ${REISSUE}.`,
  },
  currency_not_supported: {
    title: 'The invoice is not in euros',
    explanation: 'It is in {currency}; Guichet sends invoices in euros only.',
    remedy: `${REISSUE} in euros.`,
  },
  total_negative: {
    title: 'The total is negative',
    explanation:
      'The total is {found:money}, because credits exceed charges. Chorus Pro takes a negative amount only as a credit note (avoir).[[ Document type: {typeCode}.]]',
    remedy: 'Issue a credit note in Stripe on the invoice that is to be corrected.',
  },
  issue_date_in_future: {
    title: 'The issue date is in the future',
    explanation:
      'The invoice is dated {issuedOn:date} and today is {today:date}; Chorus Pro refuses invoices before their date.',
    remedy: 'Nothing to do: Guichet sends it on that day.',
  },
  // What cannot be said exactly in EN 16931.
  no_lines: {
    title: 'The invoice has no lines',
    explanation: 'An electronic invoice needs at least one line that says what was supplied.',
    remedy: `${REISSUE} with at least one line.`,
  },
  too_many_lines: {
    title: 'The invoice has too many lines',
    explanation: 'It has {found} lines; Guichet takes at most {limit}.',
    remedy: `${REISSUE} in several parts, or with summary lines.`,
  },
  buyer_name_missing: {
    title: 'The customer has no name',
    explanation:
      'An electronic invoice must name the buyer, and Stripe shows no name for this customer.',
    remedy: `On the customer’s page in Stripe, enter its name. As a finalized invoice keeps the name it had, void this one and issue a new one.`,
  },
  buyer_country_missing: {
    title: 'The customer’s address has no country',
    explanation:
      'An electronic invoice must name the buyer’s country[[; “{countryCode}” is no country code]].',
    remedy:
      'On the customer’s page in Stripe, complete the billing address with its country. As a finalized invoice keeps the address it had, void this one and issue a new one.',
  },
  tax_not_configured: {
    title: 'No VAT is set on the invoice',
    explanation:
      'Stripe shows no tax[[ on line {line}]], not even a rate of 0%. Chorus Pro needs a VAT rate, or the reason why there is none.',
    remedy: `If you charge no VAT, choose the reason in Guichet’s settings, VAT. Otherwise set a French VAT rate on the product or subscription in Stripe, or turn on automatic tax; then void this invoice and issue a new one.`,
  },
  vat_charged_under_franchise: {
    title: 'The invoice charges VAT although you are exempt as a small business',
    explanation:
      'Your settings say that you are under the small-business exemption (article 293 B of the tax code), but Stripe shows VAT[[ at {rate:percent}]][[ on line {line}]].',
    remedy: `If you are no longer exempt, change the regime in Guichet’s settings, VAT. Otherwise remove the rate in Stripe. ${REISSUE}.`,
  },
  vat_exemptions_mixed: {
    title: 'Two reasons for no VAT on one invoice',
    explanation:
      'An invoice can give one reason for charging no VAT per category; this one needs several in category {category} ({codes}).',
    remedy: `Invoice separately what falls under each reason. ${REISSUE}.`,
  },
  issuer_is_another_account: {
    title: 'Another Stripe account issues the invoice',
    explanation:
      'The invoice is issued in the name of another Stripe account; Guichet only knows your company and cannot send it in your name.',
    remedy: 'Install Guichet in the account that issues the invoice.',
  },
  tax_treatment_not_supported: {
    title: 'This kind of VAT is not supported yet',
    explanation:
      'Stripe’s tax treatment[[ “{taxability}”]][[ at {rate:percent}]][[ on line {line}]] has no equivalent that Guichet can send yet.',
    remedy:
      'Enter this invoice in the Chorus Pro portal for the time being, and write to Guichet’s support.',
  },
  tax_rate_unknown: {
    title: 'A tax rate could not be found',
    explanation: 'The invoice names a tax rate that Stripe does not show[[: {taxRate}]].',
    remedy: US,
  },
  tax_rate_not_french: {
    title: 'The VAT rate is not a French one',
    explanation:
      'The rate of {rate:percent}[[ ({country})]] is not among the French VAT rates, which are all that Chorus Pro takes.',
    remedy: `In Stripe, choose a French rate (20, 10, 5.5 or 2.1% on the mainland) on the product or subscription. ${REISSUE}.`,
  },
  several_taxes_on_line: {
    title: 'A line carries several taxes',
    explanation: '{place} carries {found} taxes; an electronic invoice has one VAT rate per line.',
    remedy: `${REISSUE} with one tax rate on each line.`,
  },
  shipping_not_supported: {
    title: 'Shipping costs are not supported yet',
    explanation: 'The invoice holds shipping costs, which Guichet cannot send yet.',
    remedy: `${REISSUE} with shipping as an ordinary line.`,
  },
  balance_increases_due: {
    title: 'An older debt is added to the amount due',
    explanation:
      'The customer’s balance in Stripe raises the amount due by more than this invoice’s total[[ (already paid: {found:money})]]. An invoice cannot claim more than its own total.',
    remedy: `Settle the customer’s balance in Stripe (customer page, Invoice credit balance). ${REISSUE}.`,
  },
  line_net_inexact: {
    title: 'The amount[[ of line {line}]] does not add up',
    explanation: `Stripe shows {found:money}[[ on line {line}]], but quantity × price less discounts gives {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  line_net_sum_inexact: {
    title: 'The lines do not add up to the subtotal',
    explanation: `The subtotal shows {found:money}, but the lines add up to {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  total_without_vat_inexact: {
    title: 'The total without VAT does not add up',
    explanation: `The total without VAT shows {found:money}, but lines less discounts plus charges give {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  vat_taxable_inexact: {
    title: 'The taxable amount does not add up',
    explanation: `The taxable amount[[ at {rate:percent}]] shows {found:money}, but its lines add up to {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  vat_amount_inexact: {
    title: 'The VAT does not fit its rate',
    explanation: `VAT[[ at {rate:percent}]][[ on {taxable:money}]] shows {found:money}, but should be {expected:money}; the difference is more than the rounding of the lines.[[ VAT category: {category}.]] ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  vat_sum_inexact: {
    title: 'The VAT amounts do not add up',
    explanation: `The total VAT shows {found:money}, but the rates add up to {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  total_with_vat_inexact: {
    title: 'The total with VAT does not add up',
    explanation: `The total with VAT shows {found:money}, but total and VAT give {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  amount_due_inexact: {
    title: 'The amount due does not add up',
    explanation: `The amount due shows {found:money}, but the total less what was paid gives {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  allowance_sum_inexact: {
    title: 'The discounts do not add up',
    explanation: `The total of discounts shows {found:money}, but they add up to {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  charge_sum_inexact: {
    title: 'The charges do not add up',
    explanation: `The total of charges shows {found:money}, but they add up to {expected:money}. ${NEVER_ADJUSTED}.`,
    remedy: REISSUE_FIGURES,
  },
  vat_breakdown_incomplete: {
    title: 'The VAT summary lacks a rate',
    explanation:
      'The VAT summary does not cover every rate of the lines[[: category {category} at {rate:percent} is missing]].[[ Rule: {rule}.]]',
    remedy: US,
  },
  vat_breakdown_repeated: {
    title: 'The VAT summary names a rate twice',
    explanation: 'The VAT summary holds category {category} at {rate:percent} more than once.',
    remedy: US,
  },
  vat_rate_contradicts_category: {
    title: 'The VAT rate contradicts its reason',
    explanation:
      'A rate of {rate:percent} does not go with VAT category {category}, such as an exemption with a rate above 0%.[[ Rule: {rule}.]]',
    remedy: `Correct the tax rate or the customer’s tax status in Stripe. ${REISSUE}.`,
  },
  vat_exemption_missing: {
    title: 'The reason for charging no VAT is missing',
    explanation:
      'Part of the invoice is without VAT (category {category}), and the law asks for the reason on the invoice.[[ Stripe’s reason: {taxability}.]][[ Rule: {rule}.]]',
    remedy: 'Choose the reason for this case in Guichet’s settings, VAT.',
  },
  vat_exemption_unexpected: {
    title: 'A VAT exemption stands where VAT is charged',
    explanation:
      'The VAT summary gives a reason for no VAT in category {category}, which charges VAT.[[ Rule: {rule}.]]',
    remedy: US,
  },
  vat_categories_mixed: {
    title: 'These kinds of VAT cannot stand on one invoice',
    explanation:
      'The invoice mixes lines outside the scope of VAT with others (categories {categories}), which the standard forbids.',
    remedy: `${REISSUE} for each kind.`,
  },
  vat_number_not_allowed: {
    title: 'A VAT number stands on an invoice outside VAT',
    explanation: 'An invoice outside the scope of VAT may not show {place}.[[ Rule: {rule}.]]',
    remedy:
      'Correct the VAT treatment in Stripe, or the VAT number in Guichet’s settings or on the customer.',
  },
  vat_number_malformed: {
    title: 'A VAT number has the wrong shape',
    explanation:
      '“{vatNumber}” ({place}) is not a VAT number: it begins with the country’s two letters, such as FR40123456789.',
    remedy: 'Correct it where it was entered.',
  },
  vat_number_checksum: {
    title: 'Your VAT number does not fit your SIRET',
    explanation:
      'From your SIRET the VAT number should be {expected}; the settings say {found}. The invoice is sent all the same, since a VAT group has a number of its own.',
    remedy: 'Compare both in Guichet’s settings, Your company.',
  },
  buyer_vat_number_missing: {
    title: 'The customer’s VAT number is missing',
    explanation:
      'A supply to another country of the European Union without VAT must show the buyer’s VAT number.[[ Rule: {rule}.]]',
    remedy: `On the customer’s page in Stripe, add its EU VAT number as a tax ID. ${REISSUE}.`,
  },
  delivery_missing: {
    title: 'The delivery is missing',
    explanation:
      'A supply to another country of the European Union must say when, or to which country, it was delivered.[[ Rule: {rule}.]]',
    remedy: `Add a service period or a shipping address in Stripe. ${REISSUE}.`,
  },
  line_id_repeated: {
    title: 'Two lines carry the same number',
    explanation: 'Line {line} carries the number {id}, which another line has already.',
    remedy: US,
  },
  price_negative: {
    title: 'The unit price of line {line} is negative',
    explanation:
      'Line {line} has a unit price of {found:money}. The standard allows negative quantities, not negative prices.',
    remedy: `${REISSUE} with a discount, or with a negative quantity.`,
  },
  price_too_precise: {
    title: 'The unit price of line {line} has too many decimals',
    explanation:
      'Line {line} has a unit price of {found}; Chorus Pro takes at most {limit} decimals.',
    remedy: US,
  },
  quantity_too_precise: {
    title: 'The quantity of line {line} has too many decimals',
    explanation:
      'Line {line} has a quantity of {found}; Chorus Pro takes at most {limit} decimals.',
    remedy: US,
  },
  base_quantity_not_positive: {
    title: 'The price of line {line} is for no quantity',
    explanation:
      'The price of line {line} is given for a quantity of {found}, which must be above 0.',
    remedy: US,
  },
  allowance_negative: {
    title: 'A discount or charge is negative',
    explanation: 'At {place} stands a discount or charge of {found:money}; it must not be below 0.',
    remedy: US,
  },
  number_too_large: {
    title: 'A figure is too large',
    explanation: 'At {place} stands {found}; Chorus Pro takes at most {limit} digits.',
    remedy: `${REISSUE} in several parts.`,
  },
  period_reversed: {
    title: 'A period ends before it begins',
    explanation: 'At {place} stands a period from {from:date} to {to:date}.[[ Rule: {rule}.]]',
    remedy: `Correct the service period in Stripe. ${REISSUE}.`,
  },
  payment_date_missing: {
    title: 'Neither due date nor payment terms',
    explanation:
      'An invoice with an amount due must say until when it is to be paid, and a paid one when it was.[[ Rule: {rule}.]]',
    remedy:
      'Enter payment terms in Guichet’s settings, Payment, or a due date on the invoice in Stripe.',
  },
  paid_amount_inexact: {
    title: 'The invoice is paid, but not in full',
    explanation: `It is sent as already paid (cadre A2), yet {found:money} was paid of {expected:money}.`,
    remedy: US,
  },
  iban_missing: {
    title: 'Your IBAN is missing',
    explanation:
      'An invoice that is to be paid by transfer must show the account to pay into.[[ Rule: {rule}.]]',
    remedy: 'Enter it in Guichet’s settings, Payment, IBAN.',
  },
  iban_checksum: {
    title: 'Your IBAN may contain a typing error',
    explanation: 'Its check digits do not fit. The invoice is sent all the same.',
    remedy: 'Compare it with your bank details (RIB) in Guichet’s settings, Payment, IBAN.',
  },
  iban_too_long: {
    title: 'Your IBAN is too long',
    explanation:
      'It has {found} characters; Chorus Pro takes at most {limit}, the length of a French one.',
    remedy: 'Enter a French IBAN in Guichet’s settings, Payment, IBAN.',
  },
  text_too_long: {
    title: 'A text is too long for Chorus Pro',
    explanation: 'At {place} stand {found} characters; Chorus Pro takes at most {limit}.',
    remedy: `Shorten it where it was entered. Texts of the invoice itself are fixed once it is finalized: void it and issue a new one.`,
  },
  date_out_of_range: {
    title: 'A date cannot be right',
    explanation: 'At {place} stands {found}; French invoices take dates from 2000 to 2099.',
    remedy: `Correct the date in Stripe. ${REISSUE}.`,
  },
  country_unknown: {
    title: 'The country is not known',
    explanation:
      '“{countryCode}” ({place}) is not a country code of ISO 3166-1, such as FR for France.',
    remedy:
      'Correct the country of the address: the supplier’s in Guichet’s settings, the customer’s in Stripe.',
  },
  due_before_issue: {
    title: 'The invoice falls due before it is issued',
    explanation:
      'The due date is {found:date}, the invoice’s own date {issued:date}. Approved platforms refuse that.',
    remedy: `${REISSUE} with a later due date.`,
  },
  mention_missing: {
    title: 'A legal mention is missing',
    explanation:
      'French law demands a mention that the invoice does not carry[[ (code {subject})]]: recovery indemnity, late-payment penalties or early-payment discount.',
    remedy: 'Enter it in Guichet’s settings, Legal mentions.',
  },
  mention_repeated: {
    title: 'A legal mention stands twice on the invoice',
    explanation: 'The mention with code {subject} must stand on the invoice once.',
    remedy: US,
  },
  preceding_invoice_missing: {
    title: 'The credit note does not say which invoice it corrects',
    explanation: 'A credit note (avoir) names the invoice that it corrects, and its date.',
    remedy: US,
  },
  too_many_preceding_invoices: {
    title: 'The document refers to several invoices',
    explanation: 'It refers to {found} earlier invoices; a public buyer takes at most {limit}.',
    remedy: `${REISSUE} for each of them.`,
  },
  electronic_address_malformed: {
    title: 'An electronic address has the wrong shape',
    explanation:
      '“{found}” ({place}) is no address of French electronic invoicing: letters without accents, digits and - _ / + only, at most 125.',
    remedy: 'Correct it where it was entered.',
  },
  invoice_incomplete: {
    title: 'A mandatory part of the invoice is missing',
    explanation: 'The European standard asks for {place}, and it is empty.[[ Rule: {rule}.]]',
    remedy: US,
  },
  document_schema_invalid: {
    title: 'The document does not follow its schema',
    explanation:
      'Guichet checks every document against the official Factur-X schema before sending it, and this one failed.[[ For support, line {line} of the XML: “{message}”.]]',
    remedy: US,
  },
  document_too_large: {
    title: 'The document is too large',
    explanation: `Chorus Pro takes documents of at most 10 MB.[[ This one has {found} bytes (limit: {limit}).]][[ This one has {bytes} bytes (limit: {bytesMax}).]]${FOR_SUPPORT}`,
    remedy: `${REISSUE} in several parts, or with summary lines.`,
  },
  // The deposit and what Chorus Pro made of it.
  deposit_refused: {
    title: 'Chorus Pro refused the deposit',
    explanation: `Nothing was created in Chorus Pro, and the number can be used again.${FOR_SUPPORT}`,
    remedy:
      'Correct what Chorus Pro names, then send the invoice again. If its words do not help, write to Guichet’s support.',
  },
  flow_refused: {
    title: 'Chorus Pro refused the invoice',
    explanation:
      'It did not pass Chorus Pro’s checks ({state}): no invoice exists there, and the number can be used again.[[ Chorus Pro’s words: “{message}”]]',
    remedy:
      'Do what stands beside Chorus Pro’s words. Where nothing stands there, correct what they name, on the customer in Stripe or in Guichet’s settings, then send the same invoice again.',
  },
  flow_incident: {
    title: 'Chorus Pro had an incident',
    explanation: 'Chorus Pro could not finish checking the document ({state}).',
    remedy: US,
  },
  flow_state_unknown: {
    title: 'Chorus Pro uses a word that we do not know',
    explanation:
      'Chorus Pro says “{state}” about the document. Guichet does not take it for success or failure, and keeps asking.',
    remedy: US,
  },
  invoice_status_unknown: {
    title: 'Chorus Pro shows a status that we do not know',
    explanation:
      'Chorus Pro gives the invoice the status “{status}”. Guichet shows the last status that it knew, and keeps asking.',
    remedy: US,
  },
  chorus_pro_unavailable: {
    title: 'Chorus Pro does not answer',
    explanation: `Chorus Pro is closed, overloaded or out of reach. Nothing was lost.${FOR_SUPPORT}`,
    remedy: WAIT,
  },
  application_not_authorized: {
    title: 'Chorus Pro does not admit Guichet',
    explanation: `Guichet’s own access to Chorus Pro (raccordement) does not allow this call.${FOR_SUPPORT}`,
    remedy: US,
  },
  application_credentials_refused: {
    title: 'Chorus Pro refused Guichet’s access',
    explanation: `The State’s gateway (PISTE) does not accept Guichet’s own credentials.${FOR_SUPPORT}`,
    remedy: US,
  },
  deposit_uncertain: {
    title: 'Chorus Pro did not confirm the deposit',
    explanation: `Nobody knows yet whether Chorus Pro took the document[[ of invoice {number}]]. Guichet looks it up before anything is sent again, so that it never arrives twice.${FOR_SUPPORT}`,
    remedy: WAIT,
  },
  deposit_unresolved: {
    title: 'The deposit could not be confirmed',
    explanation:
      'After two attempts nobody knows whether Chorus Pro took the document[[ of invoice {number}]]. Guichet does not send it a third time by itself.',
    remedy:
      'Guichet’s support has been told. Meanwhile you can look for the number in Chorus Pro, under issued invoices (Factures émises).',
  },
  number_already_used: {
    title: 'This number already exists in Chorus Pro',
    explanation:
      'Invoice {number} is already there, perhaps entered by hand on the portal. Two invoices of one supplier cannot share a number.',
    remedy: `If it is the same invoice, nothing more is to be done. Otherwise: void this invoice in Stripe and issue a new one, which gets a new number.`,
  },
  suspended_by_buyer: {
    title: 'The buyer asks for a document',
    explanation:
      'The public buyer suspended the invoice ({status}): something is missing.[[ Its words: “{comment}”]]',
    remedy:
      'Open the invoice in Stripe: Guichet sends the document and your answer to the buyer from there. Do not send the invoice again: the number stays the same.',
  },
  to_recycle: {
    title: 'The buyer says it is the wrong recipient',
    explanation:
      'The public buyer returned the invoice for another recipient, service or engagement ({status}).[[ Its words: “{comment}”]]',
    remedy:
      'Open the invoice in Stripe and tell Guichet the right recipient, service or engagement (recycler). Do not send it again: the number stays the same. Then correct the customer in Stripe for the next one.',
  },
  rejected_by_buyer: {
    title: 'The buyer rejected the invoice',
    explanation:
      'The public buyer rejected what the invoice says ({status}).[[ Its words: “{comment}”]]',
    remedy:
      'In Stripe, issue a credit note for this invoice, then a new invoice with a new number. The rejected number cannot be used again.',
  },
  // The supplier's own actions on an invoice that exists at Chorus Pro, and its searches there.
  action_refused: {
    title: 'Chorus Pro refused the action',
    explanation: `Chorus Pro did not carry it out, so the invoice stands where it stood.${FOR_SUPPORT}`,
    remedy:
      'Read Chorus Pro’s words above, correct what they name and try again. If they say nothing useful, write to Guichet’s support with the invoice number.',
  },
  action_uncertain: {
    title: 'It is not certain yet whether the action went through',
    explanation: `The connection broke before Chorus Pro answered.${FOR_SUPPORT}`,
    remedy:
      'Nothing to do: Guichet looks the invoice up at Chorus Pro first, and says then whether the action went through.',
  },
  action_not_possible: {
    title: 'The invoice can no longer be changed this way',
    explanation: `Its status at Chorus Pro does not allow this action. Somebody may have acted on it in the meantime, on the portal perhaps.${FOR_SUPPORT}`,
    remedy: 'Refresh the page: it shows the present status, and the action that it allows.',
  },
  action_not_in_state: {
    title: 'Not possible in this state',
    explanation:
      'Where the invoice stands now ({state}), this is not one of the things that can be done.',
    remedy: 'Refresh the page: it shows the present status, and the action that it allows.',
  },
  action_under_way: {
    title: 'Another action is under way',
    explanation:
      'Somebody has just asked for an action on this invoice, and Chorus Pro has not answered yet.',
    remedy: 'Nothing to do: the outcome appears in the history as soon as it is known.',
  },
  action_done: {
    title: 'Already done',
    explanation:
      'Chorus Pro has taken this action; the new status has not arrived yet, or none will.',
    remedy: 'Nothing to do: the buyer goes on.',
  },
  held_by_merchant: {
    title: 'Held back by you',
    explanation:
      'Somebody in your company held this document back in Guichet.[[ Comment: “{comment}”]]',
    remedy: 'Choose “Release” on the invoice when it may go.',
  },
  excluded_by_merchant: {
    title: 'Excluded by you',
    explanation:
      'Somebody in your company decided that this document is not sent to Chorus Pro.[[ Comment: “{comment}”]]',
    remedy: 'Choose “Include again” on the invoice to change that.',
  },
  credit_note_due: {
    title: 'Voided in Stripe, but Chorus Pro still has it: a credit note is due',
    explanation:
      'This invoice is “{status}” in Stripe since it was sent. For the public buyer it is still due, and only a credit note undoes it.',
    remedy:
      'Ask the buyer to reject the invoice in Chorus Pro, or send a credit note for the same amount. Stripe issues credit notes on invoices that are open or paid, not on voided ones: for the next time, issue a credit note instead of voiding.',
  },
  credit_note_voided_late: {
    title: 'Voided in Stripe, but Chorus Pro still has the credit note',
    explanation:
      'This credit note was voided in Stripe ({status}) after it was sent. For the public buyer it still lowers what is due.',
    remedy:
      'Tell the buyer, who can reject the credit note in Chorus Pro, or issue a new invoice for the same amount.',
  },
  original_not_at_chorus_pro: {
    title: 'Its invoice is not at Chorus Pro yet',
    explanation:
      'A credit note goes after the invoice that it corrects[[ ({original})]], which has not been integrated yet.',
    remedy:
      'See where that invoice stands and deal with its reasons; the credit note follows by itself. If neither is to be sent, exclude both.',
  },
  original_excluded: {
    title: 'Its invoice is excluded',
    explanation:
      'Somebody decided that the invoice which this credit note corrects[[ ({original})]] is not sent through Guichet. Chorus Pro would not know what the credit note is about.',
    remedy:
      'Exclude the credit note as well. If both are to be sent, include the invoice again, then try the credit note again.',
  },
  account_lacks_rights: {
    title: 'The technical account may not do this',
    explanation: `Chorus Pro says that the technical account (compte technique) has no right on this invoice or company.${FOR_SUPPORT}`,
    remedy:
      'Ask your company’s main manager (gestionnaire principal) in Chorus Pro to attach the technical account to the company that issued the invoice.',
  },
  invoice_not_at_chorus_pro: {
    title: 'Chorus Pro does not know this invoice',
    explanation: `Chorus Pro answered that no invoice has this identifier.${FOR_SUPPORT}`,
    remedy: 'Nothing to do on your side: Guichet’s support has been told and will look into it.',
  },
  nothing_to_add: {
    title: 'There is neither a comment nor a file',
    explanation:
      'The buyer is waiting for something that is missing: an answer needs a comment, a file, or both.',
    remedy: 'Write a comment or add the file that the buyer asked for, then send it again.',
  },
  too_many_attachments: {
    title: 'There are too many files',
    explanation: '{found} files were chosen; Guichet sends at most {limit} at a time.',
    remedy: 'Put several documents into one PDF, or into one ZIP, then send it again.',
  },
  attachment_empty: {
    title: 'A file is empty',
    explanation: '“{name}” contains nothing.',
    remedy: 'Choose the file again; if it stays empty, export it again from where it comes from.',
  },
  attachment_name_too_long: {
    title: 'The name of a file is too long',
    explanation:
      '“{name}” has {found} characters with its extension; Chorus Pro takes at most {limit}.',
    remedy: 'Rename the file, for example to “{suggestion}”, then send it again.',
  },
  attachment_name_unsuitable: {
    title: 'The name of a file cannot be used',
    explanation:
      '“{name}” holds characters that a file name should not have, or two files bear the same name.',
    remedy: 'Rename the file, for example to “{suggestion}”, then send it again.',
  },
  attachment_type_not_accepted: {
    title: 'Chorus Pro does not take this type of file',
    explanation: '“{name}” has the extension “{extension}”, which is not on Chorus Pro’s list.',
    remedy:
      'Save the document as PDF and choose it again. Chorus Pro also takes images (JPG, PNG, TIFF), office documents and ZIP.',
  },
  attachment_too_large: {
    title: 'A file is too large',
    explanation: `[[“{name}” has {megabytes} MB; ]]Chorus Pro takes at most 10 MB a file.${FOR_SUPPORT}`,
    remedy:
      'Make the file smaller (scan at 200 dpi, or split it into several files), then send it again.',
  },
  attachments_too_large: {
    title: 'The files are too large together',
    explanation:
      'They have {megabytes} MB in all; Chorus Pro takes at most {limit} MB for one invoice.',
    remedy:
      'Leave out what the buyer did not ask for, or make the files smaller, then send them again.',
  },
  engagement_number_unknown: {
    title: 'Chorus Pro does not know this engagement number',
    explanation:
      'The State’s list of engagements does not hold “{engagementNumber}” (numéro d’engagement) for this buyer.',
    remedy:
      'Compare it with the purchase order. Correct it with “Change references” on the invoice’s page, or ask the buyer for it.',
  },
  engagement_number_unchecked: {
    title: 'The engagement number could not be checked',
    explanation:
      'This buyer demands an engagement number (numéro d’engagement). Chorus Pro shows only some buyers’ orders, and “{engagementNumber}” is not among them; that does not mean that it is wrong.',
    remedy: 'Compare it with the purchase order. If it is the same, there is nothing to do.',
  },
  directory_unchecked: {
    title: 'Sent without asking the directory',
    explanation:
      'Chorus Pro’s directory has not answered for {hours} hours, so nobody could look up what the buyer {siret} demands. The invoice was complete otherwise and did not wait any longer.',
    remedy:
      'Nothing to do for now. Should Chorus Pro refuse the invoice, Guichet says what is missing, and it can be sent again under the same number.',
  },
  search_too_short: {
    title: 'Type a little more',
    explanation: 'A search in the directory needs at least {limit} letters; {found} were typed.',
    remedy: 'Type more of the name, or the 14 digits of the SIRET.',
  },
  merchant_left: {
    title: 'The app was uninstalled',
    explanation:
      'Guichet no longer has access to the Stripe account[[ {account}]], so it stopped following this invoice.[[ For support: {detail}.]]',
    remedy: 'Install Guichet again from the Stripe Marketplace to go on.',
  },
  internal_error: {
    title: 'Guichet failed',
    explanation: `Something went wrong on our side; the invoice is kept as it was.${FOR_SUPPORT}`,
    remedy: 'Nothing to do: Guichet tries again by itself, and its support has been told.',
  },
} as const satisfies Record<ReasonCode, ReasonWording>;

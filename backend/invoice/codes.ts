/**
 * The code lists that the invoice model uses, with the list each comes from. Tables of data only.
 */

/** BT-3, UNTDID 1001 (EN 16931 code list v15): 380 commercial invoice, 381 credit note. */
export type InvoiceTypeCode = '380' | '381';

/**
 * BT-23, the business process. A-codes are Chorus Pro's billing frameworks (*cadres de facturation*, G1.02);
 * A1 ordinary, A2 already paid.
 */
export type BusinessProcess = 'A1' | 'A2';

/** What is supplied: the approved-platform dialect begins BT-23 with it (B goods, S services, M both). */
export type SupplyKind = 'goods' | 'services' | 'mixed';

/** BT-81, UNTDID 4461: 30 credit transfer, 48 bank card, 97 clearing between the parties (a credit note's). */
export type PaymentMeansCode = '30' | '48' | '97';

/** BT-118 / BT-151, UNTDID 5305. `S` standard or reduced rate; see vat.ts for what each demands. */
export type VatCategory = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O';

/** BT-8, UNTDID 2475 as CII writes it: 5 invoice date (VAT on debits), 72 payment (VAT on receipts). */
export type VatPointDateCode = '5' | '72';

/**
 * BT-21, UNTDID 4451: PMT recovery indemnity, PMD late-payment penalties, AAB early-payment discount,
 * REG regulatory information, AAI general, ABL legal registration, SUR supplier's remarks.
 */
export type NoteSubject = 'PMT' | 'PMD' | 'AAB' | 'REG' | 'AAI' | 'ABL' | 'SUR';

/** BT-130, UN/ECE Recommendation 20: C62 one (the default), MON month, ANN year, DAY day, WEE week, HUR hour. */
export type UnitCode = 'C62' | 'MON' | 'ANN' | 'DAY' | 'WEE' | 'HUR';

/** BT-98 / BT-140, UNTDID 5189: 95 discount. */
export type AllowanceReasonCode = '95';

/** BT-105 / BT-145, UNTDID 7161: FC freight. */
export type ChargeReasonCode = 'FC';

/**
 * BT-29-1, BT-30-1, BT-34-1, BT-46-1, BT-47-1, BT-49-1, ISO 6523: 0002 SIREN register (Chorus Pro puts the SIRET there),
 * 0009 SIRET, 0223 EU VAT number of a supplier without SIRET, 0227 supplier outside the EU, 0225 electronic address of French e-invoicing.
 */
export type IdentifierScheme = '0002' | '0009' | '0223' | '0225' | '0227';

/** French VAT rates in basis points that the State's rules accept (facts: BR-FR, flux-1 G1.24). */
export const FRENCH_VAT_RATES: readonly number[] = [
  0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060,
];

import { z } from 'zod';
import { VATEX_CODES } from './invoice/vatex.ts';
import { EVENT_NAMES, EVENTS_TO_ACT_ON } from './notify/event.ts';

/**
 * What a merchant tells us about itself: one schema, stored per tenant as JSON. What Chorus Pro demands and is not yet
 * there (SIRET, VAT number, address) is left optional on purpose: `decide` names what is missing on each invoice.
 */

const NAME_CHARACTERS_MAX = 99;
const TEXT_CHARACTERS_MAX = 1024;

/** Base64 characters of a logo of 512 KiB. */
const LOGO_CHARACTERS_MAX = 4 * Math.ceil((512 * 1024) / 3);

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // Control characters would make the XML not well-formed.
    .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters');

const spaced = (pattern: RegExp, message: string) =>
  z
    .string()
    .transform((value) => value.replace(/[\s.\u00a0\u202f]/g, '').toUpperCase())
    .pipe(z.string().regex(pattern, message));

const address = z.strictObject({
  line1: text(NAME_CHARACTERS_MAX),
  line2: text(NAME_CHARACTERS_MAX).optional(),
  postCode: text(10),
  city: text(NAME_CHARACTERS_MAX),
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a two-letter ISO 3166-1 code')
    .default('FR'),
});

const seller = z.strictObject({
  /** BT-27. */
  name: text(NAME_CHARACTERS_MAX),
  /** Where the supplier is established, and so how Chorus Pro knows it (BT-30): by SIRET, by EU VAT number, or by country and name. */
  established: z.enum(['france', 'eu', 'outside_eu']).default('france'),
  /** BT-30. */
  siret: spaced(/^\d{14}$/, 'must have 14 digits').optional(),
  /** BT-31. */
  vatNumber: spaced(/^[A-Z]{2}[A-Z0-9]{2,13}$/, 'must look like FR40123456789').optional(),
  address: address.optional(),
  /** BT-33: legal form, capital, registration, such as "SAS au capital de 10 000 €, RCS Paris 123 456 789". */
  legalInformation: text(TEXT_CHARACTERS_MAX).optional(),
  contact: z
    .strictObject({
      name: text(NAME_CHARACTERS_MAX).optional(),
      phone: text(30).optional(),
      email: z.email().max(NAME_CHARACTERS_MAX).optional(),
    })
    .optional(),
});

const payment = z
  .strictObject({
    /** BT-84. */
    iban: spaced(
      /^[A-Z]{2}\d{2}[A-Z0-9]{10,23}$/,
      'must be an IBAN of at most 27 characters',
    ).optional(),
    /** BT-86. */
    bic: spaced(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'must be a BIC').optional(),
    /** BT-85. */
    accountName: text(NAME_CHARACTERS_MAX).optional(),
    /** BT-20. */
    terms: text(TEXT_CHARACTERS_MAX).default(
      'Paiement à 30 jours à compter de la réception de la facture',
    ),
  })
  .prefault({});

const mentions = z
  .strictObject({
    /** PMT: article D. 441-5 of the commercial code. */
    recoveryIndemnity: text(TEXT_CHARACTERS_MAX).default(
      'Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €',
    ),
    /** PMD: late payments by a public body, articles L. 2192-13 and R. 2192-31 of the public procurement code. */
    latePenalties: text(TEXT_CHARACTERS_MAX).default(
      'Pénalités de retard : taux directeur de la Banque centrale européenne majoré de huit points',
    ),
    /** AAB. */
    earlyDiscount: text(TEXT_CHARACTERS_MAX).default('Pas d’escompte pour paiement anticipé'),
    /** Free legal text at the foot of the page. */
    other: text(TEXT_CHARACTERS_MAX).optional(),
  })
  .prefault({});

const exemption = z.strictObject({
  /** BT-121. */
  code: z.enum(VATEX_CODES),
  /** BT-120; the code's own text when absent. */
  text: text(TEXT_CHARACTERS_MAX).optional(),
});

const vat = z
  .strictObject({
    /** BT-8: when VAT falls due; `receipts` is the rule for services, `debits` an option, and the rule for goods. */
    pointDate: z.enum(['debits', 'receipts']).default('receipts'),
    /** `franchise`: the small-business exemption, article 293 B of the tax code; no VAT is ever charged. */
    regime: z.enum(['standard', 'franchise']).default('standard'),
    /** Why no VAT is charged where Stripe shows that the buyer owes it (`reverse_charge`). */
    reverseCharge: exemption.prefault({ code: 'VATEX-EU-AE' }),
    /** … where Stripe shows that the customer is exempt (`customer_exempt`). */
    customerExempt: exemption.optional(),
    /** … where Stripe shows that the product is exempt (`product_exempt`). */
    productExempt: exemption.optional(),
    /** … where Stripe shows that the sale is outside the scope of VAT (`not_subject_to_tax`). */
    notSubject: exemption.prefault({ code: 'VATEX-EU-O' }),
    /** … where a rate of 0 % stands for an exemption; zero-rated (category Z) when absent. */
    zeroRate: exemption.optional(),
    /** … where no tax is configured at all; refused when absent. */
    noTax: exemption.optional(),
  })
  .prefault({});

const supply = z
  .strictObject({
    /** What is sold: one of the parts of BT-23 in the approved-platform dialect (B, S, M). */
    kind: z.enum(['goods', 'services', 'mixed']).default('services'),
    /** BT-130 of a line that does not say otherwise in its metadata `unit`. */
    unit: z.enum(['unit', 'hour', 'day', 'week', 'month', 'year']).default('unit'),
    /** BT-72 of an invoice whose lines have no period. */
    deliveredOn: z.enum(['issue_date', 'not_stated']).default('issue_date'),
    /** BT-153 of a line that Stripe shows without a description. */
    unnamedLine: text(NAME_CHARACTERS_MAX).default('Prestation sans désignation'),
  })
  .prefault({});

const look = z
  .strictObject({
    /** A PNG, or a JPEG in grey or RGB, in base64. */
    logo: z.base64().max(LOGO_CHARACTERS_MAX).optional(),
    colour: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #1f4370')
      .optional(),
  })
  .prefault({});

const MAIL_ADDRESSES_MAX = 10;
const MAIL_ADDRESS_CHARACTERS_MAX = 254;
const WEB_ADDRESS_CHARACTERS_MAX = 2_048;

/** Where our own calls go; that it is not inside anybody's private network is checked when it is called. */
const webAddress = z
  .url({ protocol: /^https$/, error: 'must be an https address' })
  .max(WEB_ADDRESS_CHARACTERS_MAX)
  .regex(/^[^@]*$/, 'must not hold a user name or password');

const events = z.array(z.enum(EVENT_NAMES)).max(EVENT_NAMES.length);

const notifications = z
  .strictObject({
    /** The language of mails and messages; webhooks of our own have none. */
    language: z.enum(['en', 'fr']).default('fr'),
    /** A summary by e-mail at 8 on working days, when there is something to tell. */
    digest: z.boolean().default(false),
    /** Whether invoices that were at Chorus Pro before Guichet are told of as well. */
    imported: z.boolean().default(false),
    email: z
      .strictObject({
        addresses: z
          .array(z.email().max(MAIL_ADDRESS_CHARACTERS_MAX))
          .max(MAIL_ADDRESSES_MAX)
          .default([]),
        events: events.default([...EVENTS_TO_ACT_ON]),
      })
      .prefault({}),
    /** An incoming webhook of Slack, or of what understands the same (Mattermost, Rocket.Chat). */
    slack: z
      .strictObject({ url: webAddress, events: events.default([...EVENTS_TO_ACT_ON]) })
      .optional(),
    /** The merchant's own endpoint, called with our signature. */
    webhook: z
      .strictObject({ url: webAddress, events: events.default([...EVENT_NAMES]) })
      .optional(),
  })
  .prefault({});

export const settingsSchema = z.strictObject({
  seller,
  payment,
  mentions,
  vat,
  supply,
  look,
  notifications,
});

/** A merchant's settings with every default filled in. */
export type Settings = z.output<typeof settingsSchema>;

/** What a person writes: defaults may be left out. */
export type SettingsInput = z.input<typeof settingsSchema>;

/** The Chorus Pro technical account, kept encrypted (*compte technique*: `TECH_…@cpro.fr`). */
export const technicalAccountSchema = z.strictObject({
  login: z.string().min(3).max(200),
  password: z.string().min(1).max(200),
});
export type TechnicalAccount = z.output<typeof technicalAccountSchema>;

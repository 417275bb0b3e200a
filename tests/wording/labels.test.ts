import { describe, expect, it } from '@jest/globals';
import { DOCTOR_WORDINGS } from '../../src/wording/doctor.ts';
import { REFUSALS_EN } from '../../src/wording/refusals-en.ts';
import { REFUSALS_FR } from '../../src/wording/refusals-fr.ts';
import { SETTINGS_EN } from '../../src/wording/settings-en.ts';
import { SETTINGS_FR } from '../../src/wording/settings-fr.ts';
import { screensFor } from '../../src/wording/screens.ts';
import { LOCALES, wordingFor, type Locale } from '../../src/wording/wording.ts';

// Sentences send people to a section, a field or a button by its name: it must be the name that stands there.

const SETTINGS = { en: SETTINGS_EN, fr: SETTINGS_FR } as const;
const REFUSALS = { en: REFUSALS_EN, fr: REFUSALS_FR } as const;

/** Where a sentence names a place: what follows, up to the end of the clause. */
const NAMED = {
  en: {
    settings: /Guichet(?:’s)? settings, (\p{Lu}[^.;:)“”]*)/gu,
    field: /\bfield (\p{Lu}[^.;)]*)/gu,
    button: /“(Change references|Release|Include[^”]*)”/gu,
  },
  fr: {
    settings: /paramètres de Guichet, (\p{Lu}[^.;:)«»]*)/gu,
    field: /\bchamp (\p{Lu}[^.;)]*)/gu,
    button: /« (Changer les références|Libérer|Réintégrer|Inclure[^»]*) »/gu,
  },
} as const;

function sentencesOf(locale: Locale): readonly string[] {
  const { reasons, places } = wordingFor(locale);
  const tables = [reasons, REFUSALS[locale], DOCTOR_WORDINGS[locale]];
  const rows = tables.flatMap((table) => Object.values(table));
  return [
    ...rows.flatMap(({ title, explanation, remedy }) => [title, explanation, remedy]),
    ...places.map(([, name]) => name),
  ];
}

function named(locale: Locale, what: keyof (typeof NAMED)['en']): readonly string[] {
  return sentencesOf(locale).flatMap((sentence) =>
    [...sentence.matchAll(NAMED[locale][what])].map(([, name = '']) => name),
  );
}

const sectionsOf = (locale: Locale): readonly string[] => {
  const { company, payment, vat, mentions, look, notifications, chorusPro, supply, exemptions } =
    SETTINGS[locale].sections;
  return [company, payment, vat, mentions, look, notifications, chorusPro, supply, exemptions];
};

describe.each(LOCALES)('what sentences call the places of the Dashboard in %s', (locale) => {
  const fields = Object.values(SETTINGS[locale].fields).map(({ label }) => label);

  it('are sections of the settings, and fields of theirs', () => {
    const found = named(locale, 'settings');
    expect(found.length).toBeGreaterThan(10);
    for (const name of found) {
      const section = sectionsOf(locale).find((label) => name.startsWith(label));
      expect({ name, section }).toMatchObject({ section: expect.any(String) });
      const rest = name.slice(section?.length ?? 0).replace(/^, /, '');
      if (!/^\p{Lu}/u.test(rest)) continue;
      expect({ name, field: fields.find((label) => rest.startsWith(label)) }).toMatchObject({
        field: expect.any(String),
      });
    }
  });

  it('are fields of the customer’s page', () => {
    const { siret, code, engagement, contract } = screensFor(locale).customer;
    const found = named(locale, 'field');
    expect(found.length).toBeGreaterThan(10);
    for (const name of found) {
      const label = [siret, code, engagement, contract].find((each) => name.startsWith(each));
      expect({ name, label }).toMatchObject({ label: expect.any(String) });
    }
  });

  it('are buttons of the invoice’s page', () => {
    const labels = Object.values(screensFor(locale).invoice.actions).map(({ label }) => label);
    const found = named(locale, 'button');
    expect(found.length).toBeGreaterThan(3);
    for (const name of found) expect(labels).toContain(name);
  });

  it('are never the keys that stand behind them', () => {
    const keys =
      /\b(government_affiliated|siret|einvoicing_code|engagement_number|contract_number)\b/;
    const bare = sentencesOf(locale).map((sentence) => sentence.replace(/\{\w+(:\w+)?\}/g, ''));
    expect(bare.filter((sentence) => keys.test(sentence))).toEqual([]);
  });
});

// Whoever fills in a form must not guess; texts of exemptions and lists of events are described by what stands above them.
it.each(LOCALES)('every field of the settings is described (%s)', (locale) => {
  const silent = Object.entries(SETTINGS[locale].fields).filter(
    ([name, { description }]) => description === '' && !/^vat\..*\.text$|\.events$/.test(name),
  );
  expect(silent).toEqual([]);
});

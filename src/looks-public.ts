/**
 * Whether a customer looks like a public body, so that a person can be asked. A guess from the name and the SIREN: it
 * is only ever a suggestion, and nothing follows from it by itself.
 */

/** How public bodies are called in France, as whole words. */
const NAMES =
  /(?<![\p{L}])(mairie|ville de|commune de|communauté (de communes|d.agglomération|urbaine)|métropole|préfecture|sous-préfecture|ministère|conseil (départemental|régional|général)|département d[eu]|région|académie|rectorat|université|lycée|collège|école (primaire|élémentaire|maternelle|communale)|chu|chru|centre hospitalier|hôpital|ehpad|ccas|cias|sdis|crous|syndicat (mixte|intercommunal)|office public|médiathèque|bibliothèque municipale|tribunal|gendarmerie|direction (départementale|régionale|générale)|agence régionale de santé|caisse (d.allocations familiales|primaire)|urssaf|france travail|cnrs|inserm)(?![\p{L}])/iu;

/** SIRENs of the State and its services begin with 1, of local authorities and their bodies with 2 (INSEE). */
const PUBLIC_SIREN = /^[12]/;

/** Whether a name, or a SIREN where one is known, looks like that of a public body. */
export function looksPublic(name: string, siren: string): boolean {
  return PUBLIC_SIREN.test(siren) || NAMES.test(name.normalize('NFC'));
}

/** The SIREN in a SIRET, a SIREN or a French VAT number, whose grouping was taken out; empty where there is none. */
export function sirenIn(number: string): string {
  return /^(?:FR[0-9A-Z]{2})?(\d{9})(?:\d{5})?$/.exec(number)?.[1] ?? '';
}

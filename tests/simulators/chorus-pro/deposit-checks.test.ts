import { describe, expect, it } from '@jest/globals';
import { BUYERS, SUPPLIER } from '../../samples/world.ts';
import { readCii } from './cii-reader.ts';
import { businessErrors, reportText } from './deposit-checks.ts';
import { Directory } from './directory.ts';
import { sampleXml, type SampleInvoice } from './sample-deposit.ts';
import { parseXml } from './xml-reader.ts';

const directory = new Directory();
directory.addSupplier({ ...SUPPLIER, ...SUPPLIER.technicalAccount });
directory.addSupplier({
  siret: '55210055400013',
  name: 'Un autre fournisseur',
  login: 'TECH_9@cpro.fr',
  password: 'autre',
});

function errorsOf(changes: SampleInvoice, isUsed = false): readonly string[] {
  const root = parseXml(sampleXml(changes));
  if (!root) throw new Error('The sample is not XML');
  return businessErrors(readCii(root), {
    directory,
    account: directory.findAccount(SUPPLIER.technicalAccount.login),
    depositedOn: '2026-11-23',
    isUsed: () => isUsed,
  });
}

/** Spoil one thing, and find exactly one error that says so. */
const SPOILT: readonly (readonly [string, SampleInvoice, string])[] = [
  ['a number is missing', { number: '' }, 'ExchangedDocument.ID.value est obligatoire.'],
  ['a number of 21 characters', { number: 'A'.repeat(21) }, 'pas depasser 20'],
  ['a number with a dot', { number: 'A.1' }, 'caracteres non autorises'],
  ['a framework of the reform', { framework: 'S1' }, 'Le cadre de facturation S1'],
  ['a framework beyond A25', { framework: 'A26' }, 'Le cadre de facturation A26'],
  ['a self-billed invoice', { typeCode: '389' }, 'Le type de facture 389'],
  ['a self-billed credit note', { typeCode: '261' }, 'Le type de facture 261'],
  ['an accounting information', { typeCode: '751' }, 'Le type de facture 751'],
  ['a date after the deposit', { issuedOn: '20261124' }, 'posterieure'],
  ['a date in no known format', { issuedOn: '24.11.2026' }, 'IssueDateTime'],
  ['no supplier', { supplierSiret: '' }, 'SellerTradeParty'],
  ['an unknown supplier', { supplierSiret: '00000000000000' }, 'pas reference'],
  ['a supplier of another account', { supplierSiret: '55210055400013' }, 'pas rattache'],
  ['no buyer', { buyerSiret: '' }, 'BuyerTradeParty'],
  ['a SIREN for a buyer', { buyerSiret: '123456782' }, '14 chiffres'],
  ['an unknown buyer', { buyerSiret: '12345678299999' }, '14 chiffres'],
  ['a private buyer', { buyerSiret: '55210055400013' }, '14 chiffres'],
  ['a closed buyer', { buyerSiret: '00011084100012' }, 'plus actif'],
  [
    'a missing service',
    { buyerSiret: BUYERS.serviceRequired.siret },
    'BuyerReference.value) est obligatoire',
  ],
  [
    'a missing service at the State',
    { buyerSiret: BUYERS.state.siret },
    'BuyerReference.value) est obligatoire',
  ],
  [
    'a missing engagement',
    { buyerSiret: BUYERS.engagementRequired.siret },
    'BuyerOrderReferencedDocument.IssuerAssignedID.value) est obligatoire',
  ],
  [
    'neither service nor engagement',
    { buyerSiret: BUYERS.engagementOrService.siret },
    'ou le numero',
  ],
  [
    'an engagement that the service demands',
    { buyerSiret: '00010159200012', serviceCode: 'ACHATS' },
    'BuyerOrderReferencedDocument.IssuerAssignedID.value) est obligatoire',
  ],
  ['an unknown service', { serviceCode: 'NULLE-PART' }, "n'existe pas"],
  ['a closed service', { buyerSiret: '00010011500013', serviceCode: 'ANCIEN' }, "n'est pas actif"],
  [
    'a service between public bodies',
    { buyerSiret: BUYERS.state.siret, serviceCode: 'FACTURES_PUBLIQUES' },
    'reserve',
  ],
  ['an engagement of 51 characters', { engagement: 'E'.repeat(51) }, 'pas depasser 50'],
  [
    'no means of payment',
    { paymentMeans: '' },
    'SpecifiedTradeSettlementPaymentMeans.TypeCode.value',
  ],
  [
    'lines that do not add up',
    { lineNet: '99.99', withoutVat: '99.99', withVat: '120.00' },
    'BT-112',
  ],
  ['an amount due that is a cent off', { due: '120.01' }, 'BT-115'],
  ['VAT that is not added', { withVat: '100.00', due: '100.00' }, 'BT-112'],
];

/** What the platform takes. */
const ACCEPTED: readonly (readonly [string, SampleInvoice])[] = [
  ['the sample', {}],
  ['no framework, which means A1', { framework: '' }],
  ['the last framework', { framework: 'A25' }],
  ['a number of 20 characters with all that is allowed', { number: 'Ab 1-2_3/4+5xxxxxxxx' }],
  ['today', { issuedOn: '20261123' }],
  ['a credit note', { typeCode: '381' }],
  [
    'a negative invoice',
    {
      lineNet: '-100.00',
      withoutVat: '-100.00',
      vat: '-20.00',
      withVat: '-120.00',
      due: '-120.00',
    },
  ],
  [
    'a service where it is demanded',
    { buyerSiret: BUYERS.serviceRequired.siret, serviceCode: BUYERS.serviceRequired.service },
  ],
  [
    'an engagement where it is demanded',
    { buyerSiret: BUYERS.engagementRequired.siret, engagement: 'EJ-42' },
  ],
  [
    'an engagement instead of a service',
    { buyerSiret: BUYERS.engagementOrService.siret, engagement: 'EJ-42' },
  ],
  [
    'a service instead of an engagement',
    {
      buyerSiret: BUYERS.engagementOrService.siret,
      serviceCode: BUYERS.engagementOrService.service,
    },
  ],
];

describe('the checks of a deposit', () => {
  it.each(SPOILT)('refuse %s', (_, changes, words) => {
    const errors = errorsOf(changes);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(words);
    expect(errors[0]).toMatch(/^(L'(element|engagement juridique) \(?)?FichierXml\./);
  });

  it.each(ACCEPTED)('accept %s', (_, changes) => {
    expect(errorsOf(changes)).toEqual([]);
  });

  it('refuse a negative credit note', () => {
    const negative = {
      lineNet: '-100.00',
      withoutVat: '-100.00',
      vat: '-20.00',
      withVat: '-120.00',
    };
    const errors = errorsOf({ ...negative, due: '-120.00', typeCode: '381' });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('avoir');
  });

  it('refuse a number that is used, before all else', () => {
    const errors = errorsOf({ paymentMeans: '' }, true);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toContain('existe deja');
  });

  it('report several errors in one text of 200 characters at most', () => {
    const errors = errorsOf({ number: 'A.1', framework: 'S1', typeCode: '389', due: '1.00' });
    expect(errors).toHaveLength(4);
    expect(reportText(errors.slice(0, 2))).toBe(`${errors[0]}|${errors[1]}`.slice(0, 200));
    expect(reportText(errors)).toHaveLength(200);
  });
});

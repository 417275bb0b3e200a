import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ChorusPro } from '../../backend/chorus-pro/chorus-pro.ts';
import { readRefusals, type RefusalCode } from '../../backend/follow/refusals.ts';
import { BUYERS, PISTE_APPLICATION, SUPPLIER } from '../samples/world.ts';
import { startChorusPro, type ChorusProSimulator } from '../simulators/chorus-pro/chorus-pro.ts';
import {
  samplePdf,
  sampleXml,
  type SampleInvoice,
} from '../simulators/chorus-pro/sample-deposit.ts';
import { connect, tenantOf } from './scripted-piste.ts';

/** From a spoilt document, over the wire, to a refusal in plain words. */

const tenant = tenantOf();
let simulator: ChorusProSimulator;
let chorusPro: ChorusPro;
beforeAll(async () => {
  simulator = await startChorusPro({ now: () => Date.parse('2026-11-23T09:00:00Z') });
  simulator.seed([{ number: 'THERE', supplierSiret: SUPPLIER.siret }]);
  const { tokenUrl, apiUrl } = simulator;
  ({ chorusPro } = connect({ ...PISTE_APPLICATION, tokenUrl, apiUrl }));
});
afterAll(async () => {
  await chorusPro.close();
  await simulator.close();
});

async function refusalsOf(changes: SampleInvoice) {
  const pdf = new Uint8Array(samplePdf(sampleXml(changes)));
  const request = { fileName: 'f.pdf', invoiceNumber: 'F', pdf };
  const deposit = await chorusPro.deposit(tenant, request);
  const flow = deposit.kind === 'accepted' ? deposit.flowNumber : '';
  const report = await chorusPro.flowReport(tenant, flow);
  if (report.kind !== 'report') throw new Error(report.kind);
  return report.errors.flatMap(({ code = '', message }) => readRefusals(`${code} ${message}`));
}

it.each<readonly [RefusalCode, SampleInvoice]>([
  ['buyer_unknown', { buyerSiret: '99999999999999' }],
  ['buyer_unknown', { buyerSiret: '123456782' }],
  ['buyer_unknown', { buyerSiret: '' }],
  ['buyer_inactive', { buyerSiret: '00011084100012' }],
  ['service_missing', { buyerSiret: BUYERS.state.siret }],
  ['service_unknown', { serviceCode: 'NULLE-PART' }],
  ['service_inactive', { buyerSiret: '00010011500013', serviceCode: 'ANCIEN' }],
  ['service_reserved', { buyerSiret: BUYERS.state.siret, serviceCode: 'FACTURES_PUBLIQUES' }],
  ['engagement_missing', { buyerSiret: BUYERS.engagementRequired.siret }],
  ['service_or_engagement_missing', { buyerSiret: BUYERS.engagementOrService.siret }],
  ['reference_too_long', { engagement: 'E'.repeat(51) }],
  ['supplier_unknown', { supplierSiret: '00000000000000' }],
  ['number_already_used', { number: 'THERE' }],
  ['number_too_long', { number: 'A'.repeat(21) }],
  ['number_characters', { number: 'A.1' }],
  ['issue_date_in_future', { issuedOn: '20261124' }],
  ['document_type_not_accepted', { typeCode: '389' }],
  ['framework_not_accepted', { framework: 'S1' }],
  ['payment_means_missing', { paymentMeans: '' }],
  ['totals_wrong', { due: '120.01' }],
  ['schema_refused', { lineNet: 'hundred' }],
])('%s: %j', async (code, changes) => {
  const [first] = await refusalsOf({
    number: `N${Math.round(performance.now() * 1_000)}`,
    ...changes,
  });
  expect(first?.code).toBe(code);
});

it('several at once, the last one cut by the platform, are told apart', async () => {
  const refusals = await refusalsOf({
    number: 'A.1',
    framework: 'S1',
    buyerSiret: BUYERS.state.siret,
    paymentMeans: '',
  });
  expect(refusals.map(({ code }) => code).slice(0, 2)).toEqual([
    'number_characters',
    'framework_not_accepted',
  ]);
});

import { deflateSync } from 'node:zlib';
import { BUYERS, SUPPLIER } from '../../samples/world.ts';

/**
 * Small Factur-X files for the simulator's own tests: written by hand, not by the product, and spoilt where a test
 * wants. The PDF carries its attachment properly but is not PDF/A.
 */

/** What a test may change; an empty text leaves the element out. */
export interface SampleInvoice {
  readonly number?: string;
  readonly typeCode?: string;
  readonly issuedOn?: string;
  readonly framework?: string;
  readonly supplierSiret?: string;
  readonly buyerSiret?: string;
  readonly serviceCode?: string;
  readonly engagement?: string;
  readonly paymentMeans?: string;
  readonly lineNet?: string;
  readonly withoutVat?: string;
  readonly vat?: string;
  readonly withVat?: string;
  readonly due?: string;
}

/** A CII D16B invoice, profile EN 16931: one line, one rate. */
export function sampleXml(changes: SampleInvoice = {}): string {
  const invoice = {
    number: 'TEST-0001',
    typeCode: '380',
    issuedOn: '20261120',
    framework: 'A1',
    supplierSiret: SUPPLIER.siret,
    buyerSiret: BUYERS.noDemand.siret,
    serviceCode: '',
    engagement: '',
    paymentMeans: '30',
    lineNet: '100.00',
    withoutVat: '100.00',
    vat: '20.00',
    withVat: '120.00',
    due: '120.00',
    ...changes,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext>
${element('BusinessProcessSpecifiedDocumentContextParameter', element('ID', invoice.framework))}
<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>
</rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument>
${element('ID', invoice.number)}${element('TypeCode', invoice.typeCode)}
<ram:IssueDateTime><udt:DateTimeString format="102">${invoice.issuedOn}</udt:DateTimeString></ram:IssueDateTime>
</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:IncludedSupplyChainTradeLineItem>
<ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
<ram:SpecifiedTradeProduct><ram:Name>Conseil &amp; réalisation</ram:Name></ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>${invoice.lineNet}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>${invoice.lineNet}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>
<ram:ApplicableHeaderTradeAgreement>
${element('BuyerReference', invoice.serviceCode)}
<ram:SellerTradeParty><ram:Name>${SUPPLIER.name}</ram:Name>${organization(invoice.supplierSiret)}<ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${SUPPLIER.vatNumber}</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>Destinataire</ram:Name>${organization(invoice.buyerSiret)}<ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress></ram:BuyerTradeParty>
${element('BuyerOrderReferencedDocument', element('IssuerAssignedID', invoice.engagement))}
</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement>
<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
${element('SpecifiedTradeSettlementPaymentMeans', element('TypeCode', invoice.paymentMeans))}
<ram:ApplicableTradeTax><ram:CalculatedAmount>${invoice.vat}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>${invoice.withoutVat}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:SpecifiedTradePaymentTerms><ram:Description>30 jours</ram:Description></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>${element('LineTotalAmount', invoice.lineNet)}${element('TaxBasisTotalAmount', invoice.withoutVat)}<ram:TaxTotalAmount currencyID="EUR">${invoice.vat}</ram:TaxTotalAmount>${element('GrandTotalAmount', invoice.withVat)}${element('DuePayableAmount', invoice.due)}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`;
}

/** A one-page PDF that carries an XML under the given name. */
export function samplePdf(xml: string, attachmentName = 'factur-x.xml'): Buffer {
  const file = deflateSync(xml);
  const objects: readonly (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >> /AF [4 0 R] >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>',
    `<< /Type /Filespec /F (${attachmentName}) /UF (${attachmentName}) /AFRelationship /Alternative /EF << /F 5 0 R /UF 5 0 R >> >>`,
    Buffer.concat([
      Buffer.from(
        `<< /Type /EmbeddedFile /Subtype /text#2Fxml /Filter /FlateDecode /Length ${file.length} >>\nstream\n`,
      ),
      file,
      Buffer.from('\nendstream'),
    ]),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((object, index) => {
    const offset = length;
    const bytes = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(bytes);
    length += bytes.length;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function organization(siret: string): string {
  return element(
    'SpecifiedLegalOrganization',
    siret && `<ram:ID schemeID="0002">${siret}</ram:ID>`,
  );
}

function element(name: string, content: string): string {
  return content === '' ? '' : `<ram:${name}>${content}</ram:${name}>`;
}

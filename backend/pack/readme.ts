import type { Story } from './pack.ts';

/** The two texts that explain a pack to whoever opens it: an accountant, an auditor, a court. */

type Figures = Readonly<Record<string, string>>;

/** LISEZMOI.txt. */
export function readmeFr(story: Story): string {
  const { invoice, standing } = story;
  return page([
    `DOSSIER DE PREUVE : ${story.document.kind === 'credit_note' ? 'avoir' : 'facture'} ${invoice.number}`,
    '',
    ...rows({
      Fournisseur: named(invoice.seller),
      Destinataire: named(invoice.buyer),
      'Code service': invoice.serviceCode ?? '',
      'Numéro d’engagement': invoice.engagementNumber ?? '',
      'Numéro de marché': invoice.contractNumber ?? '',
      'Date d’émission': invoice.issuedOn,
      'Montant HT': `${invoice.amounts.withoutVat} ${invoice.currency}`,
      TVA: `${invoice.amounts.vat} ${invoice.currency}`,
      'Montant TTC': `${invoice.amounts.withVat} ${invoice.currency}`,
      'Net à payer': `${invoice.amounts.due} ${invoice.currency}`,
      'Plateforme Chorus Pro':
        story.merchant.platform === 'production'
          ? 'production'
          : 'qualification (essai, sans valeur)',
      'Numéro de flux': standing.flowNumber ?? 'aucun : rien n’a été accepté par Chorus Pro',
      'Dernier statut reçu': [standing.remoteStatus, standing.remoteStatusAt]
        .filter(Boolean)
        .join(', '),
    }),
    'CE QUE CONTIENT LE DOSSIER',
    ...story.issues.flatMap(({ current, pdf, xml, issuedAt }) => [
      `- ${pdf} : le document ${current ? '' : 'd’une version antérieure, remplacée depuis, '}tel qu’il a été émis le ${issuedAt} (Factur-X).`,
      `- ${xml} : les données que ce PDF contient (EN 16931, CII).`,
    ]),
    '- manifest.json : les dates, montants, dépôts, statuts et messages de Chorus Pro, mot pour mot, avec leurs',
    '  identifiants de corrélation (à donner à l’assistance de PISTE), et ce qui a fondé la décision d’envoi.',
    '- SHA256SUMS : l’empreinte de chaque fichier.',
    '',
    'DÉPÔTS',
    ...depositRows(story, 'aucun'),
    'HISTORIQUE (heures UTC)',
    ...historyRows(story),
    'VÉRIFIER',
    'Avec Guichet, sans connexion :  guichet verify <ce fichier>.zip',
    'Sans Guichet :                  unzip <ce fichier>.zip && sha256sum --check SHA256SUMS',
    'Ces contrôles montrent que rien n’a été abîmé et que les pièces s’accordent. Le dossier n’est pas signé : que',
    'Chorus Pro ait reçu ce fichier peut se confirmer auprès de l’AIFE, par le numéro de flux.',
  ]);
}

/** README.txt. */
export function readmeEn(story: Story): string {
  const { invoice, standing } = story;
  return page([
    `PROOF PACK: ${story.document.kind === 'credit_note' ? 'credit note' : 'invoice'} ${invoice.number}`,
    '',
    ...rows({
      Supplier: named(invoice.seller),
      Buyer: named(invoice.buyer),
      'Service code': invoice.serviceCode ?? '',
      'Engagement number': invoice.engagementNumber ?? '',
      'Contract number': invoice.contractNumber ?? '',
      'Issued on': invoice.issuedOn,
      'Total without VAT': `${invoice.amounts.withoutVat} ${invoice.currency}`,
      VAT: `${invoice.amounts.vat} ${invoice.currency}`,
      'Total with VAT': `${invoice.amounts.withVat} ${invoice.currency}`,
      'Amount due': `${invoice.amounts.due} ${invoice.currency}`,
      'Chorus Pro platform':
        story.merchant.platform === 'production'
          ? 'production'
          : 'qualification (a trial, without value)',
      'Flow number': standing.flowNumber ?? 'none: Chorus Pro has accepted nothing',
      'Last status received': [standing.remoteStatus, standing.remoteStatusAt]
        .filter(Boolean)
        .join(', '),
    }),
    'WHAT IS IN THE PACK',
    ...story.issues.flatMap(({ current, pdf, xml, issuedAt }) => [
      `- ${pdf}: ${current ? 'the document' : 'an earlier version, replaced since,'} as it was issued at ${issuedAt} (Factur-X).`,
      `- ${xml}: the data that this PDF holds (EN 16931, CII).`,
    ]),
    '- manifest.json: dates, amounts, deposits, statuses and the messages of Chorus Pro, word for word, with their',
    '  correlation ids (which the support of PISTE asks for), and what the decision to send was based on.',
    '- SHA256SUMS: the hash of every file.',
    '',
    'DEPOSITS',
    ...depositRows(story, 'none'),
    'HISTORY (UTC)',
    ...historyRows(story),
    'TO VERIFY',
    'With Guichet, offline:  guichet verify <this file>.zip',
    'Without Guichet:        unzip <this file>.zip && sha256sum --check SHA256SUMS',
    'These checks show that nothing was damaged and that the pieces agree. The pack is not signed: that Chorus Pro',
    'received this file can be confirmed with AIFE, by the flow number.',
  ]);
}

function page(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function named({ name, identifier }: Story['invoice']['buyer']): string {
  return identifier === null ? name : `${name} (${identifier})`;
}

/** Aligned; an empty one is left out. */
function rows(figures: Figures): readonly string[] {
  const present = Object.entries(figures).filter(([, figure]) => figure !== '');
  const width = Math.max(...present.map(([name]) => name.length)) + 2;
  return [...present.map(([name, figure]) => `${name.padEnd(width)}${figure}`), ''];
}

function depositRows({ deposits }: Story, none: string): readonly string[] {
  if (deposits.length === 0) return [none, ''];
  const row = ({
    attempt,
    reservedAt,
    state,
    flowNumber,
    sha256,
    remote,
  }: (typeof deposits)[number]) =>
    [
      `${attempt}.`,
      reservedAt,
      state,
      flowNumber,
      `SHA-256 ${sha256}`,
      remote?.message,
      remote?.correlationId,
    ]
      .filter(Boolean)
      .join('  ');
  return [...deposits.map(row), ''];
}

function historyRows({ history }: Story): readonly string[] {
  const row = ({ at, state, kind, reasons, remote, actor, detail }: (typeof history)[number]) =>
    [
      at,
      state ?? kind,
      detail['action'],
      actor,
      detail['remoteStatus'],
      ...reasons.map(({ code }) => code),
      remote?.code,
      remote?.message,
    ]
      .filter(Boolean)
      .join('  ');
  return [...history.map(row), ''];
}

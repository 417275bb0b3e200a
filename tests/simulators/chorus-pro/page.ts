import { parisMinute } from './dates.ts';
import type { Structure } from './directory.ts';
import { flowState, type Flow } from './flows.ts';
import { currentStep, type Invoice } from './invoices.ts';
import type { Platform } from './platform.ts';
import { BUYER_STATUSES } from './status.ts';

/** The simulator's page, in French: what exists, and buttons to play the buyer. No script runs in it. */

const ROWS_MAX = 100;

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#161616}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}th,td{border-bottom:1px solid #ddd;padding:.35rem .6rem;text-align:left;vertical-align:top}
th{background:#f2f4ff;color:#000091}h1{color:#000091}code{font-size:.92em}form{display:inline-flex;gap:.3rem;flex-wrap:wrap}
.note{background:#fff4e5;border-left:4px solid #b34000;padding:.6rem 1rem}.error{color:#b00020}`;

/** The whole page. */
export function page(platform: Platform, label: string): string {
  platform.settle();
  const flows = [...platform.flows.values()].reverse().slice(0, ROWS_MAX);
  const invoices = [...platform.invoices.all()].reverse().slice(0, ROWS_MAX);
  return `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Simulateur Chorus Pro</title><style>${STYLE}</style></head><body>
<h1>Simulateur Chorus Pro</h1>
<p class="note">Ceci n’est pas Chorus Pro : c’est un simulateur local (${escape(label)}), sans aucun lien avec l’AIFE. Rien de ce qui est déposé ici ne quitte cette machine.</p>
<h2>Factures (${platform.invoices.all().length})</h2>
${table(['Facture', 'Fournisseur', 'Destinataire', 'Références', 'Montant TTC', 'Statut', 'Jouer le destinataire'], invoices.map(invoiceRow))}
<h2>Flux déposés (${platform.flows.size})</h2>
${table(['Flux', 'Fichier', 'Déposé le', 'État', 'Erreurs', ''], flows.map(flowRow))}
<h2>Structures</h2>
${table(['SIRET', 'Nom', 'Type', 'Exigences', 'Services'], platform.directory.structures().map(structureRow))}
</body></html>`;
}

function invoiceRow(invoice: Invoice): readonly string[] {
  const { status, at, comment } = currentStep(invoice);
  return [
    `<code>${escape(invoice.number)}</code><br>${escape(invoice.issuedOn)}`,
    escape(invoice.supplier.name),
    `${escape(invoice.buyer.name)}<br><code>${escape(invoice.buyer.siret)}</code>`,
    [
      ['service', invoice.serviceCode],
      ['engagement', invoice.engagement],
      ['marché', invoice.contract],
    ]
      .flatMap(([name, value]) => (value === undefined ? [] : [escape(`${name} ${value}`)]))
      .join('<br>'),
    escape(`${invoice.withVat} ${invoice.currency}`),
    `<strong>${escape(status)}</strong><br>${parisMinute(at)}${comment === undefined ? '' : `<br>« ${escape(comment)} »`}`,
    buyerForm(invoice),
  ];
}

function buyerForm(invoice: Invoice): string {
  const options = BUYER_STATUSES.map((status) => `<option>${status}</option>`).join('');
  return `<form method="post" action="/_simulator/status">
<input type="hidden" name="invoiceNumber" value="${escape(invoice.number)}">
<input type="hidden" name="supplierSiret" value="${escape(invoice.supplier.siret)}">
<select name="status" aria-label="Nouveau statut">${options}</select>
<input name="comment" placeholder="Motif" aria-label="Motif" maxlength="255">
<button>Changer le statut</button></form>`;
}

function flowRow(flow: Flow): readonly string[] {
  const errors = [
    ...(flow.verdict?.businessErrors ?? []),
    ...(flow.verdict?.technicalErrors ?? []).map(({ code, text }) => `${code} ${text}`),
  ];
  return [
    `<a href="/_simulator/documents/${flow.number}"><code>${flow.number}</code></a>`,
    escape(flow.fileName),
    parisMinute(flow.depositedAt),
    `<strong>${escape(flowState(flow))}</strong>`,
    `<span class="error">${errors.map(escape).join('<br>')}</span>`,
    flow.stage === 'available'
      ? ''
      : `<form method="post" action="/_simulator/advance"><input type="hidden" name="flowNumber" value="${flow.number}"><button>Avancer</button></form>`,
  ];
}

const DEMANDS = {
  nothing: 'aucune',
  service: 'code service',
  engagement: 'numéro d’engagement',
  'service or engagement': 'code service ou numéro d’engagement',
  both: 'code service et numéro d’engagement',
} as const;

function structureRow({
  siret,
  name,
  kind,
  demands,
  services,
  active,
}: Structure): readonly string[] {
  return [
    `<code>${siret}</code>`,
    `${escape(name)}${active ? '' : ' (inactive)'}`,
    kind === 'PUBLIQUE' ? 'publique' : 'privée',
    kind === 'PUBLIQUE' ? DEMANDS[demands] : '',
    services
      .map((service) =>
        escape(
          `${service.code}${service.active ? '' : ' (inactif)'}${service.engagementRequired ? ' (engagement exigé)' : ''}`,
        ),
      )
      .join('<br>'),
  ];
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table>${cells('th', headings)}${rows.map((row) => cells('td', row)).join('')}</table>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

import { parisMinute } from './dates.ts';
import type { Structure } from './directory.ts';
import { flowState, type Flow } from './flows.ts';
import type { Invoice } from './invoices.ts';
import type { Platform } from './platform.ts';
import { BUYER_STATUSES } from './status.ts';

/** The simulator's page, in French: what exists, and buttons to play the buyer. No script runs in it. */

const ROWS_MAX = 100;
const SERVICES_SHOWN_MAX = 8;

/** What the page is told besides what exists. */
export interface PageOptions {
  readonly label: string;
  readonly maintenance: boolean;
  /** A part of a name or of a SIRET; every structure when blank. */
  readonly wanted: string;
}

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#161616}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}th,td{border-bottom:1px solid #ddd;padding:.35rem .6rem;text-align:left;vertical-align:top}
ul{margin:0;padding-left:1rem}th{background:#f2f4ff;color:#000091}h1{color:#000091}code{font-size:.92em}form{display:inline-flex;gap:.3rem;flex-wrap:wrap}
.note{background:#fff4e5;border-left:4px solid #b34000;padding:.6rem 1rem}.error{color:#b00020;overflow-wrap:anywhere}code,small{white-space:nowrap}`;

/** The whole page. */
export function page(platform: Platform, { label, maintenance, wanted }: PageOptions): string {
  platform.settle();
  const structures = platform.directory.structures().filter(isWanted(wanted));
  const flows = [...platform.flows.values()].reverse().slice(0, ROWS_MAX);
  const invoices = [...platform.invoices.all()].reverse().slice(0, ROWS_MAX);
  return `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Simulateur Chorus Pro</title><style>${STYLE}</style></head><body>
<h1>Simulateur Chorus Pro</h1>
<p class="note">Ceci n’est pas Chorus Pro : c’est un simulateur local (${escape(label)}), sans aucun lien avec l’AIFE. Rien de ce qui est déposé ici ne quitte cette machine.</p>
<p>${maintenance ? '<strong class="error">En maintenance : toute question reçoit 503.</strong>' : 'En service.'}
<form method="post" action="/_simulator/maintenance"><input type="hidden" name="on" value="${String(!maintenance)}"><button>${maintenance ? 'Rouvrir' : 'Fermer pour maintenance'}</button></form></p>
<h2>Factures (${platform.invoices.all().length})</h2>
${table(['Facture', 'Fournisseur', 'Destinataire', 'Références', 'Montant TTC', 'Vie de la facture', 'Jouer le destinataire'], invoices.map(invoiceRow))}
<h2>Flux déposés (${platform.flows.size})</h2>
${table(['Flux', 'Fichier', 'Déposé le', 'État', 'Erreurs', ''], flows.map(flowRow))}
<h2>Structures (${structures.length})</h2>
<form method="get" action="/_simulator"><input name="q" value="${escape(wanted)}" placeholder="Nom ou SIRET" aria-label="Nom ou SIRET"><button>Chercher</button></form>
${table(['SIRET', 'Nom', 'Type', 'Exigences', 'Services'], structures.slice(0, ROWS_MAX).map(structureRow))}
${structures.length > ROWS_MAX ? `<p>… et ${structures.length - ROWS_MAX} autres : cherchez par nom ou par SIRET.</p>` : ''}
</body></html>`;
}

function invoiceRow(invoice: Invoice): readonly string[] {
  return [
    `<code>${escape(invoice.number)}</code><br><small>${escape(invoice.issuedOn)}</small>`,
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
    life(invoice),
    buyerForm(invoice),
  ];
}

/** Where it stands, then everything before, then the files that were added. */
function life({ steps, attachments, rejectionAcknowledged }: Invoice): string {
  const told = steps
    .map(
      ({ status, at, comment }, index) =>
        `${index === steps.length - 1 ? `<strong>${escape(status)}</strong>` : escape(status)} <small>${parisMinute(at)}</small>${comment === undefined ? '' : `<br>«\u00a0${escape(comment)}\u00a0»`}`,
    )
    .toReversed();
  const files = attachments.map(({ title }) => `<li>pièce jointe : ${escape(title)}</li>`);
  const acknowledged = rejectionAcknowledged ? '<li>rejet traité par le fournisseur</li>' : '';
  return `<ul><li>${told.join('</li><li>')}</li>${files.join('')}${acknowledged}</ul>`;
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
      .slice(0, SERVICES_SHOWN_MAX)
      .map((service) =>
        escape(
          `${service.code}${service.active ? '' : ' (inactif)'}${service.engagementRequired ? ' (engagement exigé)' : ''}`,
        ),
      )
      .concat(
        services.length > SERVICES_SHOWN_MAX
          ? [`… et ${services.length - SERVICES_SHOWN_MAX} autres`]
          : [],
      )
      .join('<br>'),
  ];
}

function isWanted(wanted: string): (structure: Structure) => boolean {
  const text = wanted.trim().toLowerCase();
  return ({ name, siret }) => name.toLowerCase().includes(text) || siret.includes(text);
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table>${cells('th', headings)}${rows.map((row) => cells('td', row)).join('')}</table>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

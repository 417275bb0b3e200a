/** The platform's three ways to write a moment, all in Paris time. */

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

const MINUTE_MS = 60_000;

/** The offset changes on the hour at most, so one answer serves a whole quarter of an hour. */
const OFFSET_KEPT_MS = 15 * MINUTE_MS;
let offset = { quarter: NaN, ms: 0 };

function parisOffsetMs(instant: number): number {
  const quarter = Math.floor(instant / OFFSET_KEPT_MS);
  if (quarter !== offset.quarter) {
    const start = quarter * OFFSET_KEPT_MS;
    const local = Date.parse(`${paris.format(start).replace(' ', 'T')}Z`);
    offset = { quarter, ms: local - start };
  }
  return offset.ms;
}

const inParis = (instant: number) => new Date(instant + parisOffsetMs(instant)).toISOString();

/** `2026-11-23`, as in `dateDepot` and `dateFacture`. */
export function parisDay(instant: number): string {
  return inParis(instant).slice(0, 10);
}

/** `2026-11-23 10:01`, as in the history of statuses. */
export function parisMinute(instant: number): string {
  return inParis(instant).slice(0, 16).replace('T', ' ');
}

/** `2026-11-23T10:01:30.000+01:00`, as in flow reports. */
export function parisInstant(instant: number): string {
  const minutes = parisOffsetMs(instant) / MINUTE_MS;
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${inParis(instant).slice(0, 23)}+${hours}:${String(minutes % 60).padStart(2, '0')}`;
}

import type { Route, Routes } from './call.ts';
import { DEPOSIT_ROUTES } from './routes-deposit.ts';
import { CORRECTION_ROUTES } from './routes-corrections.ts';
import { ENGAGEMENT_ROUTES } from './routes-engagements.ts';
import { FILE_ROUTES } from './routes-files.ts';
import { INVOICE_ROUTES } from './routes-factures.ts';
import { STRUCTURE_ROUTES } from './routes-structures.ts';
import { TRANSVERSE_ROUTES } from './routes-transverses.ts';

/** The routes that are simulated, `{api}/v1/{operation}`. */
export const ROUTES: ReadonlyMap<string, Route> = new Map([
  ...of('factures', { ...DEPOSIT_ROUTES, ...INVOICE_ROUTES, ...CORRECTION_ROUTES }),
  ...of('structures', STRUCTURE_ROUTES),
  ...of('transverses', { ...TRANSVERSE_ROUTES, ...FILE_ROUTES }),
  ...of('engagementsJuridiques', ENGAGEMENT_ROUTES),
]);

/** The only GET. */
export const HEALTH_CHECK = 'transverses/v1/health-check';

function of(api: string, routes: Routes): readonly (readonly [string, Route])[] {
  return Object.entries(routes).map(([operation, route]) => [`${api}/v1/${operation}`, route]);
}

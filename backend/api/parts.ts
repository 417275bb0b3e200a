import type { ChorusPro } from '../chorus-pro/chorus-pro.ts';
import type { Log } from '../log.ts';
import type { Outside } from '../jobs/outside.ts';
import type { Database } from '../store/database.ts';
import type { Secrets } from '../store/secrets.ts';

/** What the Dashboard's routes need; main.ts joins it, tests bring their own. */
export interface DashboardParts {
  readonly database: Database;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly fetchSnapshot: Outside['fetchSnapshot'];
  readonly chorusPro: Pick<
    ChorusPro,
    | 'findBuyer'
    | 'findServiceDemand'
    | 'checkEngagement'
    | 'searchBuyers'
    | 'checkConnection'
    | 'tryAccount'
    | 'stateOf'
    | 'troubledSince'
    | 'deposit'
    | 'lookUp'
    | 'flowReport'
  >;
  readonly now: () => Date;
}

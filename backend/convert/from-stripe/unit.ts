import type { UnitCode } from '../../invoice/codes.ts';
import type { Settings } from '../../settings.ts';

/** What lines are counted in, as settings and metadata name it. */
export type Unit = Settings['supply']['unit'];

/** BT-130: the code of each unit in UN/ECE Recommendation 20. */
export const UNIT_CODES = {
  unit: 'C62',
  hour: 'HUR',
  day: 'DAY',
  week: 'WEE',
  month: 'MON',
  year: 'ANN',
} as const satisfies Record<Unit, UnitCode>;

/** The metadata key of a Stripe line that names its unit. */
const UNIT_KEY = 'unit';

/** The unit that a line's metadata names; undefined when it names none that is known. */
export function findUnit(
  metadata: Readonly<Record<string, string>> | null | undefined,
): Unit | undefined {
  const named = metadata?.[UNIT_KEY]?.trim().toLowerCase();
  return named !== undefined && isUnit(named) ? named : undefined;
}

function isUnit(text: string): text is Unit {
  return Object.hasOwn(UNIT_CODES, text);
}

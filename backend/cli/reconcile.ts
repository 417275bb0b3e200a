import { Command } from 'commander';
import { sentencesFor } from '../../src/wording/wording.ts';
import { reconcile } from '../jobs/reconcile.ts';
import { withChorusPro } from './open-chorus-pro.ts';
import { addMerchantOptions, say, sayJson, type MerchantOptions } from './options.ts';
import { parsePeriod } from './period.ts';
import { parseTenant } from './tenant-argument.ts';

interface ReconcileOptions extends MerchantOptions {
  readonly from: string;
  readonly to: string;
}

/** `guichet reconcile <account> --from --to`: what differs between Guichet and Chorus Pro. Ends with 1 when anything does. */
export function reconcileCommand(): Command {
  const command = new Command('reconcile')
    .description('what was deposited in a period, compared with what Chorus Pro shows of it')
    .argument('<account>', 'acct_…')
    .requiredOption('--from <day>', 'the first day of deposit, as 2026-09-01')
    .requiredOption('--to <day>', 'the last one');
  return addMerchantOptions(command).action(compare);
}

async function compare(account: string, options: ReconcileOptions): Promise<void> {
  const { from, to: until, language } = options;
  const tenant = parseTenant(account, options.environment);
  parsePeriod(from, until);
  await withChorusPro(tenant, async ({ database, chorusPro: corrections }) => {
    const compared = await reconcile(tenant, { from, until }, { database, corrections });
    if (!compared.ok) throw new Error(sentencesFor(compared.reasons[0], language).title);
    const { agreed, missingThere, unknownHere, otherState, complete } = compared.value;
    const differences = missingThere.length + unknownHere.length + otherState.length;
    if (differences > 0 || !complete) process.exitCode = 1;
    if (options.json) {
      sayJson(compared.value);
      return;
    }
    say(
      ...missingThere.map(
        ({ number, flowNumber }) => `${number}  not at Chorus Pro: ${flowNumber}`,
      ),
      ...unknownHere.map(({ number, status }) => `${number}  not deposited by Guichet: ${status}`),
      ...otherState.map(
        ({ document, remote }) =>
          `${document.number}  ${document.state} here, ${remote.status} at Chorus Pro`,
      ),
      `${agreed} agree, ${differences} differ`,
      ...(complete
        ? []
        : ['Chorus Pro holds more than one answer takes: ask for a shorter period']),
    );
  });
}

import { Option, type Command } from 'commander';
import { LOCALES, type Locale } from '../../src/wording/wording.ts';
import { ENVIRONMENTS } from '../tenant.ts';

/** What every command about a merchant is told. */
export interface MerchantOptions {
  readonly environment: string;
  readonly language: Locale;
  /** Machine-readable on standard output, and nothing else there. */
  readonly json?: true;
}

/** … where the merchant is an option because the command is about something else. */
export interface AccountOptions extends MerchantOptions {
  readonly account: string;
}

/** Adds --environment, --language and --json. */
export function addMerchantOptions(command: Command): Command {
  return command
    .addOption(new Option('--environment <name>').choices(ENVIRONMENTS).makeOptionMandatory())
    .addOption(new Option('--language <code>').choices(LOCALES).default('en'))
    .option('--json', 'machine-readable, on standard output');
}

/** Adds --account, and the options of every merchant. */
export function addAccountOptions(command: Command): Command {
  return addMerchantOptions(
    command.requiredOption('--account <acct_…>', 'the merchant on whose behalf it is asked'),
  );
}

/** Writes lines to standard output. */
export function say(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** Writes JSON for people and machines to standard output. */
export function sayJson(value: unknown): void {
  const text = (_name: string, each: unknown) => (typeof each === 'bigint' ? String(each) : each);
  say(JSON.stringify(value, text, 2));
}

import { z } from 'zod';
import type { DirectoryAnswer } from '../../backend/decide/decision.ts';
import type { SettingsInput } from '../../backend/settings.ts';
import type { GoldenInput } from './outcome.ts';

const rawSnapshot = z.object({
  invoice: z.unknown(),
  lines: z.array(z.unknown()),
  customer: z.unknown(),
  taxRates: z.array(z.unknown()),
  creditNote: z.unknown().optional(),
});

/** Reads the files that a golden folder is given: what Stripe shows, and settings and directory where it has its own. */
export function readGolden(
  files: Readonly<Record<string, string>>,
  usualSettings: SettingsInput,
): GoldenInput {
  const { 'input.json': input, 'settings.json': settings, 'directory.json': directory } = files;
  if (input === undefined) throw new Error('a golden folder needs an input.json');
  return {
    raw: rawSnapshot.parse(JSON.parse(input)),
    settings: settings === undefined ? usualSettings : settingsOf(settings),
    directory: directory === undefined ? undefined : directoryOf(directory),
  };
}

// The stations check both by themselves: settings by their schema, the directory's answer by its kind.
function settingsOf(text: string): SettingsInput {
  const settings: SettingsInput = JSON.parse(text);
  return settings;
}

function directoryOf(text: string): DirectoryAnswer {
  const directory: DirectoryAnswer = JSON.parse(text);
  return directory;
}

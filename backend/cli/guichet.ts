#!/usr/bin/env node
import { Command } from 'commander';
import { actCommand, resendCommand } from './act.ts';
import { backfillCommand } from './backfill.ts';
import { convertCommands } from './convert.ts';
import { directoryCommand } from './directory.ts';
import { doctorCommand } from './doctor.ts';
import { documentsCommand } from './documents.ts';
import { exportCommand } from './export.ts';
import { merchantCommand } from './merchant.ts';
import { reconcileCommand } from './reconcile.ts';
import { showCommand } from './show.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';

/** `guichet`: what developers and support do from a terminal. */
const program = new Command('guichet')
  .description(
    "Forwards a French supplier's Stripe invoices to the public sector through Chorus Pro",
  )
  .showHelpAfterError();

for (const command of convertCommands()) program.addCommand(command);
program.addCommand(merchantCommand());
program.addCommand(showCommand());
program.addCommand(documentsCommand());
program.addCommand(exportCommand());
program.addCommand(verifyCommand());
program.addCommand(doctorCommand());
program.addCommand(directoryCommand());
program.addCommand(statusCommand());
program.addCommand(resendCommand());
program.addCommand(actCommand());
program.addCommand(backfillCommand());
program.addCommand(reconcileCommand());

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`guichet: ${error instanceof Error ? error.message : 'failed'}\n`);
  process.exitCode = 1;
});

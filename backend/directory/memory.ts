import type { BuyerDemands } from '../decide/decision.ts';
import { forgetBuyer, saveBuyer } from '../store/buyers.ts';
import type { Tx } from '../store/database.ts';
import { wakeHeldFor } from '../store/wake-held.ts';
import type { Platform } from '../tenant.ts';

/** Keeps what the directory says now. A body that changed wakes what was held for it, whoever's it is. */
export async function remember(
  platform: Platform,
  tx: Tx,
  {
    known,
    demands,
    now,
  }: {
    readonly known: BuyerDemands | undefined;
    readonly demands: BuyerDemands;
    readonly now: Date;
  },
): Promise<void> {
  await saveBuyer(platform, tx, demands, now);
  if (known && hasChanged(known, demands)) await wakeHeldFor(platform, tx, demands.siret, now);
}

/** Forgets a body that the directory knows no more, and wakes what was held for it: its reason is another now. */
export async function forget(
  platform: Platform,
  tx: Tx,
  { siret, now }: { readonly siret: string; readonly now: Date },
): Promise<void> {
  await forgetBuyer(platform, tx, siret);
  await wakeHeldFor(platform, tx, siret, now);
}

/** Whether a decision could come out otherwise; a service's own demand counts where both know it. */
export function hasChanged(before: BuyerDemands, after: BuyerDemands): boolean {
  if (JSON.stringify(demandsOf(before)) !== JSON.stringify(demandsOf(after))) return true;
  const serviceBefore = new Map(before.services.map((service) => [service.code, service]));
  return (
    serviceBefore.size !== new Set(after.services.map(({ code }) => code)).size ||
    after.services.some(({ code, active, engagementRequired: required }) => {
      const was = serviceBefore.get(code);
      if (!was || was.active !== active) return true;
      return (
        required !== undefined &&
        was.engagementRequired !== undefined &&
        required !== was.engagementRequired
      );
    })
  );
}

function demandsOf(body: BuyerDemands): readonly boolean[] {
  const { active, serviceRequired, engagementRequired, serviceOrEngagementRequired } = body;
  return [active, serviceRequired, engagementRequired, serviceOrEngagementRequired];
}

import { z } from 'zod';
import type { RemoteWords } from '../deliver/destination.ts';
import type { Reason } from '../invoice/reason.ts';
import type { Ask } from './call.ts';
import { isAbsent, toNotNow, type Fault } from './faults.ts';
import { identifier, list, optionalText } from './lenient.ts';
import { remoteInstant } from './remote-date.ts';

/** A structure that a technical account may submit invoices for. */
interface SupplierStructure {
  readonly id: number;
  /** Its SIRET, as a rule. */
  readonly identifier?: string;
  readonly name?: string;
}

/** Whether a merchant's connection works, and what it may do. */
export type ConnectionCheck =
  | {
      readonly kind: 'working';
      /** False when our application may not ask for them. */
      readonly structuresRead: boolean;
      readonly structures: readonly SupplierStructure[];
      /** The technical account's password must be renewed before this instant (every 424 days). */
      readonly passwordExpiresAt?: string;
      readonly remote: RemoteWords;
    }
  | { readonly kind: 'failing'; readonly reason: Reason; readonly remote: RemoteWords };

const ownStructures = z.object({
  listeStructures: list(
    z.object({
      idStructureCPP: identifier,
      identifiant: optionalText,
      designationStructure: optionalText,
    }),
  ),
});

const ownDetails = z.object({
  informationGenerales: z.object({ dateExpirationMotPasseCompteTech: optionalText }).nullish(),
});

/**
 * Tries a merchant's technical account without changing anything: the structures that it may submit for, or, where our
 * application has no right to ask for those, the VAT rates, which every account may read.
 */
export async function checkConnection(ask: Ask): Promise<ConnectionCheck> {
  const own = await ask({
    kind: 'read',
    route: 'transverses/v1/recuperer/structures/actives/fournisseur',
    body: {},
    answer: ownStructures,
    optional: true,
  });
  if (own.ok) return working(ask, own.value.listeStructures.map(toStructure), own.remote);
  if (isAbsent(own.fault)) return working(ask, [], own.fault.remote);
  if (own.fault.row.read.reason !== 'application_not_authorized') return failing(own.fault);
  const rates = await ask({
    kind: 'read',
    route: 'transverses/v1/recuperer/tauxtva',
    body: {},
    answer: z.object({}),
  });
  if (!rates.ok) return failing(rates.fault);
  return { kind: 'working', structuresRead: false, structures: [], remote: rates.remote };
}

async function working(
  ask: Ask,
  structures: readonly SupplierStructure[],
  remote: RemoteWords,
): Promise<ConnectionCheck> {
  const passwordExpiresAt = await readPasswordExpiry(ask, structures[0]);
  return {
    kind: 'working',
    structuresRead: true,
    structures,
    ...(passwordExpiresAt === undefined ? {} : { passwordExpiresAt }),
    remote,
  };
}

/** A courtesy: without it the connection works all the same. */
async function readPasswordExpiry(
  ask: Ask,
  structure: SupplierStructure | undefined,
): Promise<string | undefined> {
  if (!structure) return undefined;
  const result = await ask({
    kind: 'read',
    route: 'structures/v1/consulter',
    body: { idStructureCPP: structure.id },
    answer: ownDetails,
  });
  if (!result.ok) return undefined;
  return remoteInstant(result.value.informationGenerales?.dateExpirationMotPasseCompteTech);
}

function toStructure(
  own: z.output<typeof ownStructures>['listeStructures'][number],
): SupplierStructure {
  return {
    id: own.idStructureCPP,
    ...(own.identifiant === undefined ? {} : { identifier: own.identifiant }),
    ...(own.designationStructure === undefined ? {} : { name: own.designationStructure }),
  };
}

function failing(fault: Fault): ConnectionCheck {
  const { reason, remote } = toNotNow(fault);
  return { kind: 'failing', reason, remote };
}

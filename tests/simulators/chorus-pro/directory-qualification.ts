import { BUYERS } from '../../samples/world.ts';
import { STATE_ENGAGEMENTS_GENERATED, STATE_SERVICES_GENERATED } from './directory-generated.ts';
import type { PublicBody } from './directory.ts';

/**
 * The five fixed recipients of every qualification data set, with what each demands. Their SIRETs are AIFE's; most
 * fail the checksum. The State's many services and its engagements are made up.
 */
export const QUALIFICATION_BODIES: readonly PublicBody[] = [
  {
    ...body(BUYERS.state),
    demands: 'service',
    services: [
      { code: BUYERS.state.service, name: 'Service facturier de l’État' },
      { code: 'FACTURES_PUBLIQUES', name: 'Factures entre personnes publiques' },
      ...STATE_SERVICES_GENERATED,
    ],
    engagements: STATE_ENGAGEMENTS_GENERATED,
  },
  {
    ...body(BUYERS.serviceRequired),
    demands: 'service',
    services: [{ code: BUYERS.serviceRequired.service, name: 'Service obligatoire' }],
  },
  { ...body(BUYERS.engagementRequired), demands: 'engagement', services: [] },
  {
    ...body(BUYERS.engagementOrService),
    demands: 'service or engagement',
    services: [{ code: BUYERS.engagementOrService.service, name: 'Service ou engagement' }],
  },
  { ...body(BUYERS.noDemand), demands: 'nothing', services: [] },
];

function body({ siret, name }: { readonly siret: string; readonly name: string }) {
  return { siret, name };
}

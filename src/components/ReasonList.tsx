import { Box, Icon, Inline } from '@stripe/ui-extension-sdk/ui';
import type { ReasonView } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { curePlaceOf, wordsOf } from '../reason-view.ts';
import { CureLink } from './CureLink.tsx';

interface ReasonListProps {
  readonly asker: Asker;
  readonly reasons: readonly ReasonView[];
  readonly severity: 'blocking' | 'warning';
  readonly customerId: string | null;
}

/** Every reason with what happened, its cure, and a link to where it is cured. */
export function ReasonList({ asker, reasons, severity, customerId }: ReasonListProps) {
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      {reasons.map((reason, index) => (
        <OneReason key={index} {...{ asker, reason, severity, customerId }} />
      ))}
    </Box>
  );
}

interface OneReasonProps extends Omit<ReasonListProps, 'reasons'> {
  readonly reason: ReasonView;
}

function OneReason({ asker, reason, severity, customerId }: OneReasonProps) {
  const { title, explanation, remedy } = wordsOf(reason, asker.locale);
  const isBlocking = severity === 'blocking';
  return (
    <Box css={{ stack: 'x', gap: 'small', width: 'fill' }}>
      <Box css={{ fill: isBlocking ? 'critical' : 'attention', paddingTop: 'xxsmall' }}>
        <Icon name={isBlocking ? 'warning' : 'info'} size="small" />
      </Box>
      <Box css={{ stack: 'y', gap: 'xsmall', width: 'fill' }}>
        <Inline css={{ fontWeight: 'semibold' }}>{title}</Inline>
        {explanation !== '' && <Box css={{ color: 'secondary' }}>{explanation}</Box>}
        {remedy !== '' && <Box>{remedy}</Box>}
        <CureLink {...{ asker, customerId }} place={curePlaceOf(reason)} />
      </Box>
    </Box>
  );
}

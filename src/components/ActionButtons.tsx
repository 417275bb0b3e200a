import { Box, Button, Inline } from '@stripe/ui-extension-sdk/ui';
import { useState } from 'react';
import type { Answer } from '../../backend/api/contract.ts';
import { isViewOnly, type Asker } from '../asker.ts';
import { wordsOf } from '../reason-view.ts';
import { screensFor } from '../wording/screens.ts';
import { ActionDialog, type ActionName } from './ActionDialog.tsx';

type Found = Answer<'/api/transmissions/find'>;

interface ActionButtonsProps {
  readonly asker: Asker;
  readonly documentId: string;
  readonly actions: NonNullable<Found['actions']>;
  readonly references: Found['references'];
  readonly attachments?: Found['attachments'];
  readonly upload?: Found['upload'];
  readonly onDone: (answer: Found) => void;
}

/** What can be done about an invoice in its state: the one right thing first, and why another is not possible now. */
export function ActionButtons(props: ActionButtonsProps) {
  const { asker, actions, onDone } = props;
  const { invoice } = screensFor(asker.locale);
  const [open, setOpen] = useState<ActionName>();
  const sorted = [...actions].sort((a, b) => Number(b.primary) - Number(a.primary));
  if (sorted.length === 0) return null;
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <Box css={{ stack: 'x', gap: 'small', wrap: 'wrap' }}>
        {sorted.map(({ action, primary, disabled_because: because }) => (
          <Button
            key={action}
            type={primary ? 'primary' : 'secondary'}
            disabled={because !== null || isViewOnly(asker)}
            onPress={() => setOpen(action)}
          >
            {invoice.actions[action].label}
          </Button>
        ))}
      </Box>
      {sorted.map(({ action, disabled_because: because }) =>
        because === null ? null : (
          <Inline key={action} css={{ font: 'caption', color: 'secondary' }}>
            {`${invoice.actions[action].label}: ${wordsOf(because, asker.locale).title}`}
          </Inline>
        ),
      )}
      {open !== undefined && (
        <ActionDialog
          {...props}
          key={open}
          action={open}
          references={props.references}
          onClose={() => setOpen(undefined)}
          onDone={(answer) => {
            setOpen(undefined);
            onDone(answer);
          }}
        />
      )}
    </Box>
  );
}

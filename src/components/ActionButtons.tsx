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
  readonly history?: Found['history'];
  readonly onDone: (answer: Found) => void;
}

/** What can be done about an invoice in its state: the one right thing first, and why another is not possible now. */
export function ActionButtons(props: ActionButtonsProps) {
  const { asker, actions, onDone } = props;
  const { invoice } = screensFor(asker.locale);
  const [open, setOpen] = useState<ActionName>();
  const primary = actions.filter((each) => each.primary);
  const others = actions.filter((each) => !each.primary);
  if (actions.length === 0) return null;
  const buttons = (shown: typeof actions) => (
    <Box css={{ stack: 'x', gap: 'small', wrap: 'wrap' }}>
      {shown.map((each) => (
        <Button
          key={each.action}
          type={each.primary ? 'primary' : 'secondary'}
          disabled={each.disabled_because !== null || isViewOnly(asker)}
          onPress={() => setOpen(each.action)}
        >
          {invoice.actions[each.action].label}
        </Button>
      ))}
    </Box>
  );
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      {primary.length > 0 && buttons(primary)}
      {primary.length > 0 && others.length > 0 && (
        <Inline css={{ font: 'caption', color: 'secondary' }}>{invoice.more}</Inline>
      )}
      {others.length > 0 && buttons(others)}
      {[...primary, ...others].map(({ action, disabled_because: because }) =>
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

import { Box, Button, FocusView, Inline, Link, TextArea } from '@stripe/ui-extension-sdk/ui';
import { showToast } from '@stripe/ui-extension-sdk/utils';
import { useState } from 'react';
import type { Answer, Question } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { ask } from '../backend.ts';
import { isSiret, withoutGrouping } from '../siret.ts';
import { useChange, type LookUp } from '../useChange.ts';
import { screensFor } from '../wording/screens.ts';
import { FailureBanner } from './FailureBanner.tsx';
import { TypedField } from './TypedField.tsx';

type Found = Answer<'/api/transmissions/find'>;
type References = NonNullable<Found['references']>;

/** An action by its name. */
export type ActionName = Question<'/api/transmissions/act'>['action'];

interface ActionDialogProps {
  readonly asker: Asker;
  readonly action: ActionName;
  readonly documentId: string;
  readonly references: References | undefined;
  /** What was added for the buyer, and where more is added. */
  readonly attachments?: Found['attachments'];
  readonly upload?: Found['upload'];
  /** What had happened when the dialog was opened. */
  readonly history?: Found['history'];
  readonly onClose: () => void;
  readonly onDone: (answer: Found) => void;
}

/** What each action asks of a person before it is done. */
const ASKS = {
  retry: { comment: 'none', places: false },
  recycle: { comment: 'none', places: true },
  complete: { comment: 'required', places: false },
  acknowledge_rejection: { comment: 'optional', places: false },
  set_references: { comment: 'none', places: true },
  hold: { comment: 'required', places: false },
  release: { comment: 'none', places: false },
  exclude: { comment: 'required', places: false },
  include: { comment: 'none', places: false },
} as const satisfies Record<ActionName, { comment: string; places: boolean }>;

const COMMENT_CHARACTERS_MAX = 255;

interface Typed {
  readonly comment: string;
  readonly siret: string;
  readonly service_code: string;
  readonly engagement_number: string;
  readonly contract_number: string;
}

/** Says what an action does, asks what it needs, does it once, and says how it went. */
export function ActionDialog(props: ActionDialogProps) {
  const { asker, action, documentId, references, history = [], onClose, onDone } = props;
  const { invoice, common } = screensFor(asker.locale);
  const [typed, setTyped] = useState<Typed>({
    comment: '',
    siret: '',
    service_code: references?.service_code ?? '',
    engagement_number: references?.engagement_number ?? '',
    contract_number: references?.contract_number ?? '',
  });
  const { make, isPending, failure } = useChange(asker, '/api/transmissions/act');
  const words = invoice.actions[action];

  const act = async () => {
    const lookUp = lookUpOf(asker, documentId, action, timesDone(history, action));
    const answer = await make(questionOf(documentId, action, typed), lookUp);
    if (answer === undefined) return;
    void showToast(words.toast, { type: 'success' });
    onDone(answer);
  };

  return (
    <FocusView
      shown
      size="small"
      title={words.title}
      setShown={(shown) => !shown && onClose()}
      primaryAction={
        <Button
          type={action === 'exclude' ? 'destructive' : 'primary'}
          pending={isPending}
          disabled={!isComplete(props, typed)}
          onPress={() => void act()}
        >
          {words.label}
        </Button>
      }
      secondaryAction={
        <Button disabled={isPending} onPress={onClose}>
          {common.cancel}
        </Button>
      }
    >
      <Box css={{ stack: 'y', gap: 'medium' }}>
        {failure && <FailureBanner locale={asker.locale} failure={failure} />}
        <Inline>{words.description}</Inline>
        {ASKS[action].places && <Places {...props} typed={typed} onType={setTyped} />}
        {ASKS[action].comment !== 'none' && <Comment {...props} typed={typed} onType={setTyped} />}
        {action === 'complete' && <Attachments {...props} />}
      </Box>
    </FocusView>
  );
}

/** Whether an action has arrived shows in the history, which every action enters first. */
function lookUpOf(
  asker: Asker,
  documentId: string,
  action: ActionName,
  timesBefore: number,
): LookUp<Found> {
  return async () => {
    const reply = await ask(asker, '/api/transmissions/find', { document_id: documentId });
    // A draft that nobody has done anything about is not there at all.
    if (!reply.ok && reply.failure.kind === 'absent') return { ok: true, answer: undefined };
    if (!reply.ok) return reply;
    const isDone = timesDone(reply.answer.history, action) > timesBefore;
    return { ok: true, answer: isDone ? reply.answer : undefined };
  };
}

function timesDone(history: Found['history'], action: ActionName): number {
  return history.filter(({ kind, detail }) => kind === 'action' && detail['action'] === action)
    .length;
}

interface FieldsProps extends ActionDialogProps {
  readonly typed: Typed;
  readonly onType: (change: (before: Typed) => Typed) => void;
}

function Comment(props: FieldsProps) {
  const { asker, action, onType } = props;
  const { invoice } = screensFor(asker.locale);
  const isForBuyer = action === 'complete';
  return (
    <TextArea
      label={invoice.comment}
      description={isForBuyer ? invoice.commentForBuyer : invoice.commentDescription}
      defaultValue=""
      maxLength={COMMENT_CHARACTERS_MAX}
      required={needsComment(props)}
      placeholder={isForBuyer ? '' : invoice.commentRequired}
      onChange={({ target }) => onType((before) => ({ ...before, comment: target.value }))}
    />
  );
}

function Places({ asker, action, references, onType }: FieldsProps) {
  const { invoice } = screensFor(asker.locale);
  const typing = (field: keyof Typed) => (text: string) =>
    onType((before) => ({ ...before, [field]: text }));
  return (
    <>
      {action === 'recycle' && (
        <TypedField label={invoice.siret} value="" maxLength={40} onType={typing('siret')} />
      )}
      <TypedField
        label={invoice.service}
        value={references?.service_code ?? ''}
        maxLength={100}
        onType={typing('service_code')}
      />
      <TypedField
        label={invoice.engagement}
        value={references?.engagement_number ?? ''}
        maxLength={50}
        onType={typing('engagement_number')}
      />
      {action === 'set_references' && (
        <TypedField
          label={invoice.contract}
          value={references?.contract_number ?? ''}
          maxLength={50}
          onType={typing('contract_number')}
        />
      )}
    </>
  );
}

function Attachments({ asker, attachments = [], upload }: ActionDialogProps) {
  const { invoice } = screensFor(asker.locale);
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <Inline css={{ fontWeight: 'semibold' }}>{invoice.attachments}</Inline>
      {attachments.length === 0 && (
        <Inline css={{ color: 'secondary' }}>{invoice.noAttachments}</Inline>
      )}
      {attachments.map(({ name, bytes }) => (
        <Inline key={name}>{`${name}, ${invoice.megabytes(bytes)}`}</Inline>
      ))}
      {upload && (
        <Box css={{ stack: 'y', gap: 'xxsmall' }}>
          <Link href={upload.url} external target="_blank">
            {invoice.addFile}
          </Link>
          <Inline css={{ font: 'caption', color: 'secondary' }}>
            {invoice.addFileDescription}
          </Inline>
        </Box>
      )}
    </Box>
  );
}

/** Whether a comment must be written: a file alone is an answer to the buyer, too. */
function needsComment({ action, attachments = [] }: ActionDialogProps): boolean {
  const isAnswered = action === 'complete' && attachments.length > 0;
  return ASKS[action].comment === 'required' && !isAnswered;
}

function isComplete(props: ActionDialogProps, { comment, siret }: Typed): boolean {
  const { action } = props;
  if (needsComment(props) && comment.trim() === '') return false;
  return action !== 'recycle' || siret === '' || isSiret(withoutGrouping(siret));
}

function questionOf(
  documentId: string,
  action: ActionName,
  typed: Typed,
): Question<'/api/transmissions/act'> {
  const comment = typed.comment.trim();
  const siret = withoutGrouping(typed.siret);
  const { service_code, engagement_number, contract_number } = typed;
  return {
    document_id: documentId,
    action,
    ...(comment !== '' && { comment }),
    ...(action === 'recycle' && siret !== '' && { siret }),
    ...(ASKS[action].places && {
      references: {
        service_code: service_code.trim() || null,
        engagement_number: engagement_number.trim() || null,
        contract_number: contract_number.trim() || null,
      },
    }),
  };
}

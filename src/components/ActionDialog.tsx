import { Box, Button, FocusView, Inline, Link, TextArea } from '@stripe/ui-extension-sdk/ui';
import { showToast } from '@stripe/ui-extension-sdk/utils';
import { useRef, useState } from 'react';
import type { Answer, Question } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { change, type Failure } from '../backend.ts';
import { isSiret, withoutGrouping } from '../siret.ts';
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
  const { asker, action, documentId, references, onClose, onDone } = props;
  const { invoice, common } = screensFor(asker.locale);
  const [typed, setTyped] = useState<Typed>({
    comment: '',
    siret: '',
    service_code: references?.service_code ?? '',
    engagement_number: references?.engagement_number ?? '',
    contract_number: references?.contract_number ?? '',
  });
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isBusy = useRef(false);
  const words = invoice.actions[action];

  const act = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setPending(true);
    setFailure(undefined);
    const reply = await change(
      asker,
      '/api/transmissions/act',
      questionOf(documentId, action, typed),
    );
    isBusy.current = false;
    setPending(false);
    if (!reply.ok) return setFailure(reply.failure);
    void showToast(words.toast, { type: 'success' });
    onDone(reply.answer);
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
          disabled={!isComplete(action, typed)}
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

interface FieldsProps extends ActionDialogProps {
  readonly typed: Typed;
  readonly onType: (change: (before: Typed) => Typed) => void;
}

function Comment({ asker, action, onType }: FieldsProps) {
  const { invoice } = screensFor(asker.locale);
  const isForBuyer = action === 'complete';
  return (
    <TextArea
      label={invoice.comment}
      description={isForBuyer ? invoice.commentForBuyer : invoice.commentDescription}
      defaultValue=""
      maxLength={COMMENT_CHARACTERS_MAX}
      required={ASKS[action].comment === 'required'}
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

function isComplete(action: ActionName, { comment, siret }: Typed): boolean {
  if (ASKS[action].comment === 'required' && comment.trim() === '') return false;
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

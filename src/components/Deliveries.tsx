import { Box, Button, DataTable, Inline } from '@stripe/ui-extension-sdk/ui';
import { showToast } from '@stripe/ui-extension-sdk/utils';
import type { Answer } from '../../backend/api/contract.ts';
import { isViewOnly, type Asker } from '../asker.ts';
import { ask, type Reply } from '../backend.ts';
import { instantOf } from '../figures.ts';
import type { Asking } from '../useAnswer.ts';
import { useChange } from '../useChange.ts';
import type { SettingsWording } from '../wording/settings-en.ts';
import { screensFor } from '../wording/screens.ts';
import { FailureBanner } from './FailureBanner.tsx';

type Notices = Answer<'/api/notifications/read'>;
type Delivery = Notices['deliveries'][number];

interface DeliveriesProps {
  readonly asker: Asker;
  readonly asking: Asking<Notices>;
}

/** Deliveries shown; the newest. */
const ROWS = 10;

const TONES = {
  waiting: 'neutral',
  sent: 'positive',
  failed: 'negative',
  dropped: 'neutral',
} as const satisfies Record<Delivery['state'], string>;

/** What was told over every channel and how it ended, and a test of them. */
export function Deliveries({ asker, asking }: DeliveriesProps) {
  const { settings } = screensFor(asker.locale);
  const say = settings.notices;
  const { make, isPending, failure } = useChange(asker, '/api/notifications/test');
  const { asked } = asking;
  const before = asked.state === 'answered' ? newestTestOf(asked.answer) : undefined;
  const test = async () => {
    const answer = await make({}, () => lookUpTest(asker, before));
    if (answer === undefined) return;
    void showToast(say.testToast, { type: 'success' });
    asking.replace(answer);
  };
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      {asked.state === 'failed' && <Inline css={{ color: 'secondary' }}>{say.off}</Inline>}
      {asked.state === 'answered' && <Table asker={asker} notices={asked.answer} />}
      {failure && <FailureBanner locale={asker.locale} failure={failure} />}
      <Box css={{ stack: 'x', gap: 'small', alignY: 'center' }}>
        <Button disabled={isViewOnly(asker)} pending={isPending} onPress={() => void test()}>
          {say.test}
        </Button>
        <Inline css={{ font: 'caption', color: 'secondary' }}>{say.testDescription}</Inline>
      </Box>
    </Box>
  );
}

/** A test whose answer was lost stands in the log if it arrived. */
async function lookUpTest(
  asker: Asker,
  before: string | undefined,
): Promise<Reply<Notices | undefined>> {
  const reply = await ask(asker, '/api/notifications/read', {});
  if (!reply.ok) return reply;
  const isSent = newestTestOf(reply.answer) !== before;
  return { ok: true, answer: isSent ? reply.answer : undefined };
}

function newestTestOf({ deliveries }: Notices): string | undefined {
  return deliveries.find(({ event }) => nameOf(event) === 'test')?.at;
}

function Table({ asker, notices }: { readonly asker: Asker; readonly notices: Notices }) {
  const { settings } = screensFor(asker.locale);
  const { columns, none } = settings.notices;
  const rows = notices.deliveries.slice(0, ROWS);
  return (
    <DataTable
      columns={[
        { key: 'at', label: columns.at },
        { key: 'event', label: columns.event },
        {
          key: 'state',
          label: columns.state,
          cell: { type: 'status', statusMap: tonesOf(rows, settings) },
        },
        { key: 'channel', label: columns.channel },
      ]}
      items={rows.map((row, index) => ({
        id: String(index),
        at: instantOf(row.at, asker.locale),
        event: eventOf(row, settings),
        channel: row.target || settings.notices.channels[row.channel],
        state: endOf(row, settings),
      }))}
      emptyMessage={none}
    />
  );
}

/** The table knows a status by its words. */
function tonesOf(rows: readonly Delivery[], say: SettingsWording) {
  return Object.fromEntries(rows.map((row) => [endOf(row, say), TONES[row.state]]));
}

function endOf({ state, answer }: Delivery, { notices }: SettingsWording): string {
  const words = notices.states[state];
  return answer === null || answer === '' || state === 'sent'
    ? words
    : notices.answered(words, answer);
}

function eventOf({ event, number }: Delivery, { events, notices }: SettingsWording): string {
  const name = nameOf(event);
  const own = { digest: notices.digest, test: notices.testEvent };
  const words = Object.entries({ ...events, ...own }).find(([key]) => key === name)?.[1] ?? event;
  return number === null ? words : notices.about(words, number);
}

/** `rejected` of `invoice.rejected`; a connection that is refused is no invoice that is. */
function nameOf(event: string): string {
  if (event === 'connection.refused') return 'connection_refused';
  return event.slice(event.lastIndexOf('.') + 1);
}

import { SCREENS_EN } from '../../../src/wording/screens-en.ts';
import { checked, found, INVOICE, reason, REFUSED, SUSPENDED } from './answers.ts';
import { ACT, CHECK, FIND, FRENCH, VIEW_ONLY, type Scene } from './scene.ts';

const invoice = { page: 'invoice', id: INVOICE, mode: 'live' } as const;
const { actions } = SCREENS_EN.invoice;

const offer = (...names: readonly (keyof typeof actions)[]) => ({
  actions: names.map((action, index) => ({
    action,
    primary: index === 0,
    disabled_because: null,
  })),
});

/** An invoice's page: drafts, then each place on the way, then what stands in the way of asking. */
export const INVOICE_SCENES: readonly Scene[] = [
  { name: 'invoice-loading', place: invoice, script: { [FIND]: 'never' } },
  {
    name: 'invoice-draft-blocked',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: checked('blocked') },
  },
  {
    name: 'invoice-draft-attention',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: checked('attention') },
  },
  {
    name: 'invoice-draft-ready',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: checked('ready') },
  },
  {
    name: 'invoice-draft-french',
    place: { ...invoice, ...FRENCH },
    script: { [FIND]: 404, [CHECK]: checked('blocked') },
  },
  {
    name: 'invoice-not-concerned',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: { kind: 'not_concerned', held: null } },
  },
  {
    name: 'invoice-excluded',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: { kind: 'not_concerned', held: 'exclude' } },
  },
  {
    name: 'invoice-not-connected',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: { kind: 'not_connected', reason: null } },
  },
  {
    name: 'invoice-waiting',
    place: invoice,
    script: {
      [FIND]: found(
        {
          ...{ state: 'waiting', actor: 'chorus_pro', flow_number: null, deposited_at: null },
          reasons: [reason('chorus_pro_unavailable', 'chorus_pro')],
          next_at: '2026-11-23T09:30:00.000Z',
        },
        1,
        {
          actions: offer('retry', 'hold', 'exclude').actions.map((each) => ({
            ...each,
            primary: false,
          })),
          files: [],
        },
      ),
    },
  },
  {
    name: 'invoice-uncertain',
    place: invoice,
    script: {
      [FIND]: found({ state: 'uncertain', actor: 'us', next_at: '2026-11-23T09:30:00.000Z' }, 2),
    },
  },
  { name: 'invoice-available', place: invoice, script: { [FIND]: found({}, 5) } },
  {
    name: 'invoice-paid',
    place: invoice,
    script: {
      [FIND]: found({ state: 'paid', actor: 'nobody', since: '2026-11-14T10:00:00.000Z' }, 7),
    },
  },
  { name: 'invoice-refused', place: invoice, script: { [FIND]: REFUSED } },
  { name: 'invoice-refused-french', place: { ...invoice, ...FRENCH }, script: { [FIND]: REFUSED } },
  {
    name: 'invoice-confirm',
    place: invoice,
    script: { [FIND]: REFUSED },
    act: (page) => page.getByRole('button', { name: actions.retry.label }).click(),
  },
  {
    name: 'invoice-references',
    place: invoice,
    script: { [FIND]: REFUSED, [ACT]: 500 },
    act: async (page) => {
      await page.getByRole('button', { name: actions.set_references.label }).click();
      const { label } = actions.set_references;
      await page.getByRole('dialog').getByRole('button', { name: label }).click();
      await page.getByText(SCREENS_EN.failures.backend.title).waitFor();
    },
  },
  {
    name: 'invoice-suspended',
    place: invoice,
    script: { [FIND]: SUSPENDED },
    act: (page) => page.getByRole('button', { name: actions.complete.label }).click(),
  },
  {
    name: 'invoice-to-recycle',
    place: invoice,
    script: {
      [FIND]: found(
        {
          ...{ state: 'to_recycle', actor: 'merchant' },
          remote_comment: 'Facture destinée au service des achats.',
        },
        5,
        offer('recycle'),
      ),
    },
    act: (page) => page.getByRole('button', { name: actions.recycle.label }).click(),
  },
  {
    name: 'invoice-rejected',
    place: invoice,
    script: {
      [FIND]: found(
        {
          ...{ state: 'rejected', actor: 'merchant' },
          remote_comment: 'Prestation non conforme au devis.',
        },
        5,
        offer('acknowledge_rejection'),
      ),
    },
  },
  {
    name: 'invoice-action-under-way',
    place: invoice,
    script: {
      [FIND]: found({ state: 'rejected', actor: 'merchant' }, 5, {
        actions: [
          {
            ...{ action: 'acknowledge_rejection', primary: true },
            disabled_because: reason('action_under_way', 'action'),
          },
        ],
      }),
    },
  },
  {
    name: 'invoice-chorus-pro-down',
    place: invoice,
    script: { [FIND]: 404, [CHECK]: { kind: 'unavailable', reason: null } },
  },
  { name: 'invoice-backend-down', place: invoice, script: { [FIND]: 500 } },
  { name: 'invoice-offline', place: invoice, script: { [FIND]: 'no answer' } },
  { name: 'invoice-forbidden', place: invoice, script: { [FIND]: 403 } },
  { name: 'invoice-view-only', place: { ...invoice, ...VIEW_ONLY }, script: { [FIND]: REFUSED } },
];

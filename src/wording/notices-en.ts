import type { NoticesWording } from './notices.ts';

/** What mails and messages say, in English. */
export const NOTICES_EN: NoticesWording = {
  events: {
    refused: {
      subject: ({ document }) => `Chorus Pro refused ${document}`,
      lead: ({ theDocument }) =>
        `Chorus Pro refused ${theDocument}: nothing came into being there, and the buyer sees nothing of what was sent. What to do stands below.`,
    },
    suspended: {
      subject: ({ document }) => `The buyer suspended ${document}`,
      lead: ({ theDocument }) =>
        `The buyer suspended ${theDocument} and asks for something more. The payment period stands still until you have completed it.`,
    },
    to_recycle: {
      subject: ({ document }) => `Wrong recipient for ${document}`,
      lead: ({ theDocument }) =>
        `The buyer says that ${theDocument} is not for them as it was addressed: it must go to another recipient, service or engagement (“to recycle”, à recycler). It keeps its number.`,
    },
    rejected: {
      subject: ({ document }) => `The buyer rejected ${document}`,
      lead: ({ theDocument }) =>
        `The buyer rejected ${theDocument}. It will not be paid: it needs a credit note and a new invoice in Stripe.`,
    },
    abandoned: {
      subject: ({ document }) => `Abandoned at Chorus Pro: ${document}`,
      lead: ({ theDocument }) =>
        `Somebody abandoned or deleted ${theDocument} at Chorus Pro. It will not be paid as it is.`,
    },
    waiting: {
      subject: ({ document }) => `Waiting for more than a day: ${document}`,
      lead: ({ theDocument }) =>
        `Nothing has moved for ${theDocument} for more than a day. As long as it stays so, it does not get nearer to being paid.`,
    },
    available: {
      subject: ({ document }) => `The buyer has received ${document}`,
      lead: ({ theDocument }) =>
        `Chorus Pro has made ${theDocument} available to the buyer. Nothing is to be done.`,
    },
    paid: {
      subject: ({ document }) => `Payment released for ${document}`,
      lead: ({ theDocument }) =>
        `Chorus Pro reports that payment was released (mise en paiement) for ${theDocument}. The transfer arrives within a few days. Nothing is to be done.`,
    },
    password_expiring: {
      subject: ({ date }) => `Chorus Pro password to be renewed by ${date}`,
      lead: ({ date }) =>
        `The password of your Chorus Pro technical account (compte technique) must be renewed by ${date}. After that day Chorus Pro turns every invoice away. Renew it on the Chorus Pro portal, then enter the new one in Guichet’s settings.`,
    },
    connection_refused: {
      subject: () => 'Chorus Pro refuses Guichet’s access to your company',
      lead: ({ date }) =>
        `Since ${date} Chorus Pro has refused your technical account (compte technique). Until it works again, no invoice goes out and none is followed; they wait in their order and nothing is lost.`,
    },
  },
  awaited: {
    merchant: 'It waits for you.',
    buyer: 'It waits for the public buyer.',
    chorus_pro:
      'It waits for Chorus Pro, which Guichet goes on asking; nothing is to be done on your side.',
    us: 'It waits for Guichet’s support; nothing is to be done on your side.',
    nobody: 'It waits for nobody.',
  },
  trial: {
    subject: () => 'Test: this is how Guichet tells you',
    lead: () =>
      'This is a test that somebody asked for in Guichet’s settings. Nothing has happened and nothing is to be done. The invoice below is made up; a real message looks like this:',
  },
  documents: {
    invoice: (number) => [`invoice ${number}`, `invoice ${number}`],
    credit_note: (number) => [`credit note ${number}`, `credit note ${number}`],
  },
  digest: {
    subject: (count) =>
      count === 0
        ? 'Your public-sector invoices today'
        : `${count} public-sector ${count === 1 ? 'document waits' : 'documents wait'} for you`,
    open: (count) =>
      count === 1
        ? 'One document waits for you:'
        : `${count} documents wait for you, the longest first:`,
    nothingOpen: 'No document waits for you.',
    since: (date) => `since ${date}`,
    more: (count) => `… and ${count} more.`,
    news: 'Since the last summary:',
  },
  unknownSaying: {
    title: 'Guichet does not know this message',
    explanation: 'It stands here word for word, and has been noted so that it will be explained.',
    remedy:
      'Correct what it names, on the customer in Stripe or in Guichet’s settings, then send the same invoice again. If it says nothing useful, write to Guichet’s support with the invoice number.',
  },
  labels: {
    buyer: 'Buyer',
    amount: 'Amount',
    state: 'State',
    since: 'Since',
    why: 'Why',
    whatToDo: 'What to do',
    chorusProsWords: 'Chorus Pro’s words',
    whatItMeans: 'What it means',
    buyersWords: 'The buyer’s words',
    openInvoice: 'Open the invoice',
    openAccount: 'Open Stripe',
  },
  colon: ': ',
  quotes: ['“', '”'],
  test: '[Test]',
  footer:
    'Guichet sends this because your address is entered in its settings in Stripe. Who is told what is changed there.',
};

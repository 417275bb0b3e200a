import type { Failure } from '../backend.ts';
import { SETTINGS_EN } from './settings-en.ts';

/** What the Dashboard's views say besides reasons and states, in English. Sentence case; no period on titles and buttons. */
export const SCREENS_EN = {
  common: {
    loading: 'Loading',
    tryAgain: 'Try again',
    refresh: 'Refresh',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    saved: 'Saved',
    notSaved: 'Not saved',
    openSettings: 'Open settings',
    openCustomer: 'Open customer',
    openInvoice: 'Open invoice',
    setUp: 'Set up Guichet',
    you: 'You',
    none: 'None',
    next: (who: string) => `Next: ${who}`,
    by: (quoted: string) => `Chorus Pro’s own words: ${quoted}`,
    quoted: (text: string) => `“${text}”`,
    documentation: 'Help',
  },
  environment: {
    test: 'Test mode: invoices go to Chorus Pro’s qualification platform only.',
    sandbox: 'Sandbox: invoices go to Chorus Pro’s qualification platform only.',
  },
  permissions: {
    title: 'Guichet lacks a permission',
    description: (names: string) =>
      `An administrator must press “Review permissions” on the Apps page in Stripe. Missing: ${names}.`,
    viewOnly: 'You can look, but not change anything',
    viewOnlyDescription:
      'Your role in Stripe is view only. Ask an administrator of your account for another role.',
    administratorsOnly: 'Only administrators of the Stripe account can change this.',
  },
  failures: {
    signature: {
      title: 'Stripe could not sign the request',
      description: 'Your session may have ended. Reload the Dashboard, then try again.',
    },
    network: {
      title: 'Guichet cannot be reached',
      description:
        'Check your internet connection and try again. Invoices that were finalized are not lost: Stripe delivers them again.',
    },
    unauthorized: {
      title: 'Guichet did not accept the request',
      description:
        'The signature did not hold. Reload the Dashboard; if it comes back, write to Guichet’s support.',
    },
    forbidden: {
      title: 'Your role does not allow this',
      description: 'Ask an administrator of your Stripe account to do it.',
    },
    absent: {
      title: 'Not available yet',
      description: 'This part of Guichet is not available at the moment. Everything else works.',
    },
    conflict: {
      title: 'This is not possible now',
      description: 'Something has changed meanwhile. Reload the page to see how it stands.',
    },
    lost: {
      title: 'The answer was lost on its way',
      description:
        'What you typed is still here. Check your internet connection, then try again: Guichet looks first whether it had arrived, so nothing is done twice.',
    },
    too_many: {
      title: 'Too many requests',
      description: 'Wait a minute, then try again.',
    },
    backend: {
      title: 'Guichet has a problem on its side',
      description: 'Try again in a few minutes. If it lasts, write to Guichet’s support.',
    },
    unreadable: {
      title: 'Guichet gave an unexpected answer',
      description: 'Reload the Dashboard. If it comes back, write to Guichet’s support.',
    },
  } satisfies Record<Failure['kind'], { title: string; description: string }>,
  /** Rules that stood in the way of an action, by their reason's code. */
  conflicts: {
    action_not_in_state: {
      title: 'Not possible in this state',
      description: 'The invoice has moved on. Reload the page: it shows what can be done now.',
    },
    action_under_way: {
      title: 'Another action is under way',
      description: 'Nothing to do: its outcome appears in the history as soon as it is known.',
    },
    action_done: {
      title: 'Already done',
      description: 'Chorus Pro has taken this action; the new status has not arrived yet.',
    },
    action_not_possible: {
      title: 'The invoice can no longer be changed this way',
      description: 'Somebody may have acted on it at Chorus Pro. Reload the page.',
    },
    nothing_to_add: {
      title: 'There is neither a comment nor a file',
      description: 'Write a comment or add the file that the buyer asked for.',
    },
  },
  chorusPro: {
    down: 'Chorus Pro does not answer at the moment',
    downSince: (at: string) => `Chorus Pro does not answer since ${at}`,
    downDescription:
      'Nothing to do: invoices are kept in order and sent as soon as it answers again.',
    notConnected: 'Chorus Pro is not connected yet',
    notConnectedDescription:
      'Invoices of public-sector customers wait until you have set up Guichet.',
    refused: 'Chorus Pro refuses the technical account',
    refusedDescription:
      'Invoices wait. Renew the password in Chorus Pro, then enter it in Guichet’s settings.',
  },
  customer: {
    title: 'Public-sector invoicing',
    flag: 'Government affiliated',
    flagDescription: 'Send this customer’s finalized invoices to Chorus Pro.',
    siret: 'SIRET',
    siretDescription: 'The 14 digits of the establishment, with or without spaces.',
    siretFaults: {
      letters: 'A SIRET has digits only.',
      siren:
        'This is a SIREN (9 digits). Add the 5 digits of the establishment, or search by name.',
      length: 'A SIRET has 14 digits.',
      checksum:
        'The check digit does not fit. Compare it with the purchase order; you can save it anyway.',
    },
    siretRequired: 'Enter the SIRET, or invoices of this customer will wait.',
    code: 'E-invoicing code',
    codeDescription: 'The service that handles the invoice (code service).',
    codePick: 'Choose a service',
    codeNone: 'No service',
    codeUnlisted: (code: string) => `${code} (not in the directory)`,
    engagement: 'Engagement number',
    engagementDescription: 'The buyer’s purchase order (numéro d’engagement).',
    contract: 'Contract number',
    contractDescription: 'The public contract (numéro de marché), where there is one.',
    optional: 'Optional',
    required: 'Demanded by this public body',
    tooLong: (limit: number) => `At most ${limit} characters.`,
    siretNeeded: 'Correct the SIRET before saving.',
    search: 'Find the public body',
    searchDescription: 'Type a name or a SIRET to search the Chorus Pro directory.',
    searchPlaceholder: 'Town hall of …, or 14 digits',
    searchNothing: 'The directory holds no public body of this name or number.',
    searchMore: 'There are more: type more of the name, or its town.',
    searchOff: 'The directory cannot be searched at the moment. You can type the SIRET yourself.',
    searching: 'Searching the directory',
    searchStale: 'Chorus Pro cannot be asked: only bodies that Guichet has met are found.',
    searchKnown:
      'Chorus Pro finds nothing under this beginning of a number: only bodies that Guichet has met were searched. Type all 14 digits, or a name.',
    asOf: (at: string) => `Chorus Pro’s directory, as of ${at}`,
    asOfStale: (at: string) => `As of ${at}; Chorus Pro cannot be asked at the moment.`,
    serviceSearch: 'Find a service',
    serviceMany: (total: number) => `Type to find among ${total.toLocaleString('en-US')} services.`,
    serviceNone: 'No service has these words in its name or code.',
    engagementGiven:
      'It is checked with each invoice; where Chorus Pro cannot check it, the invoice says so.',
    directoryDown:
      'Chorus Pro’s directory does not answer at the moment. You can save; the SIRET is checked with the next invoice.',
    directoryNotConnected:
      'Connect Chorus Pro, and its directory shows here what each public body demands.',
    inactive: 'Closed',
    inactiveTitle: 'This public body is closed at Chorus Pro',
    inactiveDescription:
      'Chorus Pro would refuse its invoices. Search for the body that took over; you can save it anyway.',
    unknown: 'This SIRET is not in the Chorus Pro directory',
    unknownDescription:
      'Check the digits, or search by name. An invoice sent there would be refused.',
    demandsService: 'Service required',
    demandsEngagement: 'Engagement required',
    demandsEither: 'Service or engagement required',
    demandsNothing: 'No reference required',
    neverReports: 'This public body never reports payments to Chorus Pro: watch your bank account.',
    taxId: (siret: string) => `Use the SIRET of the tax IDs: ${siret}`,
    taxIdDescription: 'This customer’s tax IDs already hold a SIRET.',
    useTaxId: 'Use this SIRET',
    suggest: 'This customer looks like a public body',
    suggestDescription: 'Its invoices must then go through Chorus Pro.',
    suggestYes: 'Mark as public body',
    suggestNo: 'It is not one',
    changedTitle: 'Somebody else changed this customer meanwhile',
    changedBoth: (field: string, theirs: string, yours: string) =>
      `${field}: theirs “${theirs}”, yours “${yours}”.`,
    changedEmpty: 'empty',
    keepMine: 'Save mine',
    takeTheirs: 'Take theirs',
    changedOther: 'Somebody else changed other fields meanwhile; they are shown now.',
    discard: 'Discard changes',
    unsaved: 'Not saved yet',
    savedToast: 'Customer saved',
    saveUnknown: 'The connection was lost while saving',
    saveUnknownDescription:
      'What you typed is kept here. Check your connection, then save again: what had arrived is not written a second time.',
    savePermission: 'Your role in Stripe does not allow changing customers',
    savePermissionDescription:
      'What you typed was not saved. Ask an administrator of your account.',
    keysOver: (limit: number) => `This customer’s metadata is full: Stripe takes ${limit} keys`,
    keysOverDescription: (over: number) =>
      over === 1
        ? 'Remove one other key from the customer’s metadata in Stripe, then reload this page.'
        : `Remove ${over} other keys from the customer’s metadata in Stripe, then reload this page.`,
    saveRefused: 'Stripe did not take the values',
    saveRefusedDescription: 'Shorten them and save again. Metadata holds at most 500 characters.',
    gone: 'This customer was deleted',
    goneDescription: 'A deleted customer can no longer be changed.',
    loadPermission: 'You may not see this customer’s details',
    loadPermissionDescription:
      'Ask an administrator of your account for the right to read customers.',
    loadNetwork: 'Stripe could not be reached',
    loadNetworkDescription: 'Check your internet connection and try again.',
    invoices: 'Invoices at Chorus Pro',
    noInvoices: 'No invoice of this customer has been finalized since Guichet was installed.',
    invoicesOff: 'Invoices cannot be shown at the moment.',
  },
  invoice: {
    title: 'Chorus Pro',
    notConcerned: 'This invoice does not go to Chorus Pro',
    notConcernedDescription:
      'Its customer is not marked as a public body. If it is one, mark it on the customer’s page before you finalize the invoice.',
    notMet: 'Guichet has not met this invoice',
    notMetDescription:
      'Drafts are checked here once they can be. Invoices that were finalized before Guichet was installed are not sent.',
    verdicts: {
      ready: 'Ready to be finalized',
      attention: 'Ready, with points to look at',
      blocked: 'Would be held back',
    },
    verdictDescriptions: {
      ready: 'If you finalize it now, it goes to Chorus Pro as it is.',
      attention: 'If you finalize it now, it goes to Chorus Pro. Look at these points first.',
      blocked:
        'If you finalize it now, it waits until these points are settled. Some can only be changed while it is a draft.',
    },
    checks: 'What to correct',
    waiting: 'Why it waits',
    sayings: 'Why Chorus Pro refused it',
    unknownSaying: 'Chorus Pro’s own words; Guichet does not know this message',
    buyersWords: 'The buyer’s own words',
    who: { you: 'by you', colleague: 'by a colleague', support: 'by Guichet support' },
    outcomes: {
      asked: (action: string) => `${action}: asked of Chorus Pro`,
      refused: (action: string) => `${action}: refused by Chorus Pro`,
      uncertain: (action: string) => `${action}: not confirmed yet`,
      absent: (action: string) => `${action}: did not arrive`,
    },
    warnings: 'Worth a look',
    remedy: 'What to do',
    recipient: 'Public buyer',
    service: 'E-invoicing code',
    engagement: 'Engagement number',
    contract: 'Contract number',
    total: 'Total',
    flow: 'Flow number',
    remoteStatus: 'Status in Chorus Pro',
    deposited: 'Deposited',
    elapsed: {
      open: 'Since the deposit',
      paid: 'Paid after',
      days: (days: number) => (days === 1 ? '1 day' : `${days} days`),
    },
    since: (day: string) => `Since ${day}`,
    nextAt: (at: string) => `Guichet looks again on ${at}.`,
    details: 'Details',
    timeline: 'History',
    timelineEmpty: 'Nothing has happened yet.',
    files: 'Documents',
    fileNames: {
      factur_x: 'Electronic invoice (Factur-X, PDF)',
      xml: 'Data (XML)',
      proof_pack: 'Proof pack (ZIP)',
    },
    filesNote: 'Links are valid for a few minutes.',
    references: 'References of this invoice alone',
    referencesDescription: 'They take precedence over those of the customer.',
    editReferences: 'Change references',
    comment: 'Comment',
    commentDescription: 'Kept in the history.',
    commentForBuyer: 'The public buyer reads it.',
    commentRequired: 'Say why in a few words.',
    attachments: 'Files to be sent',
    noAttachments: 'No file was added yet.',
    addFile: 'Add a file',
    addFileDescription: 'Opens a page of Guichet. Come back here afterwards.',
    megabytes: (bytes: number) => `${Math.max(1, Math.round(bytes / 1024))} KB`,
    siret: 'SIRET of the right public body',
    more: 'Other actions',
    done: 'Done',
    actions: {
      retry: {
        label: 'Send again',
        title: 'Send this invoice again?',
        description:
          'Guichet checks it again with what stands in Stripe and in your settings now, and deposits it under the same number. Nothing exists at Chorus Pro yet, so no duplicate can arise.',
        toast: 'Sent again',
      },
      recycle: {
        label: 'Send to another body',
        title: 'Send to another recipient?',
        description:
          'The invoice stays the same at Chorus Pro and keeps its number; only its recipient changes (recyclage).',
        toast: 'Sent to the new body',
      },
      complete: {
        label: 'Send the documents',
        title: 'Send what the buyer asks for?',
        description: 'The public buyer receives your comment and the files below.',
        toast: 'Documents sent',
      },
      acknowledge_rejection: {
        label: 'Mark as dealt with',
        title: 'Have you corrected this rejection?',
        description:
          'A rejected invoice is final. In Stripe, issue a credit note for it and a new invoice under a new number; both go to Chorus Pro by themselves. Then mark this one as dealt with.',
        toast: 'Marked as dealt with',
      },
      set_references: {
        label: 'Change references',
        title: 'References of this invoice alone',
        description:
          'They take precedence over those of the customer. Leave a field empty to use the customer’s.',
        toast: 'References saved',
      },
      hold: {
        label: 'Hold back',
        title: 'Hold this invoice back?',
        description: 'It is not sent until you release it.',
        toast: 'Held back',
      },
      release: {
        label: 'Release',
        title: 'Release this invoice?',
        description: 'Guichet checks it and sends it.',
        toast: 'Released',
      },
      exclude: {
        label: 'Exclude',
        title: 'Exclude this invoice from Chorus Pro?',
        description:
          'Guichet does not send it. Use this when you have entered it in Chorus Pro yourself.',
        toast: 'Excluded',
      },
      include: {
        label: 'Include again',
        title: 'Include this invoice again?',
        description: 'Guichet checks it and sends it to Chorus Pro.',
        toast: 'Included again',
      },
    },
  },
  overview: {
    title: 'Chorus Pro',
    groups: {
      yours: 'Waiting for you',
      under_way: 'At Chorus Pro',
      done: 'Done',
    },
    invoices: (count: number) => (count === 1 ? '1 invoice' : `${count} invoices`),
    yoursMore: (count: number) => `And ${count} more, in the list below.`,
    median: 'Median time to payment',
    days: (days: number) => (days === 1 ? '1 day' : `${Math.round(days)} days`),
    noMedian: 'No payment yet',
    byMonth: 'Invoiced to the public sector, by month',
    chartValue: (month: string, amount: string, count: string) => `${month}: ${amount}, ${count}`,
    list: 'Invoices',
    filter: 'Show',
    filterAll: 'All invoices',
    search: 'Search',
    searchPlaceholder: 'Number or customer',
    columns: {
      number: 'Number',
      customer: 'Customer',
      total: 'Total',
      state: 'State',
      since: 'Since',
    },
    empty: 'No invoice yet',
    emptyDescription:
      'Finalize an invoice for a customer marked as government affiliated, and it appears here.',
    nothingFound: 'No invoice fits',
    connection: 'Connection',
    states: {
      connected: 'Connected',
      not_connected: 'Not connected',
      refused: 'Refused',
      unchecked: 'Not checked yet',
    },
    platforms: { production: 'Chorus Pro', qualification: 'Chorus Pro qualification' },
    lastEvent: 'Last event from Stripe',
    never: 'None received yet',
    checked: 'Last checked',
    figuresOff: 'Figures are not available at the moment; the list below is complete.',
    unnumbered: 'Draft',
  },
  settings: SETTINGS_EN,
  onboarding: {
    title: 'Set up Guichet',
    description:
      'Each step is checked with Chorus Pro as you go. No invoice of yours is sent before the last one.',
    statuses: {
      not_started: 'To do',
      in_progress: 'Under way',
      blocked: 'To correct',
      complete: 'Done',
    },
    waiting: {
      company: 'Some fields are still empty',
      agreement: 'Chorus Pro could not say yet whether Guichet is authorized',
      technical_account: 'The account is checked as soon as Guichet is authorized',
      supplier_found: 'Chorus Pro does not let Guichet look this up: a deposit will show it',
      test_deposit: 'Chorus Pro is checking the test invoice; this page looks again by itself',
      ready: 'The steps above are not all done yet',
    },
    openChorusPro: 'Open Chorus Pro',
    steps: {
      company: {
        title: 'Enter your company',
        explanation:
          'Legal name, SIRET, VAT number, address and bank account, in Guichet’s settings.',
      },
      agreement: {
        title: 'Authorize Guichet at Chorus Pro',
        explanation:
          'In Chorus Pro, your main manager accepts the connection of Guichet (raccordement en tant que concentrateur).',
      },
      technical_account: {
        title: 'Connect your technical account',
        explanation:
          'Create a technical account (compte technique) in Chorus Pro, then enter it in Guichet’s settings.',
      },
      supplier_found: {
        title: 'Find your company at Chorus Pro',
        explanation: 'Guichet looks up your SIRET in the directory with your technical account.',
      },
      test_deposit: {
        title: 'Send a test invoice',
        explanation:
          'A made-up invoice goes to the qualification platform and is followed until it is accepted. Nothing is owed.',
      },
      ready: {
        title: 'Ready',
        explanation:
          'Mark your public-sector customers on their pages. Their next invoices go to Chorus Pro.',
      },
    },
    next: 'Next step',
    check: 'Check again',
    sendTest: 'Send a test invoice',
    testSent: 'Test invoice sent',
    complete: 'Guichet is set up',
    goCustomers: 'Open customers',
  },
};

/** Everything that the views say. */
export type Screens = typeof SCREENS_EN;

import type { FindingCode } from '../../backend/chorus-pro/doctor-findings.ts';
import type { ReasonWording } from './wording.ts';

const FOR_SUPPORT =
  '[[ For support: HTTP status {httpStatus}.]][[ Cause: {failure}.]][[ Call: {route}.]]';

/** What is said, in English, about each finding of the connection's doctor: fine, or what is wrong and what to do. */
export const DOCTOR_EN = {
  reachable: {
    title: 'Chorus Pro answers',
    explanation: 'The State’s gateway (PISTE) and Chorus Pro behind it are reachable.',
    remedy: 'Nothing to do.',
  },
  piste_unreachable: {
    title: 'The State’s gateway does not answer',
    explanation: `PISTE, through which everything goes to Chorus Pro, could not be reached.${FOR_SUPPORT}`,
    remedy:
      'Nothing to do: Guichet tries again by itself. If it lasts for hours, look at AIFE’s announcements on the Chorus Pro portal.',
  },
  chorus_pro_unreachable: {
    title: 'Chorus Pro does not answer',
    explanation: `The State’s gateway (PISTE) gave access, but the call to Chorus Pro got no answer.${FOR_SUPPORT}`,
    remedy:
      'Nothing to do: Guichet tries again by itself. If it lasts for hours, look at AIFE’s announcements on the Chorus Pro portal.',
  },
  chorus_pro_down: {
    title: 'Chorus Pro is out of order',
    explanation: `Chorus Pro answered with an error of its own, as it does during maintenance.${FOR_SUPPORT}`,
    remedy:
      'Nothing to do: Guichet tries again by itself, and sends what is waiting as soon as Chorus Pro is back.',
  },
  too_many_requests: {
    title: 'Chorus Pro asks for a pause',
    explanation: `The State’s gateway says that there are too many calls at the moment.${FOR_SUPPORT}`,
    remedy: 'Nothing to do: Guichet waits as long as it was asked to.',
  },
  paused: {
    title: 'Guichet has paused the calls to Chorus Pro',
    explanation:
      'There was trouble several times in a row a moment ago, so Guichet leaves Chorus Pro alone for half a minute.',
    remedy: 'Wait a minute and examine again.',
  },
  busy: {
    title: 'Other invoices of yours have the turn',
    explanation:
      'Guichet makes one call after the other for each technical account, and the queue is long just now.',
    remedy: 'Wait a minute and examine again.',
  },
  answer_not_understood: {
    title: 'Chorus Pro answered something unknown',
    explanation: `Guichet does not know this answer, so it cannot say what is wrong.${FOR_SUPPORT}`,
    remedy: 'Nothing to do on your side: Guichet’s support has been told and will look into it.',
  },
  token_given: {
    title: 'Guichet’s application is let in',
    explanation: 'The State’s gateway (PISTE) gave Guichet’s application its access.',
    remedy: 'Nothing to do.',
  },
  application_missing: {
    title: 'Guichet’s application is not set up',
    explanation: 'Guichet has no PISTE application for this environment, so no call can be made.',
    remedy:
      'Nothing to do on your side: Guichet’s operator enters the OAuth identifier and secret of the PISTE application.',
  },
  application_refused: {
    title: 'Guichet’s application is refused',
    explanation: `PISTE refused the identifier or the secret of Guichet’s application; it says the same of both.${FOR_SUPPORT}`,
    remedy:
      'Nothing to do on your side: Guichet’s operator compares them with the OAuth panel of the PISTE application (not the API keys panel), for the right environment.',
  },
  token_server_not_understood: {
    title: 'The State’s gateway answered something unknown',
    explanation: `PISTE did not give Guichet’s application its access, in a way that Guichet does not know.${FOR_SUPPORT}`,
    remedy: 'Nothing to do on your side: Guichet’s support has been told and will look into it.',
  },
  subscribed: {
    title: 'Guichet’s application may use Chorus Pro',
    explanation: 'The APIs that Guichet needs are open to its application.',
    remedy: 'Nothing to do.',
  },
  api_not_authorized: {
    title: 'Guichet’s application lacks an authorisation',
    explanation: `PISTE does not let Guichet’s application use[[ these APIs: {apis}]]. An API is not ticked, its terms of use are not accepted, or the link (raccordement) is missing.${FOR_SUPPORT}`,
    remedy:
      'Nothing to do on your side: Guichet’s operator ticks the APIs in PISTE, accepts their terms for this environment, and checks the raccordement in Chorus Pro.',
  },
  account_accepted: {
    title: 'Your technical account is let in',
    explanation:
      'Chorus Pro accepts the login and the password of your technical account (compte technique).',
    remedy: 'Nothing to do.',
  },
  account_missing: {
    title: 'No technical account is entered',
    explanation:
      'Guichet calls Chorus Pro with your technical account (compte technique), and none is set up.',
    remedy:
      'Create one in Chorus Pro (the main manager of your company can), then enter its login (TECH_…@cpro.fr) and password in Guichet’s settings, Chorus Pro.',
  },
  account_refused: {
    title: 'Your technical account is refused',
    explanation: `Chorus Pro refused the login or the password of your technical account (compte technique).${FOR_SUPPORT}`,
    remedy:
      'Was it created less than 30 minutes ago? Then wait. Did a colleague renew the password, or has it expired (424 days)? Then enter the new one in Guichet’s settings, Chorus Pro. Is it an account of the other environment (qualification or production)? Then enter the right one.',
  },
  structure_attached: {
    title: 'The technical account acts for your company',
    explanation: 'This is what Chorus Pro needs.[[ It may send invoices for: {found}.]]',
    remedy: 'Nothing to do.',
  },
  structure_missing: {
    title: 'The technical account acts for no company',
    explanation: 'It is let in, but Chorus Pro has attached it to no company that sends invoices.',
    remedy:
      'In Chorus Pro, the main manager (gestionnaire principal) attaches the technical account to your company, with the invoices-issued space (factures émises).',
  },
  structure_is_another: {
    title: 'The technical account acts for another company',
    explanation: 'Your invoices come from SIRET {identifier}, but the account acts for: {found}.',
    remedy:
      'Correct the SIRET in Guichet’s settings, Your company, or have the main manager attach the account to that company in Chorus Pro.',
  },
  structure_not_examined: {
    title: 'The company could not be checked',
    explanation:
      'Guichet’s application may not ask Chorus Pro for which companies the account acts. Invoices can be sent all the same.',
    remedy:
      'Nothing to do. If a first invoice is refused because the account is not attached, the main manager attaches it in Chorus Pro.',
  },
  rights_sufficient: {
    title: 'The technical account has the rights it needs',
    explanation: 'It may see the invoices that your company has sent.',
    remedy: 'Nothing to do.',
  },
  rights_missing: {
    title: 'The technical account lacks rights',
    explanation: 'It is attached to your company but may not see its invoices.',
    remedy:
      'In Chorus Pro, the main manager (gestionnaire principal) opens the invoices-issued space (factures émises) to the technical account.',
  },
  password_lasts: {
    title: 'The password lasts until {date:date}',
    explanation:
      'It must be renewed within {days} days; Guichet announces it 30, 15 and 3 days ahead.',
    remedy: 'Nothing to do.',
  },
  password_expires_soon: {
    title: 'The password expires on {date:date}',
    explanation: 'There are {days} days left. Once it has expired, no invoice can be sent.',
    remedy:
      'Have the main manager renew the technical account’s password in Chorus Pro, and enter the new one in Guichet’s settings, Chorus Pro, on the same day.',
  },
  password_expired: {
    title: 'The password has expired',
    explanation:
      'It was valid until {date:date}; since then Chorus Pro may refuse every call at any moment.',
    remedy:
      'Have the main manager renew the technical account’s password in Chorus Pro, then enter the new one in Guichet’s settings, Chorus Pro.',
  },
  password_date_unknown: {
    title: 'The password’s end is not known',
    explanation:
      'Chorus Pro did not say until when the technical account’s password is valid. It must be renewed every 424 days.',
    remedy: 'Nothing to do now; note the day on which you created or renewed it.',
  },
  not_examined: {
    title: 'Not examined yet',
    explanation: 'Something before this is wrong, so an answer here would only mislead.',
    remedy: 'Deal with what is wrong above, then examine again.',
  },
} as const satisfies Record<FindingCode, ReasonWording>;

import { createTransport } from 'nodemailer';

const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;

const PORT_OF = { 'smtp:': 587, 'smtps:': 465 } as const;

/** A mail to one address. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same words as a page. */
  readonly html: string;
  /** The same for every attempt, so that a mailbox that got it twice can tell. */
  readonly messageId: string;
}

/** How handing a mail to the server ended. */
export type MailEnd =
  | { readonly kind: 'accepted' }
  /** `again` is false when the server will never take this mail for this address. */
  | { readonly kind: 'failed'; readonly answer: string; readonly again: boolean };

/** Sends mail by one SMTP server. */
export interface Mailer {
  /** The part of the sender's address after the `@`, for message ids. */
  readonly domain: string;
  send(mail: Mail): Promise<MailEnd>;
}

/** Makes the mailer. What is not this machine must offer TLS: a password never leaves in the clear. */
export function makeMailer({ smtpUrl, from }: { smtpUrl: string; from: string }): Mailer {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const here = ['127.0.0.1', 'localhost', '::1'].includes(host);
  const transport = createTransport({
    host,
    port: url.port === '' ? PORT_OF[secure ? 'smtps:' : 'smtp:'] : Number(url.port),
    secure,
    requireTLS: !secure && !here,
    // A server on this machine seldom has a certificate that anybody vouches for.
    ...(here ? { tls: { rejectUnauthorized: false } } : {}),
    ...(url.username === ''
      ? {}
      : {
          auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
        }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    domain: /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'guichet.invalid',
    async send({ to, subject, text, html, messageId }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { kind: 'accepted' };
      } catch (error) {
        return toMailEnd(error);
      }
    },
  };
}

/** What nodemailer says when the server turned this very mail or its recipient away. */
const ABOUT_THIS_MAIL: readonly unknown[] = ['EENVELOPE', 'EMESSAGE'];

function toMailEnd(error: unknown): MailEnd {
  const { code, status } = partsOf(error);
  const answer = status === undefined ? code : `smtp ${status}`;
  // A 5xx to our login or our connection is our own trouble, and may be over tomorrow.
  const never = status !== undefined && status >= 500 && ABOUT_THIS_MAIL.includes(code);
  return { kind: 'failed', answer, again: !never };
}

/** Codes only: the message of an error repeats the address. */
function partsOf(error: unknown): { readonly code: string; readonly status?: number } {
  if (!(error instanceof Error)) return { code: 'unknown' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  if (!('responseCode' in error) || typeof error.responseCode !== 'number') return { code };
  return { code, status: error.responseCode };
}

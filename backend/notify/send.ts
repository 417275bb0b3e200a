import type { Settings } from '../settings.ts';
import type { Database } from '../store/database.ts';
import type { Delivery } from '../store/notice-deliveries.ts';
import type { Secrets } from '../store/secrets.ts';
import { addressesFor } from './address.ts';
import { slackBody, webhookBody } from './call-body.ts';
import { composeLetter } from './compose.ts';
import { letterHtml, letterText } from './letter.ts';
import type { Mailer } from './mailer.ts';
import type { Post, PostEnd } from './post.ts';
import { findSigningKeys } from './signing-keys.ts';
import { SIGNATURE_HEADER, signBody } from './signature.ts';

/** How an attempt went: there, to be tried again, never, or wanted no more. */
export interface SendEnd {
  readonly kind: 'sent' | 'again' | 'never' | 'unwanted';
  /** A few words for the log of deliveries, without anybody's data. */
  readonly answer: string;
}

/** What an attempt needs. */
export interface SendParts {
  readonly database: Database;
  readonly secrets: Pick<Secrets, 'findSecret' | 'saveSecret'>;
  /** Undefined when no mail server is configured. */
  readonly mailer: Mailer | undefined;
  readonly post: Post;
  readonly now: () => Date;
}

const UNWANTED: SendEnd = { kind: 'unwanted', answer: 'no longer chosen' };

/** Tells one notice in one way, as the merchant chooses now: an address that was taken away gets nothing more. */
export async function send(
  { tenant, notice, address }: Delivery,
  chosen: Settings['notifications'] | undefined,
  parts: SendParts,
): Promise<SendEnd> {
  const wanted =
    chosen &&
    addressesFor(notice.event, chosen).some(
      ({ channel, target }) => channel === address.channel && target === address.target,
    );
  if (!chosen || !wanted) return UNWANTED;
  switch (address.channel) {
    case 'email': {
      const { mailer } = parts;
      if (!mailer) return { kind: 'again', answer: 'no mail server' };
      const letter = composeLetter(tenant, notice, chosen.language);
      const end = await mailer.send({
        to: address.target,
        subject: letter.subject,
        text: letterText(letter),
        html: letterHtml(letter),
        messageId: `<${notice.id}@${mailer.domain}>`,
      });
      if (end.kind === 'accepted') return { kind: 'sent', answer: 'accepted' };
      return { kind: end.again ? 'again' : 'never', answer: end.answer };
    }
    case 'slack': {
      if (!chosen.slack) return UNWANTED;
      const body = slackBody(composeLetter(tenant, notice, chosen.language));
      return toSendEnd(await parts.post(chosen.slack.url, {}, body));
    }
    case 'webhook': {
      const body = webhookBody(tenant, notice);
      if (!chosen.webhook || body === undefined) return UNWANTED;
      const { current, before } = await findSigningKeys(tenant, parts);
      const keys = [current, ...before.map(({ key }) => key)];
      const headers = { [SIGNATURE_HEADER]: signBody(body, keys, parts.now()) };
      return toSendEnd(await parts.post(chosen.webhook.url, headers, body));
    }
    default:
      return address.channel satisfies never;
  }
}

const GONE = 410;

/** Only 2xx is a yes. 410 says that the address is gone for good; everything else may be over later. */
function toSendEnd(end: PostEnd): SendEnd {
  switch (end.kind) {
    case 'answered': {
      const { httpStatus } = end;
      const answer = `http ${httpStatus}`;
      if (httpStatus >= 200 && httpStatus < 300) return { kind: 'sent', answer };
      return { kind: httpStatus === GONE ? 'never' : 'again', answer };
    }
    case 'failed':
      return { kind: 'again', answer: end.code };
    case 'not_allowed':
      return { kind: 'never', answer: 'private network' };
    default:
      return end satisfies never;
  }
}

import { SMTPServer } from 'smtp-server';
import { text } from 'node:stream/consumers';

/** What arrived in a mailbox, decoded. */
export interface ArrivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
}

/** A real SMTP server on this machine. */
export interface TestMailServer {
  readonly url: string;
  readonly mails: ArrivedMail[];
  /** Answers the next recipients with these codes; 250 takes the mail. */
  readonly answers: number[];
  close(): Promise<void>;
}

/** Starts a mail server. */
export async function startMailServer(): Promise<TestMailServer> {
  const mails: ArrivedMail[] = [];
  const answers: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, callback) {
      const code = answers.shift() ?? 250;
      if (code === 250) return callback();
      callback(Object.assign(new Error('told to say no'), { responseCode: code }));
    },
    onData(stream, session, callback) {
      text(stream).then((raw) => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        mails.push({ to, ...decoded(raw) });
        callback();
      }, callback);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    answers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A mail, or a part of one, as its head and its body. */
function split(raw: string) {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replace(/\r\n[ \t]+/g, ' ');
  const header = (name: string) =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
  return { header, body: rest.join('\r\n\r\n') };
}

function decoded(raw: string): Omit<ArrivedMail, 'to'> {
  const { header, body } = split(raw);
  const [, boundary = 'none'] = /boundary="([^"]+)"/.exec(header('content-type')) ?? [];
  const parts = body.split(`--${boundary}`).map((part) => split(part.replace(/^\r\n/, '')));
  const partOf = (type: string) => {
    const part = parts.find((each) => each.header('content-type').startsWith(type));
    const content = part ? decodedBody(part.body, part.header('content-transfer-encoding')) : '';
    return content.replace(/\r\n/g, '\n');
  };
  return {
    subject: decodedWords(header('subject')),
    messageId: header('message-id'),
    text: partOf('text/plain'),
    html: partOf('text/html'),
  };
}

/** RFC 2047. */
function decodedWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
      decodedBody(
        word.replace(/_/g, ' '),
        kind.toLowerCase() === 'b' ? 'base64' : 'quoted-printable',
      ),
    );
}

function decodedBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

import { connect, type Socket } from 'node:net';

/**
 * One kept HTTP/1.1 connection that writes requests made beforehand and reads no more of an answer than its status and
 * its end: a generator on the same cores must cost little beside the server that it loads.
 */
export interface Connection {
  readonly open: boolean;
  /** Sends one request; resolves with the answer's status when its last byte is there. One at a time. */
  send(request: Buffer): Promise<number>;
  close(): void;
}

const ANSWER_TIMEOUT_MS = 20_000;

interface Pending {
  readonly resolve: (status: number) => void;
  readonly reject: (error: Error) => void;
}

/** Connects to a port of this machine. */
export function openConnection(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(overSocket(socket));
    });
  });
}

function overSocket(socket: Socket): Connection {
  let pending: Pending | undefined;
  let answer = '';
  const end = (error: Error) => {
    pending?.reject(error);
    pending = undefined;
    socket.destroy();
  };
  socket.setTimeout(ANSWER_TIMEOUT_MS, () => end(new Error('no answer in time')));
  socket.on('error', end);
  socket.on('close', () => end(new Error('the connection was closed')));
  // Latin-1 keeps one character for each byte, so that lengths can be compared.
  socket.setEncoding('latin1').on('data', (piece: string) => {
    answer += piece;
    const status = wholeAnswerStatus(answer);
    if (status === undefined) return;
    answer = '';
    const { resolve } = pending ?? {};
    pending = undefined;
    resolve?.(status);
  });
  return {
    get open() {
      return !socket.destroyed;
    },
    send: (request) =>
      new Promise((resolve, reject) => {
        pending = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The status of an answer that is there to its last byte; undefined while something is missing. */
function wholeAnswerStatus(answer: string): number | undefined {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, headEnd))?.[1] ?? '0';
  return answer.length >= headEnd + 4 + Number(length) ? Number(answer.slice(9, 12)) : undefined;
}

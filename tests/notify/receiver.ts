import { createServer, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Agent, type Dispatcher } from 'undici';

/** A call that arrived. */
export interface ArrivedCall {
  readonly host: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A merchant's endpoint on this machine. */
export interface TestReceiver {
  readonly calls: ArrivedCall[];
  /** Answers the next calls with these statuses, or not at all (`hang`), or by hanging up; then 200. */
  readonly answers: (number | 'hang' | 'hang_up')[];
  /** Carries every call here, whatever its host: the addresses of tests are https and public. */
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

/** Starts an endpoint. */
export async function startReceiver(): Promise<TestReceiver> {
  const calls: ArrivedCall[] = [];
  const answers: TestReceiver['answers'] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { headers, url = '' } = request;
      calls.push({ host: headers.host ?? '', path: url, headers, body });
      const answer = answers.shift() ?? 200;
      if (answer === 'hang') return;
      if (answer === 'hang_up') return void request.socket.destroy();
      response.writeHead(answer, { location: 'https://elsewhere.example.com/' }).end('x'.repeat(9));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const dispatcher = new Agent({
    connect: (_options, callback) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => callback(null, socket));
      socket.once('error', (error) => callback(error, null));
    },
  });
  return {
    calls,
    answers,
    dispatcher,
    async close() {
      await dispatcher.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

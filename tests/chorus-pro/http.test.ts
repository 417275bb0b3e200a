import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeHttp, type Http } from '../../backend/chorus-pro/http.ts';
import { ok, SHORT_LIMITS, startScriptedPiste, type ScriptedPiste } from './scripted-piste.ts';

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

function open(limits = SHORT_LIMITS): Http {
  const http = makeHttp(limits);
  closing.push(() => http.close());
  return http;
}

async function scripted(): Promise<ScriptedPiste> {
  const piste = await startScriptedPiste();
  closing.push(() => piste.close());
  return piste;
}

const post = (http: Http, url: string, { fresh = false, deadlineMs = 1_000 } = {}) =>
  http.post({
    url,
    headers: { 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(deadlineMs),
    fresh,
  });

/** A server of bare connections: takes them, counts bytes, says nothing. */
async function listenBare(): Promise<{ url: string; bytes: () => number; server: Server }> {
  let bytes = 0;
  const server = createServer((socket) => {
    socket.on('data', (piece) => (bytes += piece.length));
    socket.on('error', () => undefined);
    closing.push(async () => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, bytes: () => bytes, server };
}

describe('connections', () => {
  it('are kept for reads, and new for each deposit', async () => {
    const piste = await scripted();
    const http = open();
    for (let count = 0; count < 10; count += 1) await post(http, piste.application.apiUrl);
    const kept = piste.connections();
    expect(kept).toBeLessThanOrEqual(2);
    for (let count = 0; count < 3; count += 1) {
      await post(http, piste.application.apiUrl, { fresh: true });
    }
    expect(piste.connections()).toBe(kept + 3);
  });

  it('never exceed their number for one host', async () => {
    const piste = await scripted();
    let [open_, most] = [0, 0];
    piste.api = async () => {
      open_ += 1;
      most = Math.max(most, open_);
      await new Promise((resolve) => setTimeout(resolve, 30));
      open_ -= 1;
      return ok();
    };
    const http = open({ ...SHORT_LIMITS, connectionsPerHost: 3 });
    const ends = await Promise.all(
      Array.from({ length: 9 }, () => post(http, piste.application.apiUrl)),
    );
    expect(ends.map(({ kind }) => kind)).toEqual(Array(9).fill('answered'));
    expect(most).toBe(3);
  });
});

describe('whether a byte can have left', () => {
  it('is certain when there is no connection', async () => {
    expect(await post(open(), 'http://127.0.0.1:9/')).toEqual({
      kind: 'not_sent',
      code: 'ECONNREFUSED',
    });
  });

  it('is unknown when the answer is late', async () => {
    const { url } = await listenBare();
    const end = await post(open(), url, { deadlineMs: 5_000 });
    expect(end).toEqual({ kind: 'broken_off', code: 'UND_ERR_HEADERS_TIMEOUT' });
  });

  it('is unknown when the deadline passes first', async () => {
    const { url } = await listenBare();
    const end = await post(open({ ...SHORT_LIMITS, headersMs: 5_000 }), url, { deadlineMs: 50 });
    expect(end).toEqual({ kind: 'broken_off', code: 'DEADLINE' });
  });

  it('is certain when the deadline passed before', async () => {
    const piste = await scripted();
    const http = open();
    const end = await http.post({
      url: piste.application.apiUrl,
      headers: {},
      body: '{}',
      signal: AbortSignal.abort(),
      fresh: true,
    });
    expect(end).toEqual({ kind: 'not_sent', code: 'DEADLINE' });
    expect(piste.requests).toHaveLength(0);
  });

  it('is certain when the deadline passes in the queue for a connection, and stays so', async () => {
    const piste = await scripted();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    piste.api = async () => {
      await released;
      return ok();
    };
    const http = open({ ...SHORT_LIMITS, connectionsPerHost: 1, headersMs: 5_000 });
    const first = post(http, piste.application.apiUrl, { deadlineMs: 5_000 });
    const queued = await post(http, piste.application.apiUrl, { deadlineMs: 50 });
    expect(queued).toEqual({ kind: 'not_sent', code: 'DEADLINE' });
    release();
    expect(await first).toMatchObject({ kind: 'answered' });
    // The one after it goes out; the one that gave up never does.
    expect(await post(http, piste.application.apiUrl)).toMatchObject({ kind: 'answered' });
    expect(piste.requests).toHaveLength(2);
  });

  it('is certain when TLS fails', async () => {
    const { url } = await listenBare();
    const end = await post(open(), url.replace('http:', 'https:'), { deadlineMs: 5_000 });
    expect(end.kind).toBe('not_sent');
  });
});

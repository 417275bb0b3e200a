import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { LookupAddress } from 'node:dns';
import { makePost, makePublicAgent } from '../../backend/notify/post.ts';
import {
  isPublicAddress,
  makePublicLookup,
  mayBeCalled,
  PrivateAddressError,
} from '../../backend/notify/public-address.ts';
import { startReceiver } from './receiver.ts';

const PRIVATE = [
  ...['127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '0.0.0.0', '192.0.0.1', '198.18.0.1', '224.0.0.1'],
  ...['255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1'],
  ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1'],
];

describe('addresses of private networks', () => {
  it.each(PRIVATE)('%s is one', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a01:e0a::1'])(
    '%s is none',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'http://hooks.example.com/',
    'https://user:password@hooks.example.com/',
    'file:///etc/passwd',
    'nonsense',
  ])('%s may not be called', (url) => expect(mayBeCalled(url)).toBe(false));

  it('lets a name and a public address through', () => {
    expect(mayBeCalled('https://hooks.example.com/x?y=1')).toBe(true);
    expect(mayBeCalled('https://1.1.1.1/')).toBe(true);
  });
});

/** What looking a name up says, when the name has these addresses. */
function lookUp(addresses: readonly LookupAddress[], all: boolean): Promise<unknown> {
  const lookup = makePublicLookup((_host, _options, done) => done(null, [...addresses]));
  return new Promise((settle) => {
    lookup('x.example.com', { all }, (error, address) => settle(error ?? address));
  });
}

describe('a name', () => {
  const open = { address: '1.1.1.1', family: 4 };
  const closed = { address: '10.0.0.1', family: 4 };

  it('that leads into a private network is not connected to, even when it leads elsewhere as well', async () => {
    for (const all of [true, false]) {
      expect(await lookUp([closed], all)).toBeInstanceOf(PrivateAddressError);
      expect(await lookUp([open, closed], all)).toBeInstanceOf(PrivateAddressError);
      expect(await lookUp([], all)).toBeInstanceOf(PrivateAddressError);
    }
    expect(await lookUp([open], true)).toEqual([open]);
    expect(await lookUp([open], false)).toBe('1.1.1.1');
  });
});

describe('a call', () => {
  let server: Server;
  let reached = 0;
  let port = 0;
  const agent = makePublicAgent();
  beforeAll(async () => {
    server = createServer().on('connection', () => (reached += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(async () => {
    await agent.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('never reaches this machine, by name or by address', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const end = await makePost(agent)(`https://${host}:${port}/`, {}, '{}');
      expect(end).toEqual({ kind: 'not_allowed' });
    }
    expect(reached).toBe(0);
  });

  it('takes a redirect for an answer and does not follow it', async () => {
    const receiver = await startReceiver();
    receiver.answers.push(302);
    const end = await makePost(receiver.dispatcher)('https://hooks.example.com/a', {}, '{}');
    expect(end).toEqual({ kind: 'answered', httpStatus: 302 });
    expect(receiver.calls).toHaveLength(1);
    await receiver.close();
  });
});

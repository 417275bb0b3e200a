import { createRemoteRoot, type RemoteChannel } from '@remote-ui/core';
import * as remoteReact from '@remote-ui/react';
import { createEndpoint, fromMessagePort, retain } from '@remote-ui/rpc';
import * as react from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import type { HostCalls, SandboxCalls } from './wire.ts';

/**
 * The inside of the frame that an extension runs in, of origin null: provides React as Stripe's sandbox does, receives a
 * message port from the page around it, and renders one view into the channel that it is given.
 */

const PROVIDED: Readonly<Record<string, unknown>> = {
  react,
  'react/jsx-runtime': jsxRuntime,
  '@remote-ui/react': remoteReact,
};

Object.assign(globalThis, {
  require: (name: string): unknown => {
    if (!(name in PROVIDED)) throw new Error(`the sandbox does not provide ${name}`);
    return PROVIDED[name];
  },
});

/** What the extension's script leaves behind. */
interface Extension {
  [view: string]: unknown;
  endpoint?: unknown;
}

function extension(): Extension {
  const found: unknown = Reflect.get(globalThis, '__StripeExtExports');
  if (typeof found !== 'object' || found === null) throw new Error('the extension did not load');
  // esbuild exports getters only; the endpoint must be put beside them.
  const open: Extension = Object.isExtensible(found) ? Object.assign(found) : { ...found };
  Reflect.set(globalThis, '__StripeExtExports', open);
  return open;
}

/** A function that came over the wire can only be taken at its word. */
function isChannel(value: unknown): value is RemoteChannel {
  return typeof value === 'function';
}

let unmount = (): void => undefined;

function calls(): SandboxCalls {
  return {
    async render(channel, view, context) {
      unmount();
      retain(channel);
      const component = extension()[view];
      if (typeof component !== 'function') throw new Error(`the extension has no view ${view}`);
      if (!isChannel(channel)) throw new Error('the host gave no channel');
      const root = createRemoteRoot(channel, { strict: false });
      const element = react.createElement((props: object) => component(props), { ...context });
      unmount = () => void remoteReact.render(null, root);
      remoteReact.render(element, root, () => void root.mount());
    },
    async unmount() {
      unmount();
    },
  };
}

window.addEventListener('message', ({ data, ports }) => {
  const [port] = ports;
  if (data?.type !== 'init_extension' || !port) return;
  const endpoint = createEndpoint<HostCalls>(fromMessagePort(port));
  extension().endpoint = endpoint;
  endpoint.expose({ ...calls() });
  port.start();
  void endpoint.call.ready();
});

/** Everything that goes wrong in the frame is told to the page around it, so that a test can see it. */
const tell = (problem: string): void =>
  window.parent.postMessage({ type: 'problem', problem }, '*');
window.addEventListener('error', ({ message }) => tell(`error: ${message}`));
window.addEventListener('unhandledrejection', ({ reason }) => tell(`rejection: ${String(reason)}`));
window.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
  tell(`CSP: ${violatedDirective} blocks ${blockedURI}`),
);

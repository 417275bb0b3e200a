/** Throws unless an address is on this machine: a simulator speaks to nobody else. */
export function assertLoopback(url: string): void {
  const { hostname } = new URL(url);
  if (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname))
    return;
  throw new Error(`the Stripe simulator speaks only to this machine, not to ${hostname}`);
}

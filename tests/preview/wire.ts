import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';

/** What the frame of the extension offers to the host page over their message port. */
export interface SandboxCalls {
  render(channel: unknown, view: string, context: ExtensionContextValue): Promise<void>;
  unmount(): Promise<void>;
}

/** What the Dashboard offers to an extension, by the names that the SDK calls. */
export interface HostCalls {
  ready(): void;
  supportsFetchAppEmbeddedKey(): boolean;
  stripeApiFetch(
    path: string,
    options?: { method?: string; headers?: object; body?: string },
  ): Promise<object>;
  fetchStripeSignature(payload?: object): Promise<string>;
  showToast(message: string, options?: { type?: string }): object;
  refreshDashboardData(): void;
  getUserAuthorizedPermissions(): readonly string[];
  isPermissionAuthorized(permission: string): boolean;
  isSourceInAuthorizedCSP(url: string): boolean;
  clipboardWriteText(text: string): void;
  navigateToDashboardRoute(route: object): void;
}

import { build, type BuildOptions } from 'esbuild';
import { fileURLToPath } from 'node:url';
import manifest from '../../stripe-app.json' with { type: 'json' };

/**
 * Bundles what the local Dashboard serves: the extension as Stripe's tools bundle it (one script, React left outside),
 * the sandbox that it runs in, and the host page around it.
 */

/** The bundles, as texts. */
export interface Bundles {
  readonly extension: string;
  readonly sandbox: string;
  readonly host: string;
}

/** Modules that the sandbox provides through a global `require`. */
const PROVIDED = ['react', 'react/jsx-runtime', '@remote-ui/react'];

/** The module that Stripe's tools write around the views. */
function entryOf(): string {
  const components = [...new Set(manifest.ui_extension.views.map(({ component }) => component))];
  const exports = components.map(
    (name) => `export { default as ${name} } from './src/views/${name}.tsx';`,
  );
  return [
    ...exports,
    "export { SDK_VERSION } from '@stripe/ui-extension-sdk/version';",
    `export default ${JSON.stringify(manifest)};`,
  ].join('\n');
}

const COMMON = {
  bundle: true,
  write: false,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'error',
} as const satisfies BuildOptions;

/** Bundles the extension; `minify` as Stripe does before an upload. */
export async function bundleExtension({
  entry = entryOf(),
  minify,
  leftOut = [],
}: {
  readonly entry?: string;
  readonly minify: boolean;
  /** Packages that are not put in, to see what the rest weighs. */
  readonly leftOut?: readonly string[];
}): Promise<string> {
  return textOf({
    ...COMMON,
    minify,
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    globalName: '__StripeExtExports',
    external: [...PROVIDED, ...leftOut],
  });
}

/** Bundles everything; another extension than ours may be given as a module's text. */
export async function bundleAll(entry = entryOf()): Promise<Bundles> {
  const [extension, sandbox, host] = await Promise.all([
    bundleExtension({ entry, minify: false }),
    textOf({ ...COMMON, entryPoints: [fileURLToPath(new URL('./sandbox.ts', import.meta.url))] }),
    textOf({ ...COMMON, entryPoints: [fileURLToPath(new URL('./host.tsx', import.meta.url))] }),
  ]);
  return { extension, sandbox, host };
}

async function textOf(options: BuildOptions & { readonly write: false }): Promise<string> {
  const { outputFiles } = await build(options);
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote nothing');
  return file.text;
}

import { expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';
import manifest from '../../stripe-app.json';

/** Bytes of our own part of the bundle, gzipped: what a Dashboard loads besides Stripe's packages. */
const OWN_BYTES_MAX = 60 * 1024;

it('loads less than 60 kB of our own into the Dashboard', async () => {
  const views = manifest.ui_extension.views.map(({ component }) => component);
  const { outputFiles } = await build({
    stdin: {
      contents: [...new Set(views)]
        .map((name) => `export { default as ${name} } from './src/views/${name}.tsx';`)
        .join('\n'),
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    external: ['react', 'react/jsx-runtime', 'stripe', '@stripe/ui-extension-sdk/*'],
    ...{ bundle: true, write: false, minify: true, jsx: 'automatic' },
    ...{ format: 'iife', globalName: 'guichet', platform: 'browser', target: 'es2022' },
  });
  const [file] = outputFiles ?? [];
  const bytes = gzipSync(file?.contents ?? '').length;
  expect(bytes).toBeGreaterThan(20 * 1024);
  expect(bytes).toBeLessThan(OWN_BYTES_MAX);
  // The sentences of reasons come with each reason.
  expect(file?.text).not.toContain('No public body has this SIRET');
});

import ui from '@stripe/ui-extension-tools/jest.config.ui-extension.mjs';

// Two projects, because the two halves load differently: the backend is ESM; the UI extension's SDK
// is ESM that does not say so and its tests need `jest` as a global, so it runs as CommonJS. They never run in one
// process: Jest remembers how a file was loaded by its path alone, and both load src/wording.
const { preset: _uiPreset, ...uiBase } = ui;

export default {
  projects: [
    {
      displayName: 'backend',
      testEnvironment: 'node',
      setupFilesAfterEnv: ['<rootDir>/tests/patience.mjs'],
      // One PostgreSQL for the run, started by the first test that needs it.
      globalSetup: '<rootDir>/tests/store/begin-run.mjs',
      globalTeardown: '<rootDir>/tests/store/end-run.mjs',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/src/'],
      extensionsToTreatAsEsm: ['.ts'],
      transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
    },
    {
      ...uiBase,
      displayName: 'ui',
      rootDir: '.',
      testMatch: ['<rootDir>/tests/src/**/*.test.tsx'],
      transform: {
        '^.+\\.[jt]sx?$': ['ts-jest', { diagnostics: false, tsconfig: { ...commonJs() } }],
      },
      transformIgnorePatterns: ['/node_modules/(?!@stripe/ui-extension-sdk/)'],
    },
  ],
};

function commonJs() {
  return {
    target: 'ES2022',
    module: 'commonjs',
    moduleResolution: 'node10',
    ignoreDeprecations: '6.0',
    jsx: 'react-jsx',
    esModuleInterop: true,
    allowJs: true,
    isolatedModules: true,
    rootDir: '.',
  };
}

import ui from '@stripe/ui-extension-tools/eslint.config.ui-extension.mjs';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules', '.node', 'data', 'demo', 'coverage', '**/target', '**/*.cjs'] },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  ...ui.map((config) => ({ ...config, files: ['src/**/*.ts', 'src/**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // These rooms speak to a person in a terminal.
    files: [
      'backend/cli/**',
      'tests/demo/**',
      'tests/bench/**',
      'tests/faults/**',
      'tests/preview/**/*.ts',
      'tests/simulators/*/main.ts',
    ],
    rules: { 'no-console': 'off' },
  },
);

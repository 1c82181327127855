import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Ranks 0 to 4 take time and randomness as arguments; each entry says what to use instead.
const pureCore = ['base', 'raft', 'bugs', 'model', 'trace', 'checking', 'simulation', 'hosts', 'scenarios'].map(
  (folder) => `src/${folder}/**/*.ts`,
);
const takeTime = 'Time is an argument below session/: take a VirtualMs.';
const useTimer = 'Below session/ a node names its next deadline and the simulation owns the queue.';
const impureGlobals = [
  ...['Date', 'performance'].map((name) => ({ name, message: takeTime })),
  ...['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'queueMicrotask'].map((name) => ({
    name,
    message: useTimer,
  })),
  { name: 'crypto', message: 'Randomness comes from the seeded PRNG in base/.' },
];

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'test-results/', 'playwright-report/', '.cache/'] },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.base],
    plugins: { 'react-hooks': { rules: reactHooks.rules } },
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-debugger': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export, so that it has one name everywhere.' },
      ],
      'max-lines': ['error', { max: 500 }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.spec.ts', 'e2e/**'],
    rules: { 'max-lines-per-function': ['error', { max: 70 }] },
  },
  {
    // One case a kind of note, a line or two each: shorter would only be in more places.
    files: ['src/trace/narrateNote.ts', 'src/trace/narrateCompare.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 110 }] },
  },
  {
    files: ['**/*.tsx', 'src/session/**/*.ts', 'src/ui/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: pureCore,
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness comes from the seeded PRNG in base/.' },
        ...impureGlobals.flatMap(({ name, message }) =>
          ['globalThis', 'self', 'window'].map((object) => ({ object, property: name, message })),
        ),
      ],
    },
  },
  {
    // The command line and the tools speak to a terminal.
    files: ['src/cli/**', 'src/testing/**', 'tools/**', 'e2e/**', '**/*.test.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // These tools read their configuration from a default export.
    files: ['*.config.{ts,js}', 'e2e/playwright.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);

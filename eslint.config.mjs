import stylistic from '@stylistic/eslint-plugin';
import importX from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import typescript from 'typescript-eslint';

export default typescript.config(
  { ignores: ['build/', 'assets/', 'cdk.out/', 'coverage/', 'dist/', '.stryker/', '**/*.snapshot/', 'sandbox/*/generated/'] },
  ...typescript.configs.recommended,
  stylistic.configs.customize({ indent: 2, quotes: 'single', semi: true, braceStyle: '1tbs', arrowParens: true }),
  {
    plugins: { 'import-x': importX },
    rules: {
      '@stylistic/max-len': ['error', { code: 160, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      '@stylistic/max-statements-per-line': ['error', { max: 2 }],
      '@stylistic/operator-linebreak': ['error', 'before', { overrides: { '=': 'after' } }],
      '@stylistic/quote-props': ['error', 'as-needed'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Where a shape is only known to the other side: the input of an emulated operation, the properties of a resource.
      '@typescript-eslint/no-explicit-any': 'off',
      'import-x/no-duplicates': 'error',
      'import-x/order': ['error', { groups: ['builtin', 'external', ['parent', 'sibling', 'index']], pathGroups: [{ pattern: 'cdk-org-guard{,/**}', group: 'external' }], alphabetize: { order: 'ignore' } }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipComments: true }],
      'no-console': 'error',
      'no-restricted-properties': ['error',
        { object: 'Date', property: 'now', message: 'Take the time from what is passed in.' },
        { object: 'Math', property: 'random', message: 'Take randomness from what is passed in.' }],
    },
  },
  {
    // The edges: programs that people run, and what runs as a process of its own.
    files: ['bench/**', 'cli/**', 'scripts/**', 'sandbox/command/**', 'sandbox/server.ts', 'sandbox/time/system-time.ts', 'sandbox/lambda/child-*.ts', 'lambda/*/index.ts', 'test/e2e/**', 'test/support/**'],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['test/**'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'template.*'] }],
      'jest/no-standalone-expect': 'off',
      'max-lines': ['error', { max: 600, skipComments: true }],
    },
  },
  { files: ['*.js', '**/*.cjs', '{scripts,test}/*/jest*.js', 'bench/subjects/provider-handler/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off', 'no-undef': 'off' } },
);

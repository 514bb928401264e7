// Mutation tests of the pure engine and of the vocabulary: `npm run test:mutation`.
export default {
  plugins: ['./tests/mutation/runner.mjs'],
  testRunner: 'tables',
  mutate: ['app/juki/core/**/*.ts', 'app/vocabulary/**/*.ts', '!app/vocabulary/**/*.server.ts'],
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 5_000,
  // Stryker would rewrite the real one through an interface that the native TypeScript compiler does not have.
  tsconfigFile: 'tests/mutation/tsconfig.json',
  tempDirName: '.cache/stryker',
  cleanTempDir: 'always',
  ignorePatterns: ['/build', '/data', '/public', '/tests/journeys'],
  reporters: ['progress', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false },
  jsonReporter: { fileName: 'tests/.output/mutation.json' },
  thresholds: { high: 90, low: 85, break: 85 },
};

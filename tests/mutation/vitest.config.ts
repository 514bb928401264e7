import { defineConfig } from 'vitest/config';

/** The tables of the pure engine and of the vocabulary; properties are left out, they would be told thousands of times. */
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'threads',
    include: ['tests/engine/juki/**/*.test.ts', 'tests/engine/vocabulary/**/*.test.ts'],
    exclude: ['**/*.property.test.ts'],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    setupFiles: ['tests/support/setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'engine', include: ['tests/engine/**/*.test.{ts,tsx}', 'tests/*.test.ts'] } },
      { extends: true, test: { name: 'delivery', include: ['tests/delivery/**/*.test.ts'] } },
      { extends: true, test: { name: 'routes', include: ['tests/routes/**/*.test.{ts,tsx}'] } },
    ],
  },
});

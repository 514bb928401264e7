import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'journeys',
    include: ['tests/journeys/**/*.test.ts'],
    globalSetup: ['tests/support/demo-template.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    // Real processes and a browser share two cores: a story that a busy machine broke is told once more, from its start.
    retry: 1,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});

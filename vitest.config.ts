import { defineConfig } from 'vitest/config';

const shared = { environment: 'node' as const, testTimeout: 30_000, hookTimeout: 120_000 };

/**
 * Four groups of tests, told apart by their file names: `*.test.ts` beside the code is `unit`; `*.store.test.ts` runs
 * on SQLite and PostgreSQL; `*.pipeline.test.ts` runs against the AWS stand-in over HTTP; `*.long.test.ts` only in `test:long`.
 */
export default defineConfig({
  test: {
    // Tests of the pipeline mostly wait for another process: a core each, also where there are only two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['lib/**/*.test.{ts,tsx}', 'components/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.store.test.ts', '**/*.pipeline.test.ts', '**/*.long.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'store',
          include: ['lib/**/*.store.test.ts'],
          globalSetup: ['scripts/test-postgres.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'pipeline',
          include: ['lib/**/*.pipeline.test.ts'],
          globalSetup: ['scripts/test-postgres.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'long',
          include: ['lib/**/*.long.test.ts'],
          globalSetup: ['scripts/test-postgres.ts'],
          testTimeout: 1_800_000,
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';

const excluded = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // One cache of modules for all: most of the time went into loading them anew for each file.
          isolate: false,
          pool: 'threads',
          include: ['**/*.test.ts'],
          exclude: [...excluded, '**/*.integration.test.ts', '**/*.browser.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: { name: 'integration', include: ['**/*.integration.test.ts'], exclude: excluded, testTimeout: 300_000, hookTimeout: 120_000 },
      },
      {
        test: {
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          exclude: excluded,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

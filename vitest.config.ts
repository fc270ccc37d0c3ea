/** Three kinds of tests: `unit` (nothing but code), `db` (a real PostgreSQL), `e2e` (a browser and the built server). */
import { join } from 'node:path';
import { defaultServerConditions } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const conditions = ['source', ...defaultServerConditions];

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
} as const;

/**
 * Files that take longest or mostly wait, so that no worker is left with one of them at the end; and browser tests that need no filled data folder
 * beside the one that makes it, for which the others wait. All others come by size.
 */
const early = ['casework.e2e.ts', 'start.e2e.ts', 'two-processes.e2e.ts', 'jobs.db.test.ts', 'operation.db.test.ts'];

class EarlyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = early.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at < 0 ? early.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

const exclude = [...configDefaults.exclude, '**/data/**', '**/dist/**'];

export default defineConfig({
  test: {
    sequence: { sequencer: EarlyFirst },
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          // Files of a worker share what they import: most of the time went into importing it anew for each.
          isolate: false,
          maxWorkers: 2,
          // Properties over thousands of cases, on a machine that may be busy with something else.
          testTimeout: 120_000,
          include: ['{packages,app,scripts}/**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.db.test.{ts,tsx}'],
        },
      },
      {
        ...shared,
        test: {
          name: 'db',
          isolate: false,
          // One more than cores: some files mostly wait for a clock.
          maxWorkers: 3,
          include: ['app/**/*.db.test.{ts,tsx}'],
          exclude,
          globalSetup: ['app/test/support/database-server.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['app/test/e2e/**/*.e2e.{ts,tsx}'],
          exclude,
          globalSetup: ['app/test/support/filled-data-dir.ts'],
          // As `npm start` does: each of many starts is a third quicker.
          env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'data', 'cache', 'compiled') },
          // A browser, a server and a database each. One more than cores: they wait for drawing, for clocks and for starts, so that two leave a
          // quarter of a small machine idle.
          maxWorkers: 3,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});

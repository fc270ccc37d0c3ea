/** The tests of the rulebook alone, for mutation runs: properties are tried less often, and nothing else is loaded. */
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/rulebook/**/*.test.ts'],
    // It weighs the code, and code with mutants in it weighs more.
    exclude: [...configDefaults.exclude, 'packages/rulebook/test/browser.test.ts'],
    setupFiles: ['packages/rulebook/test/mutation/setup.ts'],
    env: { NETRA_MUTATION: '1' },
    testTimeout: 30_000,
  },
});

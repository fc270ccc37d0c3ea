/** For the values of the law: only the tests that hold them against what was read. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['packages/rulebook/test/facts/*.test.ts'] },
});

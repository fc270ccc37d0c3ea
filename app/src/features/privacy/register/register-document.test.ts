import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { registerDocument } from './register-document.ts';

describe('docs/privacy/register.md', () => {
  it('is what the register gives: run `node scripts/privacy-register.mjs` after a change', () => {
    const file = resolve(import.meta.dirname, '../../../../../docs/privacy/register.md');
    expect(readFileSync(file, 'utf8')).toBe(registerDocument());
  });
});

import { describe, expect, it } from 'vitest';
import { registerVersion } from '../register/register.ts';
import { noticeVersions } from './notice-versions.ts';

describe('the versions of the privacy notice', () => {
  it('end with what the register says now: who changes it writes down here what changed', () => {
    expect(noticeVersions.at(-1)?.version).toBe(registerVersion());
  });

  it('go forward in time and repeat nothing', () => {
    const days = noticeVersions.map((one) => one.on);
    expect([...days].sort()).toEqual(days);
    expect(new Set(noticeVersions.map((one) => one.version)).size).toBe(noticeVersions.length);
  });
});

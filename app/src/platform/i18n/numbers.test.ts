import { describe, expect, test } from 'vitest';
import { countOf, formatBadge, formatBytes, formatNumber, formatPercent } from './numbers.ts';

describe('numbers', () => {
  test('are grouped as each language does', () => {
    expect(formatNumber(1158, 'id')).toBe('1.158');
    expect(formatNumber(1158, 'en')).toBe('1,158');
    expect(formatNumber(-2.5, 'id')).toBe('-2,5');
    expect(formatNumber(0, 'id')).toBe('0');
  });

  test('stand beside a place of the menu up to 999', () => {
    expect(formatBadge(999, 'id')).toBe('999');
    expect(formatBadge(1000, 'id')).toBe('999+');
  });

  test('are shares of a hundred', () => {
    expect(formatPercent(0.576, 'id')).toBe('58\u00a0%');
    expect(formatPercent(0.576, 'en', 1)).toBe('57.6%');
  });

  test('are sizes of files', () => {
    expect(formatBytes(0, 'id')).toBe('0\u00a0B');
    expect(formatBytes(999, 'id')).toBe('999\u00a0B');
    expect(formatBytes(640_000, 'id')).toBe('640\u00a0kB');
    expect(formatBytes(2_412_000, 'id')).toBe('2,4\u00a0MB');
    expect(formatBytes(999_700, 'en')).toBe('1\u00a0MB');
    expect(formatBytes(5e12, 'en')).toBe('5,000\u00a0GB');
  });

  test('count things with their noun', () => {
    const day = { id: 'hari', en: ['day', 'days'] } as const;
    expect(countOf(1, 'en', day)).toBe('1 day');
    expect(countOf(1158, 'id', day)).toBe('1.158 hari');
  });
});

import { describe, expect, it } from 'vitest';
import { compare, type Figures, isLike } from './figures.ts';

const figures = (more: Partial<Figures> = {}): Figures => ({
  kind: 'city',
  size: 'small',
  pledge: 50,
  lesson: null,
  coveredOn: '2024-10-04',
  waiting: 5,
  overdue: 0,
  asked: 0,
  answered: 0,
  questions: 0,
  prevention: null,
  ...more,
});

describe('like institutions', () => {
  it('are of the same kind and size', () => {
    expect(isLike(figures(), figures({ pledge: 90 }))).toBe(true);
    expect(isLike(figures(), figures({ kind: 'province' }))).toBe(false);
    expect(isLike(figures(), figures({ size: 'large' }))).toBe(false);
  });
  it('are compared by range and median from five on', () => {
    const like = [10, 20, 30, 40, 50].map((pledge) => figures({ pledge }));
    const [pledge] = compare(figures({ pledge: 20 }), like);
    expect(pledge).toEqual({ measure: 'pledge', own: 20, group: { low: 10, median: 30, high: 50, size: 5 } });
  });
  it('are not compared where four have the figure, however many there are', () => {
    const like = [10, 20, 30, 40, null].map((pledge) => figures({ pledge }));
    expect(compare(figures(), like)[0]?.group).toBeNull();
  });
  it('have a median that stands on one of their pages', () => {
    const like = [10, 20, 30, 40, 50, 60].map((pledge) => figures({ pledge }));
    expect(compare(figures(), like)[0]?.group?.median).toBe(30);
  });
});

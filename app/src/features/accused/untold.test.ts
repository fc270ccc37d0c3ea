import { describe, expect, it } from 'vitest';
import { untold } from './untold-panel.tsx';

const at = (day: number): Temporal.Instant => Temporal.Instant.from(`2024-10-0${day}T02:00:00Z`);
const steps = [
  { kind: 'report-received', at: at(1) },
  { kind: 'registered', at: at(2) },
  { kind: 'study-recorded', at: at(3) },
] as const;

describe('who was not told', () => {
  it('is nobody before the registration', () => {
    expect(untold(steps.slice(0, 1), [], [1, 2])).toEqual([]);
  });
  it('is everybody to whom no notice went since the last moment that asks for one', () => {
    expect(untold(steps, [], [1, 2]).map((one) => one.position)).toEqual([1, 2]);
    expect(untold(steps, [{ position: 1, issuedAt: at(2) }], [1, 2])).toEqual([{ position: 2, moment: 'registered' }]);
  });
  it('begins anew with examination and decision', () => {
    const notices = [{ position: 1, issuedAt: at(4) }];
    expect(untold([...steps, { kind: 'examination-opened', at: at(5) }], notices, [1])[0]?.moment).toBe('examining');
    expect(untold([...steps, { kind: 'decision-recorded', at: at(6) }], notices, [1])[0]?.moment).toBe('decided');
    expect(untold([...steps, { kind: 'examined', at: at(6) }], notices, [1])).toEqual([]);
  });
});

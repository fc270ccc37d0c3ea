import { describe, expect, it } from 'vitest';
import { remediesOf } from './remedies.ts';

const filed = (more: object = {}) => ({
  kind: 'remedy-filed' as const,
  content: { kind: 'objection', filedOn: '2024-10-12', ...more },
});
const decided = { kind: 'remedy-decided' as const, content: { outcome: 'upheld', decidedOn: '2024-11-01' } };

describe('the remedies of a case', () => {
  it('belong to the accused who filed, and stay open until they are decided', () => {
    expect(remediesOf([filed({ position: 2 })], [1, 2, 3])).toEqual([
      { position: 2, kind: 'objection', filedOn: '2024-10-12', decidedOn: null },
    ]);
    expect(remediesOf([filed({ position: 2, kind: 'appeal' }), decided], [1, 2, 3])).toEqual([
      { position: 2, kind: 'appeal', filedOn: '2024-10-12', decidedOn: '2024-11-01' },
    ]);
  });
  it('belong to the only accused when the office wrote them down, and to nobody in particular among several', () => {
    expect(remediesOf([filed()], [1])[0]?.position).toBe(1);
    expect(remediesOf([filed()], [1, 2])[0]?.position).toBeNull();
  });
  it('are told to nobody who may not read the step', () => {
    expect(remediesOf([{ ...filed(), content: null }, decided], [1])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { dutiesOf, namesIn, type SignOnRule, valuesAt } from './claims.ts';

const rule = (change: Partial<SignOnRule>): SignOnRule => ({
  id: 'r1',
  claim: 'realm_access.roles',
  test: 'equals',
  value: 'netra-pengawas',
  role: 'officer',
  bodyId: 'b1',
  bodyClaim: null,
  validFrom: '2024-01-01',
  validUntil: null,
  ...change,
});
const claims = {
  sub: '7',
  realm_access: { roles: ['offline_access', 'netra-pengawas'] },
  'http://claims.example/unit': 'NR.01',
  unit: { kode: ['bawaslu-arunika', 'bawaslu-swarga'] },
  level: 3,
};

describe('finding values in claims', () => {
  it('goes through objects and lists', () => {
    expect(valuesAt(claims, 'realm_access.roles')).toEqual(['offline_access', 'netra-pengawas']);
    expect(valuesAt(claims, 'level')).toEqual(['3']);
    expect(valuesAt(claims, 'realm_access')).toEqual([]);
  });

  it('takes names with dots in them', () => {
    expect(namesIn('http://claims\\.example/unit')).toEqual(['http://claims.example/unit']);
    expect(valuesAt(claims, 'http://claims\\.example/unit')).toEqual(['NR.01']);
  });

  it('refuses paths that are none', () => {
    for (const path of ['', '.', 'a..b', '.a', 'a.', 'a\\']) expect(namesIn(path)).toBeNull();
  });

  it('finds nothing that the claims only inherit', () => {
    expect(valuesAt(claims, 'constructor.name')).toEqual([]);
    expect(valuesAt(claims, '__proto__.toString')).toEqual([]);
    expect(valuesAt('text', 'length')).toEqual([]);
    expect(valuesAt(null, 'a')).toEqual([]);
  });
});

describe('duties that rules give', () => {
  it('gives the office of the rule to whoever has the value, and to nobody else', () => {
    expect(dutiesOf(claims, [rule({})], '2024-10-04')).toEqual([
      { ruleId: 'r1', role: 'officer', until: null, office: { id: 'b1' } },
    ]);
    expect(dutiesOf(claims, [rule({ value: 'netra' })], '2024-10-04')).toEqual([]);
    expect(dutiesOf(claims, [rule({ value: 'netra', test: 'prefix' })], '2024-10-04')).toHaveLength(1);
    expect(dutiesOf({}, [rule({})], '2024-10-04')).toEqual([]);
  });

  it('counts on its days only, the last one included', () => {
    const dated = [rule({ validFrom: '2024-10-04', validUntil: '2024-10-05' })];
    expect(
      ['2024-10-03', '2024-10-04', '2024-10-05', '2024-10-06'].map((day) => dutiesOf(claims, dated, day).length),
    ).toEqual([0, 1, 1, 0]);
  });

  it('takes the office from a claim, one duty for each code', () => {
    const byCode = rule({ bodyId: null, bodyClaim: 'unit.kode' });
    expect(dutiesOf(claims, [byCode], '2024-10-04').map((duty) => duty.office)).toEqual([
      { code: 'bawaslu-arunika' },
      { code: 'bawaslu-swarga' },
    ]);
  });

  it('never makes an administrator by an office out of the claims', () => {
    expect(dutiesOf(claims, [rule({ role: 'admin', bodyId: null, bodyClaim: 'unit.kode' })], '2024-10-04')).toEqual([]);
  });
});

import { builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import type { CaseAction } from './case.ts';
import { ActionInput, asTyped } from './case-action-input.ts';
import type { CandidateBody } from './case-routes.ts';
import { partingOf } from './case-separate.ts';
import { readAction } from './desk-schemas.ts';
import { suggestReceiver } from './suggest-receiver.ts';

const reason = 'Alasan yang cukup panjang.';
const [city, province] = ['0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e', '1d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e'];
const convey = (each?: Extract<CaseAction, { type: 'convey' }>['each']): CaseAction => ({
  type: 'convey',
  toBodyId: city,
  reason,
  ...(each === undefined ? {} : { each }),
});
const each = [
  { position: 4, toBodyId: province, sekda: true },
  { position: 2, toBodyId: city, sekda: false },
];

describe('an action that says of each accused what becomes of them', () => {
  it('is taken apart: everybody but the first into a case of the own', () => {
    expect(partingOf([2, 4], convey(each))).toEqual({
      apart: [{ accused: [4], action: { type: 'convey', toBodyId: province, sekda: true, reason } }],
      rest: { type: 'convey', toBodyId: city, sekda: false, reason },
    });
    expect(partingOf([1], convey())).toBeNull();
    expect(partingOf([1, 2], { type: 'submit', toBodyId: city, reason })).toBeNull();
  });

  it('names everybody who is there, and nobody else', () => {
    expect(partingOf([2, 4], convey())).toBe('unnamed');
    expect(partingOf([2, 4], convey(each.slice(0, 1)))).toBe('moved');
    expect(partingOf([2, 3, 4], convey(each))).toBe('moved');
    expect(partingOf([1], convey(each))).toBe('moved');
  });

  it('refers those who are named, and leaves the others where they are', () => {
    const refer = (...accused: string[]): CaseAction => ({
      type: 'refer',
      authority: 'village',
      office: 'Bupati',
      accused,
      reason,
    });
    expect(partingOf([1, 2, 3], refer('3'))).toMatchObject({ apart: [{ accused: [3] }], rest: null });
    expect(partingOf([1, 2], refer('1', '2'))).toMatchObject({ apart: [{ accused: [2] }], rest: { type: 'refer' } });
    expect(partingOf([1, 2], refer())).toBe('unnamed');
    expect(partingOf([1, 2], refer('3'))).toBe('moved');
    expect(partingOf([1], refer())).toBeNull();
    expect(partingOf([1], refer('2'))).toBe('moved');
  });
});

describe('by program', () => {
  const context = {
    lang: 'id',
    today: '2024-10-04',
    electionId: 'pilkada-2024',
    contestId: 'kepala-daerah',
    rulebook: builtIn,
  } as const;
  const read = (sent: unknown) => {
    const input = ActionInput.parse(sent);
    return readAction(input.type, asTyped(input), context);
  };
  it('says the same as the forms', () => {
    expect(read({ type: 'separate', accused: [2, 3], reason })).toEqual({
      ok: true,
      value: { type: 'separate', accused: [2, 3], reason },
    });
    expect(
      read({
        type: 'convey',
        reason,
        each: [
          { accused: 1, toOfficeId: city, sekda: false },
          { accused: 2, toOfficeId: province, sekda: true },
        ],
      }),
    ).toEqual({
      ok: true,
      value: {
        type: 'convey',
        toBodyId: city,
        sekda: false,
        reason,
        each: [
          { position: 1, toBodyId: city, sekda: false },
          { position: 2, toBodyId: province, sekda: true },
        ],
      },
    });
    expect(read({ type: 'refer', authority: 'village', office: 'Bupati', accused: ['2'], reason })).toMatchObject({
      ok: true,
      value: { accused: ['2'] },
    });
    // Nobody named, no receiver, an unknown place.
    expect(read({ type: 'convey', reason })).toMatchObject({ ok: false });
    expect(ActionInput.safeParse({ type: 'separate', accused: [], reason }).success).toBe(false);
    expect(ActionInput.safeParse({ type: 'separate', accused: [0], reason }).success).toBe(false);
  });
});

describe('the authority that is suggested', () => {
  const body = (id: string, name: string, path: string): CandidateBody => ({ id, name, kind: 'ppk', level: '', path });
  const receivers = [
    body('city', 'PPK Kota Arunika', 'ID/NR/AR/'),
    body('province', 'PPK Provinsi Nusa Raya', 'ID/NR/'),
    body('nation', 'PPK Kementerian Rekaan', 'ID/'),
  ];
  it('is that of the own institution, else the nearest, and for a regional secretary one level up', () => {
    const of = (post: string, unitName: string) => suggestReceiver(receivers, { post, unitName })?.id;
    expect(of('Camat', 'Kecamatan Arunika Timur')).toBe('city');
    expect(of('Kepala Dinas', 'Dinas Perhubungan Pemprov Nusa Raya')).toBe('province');
    expect(of('Analis', 'Kementerian Rekaan')).toBe('nation');
    expect(of('Staf', 'belum diketahui')).toBe('city');
    expect(of('Sekretaris Daerah', 'Pemkot Arunika')).toBe('province');
    expect(suggestReceiver([], { post: 'Camat', unitName: 'Kecamatan' })).toBeUndefined();
  });
});

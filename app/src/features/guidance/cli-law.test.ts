import { describe, expect, it } from 'vitest';
import { assessCommand, deadlineBatch, deadlineCommand, ruleCommand } from './cli-law.ts';

const facts = {
  act: { kind: 'social-engagement', on: '2024-10-03' },
  actor: { status: 'pns' },
  contest: { election: 'pilkada-2024', beneficiary: 'person' },
};
const request = { procedure: 'bawaslu-pilkada', step: 'file-report', from: '2024-10-03T09:00:00+07:00' };

describe('netra assess', () => {
  it('answers one object with one object, an array with an array of the same length and order', () => {
    expect(assessCommand(JSON.stringify(facts))).toMatchObject({ ok: true, value: { outcome: 'violation' } });
    const other = { ...facts, actor: { status: 'bumn' } };
    expect(assessCommand(JSON.stringify([facts, other]))).toMatchObject({
      ok: true,
      value: [{ outcome: 'violation' }, { outcome: 'out-of-scope' }],
    });
    expect(assessCommand('[]')).toEqual({ ok: true, value: [] });
  });

  it('names the place in the array and the field', () => {
    const bad = { ...facts, act: { ...facts.act, kind: 'like' } };
    expect(assessCommand(JSON.stringify([facts, bad]))).toMatchObject({
      ok: false,
      line: expect.stringMatching(/^facts\[1\]\.act\.kind: "like" is not usable; allowed are /),
    });
    expect(assessCommand('[[]]')).toMatchObject({ ok: false, line: expect.stringMatching(/^facts\[0\]: an array/) });
  });

  it.each(['', '{', 'null', '3', '"x"', '{"act":null}', '[null]', '['.repeat(100_000)])(
    'refuses %.20s with one line',
    (text) => {
      const answer = assessCommand(text);
      expect(answer.ok).toBe(false);
      expect(!answer.ok && answer.line).toMatch(/^\w.*: .*allowed/);
      expect(!answer.ok && answer.line.includes('\n')).toBe(false);
    },
  );

  it('refuses ten megabytes in one field with one short line, soon', () => {
    const answer = assessCommand(JSON.stringify({ ...facts, act: { ...facts.act, kind: 'x'.repeat(10_000_000) } }));
    expect(!answer.ok && answer.line.length).toBeLessThan(400);
  });

  it('reads JSON with a byte order mark', () => {
    expect(assessCommand(`\uFEFF${JSON.stringify(facts)}`).ok).toBe(true);
  });
});

describe('netra deadline', () => {
  it('is the contract example, with the last open hour for a reporter', () => {
    expect(deadlineCommand(request)).toMatchObject({
      ok: true,
      value: {
        due: '2024-10-10T23:59:59+07:00',
        unit: 'calendar_day',
        limit: 7,
        nature: 'law',
        basis: 'UU 10/2016 ps 134(4)',
        confidence: 'seen',
        skipped: [],
        provisional: false,
        lastIntake: '2024-10-10T16:00:00+07:00',
      },
    });
  });

  it('names the option that cannot be used', () => {
    expect(deadlineCommand({ ...request, zone: 'GMT' })).toEqual({
      ok: false,
      line: '--zone: "GMT" is not known; allowed are WIB, WITA, WIT',
    });
    expect(deadlineCommand({ ...request, from: undefined })).toMatchObject({
      line: expect.stringMatching(/^--from: is missing/),
    });
  });

  it('answers a batch in order, and names the element that cannot be used', () => {
    expect(deadlineBatch(JSON.stringify([request, { ...request, zone: 'WIT' }]))).toMatchObject({
      ok: true,
      value: [{ due: '2024-10-10T23:59:59+07:00' }, { due: '2024-10-10T23:59:59+09:00' }],
    });
    expect(deadlineBatch(JSON.stringify([request, { ...request, step: 'x' }]))).toMatchObject({
      ok: false,
      line: expect.stringMatching(/^batch\[1\]\.step: "x" is not a step of bawaslu-pilkada; allowed are /),
    });
    expect(deadlineBatch(JSON.stringify([null]))).toMatchObject({ line: expect.stringMatching(/^batch\[0\]: null/) });
    expect(deadlineBatch(JSON.stringify(request)).ok).toBe(false);
  });
});

describe('npm run rule', () => {
  it('prints the rule with its citation and the file where it lives', () => {
    expect(ruleCommand('B6')).toMatchObject({
      ok: true,
      value: [
        {
          citation: 'SKB 22 Sep 2022, Lampiran II B.6',
          file: 'packages/rulebook/src/instruments/skb-2022-discipline.ts',
        },
      ],
    });
  });

  it('says what an id may be when there is none', () => {
    expect(ruleCommand('B99')).toMatchObject({ ok: false, line: expect.stringMatching(/^id: "B99" is not known/) });
  });
});

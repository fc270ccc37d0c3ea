import { randomBytes } from 'node:crypto';
import { assess } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { deriveKeys } from '../../platform/crypto/secret.ts';
import { lastDay, slipsLastDay } from './campaign.ts';
import { groupSigner, type Signed } from './group-signer.ts';
import { newPledgeCode, pledgeToken, readPledgeCode } from './pledge-codes.ts';
import { ceremonyShowing, presenceCode } from './presence.ts';
import { readSignForm } from './sign-form.ts';
import { QUESTIONS, questionsFor, reasonsOf } from './teach-back.ts';

const keys = deriveKeys(randomBytes(48));
const campaign = { id: crypto.randomUUID(), bodyId: crypto.randomUUID(), electionId: 'pilkada-2024' };
const pledge = () => ({ token: randomBytes(16), campaign, ceremonyId: null, offline: false });
const now = () => Promise.resolve(Temporal.Instant.from('2024-10-04T02:00:00Z'));

describe('a code', () => {
  it('is read as people write it, and a slip of the hand is found without looking anything up', () => {
    const code = newPledgeCode(randomBytes);
    expect(code).toMatch(/^[2-9A-Z]{5}(-[2-9A-Z]{5}){2}$/);
    expect(readPledgeCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(code);
    const other = code.startsWith('2') ? '3' : '2';
    expect(readPledgeCode(other + code.slice(1))).toBeUndefined();
    expect(pledgeToken(keys, code)).toHaveLength(16);
  });
});

describe('what a slip says of its end', () => {
  const voting = Temporal.Instant.from('2024-11-27T17:00:00Z');
  it('is a day on which it is still good until midnight', () => {
    expect(lastDay(voting)).toBe('2024-11-27');
    expect(lastDay(Temporal.Instant.from('2024-11-27T03:00:00Z'))).toBe('2024-11-26');
  });
  it('is the end of the code where the campaign lasts longer', () => {
    expect(slipsLastDay(voting, Temporal.Instant.from('2024-11-01T03:00:00Z'))).toBe('2024-11-27');
    expect(slipsLastDay(voting, Temporal.Instant.from('2024-06-01T03:00:00Z'))).toBe('2024-07-30');
  });
});

describe('three questions', () => {
  it.each(['guru', 'camat-lurah', 'pejabat-anggaran', 'kesehatan', 'media-sosial', 'pasangan-calon', 'umum', 'baru'])(
    'of the duty %s are answered by the rulebook, and not all in one way',
    (duty) => {
      for (let seed = 0; seed < 24; seed += 1) {
        const questions = questionsFor(duty, seed);
        expect(questions).toHaveLength(QUESTIONS);
        expect(new Set(questions.map((one) => one.example.given)).size).toBe(QUESTIONS);
        expect(new Set(questions.map((one) => one.right)).size).toBe(2);
        for (const one of questions) {
          const { outcome } = assess(one.example.facts);
          expect(one.right).toBe(outcome === 'violation' ? 'breach' : 'fine');
          expect(['violation', 'allowed', 'no-row']).toContain(outcome);
          if (one.right === 'breach') expect(reasonsOf(one, 'id').length).toBeGreaterThan(0);
        }
      }
    },
  );
});

describe('the code of a screen', () => {
  it('changes every 30 seconds and is good for one step before and after', () => {
    const id = crypto.randomUUID();
    const at = 1_728_007_200_000;
    const code = presenceCode(keys, id, at);
    expect(code).toMatch(/^\d{6}$/);
    expect(presenceCode(keys, id, at + 29_000)).toBe(code);
    expect(ceremonyShowing(keys, [crypto.randomUUID(), id], `${code.slice(0, 3)} ${code.slice(3)}`, at + 40_000)).toBe(
      id,
    );
    expect(ceremonyShowing(keys, [id], code, at + 90_000)).toBeUndefined();
    expect(ceremonyShowing(keys, [id], '', at)).toBeUndefined();
  });
});

describe('grouped writes', () => {
  const answer = (packed: Buffer, letter = 's'): string => `${letter}2222-2222-2222`.repeat(packed.length / 143);

  it('answer nobody before the group is written, and group what comes meanwhile', async () => {
    const groups: number[] = [];
    const writing: (() => void)[] = [];
    const signer = groupSigner({
      now,
      realNow: Date.now,
      write: async (packed) => {
        groups.push(packed.length / 143);
        await new Promise<void>((resolve) => writing.push(resolve));
        return answer(packed);
      },
    });
    const answered: Signed[] = [];
    const all = Array.from({ length: 50 }, () => signer.sign(pledge()).then((one) => answered.push(one)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(answered).toEqual([]);
    for (let turn = 0; turn < 10; turn += 1) {
      for (const done of writing.splice(0)) done();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await Promise.all(all);
    expect(groups.reduce((sum, n) => sum + n, 0)).toBe(50);
    expect(groups.length).toBeLessThan(10);
  });

  it('turn away whom they cannot serve soon, instead of making everybody wait', async () => {
    const signer = groupSigner({ now, realNow: Date.now, write: () => new Promise(() => {}) });
    const first = Array.from({ length: 8000 }, () => signer.sign(pledge()));
    const last = await Promise.race([
      ...first.slice(-5),
      new Promise<null>((resolve) => setTimeout(() => resolve(null), 1000)),
    ]);
    expect(last).toEqual({ kind: 'busy' });
  });

  it('send a group again that met the same person elsewhere, and give up loudly when the database does not answer', async () => {
    let tries = 0;
    const conflict = Object.assign(new Error('duplicate key'), { code: '23505' });
    const signer = groupSigner({
      now,
      realNow: Date.now,
      write: (packed) => {
        tries += 1;
        return tries === 1 ? Promise.reject(conflict) : Promise.resolve(answer(packed, 'a'));
      },
    });
    expect(await signer.sign(pledge())).toEqual({ kind: 'again', number: '2222-2222-2222' });
    const broken = groupSigner({ now, realNow: Date.now, write: () => Promise.reject(new Error('gone')) });
    await expect(broken.sign(pledge())).rejects.toThrow('gone');
  });
});

describe('the form that signs', () => {
  it('takes anything, and cuts what is too long', () => {
    expect(readSignForm(() => '').code).toBeUndefined();
    expect(readSignForm(() => 'x'.repeat(9999)).presence).toHaveLength(300);
  });
});

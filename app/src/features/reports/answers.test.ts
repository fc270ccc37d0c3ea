import { builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { type Asking, checkPage, readAll, toKeep } from './answers.ts';
import type { AnswersTyped } from './draft.ts';
import { timeToReport } from './report-clock.ts';
import { kindOf } from './report-service.ts';

const asking: Asking = { lang: 'id', electionId: 'pilkada-2024', law: builtIn, today: '2024-10-04' };
const day = (name: string, d: string, m: string, y: string) => ({
  [`${name}_day`]: d,
  [`${name}_month`]: m,
  [`${name}_year`]: y,
});
const when = { ...day('happened', '28', '9', '2024'), ...day('known', '29', '9', '2024') };

function wrong(step: Parameters<typeof checkPage>[0], typed: Record<string, string>): string[] {
  const page = checkPage(step, typed, asking);
  return page.ok ? [] : page.errors.map((error) => error.field);
}

describe('what counts as an answer', () => {
  it('asks for a kind of act that the rulebook knows', () => {
    expect(wrong('apa', {})).toEqual(['act']);
    expect(wrong('apa', { act: 'apa-saja' })).toEqual(['act']);
    expect(checkPage('apa', { act: 'attend-event' }, asking)).toMatchObject({
      ok: true,
      value: { act: 'attend-event', contestId: 'kepala-daerah' },
    });
  });
  it('asks for the contest where an election has several', () => {
    const pemilu = { ...asking, electionId: 'pemilu-2024' };
    expect(checkPage('apa', { act: 'other' }, pemilu).ok).toBe(false);
    expect(checkPage('apa', { act: 'other', contest: 'presiden' }, pemilu).ok).toBe(true);
  });
  it('takes dates that exist, are not in the future, and follow each other', () => {
    expect(checkPage('kapan', when, asking)).toMatchObject({
      value: { happenedOn: '2024-09-28', knownOn: '2024-09-29' },
    });
    expect(wrong('kapan', {})).toEqual(['happened', 'known']);
    expect(wrong('kapan', { ...when, ...day('happened', '31', '9', '2024') })).toEqual(['happened']);
    expect(wrong('kapan', { ...when, ...day('known', '5', '10', '2024') })).toEqual(['known']);
    expect(wrong('kapan', { ...when, ...day('known', '27', '9', '2024') })).toEqual(['known']);
    expect(wrong('kapan', { ...when, ...day('known', '4', '10', '2024') })).toEqual([]);
  });
  it('takes a post, a name or the word that neither is known', () => {
    expect(wrong('siapa', {})).toEqual(['post']);
    expect(wrong('siapa', { unit: 'Dinas' })).toEqual(['post']);
    expect(wrong('siapa', { name: 'Rekaan' })).toEqual([]);
    expect(wrong('siapa', { unknown: 'ya' })).toEqual([]);
    expect(wrong('siapa', { post: 'x'.repeat(201) })).toEqual(['post']);
  });
  it('wants a story of twenty to twenty thousand letters, counted as people count', () => {
    expect(wrong('cerita', { story: `   ${'a'.repeat(19)}   ` })).toEqual(['story']);
    expect(wrong('cerita', { story: 'a'.repeat(20) })).toEqual([]);
    expect(wrong('cerita', { story: '😀'.repeat(20_000) })).toEqual([]);
    expect(wrong('cerita', { story: 'a'.repeat(20_001) })).toEqual(['story']);
  });
  it('wants name and address only from who gives a name, and carries neither from who does not', () => {
    expect(wrong('pelapor', {})).toEqual(['named']);
    expect(wrong('pelapor', { named: 'ya' })).toEqual(['name', 'address']);
    const typed = { named: 'tidak', name: 'Nama Saya', address: 'Alamat' };
    expect(checkPage('pelapor', typed, asking)).toMatchObject({ ok: true, value: { identity: null } });
    expect(toKeep('pelapor', typed)).toEqual({ named: 'tidak' });
  });
  it('refuses fields that a page does not have', () => {
    expect(checkPage('cerita', { story: 'a'.repeat(30), ktp: '1' }, asking).ok).toBe(false);
  });
  it('names the first page that lacks an answer', () => {
    const typed: AnswersTyped = {
      apa: { act: 'other' },
      kapan: when,
      'di-mana': { region: 'x' },
      siapa: { unknown: 'ya' },
    };
    expect(readAll({}, asking)).toBe('apa');
    expect(readAll(typed, asking)).toBe('cerita');
  });
});

describe('the time to report', () => {
  const at = (text: string) => Temporal.Instant.from(text);
  it('is seven days from knowing in a regional election, with the last open hour before it', () => {
    const time = timeToReport(builtIn, 'pilkada-2024', '2024-09-29', 'WIB', at('2024-10-04T02:00:00Z'));
    expect(time?.due.toString()).toBe('2024-10-06T16:59:59Z');
    // The sixth is a Sunday: the last open hour is Friday the fourth, 16.30.
    expect(time?.lastIntake?.toString()).toBe('2024-10-04T09:30:00Z');
    expect(time?.late).toBe(false);
  });
  it('is over with the last second of the seventh day at the office, not earlier and not later', () => {
    const late = (now: string, zone: 'WIB' | 'WIT') =>
      timeToReport(builtIn, 'pilkada-2024', '2024-09-29', zone, at(now))?.late;
    expect(late('2024-10-06T16:59:59Z', 'WIB')).toBe(false);
    expect(late('2024-10-06T17:00:00Z', 'WIB')).toBe(true);
    expect(late('2024-10-06T15:00:00Z', 'WIT')).toBe(true);
  });
  it('is not invented for elections whose rules are not encoded', () => {
    expect(timeToReport(builtIn, 'pemilu-2019', '2019-03-01', 'WIB', at('2019-03-02T00:00:00Z'))).toBeNull();
  });
  it('decides with the name what a report is by law', () => {
    const named = { pelapor: { identity: { name: 'a', address: 'b', contact: '' } } };
    expect(kindOf(named, false)).toBe('laporan');
    expect(kindOf(named, true)).toBe('informasi-awal');
    expect(kindOf({ pelapor: { identity: null } }, false)).toBe('informasi-awal');
  });
});

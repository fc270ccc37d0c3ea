/** Pure rules of notices: what a notice says on a day, when it is reminded of, and what lists may hold. */
import { builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { letterDue, noticeFrom, noticeOn, saysSame, standingOf } from './party.ts';
import { readEmail, readListDay, readTeamNumber } from './party-imports.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const sent = at('2024-10-01T00:00:00Z');
const days = (count: number): Temporal.Instant => sent.add({ hours: 24 * count });

describe('a notice', () => {
  const pilkada = builtIn.getElection('pilkada-2024');
  it('lists the forms of breach in force on its day, and none before the decree', () => {
    const notice = noticeOn(pilkada, '2024-10-01');
    expect(notice.forms.map((one) => one.cite)).toContain('SKB 22 Sep 2022, Lampiran II B.1');
    expect(noticeOn(pilkada, '2022-09-21').forms).toEqual([]);
  });
  it('cites the act of its kind of election', () => {
    expect(noticeOn(pilkada, '2024-10-01').basis).toContain('10/2016');
    expect(noticeOn(builtIn.getElection('pemilu-2024'), '2024-01-10').basis).toContain('7/2017');
  });
  it('is the same on another day, and another with other forms', () => {
    const notice = noticeOn(pilkada, '2024-10-01');
    expect(saysSame(notice, noticeOn(pilkada, '2024-11-01'))).toBe(true);
    expect(saysSame(notice, { ...notice, forms: notice.forms.slice(1) })).toBe(false);
    expect(noticeFrom(JSON.stringify(notice))).toEqual(notice);
  });
});

describe('letters', () => {
  it('the first goes at once, reminders after 7, 14 and 21 days, then none', () => {
    expect(letterDue(sent, [], sent)).toBe(0);
    expect(letterDue(sent, [0], days(6))).toBeNull();
    expect(letterDue(sent, [0], days(7))).toBe(1);
    expect(letterDue(sent, [0, 1], days(13))).toBeNull();
    expect(letterDue(sent, [0, 1], days(14))).toBe(2);
    expect(letterDue(sent, [0, 1, 2], days(21))).toBe(3);
    expect(letterDue(sent, [0, 1, 2, 3], days(300))).toBeNull();
  });
  it('what was missed is not made up for one after the other', () => {
    expect(letterDue(sent, [0], days(30))).toBe(3);
  });
});

it('a participant stands as unsent, waiting or acknowledged', () => {
  expect(standingOf({ sentAt: null, acknowledgedAt: null })).toBe('unsent');
  expect(standingOf({ sentAt: sent, acknowledgedAt: null })).toBe('waiting');
  expect(standingOf({ sentAt: sent, acknowledgedAt: sent })).toBe('acknowledged');
});

describe('cells of lists', () => {
  it('addresses, numbers and days are read as people write them, and nothing else', () => {
    expect(readEmail(' Nama@Partai.Contoh ')).toEqual({ ok: true, value: 'nama@partai.contoh' });
    for (const wrong of ['', 'nama', 'a@b', 'a b@c.id', 'a@c.id,d@e.id', '"x"@c.id'])
      expect(readEmail(wrong).ok, wrong).toBe(false);
    expect(readTeamNumber('19700101 199003 1 001')).toEqual({ ok: true, value: '197001011990031001' });
    for (const wrong of ['', '123', '1970010119900310011', 'x'.repeat(18)])
      expect(readTeamNumber(wrong).ok, wrong).toBe(false);
    expect(readListDay('22/9/2024')).toEqual({ ok: true, value: '2024-09-22' });
    for (const wrong of ['', '31-02-2024', '2024-9-1', 'besok']) expect(readListDay(wrong).ok, wrong).toBe(false);
  });
});

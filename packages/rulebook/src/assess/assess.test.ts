import { describe, expect, it } from 'vitest';
import { assess } from './assess.ts';
import { explain } from './explain.ts';
import type { Facts } from './facts.ts';

const pilkada = { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' } as const;
const like: Facts = {
  act: { kind: 'social-engagement', on: '2024-10-03' },
  actor: { status: 'pns' },
  contest: pilkada,
};

describe('an answer', () => {
  it('is the contract example for a like after determination', () => {
    const answer = assess(like);
    expect(answer).toMatchObject({ outcome: 'violation', phase: 'calon', provisions: [], route: 'asn', questions: [] });
    expect(answer.rows).toMatchObject([
      {
        id: 'B6',
        part: 'discipline',
        level: 'berat',
        options: ['turun_jabatan_12', 'bebas_jabatan_12', 'pdhtaps'],
        confidence: 'seen',
        conflict: null,
      },
    ]);
    const reason = answer.trace.find((entry) => entry.rule === 'B6');
    expect(reason?.holds).toBe(true);
    expect(reason?.because[0]).toMatch(/^SKB 22 Sep 2022, Lampiran II B\.6: /);
  });

  it('shows the successor of a repealed Act from its day on, and not before', () => {
    const membership = (on: string) =>
      assess({ act: { kind: 'party-membership', on }, actor: { status: 'pns' } }).rows[0]?.basis;
    expect(membership('2023-10-30')).toEqual(['UU 5/2014 ps 87(4)c', 'PP 37/2004']);
    expect(membership('2023-10-31')).toEqual([
      'UU 5/2014 ps 87(4)c',
      'PP 37/2004',
      'UU 20/2023 ps 52(3) huruf j',
      'UU 20/2023 ps 52(4)',
    ]);
  });

  it('on the ppnpn route keeps rows and provisions, without level or options, by the circular', () => {
    const answer = assess({
      act: { kind: 'partisan-decision', on: '2024-10-03' },
      actor: { status: 'ppnpn' },
      contest: pilkada,
    });
    expect(answer.route).toBe('ppnpn');
    expect(answer.rows).toMatchObject([{ id: 'B12', level: null, options: [], basis: ['SE MenPANRB 01/2023'] }]);
    expect(answer.provisions).toMatchObject([{ id: 'pp94-5n-5', level: null }]);
  });

  it('covers a PNS from 22 September 2022, a PPNPN from 3 January 2023', () => {
    const outcome = (status: 'pns' | 'ppnpn', on: string) =>
      assess({ act: { kind: 'party-membership', on }, actor: { status } }).outcome;
    expect([outcome('pns', '2022-09-21'), outcome('pns', '2022-09-22')]).toEqual(['not-covered', 'violation']);
    expect([outcome('ppnpn', '2023-01-02'), outcome('ppnpn', '2023-01-03')]).toEqual(['not-covered', 'violation']);
  });

  it('asks nothing of a person out of scope, and out of scope comes before not covered', () => {
    const answer = assess({ act: { kind: 'attend-event', on: '2019-01-01' }, actor: { status: 'tni' } });
    expect(answer).toMatchObject({ outcome: 'out-of-scope', route: 'tni', phase: null, questions: [] });
  });

  it('shows conflicts of sources in the row without changing the outcome', () => {
    const answer = assess({ ...like, act: { kind: 'partisan-activity', on: '2024-10-03' } });
    expect(answer.outcome).toBe('violation');
    expect(answer.rows[0]?.conflict).toContain('Tribunnews');
  });

  it('keeps criminal law a note, and only that of the election at hand', () => {
    const note = (election: string) =>
      assess({
        act: { kind: 'partisan-decision', on: '2024-10-03' },
        actor: { status: 'pns' },
        contest: { election, beneficiary: 'person' },
      }).notes.filter((one) => one.kind === 'criminal-overlap').length;
    expect([note('pilkada-2024'), note('pemilu-2024')]).toEqual([1, 0]);
  });

  it('says for a PPPK that some sanctions have no settled form', () => {
    const answer = assess({ ...like, actor: { status: 'pppk' } });
    expect(answer.rows[0]?.level).toBe('berat');
    expect(answer.trace.at(-1)).toMatchObject({ rule: 'pppk-sanctions', holds: true });
  });

  it('for an act of no kind mentions the catch-all as a note, never as a row', () => {
    const answer = assess({ ...like, act: { kind: 'other', on: '2024-10-03' } });
    expect(answer).toMatchObject({ outcome: 'no-row', rows: [], notes: [{ about: 'B13' }] });
  });

  it('names the contest that was told, however often others were asked about before', () => {
    const phase = (contest?: string) =>
      assess({
        act: { kind: 'social-engagement', on: '2023-12-05' },
        actor: { status: 'pns' },
        contest: { election: 'pemilu-2024', beneficiary: 'person', ...(contest === undefined ? {} : { contest }) },
      }).trace.find(({ rule }) => rule === 'phase')?.en.length;
    const days = (contest: string) =>
      JSON.stringify(
        assess({
          act: { kind: 'social-engagement', on: '2023-12-05' },
          actor: { status: 'pns' },
          contest: { election: 'pemilu-2024', contest, beneficiary: 'person' },
        }).trace,
      );
    expect([phase('presiden'), phase(), phase('legislatif'), phase()]).toEqual([1, 2, 1, 2]);
    expect(days('presiden')).toContain('2023-11-13');
    expect(days('presiden')).not.toContain('2023-11-03');
    expect(days('legislatif')).toContain('2023-11-03');
  });

  it('throws for an election that the parser would have refused', () => {
    expect(() => assess({ ...like, contest: { election: 'pilkada-1999' } })).toThrow('no such election');
  });

  it('cannot be changed by a caller: what answers share is frozen', () => {
    const answer = assess(like);
    for (const shared of [
      answer.rows,
      answer.rows[0],
      answer.trace,
      answer.trace.at(-1),
      answer.questions,
      answer.notes,
    ]) {
      expect(Object.isFrozen(shared)).toBe(true);
    }
    expect(Object.isFrozen(answer)).toBe(true);
  });
});

describe('an explanation', () => {
  it('never claims that the official text of the decree was read', () => {
    const { certainty, finding, basis, sanction } = explain(assess(like), 'id');
    expect(finding).toMatch(/^Dugaan/);
    expect(certainty.join(' ')).toContain('Naskah resmi SKB belum dibaca');
    expect(certainty[0]).toContain('dilihat di sumber kedua');
    expect(basis).toEqual([
      'SKB 22 Sep 2022, Lampiran II B.6: UU 5/2014 ps 9(2); PP 94/2021 ps 5 huruf n angka 5; UU 20/2023 ps 9(2)',
    ]);
    expect(sanction[0]).toContain('hukuman disiplin berat (penurunan jabatan');
  });

  it('says where the legal basis is uncertain', () => {
    const { certainty } = explain(assess({ ...like, act: { kind: 'display-material', on: '2024-10-03' } }), 'en');
    expect(certainty[0]).toBe('B1: act and level seen in a secondary source; its legal basis uncertain.');
  });

  it('gives both positions of a dispute with their sources', () => {
    const act = {
      kind: 'attend-event',
      on: '2024-10-03',
      activeSupport: false,
      attributes: 'none',
      mobilisesCivilServants: false,
      stateFacility: false,
      onDuty: false,
    } as const;
    const answer = assess({ ...like, act, actor: { status: 'pns', spouseOfBeneficiary: false } });
    const { disagreement, why } = explain(answer, 'en');
    expect(answer.outcome).toBe('disputed');
    expect(disagreement).toHaveLength(2);
    expect(disagreement[0]).toContain('Asumsi');
    expect(why.join(' ')).toContain('not settled');
  });

  it('asks what would change an answer that needs more facts', () => {
    const answer = assess({ ...like, contest: { election: 'pilkada-2024' } });
    expect(explain(answer, 'id').wouldChange[0]).toBe(
      'Siapa yang diuntungkan: seseorang, sebuah partai, atau tidak ada?',
    );
  });

  it('attaches no level where the law attaches none', () => {
    const act = {
      kind: 'campaign-participation',
      on: '2024-10-03',
      attributes: 'none',
      mobilisesCivilServants: false,
      stateFacility: false,
    } as const;
    const { sanction } = explain(assess({ ...like, act }), 'en');
    expect(sanction).toEqual(['pp94-5n-1: this rule attaches no level of punishment']);
  });
});

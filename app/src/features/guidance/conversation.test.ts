import { actKinds, actorStatuses, factQuestions } from '@netra/rulebook';
import { findEdgeCase } from '@netra/rulebook/edge-cases';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawPath as readableLaw } from '../law/index.ts';
import {
  type AnswerKey,
  type Answers,
  answerKeys,
  readAnswers,
  skipped,
  upcomingElection,
  withAnswer,
} from './answers.ts';
import { type Circumstances, factsOf, standing } from './conversation.ts';
import { lawWith } from './law.ts';
import { questionWords } from './question-words.ts';
import { findSituation, situations, waysOf } from './situations.ts';
import { buttonName, press, type State, turn } from './turn.ts';
import { answerTo, type Verdict } from './verdict.ts';
import { lawPath } from './view.ts';

const law = lawWith([]);
const campaign: Circumstances = { law, today: '2024-10-04', openElection: 'pilkada-2024' };
const before: Circumstances = { law, today: '2024-08-20', openElection: 'pilkada-2024' };
const afterVote: Circumstances = { law, today: '2026-11-22', openElection: 'pilkada-2024' };

/** From the front page: one tap on "Bolehkah saya…?", one on each button named. */
function tap(buttons: readonly (readonly [AnswerKey, string])[], circumstances = campaign) {
  let state: State = { answers: {} };
  let taps = 1;
  for (const [key, value] of buttons) {
    state = turn({ ...state.answers, [buttonName]: press.answer(key, value) });
    taps += 1;
  }
  const { next, told } = standing(state.answers, circumstances);
  if (next.ask !== 'nothing')
    throw new Error(`still asks ${JSON.stringify(next.ask === 'fact' ? next.fact : next.ask)}`);
  return { taps, told, answer: answerTo(next.finding, circumstances, next.way.speaks) };
}

type Journey = readonly [
  name: string,
  buttons: readonly (readonly [AnswerKey, string])[],
  verdict: Verdict,
  grounds: readonly string[],
];

const journeys: readonly Journey[] = [
  [
    'liking a post',
    [
      ['situation', 'suka'],
      ['framing', 'calon'],
      ['status', 'pns'],
    ],
    'breach',
    ['B6'],
  ],
  [
    'a photo with a cousin who is a candidate',
    [
      ['situation', 'foto'],
      ['status', 'pns'],
      ['act.public', 'true'],
      ['act.aimOfSupport', 'true'],
    ],
    'breach',
    ['B7'],
  ],
  [
    'the same without the aim of supporting',
    [
      ['situation', 'foto'],
      ['status', 'pns'],
      ['act.public', 'true'],
      ['act.aimOfSupport', 'false'],
    ],
    'disputed',
    ['photo-without-aim'],
  ],
  [
    'the same, kept and not posted',
    [
      ['situation', 'foto'],
      ['status', 'pns'],
      ['act.public', 'false'],
    ],
    'no-rule',
    ['photo-not-public'],
  ],
  [
    'quietly attending a rally',
    [
      ['situation', 'hadir'],
      ['status', 'pns'],
      ['act.attributes', 'none'],
      ['act.stateFacility', 'false'],
    ],
    'disputed',
    ['attends-quietly'],
  ],
  [
    'a spouse who is a candidate',
    [
      ['situation', 'pasangan'],
      ['framing', 'menemani'],
      ['status', 'pns'],
      ['actor.unpaidLeave', 'false'],
    ],
    'breach',
    ['A7'],
  ],
  [
    'the same on unpaid leave',
    [
      ['situation', 'pasangan'],
      ['framing', 'menemani'],
      ['status', 'pns'],
      ['actor.unpaidLeave', 'true'],
    ],
    'allowed',
    ['spouse-on-leave'],
  ],
  [
    'taking a nomination form',
    [
      ['situation', 'formulir'],
      ['status', 'pns'],
      ['actor.unpaidLeave', 'false'],
    ],
    'breach',
    ['B3'],
  ],
  [
    'a WhatsApp group of the campaign',
    [
      ['situation', 'grup-wa'],
      ['framing', 'pemenangan'],
      ['status', 'pns'],
    ],
    'breach',
    ['B6'],
  ],
  [
    'a WhatsApp group of neighbours',
    [
      ['situation', 'grup-wa'],
      ['framing', 'biasa'],
      ['status', 'pns'],
    ],
    'no-rule',
    ['nobody-benefits'],
  ],
];

describe('from the front page to an answer', () => {
  it.each(journeys)('%s: at most five taps, and the answer of the rulebook', (_, buttons, verdict, grounds) => {
    const { taps, answer } = tap(buttons);
    expect(taps).toBeLessThanOrEqual(5);
    expect(answer.verdict).toBe(verdict);
    expect(answer.grounds.map(({ id }) => id)).toEqual(grounds);
    expect(answer.reasons.length).toBeGreaterThan(0);
  });

  it('asks of a WhatsApp group first whether it is a campaign group', () => {
    const { next } = standing({ situation: 'grup-wa' }, campaign);
    expect(next.ask).toBe('framing');
    const first = findSituation('grup-wa');
    expect(first !== undefined && 'framing' in first && first.framing.question.id).toBe(
      'Apakah itu grup pemenangan calon?',
    );
  });

  it('asks who one is only once: the next question begins with it', () => {
    const state = turn({ situation: 'suka', framing: 'calon', status: 'pppk', [buttonName]: press.again });
    expect(state).toEqual({ answers: { status: 'pppk' } });
    const next = turn({ ...state.answers, [buttonName]: press.answer('situation', 'unggah') });
    expect(standing(next.answers, campaign).next.ask).toBe('nothing');
  });
});

describe('the questions', () => {
  it('are those of assess, in its order, and no others: for every situation and any answers', () => {
    fc.assert(
      fc.property(anyAnswers(), (answers) => {
        const { told, next, election, on } = standing(answers, campaign);
        if (next.ask === 'situation' || next.ask === 'framing' || next.ask === 'status') return;
        const way = next.ask === 'nothing' ? next.way : wayOf(answers);
        if (way === undefined || way.act.by !== 'rules') return;
        const known: Record<string, string> = { ...way.act.known };
        const left = new Set<string>();
        const status = answers.status === skipped ? 'pns' : (answers.status ?? '');
        const asked = told.filter(({ key }) => !['situation', 'framing', 'status'].includes(key));
        const upToNow = next.ask === 'fact' ? [...asked, { key: next.fact, value: '' }] : asked;
        for (const { key, value } of upToNow) {
          const { questions } = law.assess(factsOf(law, way.act.kind, on, status, election, known));
          expect(questions.find((one) => !left.has(one.fact))?.fact).toBe(key);
          if (value === skipped) left.add(key);
          else known[key] = value;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('going back and changing an answer is the same as starting fresh with those answers', () => {
    fc.assert(
      fc.property(anyAnswers(), anyChoice(), (answers, [key, value]) => {
        const changed = turn({ ...answers, [buttonName]: press.answer(key, value) }).answers;
        const found = standing(changed, campaign);
        // Fresh: nothing but what was told on the way, given one by one.
        let fresh: Answers = {};
        for (const one of found.told) fresh = withAnswer(fresh, one.key, one.value);
        const again = standing(fresh, campaign);
        expect(again.told).toEqual(found.told);
        expect(again.next).toEqual(found.next);
      }),
      { numRuns: 3000 },
    );
  });

  it('nothing is lost by going back: every other answer is still there', () => {
    const answers = { situation: 'foto', status: 'pns', 'act.public': 'true', 'act.aimOfSupport': 'false' };
    const back = turn({ ...answers, [buttonName]: press.change('act.public') });
    expect(back).toEqual({ answers, at: 'act.public' });
    const kept = turn({ ...back.answers, [buttonName]: press.answer('act.public', 'false') });
    expect(standing(kept.answers, campaign).next.ask).toBe('nothing');
    const again = turn({ ...kept.answers, [buttonName]: press.answer('act.public', 'true') });
    expect(again.answers).toEqual(answers);
  });

  it('whatever is skipped, an answer comes, and says honestly that it depends', () => {
    const photo = tap([
      ['situation', 'foto'],
      ['status', 'pns'],
      ['act.public', skipped],
      ['act.aimOfSupport', skipped],
    ]);
    expect(photo.answer.verdict).toBe('depends');
    expect(photo.answer.branches.map((one) => [one.condition.id, one.verdict])).toEqual([
      ['tidak dapat dilihat umum', 'no-rule'],
      ['dapat dilihat siapa saja', 'depends'],
    ]);
    const unknown = tap([
      ['situation', 'suka'],
      ['framing', 'calon'],
      ['status', skipped],
    ]);
    expect(unknown.answer.verdict).toBe('depends');
    expect(unknown.answer.branches.map((one) => one.verdict)).toEqual([
      ...(['breach', 'breach', 'breach'] as const),
      ...Array.from({ length: actorStatuses.length - 3 }, () => 'other-rules'),
    ]);
  });

  it('every situation ends, whatever is answered', () => {
    fc.assert(
      fc.property(fc.constantFrom(...situations), fc.infiniteStream(fc.nat()), (situation, choices) => {
        let answers: Answers = { situation: situation.id };
        for (let taps = 0; taps < 12; taps += 1) {
          const { next } = standing(answers, campaign);
          if (next.ask === 'nothing') return;
          const at = Number(choices.next().value);
          const options =
            next.ask === 'framing' && 'framing' in situation
              ? situation.framing.options.map(({ id }) => id)
              : next.ask === 'status'
                ? [...actorStatuses, skipped]
                : next.ask === 'fact'
                  ? [...Object.keys(questionWords[next.fact].answers), skipped]
                  : [];
          const key = next.ask === 'fact' ? next.fact : next.ask;
          answers = withAnswer(answers, key, options[at % options.length] ?? '');
        }
        throw new Error('twelve taps were not enough');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('election and stage', () => {
  it('come from the calendar: the same like is a matter of ethics before determination', () => {
    const buttons = [
      ['situation', 'suka'],
      ['framing', 'calon'],
      ['status', 'pns'],
    ] as const;
    expect(tap(buttons, before).answer.grounds.map(({ id }) => id)).toEqual(['A4']);
    expect(tap(buttons, campaign).answer.grounds.map(({ id }) => id)).toEqual(['B6']);
  });

  it('after the vote, and for a nomination form after determination, it is the next election', () => {
    expect(standing({ situation: 'suka' }, afterVote).election).toBe(upcomingElection);
    expect(standing({ situation: 'formulir', status: 'pns' }, campaign).election).toBe(upcomingElection);
    expect(standing({ situation: 'formulir', status: 'pns' }, before).election).toBe('pilkada-2024');
    expect(standing({ situation: 'suka' }, campaign).election).toBe('pilkada-2024');
  });

  it('may be changed: another day, another election, and the contest is asked for only where contests differ', () => {
    const chosen = turn({
      situation: 'unggah',
      status: 'pns',
      on_day: '5',
      on_month: '11',
      on_year: '2023',
      election: 'pemilu-2024',
      [buttonName]: press.when,
    });
    expect(chosen.answers).toMatchObject({ on: '2023-11-05', election: 'pemilu-2024' });
    expect(standing(chosen.answers, campaign).next).toMatchObject({ ask: 'fact', fact: 'contest.contest' });
    const legislative = withAnswer(chosen.answers, 'contest.contest', 'legislatif');
    expect(standing(legislative, campaign).next.ask).toBe('nothing');
    // A contest of another election is no answer.
    expect(standing(withAnswer(chosen.answers, 'contest.contest', 'kepala-daerah'), campaign).next.ask).toBe('fact');
  });

  it('a day that does not exist is told, and what was typed stays', () => {
    const state = turn({ situation: 'unggah', on_day: '31', on_month: '9', on_year: '2024', [buttonName]: press.when });
    expect(state.wrongDay).toEqual({ day: '31', month: '9', year: '2024' });
    expect(state.answers).toEqual({ situation: 'unggah' });
  });

  it('a day before the rules is answered as such', () => {
    const { answer } = tap([
      ['situation', 'unggah'],
      ['status', 'pns'],
      ['on', '2019-04-01'],
    ]);
    expect(answer.verdict).toBe('not-covered');
  });

  it('counts an election that was added as data', () => {
    const added = {
      ...(law.findElection('pilkada-2024') ?? missing()),
      id: 'pilkada-2031',
      votingOn: '2031-11-26',
      contests: [
        {
          id: 'kepala-daerah',
          name: { id: 'Kepala daerah', en: 'Heads' },
          determinedOn: '2031-09-20',
          confidence: 'seen' as const,
        },
      ],
    };
    const later: Circumstances = { law: lawWith([added]), today: '2031-10-01', openElection: 'pilkada-2031' };
    expect(
      tap(
        [
          ['situation', 'suka'],
          ['framing', 'calon'],
          ['status', 'pns'],
        ],
        later,
      ).answer.grounds.map(({ id }) => id),
    ).toEqual(['B6']);
  });
});

describe('the answer', () => {
  it('says what would change it, one fact at a time', () => {
    const { answer } = tap([
      ['situation', 'hadir'],
      ['status', 'pns'],
      ['act.attributes', 'none'],
      ['act.stateFacility', 'false'],
    ]);
    expect(answer.positions).toHaveLength(2);
    expect(answer.changes).toContainEqual(
      expect.objectContaining({
        condition: expect.objectContaining({ id: 'hadir karena penugasan resmi' }),
        verdict: 'allowed',
      }),
    );
    const like = tap([
      ['situation', 'suka'],
      ['framing', 'calon'],
      ['status', 'pns'],
    ]).answer;
    expect(like.changes.map((one) => [one.condition.id, one.level?.id])).toEqual([
      ['sebelum penetapan (bakal calon)', 'sanksi moral'],
    ]);
  });

  it('before determination says how much heavier it gets, and never that a form may be taken afterwards', () => {
    const like = tap(
      [
        ['situation', 'suka'],
        ['framing', 'calon'],
        ['status', 'pns'],
      ],
      before,
    ).answer;
    expect(like.changes.map((one) => [one.verdict, one.level?.id])).toEqual([['breach', 'hukuman disiplin berat']]);
    const form = tap([
      ['situation', 'formulir'],
      ['status', 'pns'],
      ['actor.unpaidLeave', 'false'],
    ]).answer;
    expect(form.changes.map((one) => one.verdict)).toEqual(['allowed']);
  });

  it('is a breach when every way is one, however much is skipped, and then names no level that may be too light', () => {
    const { answer } = tap([
      ['situation', 'kampanye'],
      ['status', 'pns'],
      ['act.attributes', skipped],
      ['act.mobilisesCivilServants', skipped],
      ['act.stateFacility', skipped],
    ]);
    expect(answer.verdict).toBe('breach');
    expect(answer.consequences).toEqual([]);
    expect(answer.reasons.map(({ id }) => id)).toContain(
      'Seberapa berat akibatnya bergantung pada hal yang belum Anda jawab.',
    );
    expect(answer.branches.map((one) => [one.verdict, one.level])).toEqual(
      Array.from({ length: answer.branches.length }, () => ['breach', undefined]),
    );
    expect(answer.branches.length).toBeGreaterThan(1);
  });

  it('never says "allowed" of duty without a word on the uniform, nor of a spouse without the conditions', () => {
    const duty = tap([
      ['situation', 'tugas'],
      ['framing', 'tugas-saja'],
    ]).answer;
    expect(duty.verdict).toBe('depends');
    expect(duty.dependsOn?.id).toContain('berseragam');
    const spouse = tap([
      ['situation', 'pasangan'],
      ['framing', 'menemani'],
      ['status', 'pns'],
      ['actor.unpaidLeave', 'true'],
    ]).answer;
    expect(spouse.reasons.map(({ id }) => id).join(' ')).toMatch(/tanpa atribut, dan tanpa fasilitas negara/);
  });

  it('attaches no level where the law has none, and the contract’s end for contract staff', () => {
    const level = (status: string) =>
      tap([
        ['situation', 'suka'],
        ['framing', 'calon'],
        ['status', status],
      ]).answer.consequences.map(({ id }) => id);
    expect(level('pns')).toEqual(['hukuman disiplin berat']);
    expect(level('ppnpn')).toEqual([expect.stringContaining('pemutusan kontrak')]);
    expect(
      tap([
        ['situation', 'suka'],
        ['framing', 'calon'],
        ['status', 'village-head'],
      ]).answer,
    ).toMatchObject({ verdict: 'other-rules', consequences: [] });
    const taking = tap([
      ['situation', 'kampanye'],
      ['status', 'pns'],
      ['act.attributes', 'none'],
      ['act.mobilisesCivilServants', 'false'],
      ['act.stateFacility', 'false'],
    ]);
    expect(taking.answer.consequences.map(({ id }) => id)).toEqual([expect.stringContaining('tidak menyebut tingkat')]);
  });

  it('of an edge case is that of the edge case, with its doubt', () => {
    const { answer } = tap([
      ['situation', 'suka'],
      ['framing', 'ikuti'],
    ]);
    expect(answer).toMatchObject({ verdict: 'depends', edge: 'edge-2', confidence: ['uncertain'] });
    expect(answer.dependsOn?.id).toContain('akun pemenangan');
    // The rule is sure, the case it is put to is not.
    expect(
      tap([
        ['situation', 'grup-wa'],
        ['framing', 'biasa'],
        ['status', 'pns'],
      ]).answer.confidence,
    ).toContain('uncertain');
  });
});

describe('what comes in', () => {
  it('is read leniently: what cannot be used is asked for again', () => {
    expect(
      readAnswers({
        situation: 'x',
        status: 'raja',
        'act.public': 'maybe',
        on: '2024-02-30',
        extra: 'y',
        framing: '<b>',
      }),
    ).toEqual({});
    expect(readAnswers({ situation: ['suka'], status: { a: 1 } })).toEqual({});
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...answerKeys, buttonName, 'teks', 'on_day'), fc.string()),
        (fields) => {
          const { answers } = turn(fields);
          expect(readAnswers(answers)).toEqual(answers);
          standing(answers, campaign);
        },
      ),
    );
  });
});

describe('the situations', () => {
  it('are sixteen to twenty, with ids of their own, and speak of facts, kinds and edge cases that exist', () => {
    expect(situations.length).toBeGreaterThanOrEqual(16);
    expect(situations.length).toBeLessThanOrEqual(20);
    expect(new Set(situations.map(({ id }) => id)).size).toBe(situations.length);
    for (const situation of situations) {
      for (const { act, near = [], speaks } of waysOf(situation)) {
        for (const edge of [...near, ...(speaks === undefined ? [] : [speaks])])
          expect(findEdgeCase(edge), edge).toBeDefined();
        if (act.by === 'edge') expect(findEdgeCase(act.edge), act.edge).toBeDefined();
        if (act.by === 'rules') factsOf(law, act.kind, '2024-10-04', 'pns', 'pilkada-2024', act.known);
      }
    }
  });

  it('reach every kind of act but "other"', () => {
    const kinds = new Set(situations.flatMap(waysOf).flatMap(({ act }) => (act.by === 'rules' ? [act.kind] : [])));
    expect([...kinds].sort()).toEqual(actKinds.filter((kind) => kind !== 'other').toSorted());
  });

  it('have a question for every fact', () => {
    expect(Object.keys(questionWords).sort()).toEqual(
      Object.keys(factQuestions)
        .filter((fact) => fact !== 'contest.election')
        .sort(),
    );
  });
});

it('links where the readable law lies', () => {
  for (const id of ['B6', 'pp94-5n-4', 'photo-not-public']) expect(lawPath.rule(id)).toBe(readableLaw.rule(id));
  expect(lawPath.edge('edge-7')).toBe(readableLaw.edge('edge-7'));
});

function anyChoice(): fc.Arbitrary<readonly [AnswerKey, string]> {
  const framings = situations.flatMap((one) => ('framing' in one ? one.framing.options.map(({ id }) => id) : []));
  return fc.oneof(
    fc.tuple(fc.constant<AnswerKey>('situation'), fc.constantFrom(...situations.map(({ id }) => id))),
    fc.tuple(fc.constant<AnswerKey>('framing'), fc.constantFrom(...framings)),
    fc.tuple(fc.constant<AnswerKey>('status'), fc.constantFrom(...actorStatuses, skipped)),
    fc.tuple(
      fc.constantFrom<AnswerKey>(
        'act.public',
        'act.activeSupport',
        'act.aimOfSupport',
        'act.stateFacility',
        'act.mobilisesCivilServants',
        'act.onDuty',
        'actor.unpaidLeave',
      ),
      fc.constantFrom('true', 'false', skipped),
    ),
    fc.tuple(fc.constant<AnswerKey>('act.attributes'), fc.constantFrom('none', 'party', 'civil-servant', skipped)),
  );
}

function anyAnswers(): fc.Arbitrary<Answers> {
  return fc
    .array(anyChoice(), { maxLength: 12 })
    .map((choices) => choices.reduce<Answers>((answers, [key, value]) => withAnswer(answers, key, value), {}));
}

function wayOf(answers: Answers) {
  const situation = findSituation(answers.situation);
  if (situation === undefined) return undefined;
  return 'framing' in situation ? situation.framing.options.find(({ id }) => id === answers.framing) : situation;
}

function missing(): never {
  throw new Error('the election is missing');
}

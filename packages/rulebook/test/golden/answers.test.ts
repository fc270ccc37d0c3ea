/** What a reader sees, word for word, in both languages: a change of a sentence shows as a difference in `answers.txt`, to be read. */
import { expect, it } from 'vitest';
import { decree, election } from '../../src/additions/sample.fixture.ts';
import { assess } from '../../src/assess/assess.ts';
import { explain } from '../../src/assess/explain.ts';
import type { Facts } from '../../src/assess/facts.ts';
import { allElections } from '../../src/elections/elections.ts';
import { after, before, facts } from '../../src/examples/example.ts';
import { builtIn, createRulebook, type Rulebook } from '../../src/rulebook.ts';

const onlooker = {
  activeSupport: false,
  attributes: 'none',
  mobilisesCivilServants: false,
  stateFacility: false,
  onDuty: false,
} as const;
const notSpouse = { spouseOfBeneficiary: false } as const;

const told: Readonly<Record<string, Facts>> = {
  'a like': facts('social-engagement', after),
  'a like of a PPPK, contest not named': facts('social-engagement', after, {
    actor: { status: 'pppk' },
    contest: { election: 'pilkada-2024', beneficiary: 'person' },
  }),
  'a decision of a PPNPN': facts('partisan-decision', after, { actor: { status: 'ppnpn' } }),
  'a decision, pemilu': facts('partisan-decision', '2023-12-05', {
    contest: { election: 'pemilu-2024', contest: 'presiden', beneficiary: 'person' },
  }),
  'a decision, pilkada': facts('partisan-decision', after),
  'a PPNPN before the circular': facts('online-campaign', '2022-12-01', { actor: { status: 'ppnpn' } }),
  'a village head': facts('online-campaign', after, { actor: { status: 'village-head' } }),
  'an act of 2021': facts('online-campaign', '2021-10-03'),
  'quiet attendance': facts('attend-event', after, { act: onlooker, actor: notSpouse }),
  'attendance, nothing else known': { act: { kind: 'attend-event', on: after }, actor: { status: 'pns' } },
  'attendance with attributes, by car of the office, with staff': facts('attend-event', before, {
    act: { ...onlooker, attributes: 'party', stateFacility: true, mobilisesCivilServants: true },
    actor: notSpouse,
  }),
  'a wife on leave': facts('attend-event', after, {
    act: { activeSupport: false },
    actor: { spouseOfBeneficiary: true, unpaidLeave: true },
  }),
  'a wife without leave': facts('attend-event', after, { actor: { spouseOfBeneficiary: true, unpaidLeave: false } }),
  'on leave and on duty, perhaps the husband': facts('attend-event', after, {
    act: { ...onlooker, onDuty: true },
    actor: { unpaidLeave: true },
  }),
  'a meeting that leans': facts('partisan-activity', before),
  'a meeting, who benefits not known': facts('partisan-activity', after, { contest: { election: 'pilkada-2024' } }),
  'campaign in uniform': facts('campaign-participation', after, {
    act: { attributes: 'civil-servant', mobilisesCivilServants: false, stateFacility: false },
  }),
  'ID copies, election not known': facts('independent-candidate-support', before, {
    contest: { beneficiary: 'person' },
  }),
  'a nomination form without leave': facts('approach-party-or-public', before, {
    actor: { isProspectiveCandidate: true, unpaidLeave: false },
  }),
  'a nomination form on leave': facts('approach-party-or-public', before, {
    actor: { isProspectiveCandidate: true, unpaidLeave: true },
  }),
  'a party card': { act: { kind: 'party-membership', on: '2023-12-05' }, actor: { status: 'pns' } },
  'something else': facts('other', after),
  'a public photo without the aim of supporting': facts('public-photo', after, {
    act: { public: true, aimOfSupport: false },
    actor: notSpouse,
  }),
  'a team before determination': facts('campaign-team-role', before),
  'a team in a general election': facts('campaign-team-role', '2023-12-05', {
    contest: { election: 'pemilu-2024', contest: 'presiden', beneficiary: 'party' },
  }),
  'between two determinations': facts('social-engagement', '2023-11-05', {
    contest: { election: 'pemilu-2024', beneficiary: 'person' },
  }),
  'nobody benefits': facts('display-material', after, { contest: { election: 'pilkada-2024', beneficiary: 'none' } }),
};

function page(name: string, given: Facts, rulebook: Rulebook = builtIn): string {
  const answer = rulebook.assess(given);
  const parts = (['id', 'en'] as const).flatMap((language) => {
    const said = explain(answer, language, given, rulebook);
    return Object.entries(said).flatMap(([part, text]: [string, string | readonly string[]]) =>
      (typeof text === 'string' ? [text] : text).map((line) => `${language} ${part}: ${line}`),
    );
  });
  const rows = answer.rows.map(
    ({ id, cite, level, options, basis, sanctionBasis, basisConfidence }) =>
      `row: ${id} | ${cite} | ${level} | ${options.join(', ')} | ${basis.join('; ')} | ${sanctionBasis.join('; ')} | ${basisConfidence}`,
  );
  const provisions = answer.provisions.map(
    ({ id, level, basis }) => `provision: ${id} | ${level} | ${basis.join('; ')}`,
  );
  const trace = answer.trace.flatMap(({ rule, holds, because, en }) => [
    `trace ${rule} ${holds}: ${because.join(' | ')}`,
    `trace ${rule} ${holds}: ${en.join(' | ')}`,
  ]);
  const notes = answer.notes.map(({ about, kind }) => `note: ${about} ${kind}`);
  return [
    `== ${name}: ${answer.outcome}, ${answer.route}, ${answer.phase}`,
    ...parts,
    ...rows,
    ...provisions,
    ...notes,
    ...trace,
  ].join('\n');
}

it('reads as it was read before', async () => {
  const pages = Object.entries(told).map(([name, given]) => page(name, given));
  await expect(`${pages.join('\n\n')}\n`).toMatchFileSnapshot('./answers.txt');
});

it('reads the same in a rulebook with law added that has nothing to do with it', () => {
  const more = createRulebook({ decrees: [decree], elections: [election], overrides: [] });
  expect(more.data).toMatch(/^[0-9a-f]{16}$/);
  for (const [name, given] of Object.entries(told)) {
    expect(page(name, given, more)).toBe(page(name, given));
    expect(more.assess(given)).toStrictEqual({ ...assess(given), rulebookData: more.data });
    expect(more.parseFacts(given)).toStrictEqual({ ok: true, value: given });
  }
  expect(
    more.parseFacts({ act: { kind: 'other', on: after }, actor: { status: 'pns' }, contest: { contest: 'lurah' } }),
  ).toEqual(
    builtIn.parseFacts({ act: { kind: 'other', on: after }, actor: { status: 'pns' }, contest: { contest: 'lurah' } }),
  );
  for (const { id, votingOn, campaign } of allElections) {
    expect(more.findElection(id)).toBe(builtIn.findElection(id));
    for (const day of [votingOn, campaign.from, campaign.to, '2030-01-01']) {
      expect(more.stageOf(id, day)).toEqual(builtIn.stageOf(id, day));
    }
  }
});

it('without the facts says nothing of what else would change it, nor what is safe', () => {
  const { wouldChange, safe } = explain(assess(facts('display-material', after)), 'id');
  expect([wouldChange, safe]).toEqual([[], []]);
});

it('calls a breach only likely when every rule of it is merely recalled', () => {
  const sure = assess(facts('social-engagement', after));
  const recalled = { ...sure, rows: sure.rows.map((row) => ({ ...row, confidence: 'recalled' as const })) };
  const thirdParty = { ...sure, rows: sure.rows.map((row) => ({ ...row, confidence: 'seen-3p' as const })) };
  expect(explain(thirdParty, 'id').answer).toBe(explain(sure, 'id').answer);
  expect(explain(recalled, 'id').answer).not.toBe(explain(sure, 'id').answer);
  expect(explain(recalled, 'id').answer).toMatchInlineSnapshot(`"Sepertinya tidak boleh; sumbernya belum pasti."`);
});

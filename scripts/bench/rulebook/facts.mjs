/** Facts for the benches, the same in every run: a small generator with a fixed seed. */
import { actKinds, actorStatuses, allElections, findElection, openFacts, parseFacts } from '@netra/rulebook';

export function seeded(seed) {
  let state = seed;
  const below = (count) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % count;
  };
  return { below, pick: (list) => list[below(list.length)] };
}

const groups = {
  act: ['public', 'activeSupport', 'aimOfSupport', 'attributes', 'mobilisesCivilServants', 'stateFacility', 'onDuty'],
  actor: ['spouseOfBeneficiary', 'unpaidLeave', 'isProspectiveCandidate'],
};
const days = [
  '2022-10-01',
  '2023-02-01',
  '2023-11-05',
  '2023-12-01',
  '2024-08-20',
  '2024-09-21',
  '2024-10-03',
  '2025-08-01',
];

function fill(random, group, isKnown) {
  const entries = groups[group].filter(isKnown).map((name) => [name, random.pick(openFacts[`${group}.${name}`])]);
  return Object.fromEntries(entries);
}

/** Varied facts as they come from outside: every status and kind, each open fact known or not. */
export function variedFacts(count) {
  const random = seeded(1);
  const isKnown = () => random.below(2) === 1;
  const all = [];
  while (all.length < count) {
    const election = isKnown() ? random.pick(allElections) : undefined;
    const facts = {
      act: { kind: random.pick(actKinds), on: random.pick(days), ...fill(random, 'act', isKnown) },
      actor: { status: random.pick(['pns', 'pns', 'pppk', ...actorStatuses]), ...fill(random, 'actor', isKnown) },
      contest: {
        ...(election === undefined ? {} : { election: election.id }),
        ...(election !== undefined && isKnown() ? { contest: random.pick(election.contests).id } : {}),
        ...(isKnown() ? { beneficiary: random.pick(openFacts['contest.beneficiary']) } : {}),
      },
    };
    if (parseFacts(facts).ok) all.push(facts);
  }
  return all;
}

/** Sets in which every fact is known, for engines that know no unknown: facts for the rulebook, and the same flat with the phase worked out. */
export function fullFacts(count) {
  const random = seeded(2);
  return Array.from({ length: count }, () => {
    const election = findElection(random.pick(['pilkada-2024', 'pemilu-2024']));
    const contest = random.pick(election.contests);
    const on = random.pick(days);
    const facts = {
      act: { kind: random.pick(actKinds), on, ...fill(random, 'act', () => true) },
      actor: { status: 'pns', ...fill(random, 'actor', () => true) },
      contest: {
        election: election.id,
        contest: contest.id,
        beneficiary: random.pick(openFacts['contest.beneficiary']),
      },
    };
    const flat = {
      kind: facts.act.kind,
      phase: on >= contest.determinedOn ? 'calon' : 'bakal_calon',
      beneficiary: facts.contest.beneficiary,
    };
    for (const group of ['act', 'actor']) for (const name of groups[group]) flat[name] = facts[group][name];
    return { facts, flat };
  });
}

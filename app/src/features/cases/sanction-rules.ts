/**
 * When a decision may be written down, by what the instruments say. PP 94/2021: who is accused is summoned and examined before a sanction (art. 26),
 * by a team where the punishment is heavy (art. 27 ff). PP 42/2004: a moral sanction, on the council's recommendation. The instruments do not say
 * how a decision is written down that was made before the recommendation came, and none names what dismissal under the ASN Act asks for beyond
 * PP 94/2021: there the rule is Netra's own, and its words say so.
 */
import { sanctionCatalogue } from '@netra/rulebook';
import type { CaseState, RefusalKind, SpineAction } from './case.ts';

const optionsAt = (...levels: readonly string[]): readonly string[] =>
  sanctionCatalogue.filter((kind) => levels.includes(kind.level)).flatMap((kind) => kind.options.map(({ id }) => id));

/** Sanctions of PP 42/2004. */
const moral = optionsAt('moral');
/** Sanctions for which a team examines. */
const heavy = optionsAt('berat', 'pemberhentian');

type Decision = Extract<SpineAction, { readonly type: 'record-decision' }>;

export function decisionMisfit(state: CaseState, decision: Decision): RefusalKind | null {
  const { decidedOn, option } = decision;
  if (state.actOn !== null && decidedOn < state.actOn) return 'day-order';
  // To impose nothing needs no examination: the accused may have died, retired or left before there was one.
  if (decision.outcome !== 'sanction') return null;
  // What was decided before the recommendation came here is only written down; whatever came after it rests on an examination.
  if (state.status !== 'examining')
    return state.arrivedOn !== null && decidedOn >= state.arrivedOn ? 'examination-first' : null;
  return (
    (state.route === 'ethics' ? councilMisfit(state, option) : examinationMisfit(state, option)) ??
    (state.heardOn !== null && decidedOn < state.heardOn ? 'day-order' : null)
  );
}

function councilMisfit(state: CaseState, option: string | null): RefusalKind | null {
  if (!state.councilHeld) return 'not-examined';
  if (state.councilFound === 'none') return 'council-found-none';
  return option !== null && !moral.includes(option) ? 'other-route' : null;
}

function examinationMisfit(state: CaseState, option: string | null): RefusalKind | null {
  // Who stayed away twice is judged on the evidence there is (art. 26(4)).
  const stayedAway = state.missedSummons >= 2;
  if (!state.examined && !stayedAway) return 'not-examined';
  if (!state.replied && !stayedAway) return 'no-reply';
  if (option === null) return null;
  if (moral.includes(option)) return 'other-route';
  return heavy.includes(option) && !state.heavy ? 'heavy-needs-team' : null;
}

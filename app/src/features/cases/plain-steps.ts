/** The step that each action of `plain-actions.ts` leaves behind. */
import type { EventKind } from './case.ts';
import { type PlainActionType, plainActionTypes } from './plain-actions.ts';

export const plainSteps = {
  'request-completion': 'completion-requested',
  'record-completion': 'completed-by-reporter',
  'lapse-completion': 'completion-lapsed',
  refer: 'referred',
  'forward-criminal': 'forwarded-criminal',
  'record-clarification': 'clarification-recorded',
  'announce-status': 'status-announced',
  'declare-interest': 'interest-declared',
  'take-over': 'taken-over',
  'flag-conflict': 'conflict-flagged',
  'unflag-conflict': 'conflict-unflagged',
  reroute: 'rerouted',
  'cast-vote': 'vote-cast',
  'reject-verification': 'verification-rejected',
  'delegate-verification': 'verification-delegated',
  'report-verification': 'delegated-verification-reported',
  'record-recheck': 'verification-rechecked',
  'open-examination': 'examination-opened',
  'record-summons': 'summoned',
  'record-missed': 'summons-missed',
  'record-examination': 'examined',
  'record-council': 'council-recorded',
  'record-delivery': 'decision-delivered',
  'record-remedy': 'remedy-filed',
  'record-remedy-outcome': 'remedy-decided',
  'record-effect': 'took-effect',
  'enter-register': 'register-entered',
  remind: 'reminded',
  reprimand: 'reprimanded',
  'propose-block': 'block-proposed',
  'confirm-block': 'blocked',
  'reject-block': 'block-refused',
  'review-block': 'block-kept',
  unblock: 'unblocked',
  'review-information': 'information-kept',
  'call-back': 'called-back',
} as const satisfies Record<PlainActionType, EventKind>;

export function plainTypeOf(kind: EventKind): PlainActionType | null {
  return plainActionTypes.find((type) => plainSteps[type] === kind) ?? null;
}

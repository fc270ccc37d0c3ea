/** Facts that several lessons use: somebody at an event, and a photo. */
import type { Facts } from '@netra/rulebook';
import { after, facts } from '../lesson.ts';

export interface AtEvent {
  readonly on?: string;
  readonly support?: boolean;
  readonly wears?: 'none' | 'party' | 'civil-servant';
  readonly brings?: boolean;
  readonly vehicle?: boolean;
  readonly duty?: boolean;
  readonly status?: 'pns' | 'pppk';
}

/** Who is no spouse of the candidate, at an event. */
export function atEvent(at: AtEvent = {}): Facts {
  return facts('attend-event', at.on ?? after, {
    act: {
      activeSupport: at.support ?? false,
      attributes: at.wears ?? 'none',
      mobilisesCivilServants: at.brings ?? false,
      stateFacility: at.vehicle ?? false,
      onDuty: at.duty ?? false,
    },
    actor: { status: at.status ?? 'pns', spouseOfBeneficiary: false },
  });
}

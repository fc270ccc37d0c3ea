/** What the operations of casework share: the case behind a number, and that reading it is recorded. */
import { z } from 'zod';
import { said } from '../../platform/api/index.ts';
import { parseReference } from '../../platform/crypto/reference.ts';
import type { Member } from '../../platform/http/env.ts';
import { fail } from '../../platform/result.ts';
import type { CaseReadModel, CaseView } from './case-read-model.ts';
import type { CaseService } from './case-service.ts';

export const number = z.strictObject({
  number: said(z.string().min(8).max(40), 'Nomor perkara.', 'Number of the case.', 'K7M-4QX-92'),
});
export const gone = fail({ code: 'not-found' } as const);

/** The number as we write it; empty, which no case has, when it cannot be one. */
export function written(typed: string): string {
  const read = parseReference('case', typed);
  return read.ok ? read.value : '';
}

export function caseDoor({ service, readModel }: { readonly service: CaseService; readonly readModel: CaseReadModel }) {
  return {
    as: (member: Member) => ({ kind: 'member', userId: member.userId }) as const,
    find: (member: Member, typed: string): Promise<CaseView | undefined> => readModel.findCase(member, written(typed)),
    /** Reading is recorded, and is what opens a hand-over, as on the page. */
    look: async (member: Member, view: CaseView, what: string): Promise<CaseView> => {
      await service.recordReading(member, view.id, what);
      const unopened = view.handovers.some((handover) => handover.openedAt === null);
      return unopened ? ((await readModel.findCase(member, view.number)) ?? view) : view;
    },
  };
}

/** The panels as the page of a case asks for them. */
import type { CasePanel } from '../cases/index.ts';
import type { DeskWorkService } from './desk-work-service.ts';
import { AssignmentPanel, NotesPanel } from './panels.tsx';

export function casePanels(service: Pick<DeskWorkService, 'caseWork'>): readonly CasePanel[] {
  return [
    {
      place: 'main',
      render: async ({ page, member }, view) => {
        const work = await service.caseWork(member, view.number);
        if (work === undefined || work.officeId === null) return null;
        return (
          <NotesPanel page={page} number={view.number} zone={view.holderZone} work={work} userId={member.userId} />
        );
      },
    },
    {
      place: 'rail',
      render: async ({ page, member }, view) => {
        const work = await service.caseWork(member, view.number);
        // Where the case lies elsewhere, who looks after it there is theirs to know.
        if (work === undefined || (!work.assignable && work.assignments.length === 0)) return null;
        return (
          <AssignmentPanel page={page} number={view.number} zone={view.holderZone} work={work} userId={member.userId} />
        );
      },
    },
  ];
}

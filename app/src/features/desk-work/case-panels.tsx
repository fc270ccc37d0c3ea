/** The panels as the page of a case asks for them. */
import type { CasePanel } from '../cases/index.ts';
import type { DeskWorkService } from './desk-work-service.ts';
import { AlikePanel, AssignmentPanel, NotesPanel } from './panels.tsx';

export function casePanels(service: Pick<DeskWorkService, 'caseWork' | 'soundsAlike'>): readonly CasePanel[] {
  const alike: CasePanel['render'] = async ({ page, member }, view) => {
    if (view.closedAt !== null || view.accused.length === 0) return null;
    const found = await service.soundsAlike(member, view);
    if (found.mine.length === 0 && found.colleagues.length === 0) return null;
    return <AlikePanel page={page} view={view} found={found} />;
  };
  return [
    // On the page it follows every change of the facts; on the form it stands where an interest is asked for.
    { place: 'rail', render: alike },
    { place: { form: ['accept-handover'] }, render: alike },
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

/** The panels as the page of a case asks for them. */
import type { Member } from '../../platform/http/env.ts';
import type { CasePanel, CaseView } from '../cases/index.ts';
import type { CaseWork, DeskWorkService } from './desk-work-service.ts';
import { AlikePanel, AssignmentPanel, NotesPanel } from './panels.tsx';

export function casePanels(service: Pick<DeskWorkService, 'caseWorkOn' | 'soundsAlike'>): readonly CasePanel[] {
  // Two panels show parts of the same; what was read for one page stands for that page alone.
  const read = new WeakMap<CaseView, Promise<CaseWork>>();
  const workOn = (member: Member, view: CaseView): Promise<CaseWork> => {
    const there = read.get(view) ?? service.caseWorkOn(member, view);
    read.set(view, there);
    return there;
  };
  const alike: CasePanel['render'] = async ({ page, member }, view) => {
    if (view.closedAt !== null || view.accused.length === 0) return null;
    const found = await service.soundsAlike(member, view, workOn(member, view));
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
        const work = await workOn(member, view);
        if (work.officeId === null) return null;
        return (
          <NotesPanel page={page} number={view.number} zone={view.holderZone} work={work} userId={member.userId} />
        );
      },
    },
    {
      place: 'rail',
      render: async ({ page, member }, view) => {
        const work = await workOn(member, view);
        // Where the case lies elsewhere, who looks after it there is theirs to know.
        if (!work.assignable && work.assignments.length === 0) return null;
        return (
          <AssignmentPanel page={page} number={view.number} zone={view.holderZone} work={work} userId={member.userId} />
        );
      },
    },
  ];
}

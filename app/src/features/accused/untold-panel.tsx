/** On the page of a case: whom nobody has told yet, though the law has come to a moment at which the person must know. */
import { ButtonLink, ButtonRow, Card } from '../../ui/index.ts';
import { accusedAt, type CasePanel, type CaseView, mayBeTold, noticeMandate } from '../cases/index.ts';
import type { NoticeService, NoticeView } from './notice-service.ts';
import { remedyWords } from './remedy-words.ts';

export type Moment = 'registered' | 'examining' | 'decided';

const moments: Readonly<Record<string, Moment>> = {
  registered: 'registered',
  'finding-made': 'registered',
  'examination-opened': 'examining',
  'decision-recorded': 'decided',
};

/** Places of accused to whom no notice went since the last moment at which one is due, with that moment. Pure. */
export function untold(
  steps: readonly Pick<CaseView['steps'][number], 'kind' | 'at'>[],
  notices: readonly Pick<NoticeView, 'position' | 'issuedAt'>[],
  accused: readonly number[],
): readonly { readonly position: number; readonly moment: Moment }[] {
  const last = steps.findLast((step) => moments[step.kind] !== undefined);
  const moment = last === undefined ? undefined : moments[last.kind];
  if (last === undefined || moment === undefined) return [];
  return accused.flatMap((position) => {
    const told = notices.some(
      (notice) => notice.position === position && Temporal.Instant.compare(notice.issuedAt, last.at) >= 0,
    );
    return told ? [] : [{ position, moment }];
  });
}

export function untoldPanel(notices: Pick<NoticeService, 'notices'>): CasePanel {
  return {
    place: 'rail',
    render: async ({ page, member }, view) => {
      if (view.closedAt !== null || !mayBeTold(view.status) || view.accused.length === 0) return null;
      if (noticeMandate(member, view.holderBodyId) === undefined) return null;
      const missing = untold(view.steps, await notices.notices(member, view.id), view.state.accused);
      if (missing.length === 0) return null;
      const words = remedyWords(page.lang).untold;
      return (
        <Card title={words.title} headingLevel={2}>
          <ul>
            {missing.map(({ position, moment }) => {
              const person = accusedAt(view, position);
              return <li>{words[moment](person === undefined ? String(position) : person.name || person.post)}</li>;
            })}
          </ul>
          <p class="small">{words.why}</p>
          <ButtonRow>
            <ButtonLink href={page.to(`/perkara/${view.number}/terlapor`)} kind="quiet">
              {words.tell}
            </ButtonLink>
          </ButtonRow>
        </Card>
      );
    },
  };
}

/** Before an act whose form has no room for the question: a page that asks whether an interest stands in the way, and carries what was typed. */
import type { FC } from 'hono/jsx';
import type { Ctx, Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedOf } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  DeskLayout,
  Form,
  type PageContext,
  PageHeading,
} from '../../ui/index.ts';
import type { CaseView } from './case-read-model.ts';
import type { CaseService } from './case-service.ts';
import { deskWords } from './desk-words.ts';
import { readStake, StakeFields, withoutStake } from './stake-form.tsx';

/** Which case the answer is about: an act on two cases asks twice, and a second tap on the first answer must not count for the second. */
const ABOUT = 'interestCase';

interface StakePageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly action: string;
  readonly carried: Typed;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

const StakePage: FC<StakePageProps> = ({ page, view, action, carried, typed, errors }) => {
  const { lang } = page;
  const { forms, stake } = deskWords(lang);
  return (
    <DeskLayout page={page} title={stake.title} errors={errors}>
      <PageHeading
        title={stake.title}
        lead={stake.lead(view.number)}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: view.number, href: page.to(`/perkara/${view.number}`) }, { label: stake.title }]}
          />
        }
      />
      <div class="form-narrow">
        <Form page={page} action={action}>
          {Object.entries(carried).flatMap(([name, value]) =>
            (typeof value === 'string' ? [value] : value).map((one) => <input type="hidden" name={name} value={one} />),
          )}
          <input type="hidden" name={ABOUT} value={view.number} />
          <StakeFields page={page} typed={typed} errors={errors} />
          <ButtonRow>
            <Button>{stake.go}</Button>
            <ButtonLink href={page.to(`/perkara/${view.number}`)} kind="quiet">
              {forms.cancel}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </div>
    </DeskLayout>
  );
};

/**
 * As before every first act on a case. Gives what was typed without the question when the act may go on; else the answer to send: the question,
 * with everything that was typed carried along, or the way out for somebody who has an interest and is shut out now.
 * @param action where the form of the act goes, without language
 * @param before what this gave for the other case of an act on two
 */
export async function askStakeFirst(
  platform: Pick<Platform, 'page'>,
  service: Pick<CaseService, 'act' | 'sayNoStake'>,
  c: Ctx,
  { member, view }: { readonly member: Member; readonly view: CaseView },
  action: string,
  before: Typed | null = null,
): Promise<Response | Typed> {
  const typed = before ?? (await typedOf(c));
  if (!view.asksStake) return typed;
  const page = await platform.page(c);
  const { [ABOUT]: about = view.number, ...carried } = withoutStake(typed);
  const isAbout = about === view.number;
  const ask = (errors: readonly FieldError[]): Promise<Response> =>
    show(
      c,
      <StakePage
        page={page}
        view={view}
        action={action}
        carried={carried}
        typed={isAbout ? typed : {}}
        errors={errors}
      />,
      errors.length > 0 ? 422 : 200,
    );
  if (!isAbout || (!('interest' in typed) && !('interestReason' in typed))) return ask([]);
  const read = readStake(typed, page.lang);
  if (!read.ok) return ask(read.error);
  if (read.value === null) {
    const said = await service.sayNoStake(member, view.number);
    return said.ok ? carried : ask([{ field: 'interest', message: deskWords(page.lang).wrong['stake-unasked'] }]);
  }
  const first = await service.act(member, view.number, read.value, view.lastSeq);
  // An interest gainsays no step of others.
  const done =
    !first.ok && first.error.kind === 'changed'
      ? await service.act(member, view.number, read.value, first.error.seq)
      : first;
  if (done.ok) return goTo(c, page, '/antrean');
  return ask([{ field: 'interest', message: deskWords(page.lang).stake.closed }]);
}

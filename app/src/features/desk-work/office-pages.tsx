/** Pages of shared work: a note that was refused, the distribution of cases, giving them on, and the activity. */
import type { FC } from 'hono/jsx';
import { formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxGroup,
  DeskLayout,
  EmptyState,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Select,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts';
import { type CaseView, deskWords, stepWords } from '../cases/index.ts';
import type { Activity } from './activity.ts';
import type { Load, OnHand } from './assignments.ts';
import type { CaseWork } from './desk-work-service.ts';
import type { Colleague } from './mentions.ts';
import { AssignmentPanel, NotesPanel, type RefusedNote } from './panels.tsx';
import { deskWorkWords } from './words.ts';

/** Where a refused form of a case leads: what was typed is there, and what to mend. */
export const CaseWorkPage: FC<{
  readonly page: PageContext;
  readonly view: Pick<CaseView, 'number' | 'holderZone'>;
  readonly work: CaseWork;
  readonly userId: string;
  readonly refused?: RefusedNote | undefined;
  readonly assignError?: string | undefined;
}> = ({ page, view, work, userId, refused, assignError }) => {
  const words = deskWorkWords(page.lang);
  const errors: readonly FieldError[] = [
    ...(refused === undefined
      ? []
      : [{ field: refused.corrects === null ? 'catatan' : `catatan-${refused.corrects}`, message: refused.error }]),
    ...(assignError === undefined ? [] : [{ field: '', message: assignError }]),
  ];
  const shared = { page, number: view.number, zone: view.holderZone, work, userId };
  return (
    <DeskLayout page={page} title={`${words.notes.title} ${view.number}`} errors={errors}>
      <PageHeading
        title={words.notes.title}
        above={
          <Breadcrumb
            lang={page.lang}
            items={[
              { label: deskWords(page.lang).queue.title, href: page.to('/antrean') },
              { label: view.number, href: page.to(`/perkara/${view.number}`) },
              { label: words.notes.title },
            ]}
          />
        }
      />
      <Stack>
        {work.officeId === null ? null : <NotesPanel {...shared} refused={refused} />}
        <AssignmentPanel {...shared} />
      </Stack>
    </DeskLayout>
  );
};

export interface OfficeLoad {
  readonly bodyId: string;
  readonly bodyName: string;
  readonly loads: readonly Load[];
  readonly colleagues: readonly Colleague[];
}

/** Stands for "nobody ever" in an address. */
export const NOBODY = 'kosong';

export const LoadsPage: FC<{
  readonly page: PageContext;
  readonly offices: readonly OfficeLoad[];
  readonly given: string | null;
  readonly left: string | null;
}> = ({ page, offices, given, left }) => {
  const { lang } = page;
  const words = deskWorkWords(lang);
  return (
    <DeskLayout
      page={page}
      title={words.loads.title}
      notice={
        given === null ? undefined : (
          <Notice lang={lang} title={words.move.done(given)}>
            {left === null || left === '0' ? null : <p>{words.move.leftOver(left)}</p>}
          </Notice>
        )
      }
    >
      <PageHeading title={words.loads.title} lead={words.loads.lead} />
      <Stack>
        {offices.map((office) => (
          <Section title={office.bodyName}>
            <Table<Load>
              caption={words.loads.caption}
              captionHidden
              keys
              rows={office.loads}
              empty={
                <EmptyState title={words.loads.empty.title}>
                  <p>{words.loads.empty.text}</p>
                </EmptyState>
              }
              columns={[
                {
                  label: words.loads.who,
                  head: true,
                  cell: (load) => (
                    <>
                      {load.name ?? words.loads.nobody}
                      {load.atWork ? null : (
                        <>
                          {' '}
                          <Tag kind="late">{words.loads.leftMark}</Tag>
                        </>
                      )}
                    </>
                  ),
                },
                { label: words.loads.open, numeric: true, cell: (load) => formatNumber(load.open, lang) },
                {
                  label: words.loads.move,
                  labelHidden: true,
                  cell: (load) => (
                    <a href={page.to(`/pembagian/${office.bodyId}/${load.userId ?? NOBODY}`)}>
                      {words.loads.move}
                      <span class="visually-hidden">: {load.name ?? words.loads.nobody}</span>
                    </a>
                  ),
                },
              ]}
            />
          </Section>
        ))}
      </Stack>
    </DeskLayout>
  );
};

export interface MovePageProps {
  readonly page: PageContext;
  readonly bodyId: string;
  readonly from: string;
  readonly fromName: string;
  readonly cases: readonly OnHand[];
  readonly colleagues: readonly Colleague[];
  readonly chosen: readonly string[];
  readonly to: string;
  /** What would happen is shown, nothing was done yet. */
  readonly preview: boolean;
  readonly errors: readonly FieldError[];
}

export const MovePage: FC<MovePageProps> = (props) => {
  const { page, bodyId, from, fromName, cases, colleagues, chosen, to, preview, errors } = props;
  const { lang } = page;
  const words = deskWorkWords(lang).move;
  const action = `/pembagian/${bodyId}/${from}`;
  const receiver = colleagues.find((one) => one.id === to);
  const picked = cases.filter((one) => chosen.includes(one.id));
  return (
    <DeskLayout page={page} title={words.title} errors={errors}>
      <PageHeading
        title={words.title}
        lead={words.from(fromName)}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: deskWorkWords(lang).loads.title, href: page.to('/pembagian') }, { label: words.title }]}
          />
        }
      />
      {preview && receiver !== undefined ? (
        <Form page={page} action={action} hidden={{ kepada: to }}>
          <p>
            <b>{words.check(formatNumber(picked.length, lang), receiver.name)}</b>
          </p>
          <p class="small">{words.checkLead}</p>
          <ul>
            {picked.map((one) => (
              <li>
                <span class="num">{one.number}</span>
                <input type="hidden" name="perkara" value={one.id} />
              </li>
            ))}
          </ul>
          <ButtonRow>
            <Button name="do" value="move">
              {words.confirm}
            </Button>
            <ButtonLink href={page.to(action)} kind="quiet">
              {words.back}
            </ButtonLink>
          </ButtonRow>
        </Form>
      ) : (
        <Form page={page} action={action}>
          <p>{words.lead}</p>
          <Select
            lang={lang}
            name="kepada"
            label={words.to}
            value={to}
            error={errorFor(errors, 'kepada')}
            options={colleagues.flatMap(({ id, name }) => (id === from ? [] : [{ value: id, label: name }]))}
          />
          <CheckboxGroup
            lang={lang}
            name="perkara"
            label={words.choose}
            error={errorFor(errors, 'perkara')}
            values={chosen}
            choices={cases.map((one) => ({
              value: one.id,
              label: one.number,
              ...(one.dueAt === null ? {} : { hint: formatInstant(one.dueAt, 'WIB', lang, 'short') }),
            }))}
          />
          <ButtonRow>
            <Button name="do" value="preview">
              {words.preview}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </DeskLayout>
  );
};

export const ActivityPage: FC<{
  readonly page: PageContext;
  readonly items: readonly Activity[];
  readonly next: Temporal.Instant | null;
  readonly until: Temporal.Instant;
}> = ({ page, items, next, until }) => {
  const { lang } = page;
  const words = deskWorkWords(lang).activity;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead} />
      <Stack>
        {items.some((item) => item.fresh) ? (
          <Form page={page} action="/aktivitas" layout="inline" hidden={{ sampai: until.toString() }}>
            <Button kind="quiet" small>
              {words.seen}
            </Button>
          </Form>
        ) : null}
        <Table<Activity>
          caption={words.caption}
          captionHidden
          keys
          rows={items}
          empty={
            <EmptyState title={words.empty.title}>
              <p>{words.empty.text}</p>
            </EmptyState>
          }
          columns={[
            {
              label: words.number,
              head: true,
              cell: (item) => (
                <>
                  <a href={page.to(`/perkara/${item.number}`)}>
                    <b class="num">{item.number}</b>
                  </a>
                  {item.fresh ? (
                    <>
                      {' '}
                      <Tag kind="due">{words.fresh}</Tag>
                    </>
                  ) : null}
                </>
              ),
            },
            {
              label: words.what,
              cell: (item) => (
                <>
                  {nameOf(item, lang)}
                  <br />
                  <small>{item.who === null ? item.bodyName : words.by(item.who, item.bodyName)}</small>
                </>
              ),
            },
            {
              label: words.when,
              cell: (item) => <small class="num">{formatInstant(item.at, item.zone, lang, 'short')}</small>,
            },
            { label: words.why, cell: (item) => <small>{words.because[item.because]}</small> },
          ]}
        />
        {next === null ? null : (
          <a href={page.to(`/aktivitas?sebelum=${encodeURIComponent(next.toString())}`)}>{words.older}</a>
        )}
      </Stack>
    </DeskLayout>
  );
};

function nameOf(item: Activity, lang: PageContext['lang']): string {
  const words = deskWorkWords(lang).activity;
  return item.kind === 'step' ? stepWords(lang)[item.step] : words[item.kind];
}

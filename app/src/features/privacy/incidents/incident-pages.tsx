/** Pages of incidents: the list with the form, and one incident with its clock, checklist, drafts and trace. */
import type { FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../../platform/http/forms.ts';
import { formatInstant, relativeDue } from '../../../platform/i18n/dates.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonRow,
  CheckboxGroup,
  DefinitionList,
  DeskLayout,
  Disclosure,
  EmptyState,
  errorFor,
  Form,
  type PageContext,
  PageHeading,
  Section,
  Stack,
  Table,
  Tag,
  TextArea,
  TextField,
  Timeline,
} from '../../../ui/index.ts';
import { kinds } from '../register/kinds.ts';
import type { Incident, IncidentEntry } from './incident-service.ts';
import { incidentWords } from './incident-words.ts';

export const IncidentsPage: FC<{
  readonly page: PageContext;
  readonly incidents: readonly Incident[];
  readonly now: Temporal.Instant;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}> = ({ page, incidents, now, typed, errors }) => {
  const { lang } = page;
  const words = incidentWords(lang);
  const value = (name: string): string => typedText(typed, name);
  const chosen = typed.jenis;
  return (
    <DeskLayout page={page} title={words.title} errors={errors}>
      <PageHeading title={words.title} lead={words.lead} />
      <Table<Incident>
        caption={words.caption}
        captionHidden
        rows={incidents}
        empty={<EmptyState title={words.none}>{words.lead}</EmptyState>}
        columns={[
          {
            label: words.what,
            head: true,
            cell: (row) => <a href={page.to(`/admin/insiden/${row.id}`)}>{row.title}</a>,
          },
          { label: words.found, cell: (row) => <span class="num">{formatInstant(row.foundAt, 'WIB', lang)}</span> },
          { label: words.due, cell: (row) => <Due page={page} incident={row} now={now} /> },
          { label: words.state, cell: (row) => words.states[stateOf(row)] },
        ]}
      />
      <Section title={words.open}>
        <div class="form-narrow">
          <Form page={page} action="/admin/insiden">
            <TextField
              lang={lang}
              name="judul"
              label={words.what}
              hint={words.whatHint}
              value={value('judul')}
              error={errorFor(errors, 'judul')}
              maxlength={200}
            />
            <TextField
              lang={lang}
              name="ditemukan"
              label={words.found}
              value={value('ditemukan')}
              error={errorFor(errors, 'ditemukan')}
              hint="2026-11-22T09:00"
              width="half"
            />
            <TextArea
              lang={lang}
              name="cerita"
              label={words.story}
              hint={words.storyHint}
              value={value('cerita')}
              error={errorFor(errors, 'cerita')}
              rows={5}
            />
            <CheckboxGroup
              lang={lang}
              name="jenis"
              label={words.kinds}
              error={errorFor(errors, 'jenis')}
              choices={Object.entries(kinds)
                .filter(([, kind]) => kind.basis !== null)
                .map(([id, kind]) => ({ value: id, label: kind.name[lang] }))}
              values={chosen === undefined ? [] : typeof chosen === 'string' ? [chosen] : chosen}
            />
            <TextField
              lang={lang}
              name="orang"
              label={words.people}
              hint={words.peopleHint}
              optional
              value={value('orang')}
              error={errorFor(errors, 'orang')}
              inputmode="numeric"
              width="short"
            />
            <ButtonRow>
              <Button>{words.save}</Button>
            </ButtonRow>
          </Form>
        </div>
      </Section>
    </DeskLayout>
  );
};

export const IncidentPage: FC<{
  readonly page: PageContext;
  readonly incident: Incident;
  readonly entries: readonly IncidentEntry[];
  readonly now: Temporal.Instant;
  readonly errors: readonly FieldError[];
}> = ({ page, incident, entries, now, errors }) => {
  const { lang } = page;
  const words = incidentWords(lang);
  const base = `/admin/insiden/${incident.id}`;
  const done = new Set(entries.filter((entry) => entry.kind === 'checked').map((entry) => entry.words));
  const story = entries.find((entry) => entry.kind === 'opened')?.words ?? '';
  const measures = entries.filter((entry) => entry.kind === 'checked' || entry.kind === 'note');
  const draft = {
    found: formatInstant(incident.foundAt, 'WIB', lang),
    story,
    data: incident.kinds.map((kind) => kinds[kind].name[lang].toLowerCase()).join(', '),
    people: incident.people === null ? words.unknown : formatNumber(incident.people, lang),
    measures:
      measures.length === 0
        ? words.unknown
        : measures.map((entry) => (entry.kind === 'checked' ? stepName(words, entry.words) : entry.words)).join('; '),
  };
  const closed = incident.closedAt !== null;
  const act = (kind: string, label: string) => (
    <Form page={page} action={`${base}/${kind}`} layout="inline">
      <Button kind="quiet">{label}</Button>
    </Form>
  );
  return (
    <DeskLayout page={page} title={incident.title} errors={errors}>
      <PageHeading
        title={incident.title}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: words.title, href: page.to('/admin/insiden') }, { label: incident.title }]}
          />
        }
      />
      <DefinitionList
        items={[
          { term: words.found, value: formatInstant(incident.foundAt, 'WIB', lang) },
          { term: words.due, value: <Due page={page} incident={incident} now={now} /> },
          { term: words.kinds, value: incident.kinds.map((kind) => kinds[kind].name[lang]).join(', ') },
          { term: words.people, value: draft.people },
          { term: words.state, value: words.states[stateOf(incident)] },
        ]}
      />
      <Section title={words.checklist}>
        <ul class="plain-list">
          {Object.entries(words.steps).map(([id, label]) => (
            <li>
              {done.has(id) ? <Tag kind="done">{words.check}</Tag> : null} {label}{' '}
              {done.has(id) || closed ? null : (
                <Form page={page} action={`${base}/checked`} hidden={{ kata: id }} layout="inline">
                  <Button kind="quiet" small>
                    {words.check}
                    <span class="visually-hidden">: {label}</span>
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={words.drafts} aside={words.draftsNote}>
        <Stack>
          <Disclosure summary={words.toAuthority}>
            <p class="pre">{words.draft.authority(draft)}</p>
          </Disclosure>
          <Disclosure summary={words.toPeople}>
            <p class="pre">{words.draft.people(draft)}</p>
          </Disclosure>
        </Stack>
        {closed ? null : (
          <ButtonRow>
            {incident.authorityToldAt === null ? act('authority-told', words.told.authority) : null}
            {incident.peopleToldAt === null ? act('people-told', words.told.people) : null}
          </ButtonRow>
        )}
      </Section>
      <Section title={words.log}>
        <Timeline
          lang={lang}
          items={entries.map((entry) => ({
            state: 'ok',
            title: words.entry[entry.kind],
            time: formatInstant(entry.at, 'WIB', lang),
            body: entry.who,
            children: <p class="small pre">{entry.kind === 'checked' ? stepName(words, entry.words) : entry.words}</p>,
          }))}
        />
        {closed ? null : (
          <>
            <Form page={page} action={`${base}/note`}>
              <TextArea lang={lang} name="kata" label={words.note} error={errorFor(errors, 'kata')} rows={3} />
              <ButtonRow>
                <Button kind="quiet">{words.addNote}</Button>
              </ButtonRow>
            </Form>
            {act('closed', words.close)}
          </>
        )}
      </Section>
    </DeskLayout>
  );
};

const Due: FC<{ readonly page: PageContext; readonly incident: Incident; readonly now: Temporal.Instant }> = ({
  page,
  incident,
  now,
}) => {
  const { lang } = page;
  const at = formatInstant(incident.dueAt, 'WIB', lang);
  if (stateOf(incident) !== 'open') return <span class="num">{at}</span>;
  const due = relativeDue(incident.dueAt, now, 'WIB', lang);
  return (
    <>
      <Tag kind={due.tone}>{due.words}</Tag> <span class="num">{at}</span>
    </>
  );
};

function stateOf(incident: Incident): 'open' | 'told' | 'closed' {
  if (incident.closedAt !== null) return 'closed';
  return incident.authorityToldAt !== null && incident.peopleToldAt !== null ? 'told' : 'open';
}

function stepName(words: ReturnType<typeof incidentWords>, id: string): string {
  return Object.entries(words.steps).find(([name]) => name === id)?.[1] ?? id;
}

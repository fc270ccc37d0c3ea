/** What stands beside a case: notes of the office, and who looks after it. */
import type { FC } from 'hono/jsx';
import { FORM_KEY, formKey } from '../../platform/http/form-key.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import {
  Button,
  ButtonRow,
  Callout,
  Card,
  Disclosure,
  Form,
  type PageContext,
  Section,
  Select,
  TextArea,
} from '../../ui/index.ts';
import { accusedAt, actionSlugs, type CaseView } from '../cases/index.ts';
import type { AssignmentView } from './assignments.ts';
import type { CaseWork, SoundsAlike } from './desk-work-service.ts';
import { MOST_NOTE, type NoteView } from './notes.ts';
import { deskWorkWords } from './words.ts';

interface PanelProps {
  readonly page: PageContext;
  readonly number: string;
  readonly zone: Zone;
  readonly work: CaseWork;
  readonly userId: string;
}

/** What was typed and refused. */
export interface RefusedNote {
  readonly words: string;
  readonly corrects: string | null;
  readonly error: string;
  /** Of the form that was refused: it stays the same form. */
  readonly formKey?: string;
}

export const NotesPanel: FC<PanelProps & { readonly refused?: RefusedNote | undefined }> = ({
  page,
  number,
  zone,
  work,
  refused,
}) => {
  const { lang } = page;
  const words = deskWorkWords(lang).notes;
  const action = `/perkara/${number}/catatan`;
  return (
    <Section title={words.title} id="catatan">
      <p class="small">{words.leadShort}</p>
      <Form page={page} action={action} hidden={{ [FORM_KEY]: refused?.formKey ?? formKey(null) }}>
        <TextArea
          lang={lang}
          name="catatan"
          label={words.label}
          hint={words.hint}
          rows={3}
          limit={MOST_NOTE}
          value={refused?.corrects === null ? refused.words : ''}
          error={refused?.corrects === null ? refused.error : undefined}
          sealed
        />
        <ButtonRow>
          <Button kind="quiet">{words.add}</Button>
        </ButtonRow>
      </Form>
      {work.notes.length === 0 ? <p class="small">{words.none}</p> : null}
      {work.notes.map((note) => (
        <Note page={page} note={note} zone={zone} action={action} refused={refused} />
      ))}
      {work.carried.map(({ from, notes }) => (
        <>
          <h3>{words.carried(from)}</h3>
          {notes.map((note) => (
            <Note page={page} note={note} zone={zone} action={action} refused={undefined} />
          ))}
        </>
      ))}
    </Section>
  );
};

const Note: FC<{
  readonly page: PageContext;
  readonly note: NoteView;
  readonly zone: Zone;
  readonly action: string;
  readonly refused: RefusedNote | undefined;
}> = ({ page, note, zone, action, refused }) => {
  const { lang } = page;
  const words = deskWorkWords(lang).notes;
  const wrong = refused?.corrects === note.id ? refused : undefined;
  return (
    <article>
      <p class="small">{words.by(note.author, formatInstant(note.at, zone, lang, 'short'))}</p>
      <p class="pre">{note.words}</p>
      {note.mentions.length === 0 ? null : <p class="small">{words.mentioned(note.mentions.join(', '))}</p>}
      {note.earlier.length === 0 ? null : (
        <Disclosure summary={words.earlier}>
          {note.earlier.map((before) => (
            <p class="pre small">
              {formatInstant(before.at, zone, lang, 'short')}: {before.words}
            </p>
          ))}
        </Disclosure>
      )}
      {note.mine ? (
        <Disclosure summary={words.correct} open={wrong !== undefined}>
          <Form page={page} action={action} hidden={{ membetulkan: note.id, [FORM_KEY]: formKey(null) }}>
            <TextArea
              lang={lang}
              name={`catatan-${note.id}`}
              label={words.correctTitle}
              hint={words.correctHint}
              rows={3}
              limit={MOST_NOTE}
              value={wrong?.words ?? note.words}
              error={wrong?.error}
              sealed
            />
            <ButtonRow>
              <Button kind="quiet">{words.add}</Button>
            </ButtonRow>
          </Form>
        </Disclosure>
      ) : null}
    </article>
  );
};

export const AssignmentPanel: FC<PanelProps> = ({ page, number, zone, work, userId }) => {
  const { lang } = page;
  const words = deskWorkWords(lang).assign;
  const standing = work.assignments.find((one) => one.endedAt === null);
  const earlier = work.assignments.filter((one) => one.endedAt !== null);
  const action = `/perkara/${number}/penanggung-jawab`;
  return (
    <Card title={words.title}>
      <Standing page={page} zone={zone} standing={standing} />
      {work.assignable ? (
        <>
          {standing?.userId === userId ? null : (
            <Form page={page} action={action} layout="inline" hidden={{ orang: userId }}>
              <Button kind="quiet" small name="do" value="give">
                {words.take}
              </Button>
            </Form>
          )}
          <Disclosure summary={words.change}>
            <Form page={page} action={action}>
              <Select
                lang={lang}
                name="orang"
                label={words.person}
                value={standing?.userId ?? ''}
                options={work.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <Select
                lang={lang}
                name="wakil"
                label={words.deputyLabel}
                value={standing?.deputyId ?? ''}
                empty={words.noDeputy}
                options={work.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <ButtonRow>
                <Button name="do" value="give">
                  {words.give}
                </Button>
                {standing === undefined ? null : (
                  <Button kind="quiet" name="do" value="release">
                    {words.release}
                  </Button>
                )}
              </ButtonRow>
            </Form>
          </Disclosure>
        </>
      ) : null}
      {earlier.length === 0 ? null : (
        <Disclosure summary={words.history}>
          <ul>
            {earlier.map((one) => (
              <li class="small">
                {one.name}, {formatInstant(one.since, zone, lang, 'short')}
                {one.endedWhy === null ? '' : `: ${words.ended[one.endedWhy]}`}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Card>
  );
};

const Standing: FC<{
  readonly page: PageContext;
  readonly zone: Zone;
  readonly standing: AssignmentView | undefined;
}> = ({ page, zone, standing }) => {
  const { lang } = page;
  const words = deskWorkWords(lang).assign;
  if (standing === undefined) return <p class="small">{words.nobody}</p>;
  if (!standing.atWork) return <p class="small">{words.left(standing.name)}</p>;
  return (
    <>
      <p>
        <b>{standing.name}</b>
      </p>
      {standing.deputyName === null ? null : <p class="small">{words.deputy(standing.deputyName)}</p>}
      <p class="small">{words.since(formatInstant(standing.since, zone, lang, 'short'), standing.assignedBy)}</p>
    </>
  );
};

/** A name at the office sounds like that of an accused. Nothing is locked by it: the person says whether there is an interest. */
export const AlikePanel: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly found: SoundsAlike;
}> = ({ page, view, found }) => {
  const { lang } = page;
  const words = deskWorkWords(lang).alike;
  const accused = (position: number): string => accusedAt(view, position)?.name ?? String(position);
  return (
    <Callout lang={lang} kind="warn" title={words.title}>
      {found.mine.map((position) => (
        <p>{words.mine(accused(position))}</p>
      ))}
      {found.colleagues.map(({ name, position }) => (
        <p>{words.colleague(name, accused(position))}</p>
      ))}
      <p class="small">{words.why}</p>
      {found.mine.length > 0 && view.actions.includes('declare-interest') ? (
        <p>
          <a href={page.to(`/perkara/${view.number}/${actionSlugs['declare-interest']}`)}>{words.declare}</a>
        </p>
      ) : null}
    </Callout>
  );
};

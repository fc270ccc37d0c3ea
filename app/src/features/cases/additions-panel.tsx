/** On the page of a case: the form by which the office that took the report in passes on what the reporter added. */
import type { FC } from 'hono/jsx';
import { Button, ButtonRow, Form, type PageContext, Section, TextArea } from '../../ui/index.ts';
import type { CaseView } from './case-read-model.ts';
import { deskWords } from './desk-words.ts';

export const MOST_PASSED_ON = 4000;

/** What was typed and refused. */
export interface RefusedAddition {
  readonly typed: string;
  readonly error: string;
}

export const AdditionsPanel: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly refused: RefusedAddition | undefined;
}> = ({ page, view, refused }) => {
  const { lang } = page;
  const words = deskWords(lang).additions;
  return (
    <Section title={words.title} id="tambahan">
      <p>{words.lead}</p>
      <Form page={page} action={`/perkara/${view.number}/teruskan-tambahan`}>
        <TextArea
          lang={lang}
          name="isi"
          label={words.label}
          hint={words.hint}
          rows={5}
          limit={MOST_PASSED_ON}
          value={refused?.typed ?? ''}
          error={refused?.error}
        />
        <ButtonRow>
          <Button kind="quiet">{words.send}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

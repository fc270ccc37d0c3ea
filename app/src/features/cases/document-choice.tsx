/** On the form of a step that rests on a document: what was issued for the case, or the way to make it. */
import type { FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import { type PageContext, RadioGroup } from '../../ui/index.ts';
import type { ActionPageProps } from './action-props.ts';
import { plainFieldWords } from './plain-words.ts';
import { restsOnDocument, stepDocuments } from './step-documents.ts';

/** What was issued for the case; where nothing was, the way to make it. */
export const DocumentChoice: FC<
  Pick<ActionPageProps, 'page' | 'view' | 'documents' | 'action'> & {
    readonly lang: PageContext['lang'];
    readonly name: string;
    readonly label: string;
    readonly value: string;
    readonly error: string | undefined;
    readonly hint?: string;
  }
> = ({ page, view, documents, action, ...field }) => {
  const words = plainFieldWords[field.lang];
  const [usual] = restsOnDocument(action) ? stepDocuments[action] : [];
  return documents.length === 0 ? (
    <p id={`f-${field.name}`}>
      {words.noDocument}{' '}
      {usual === undefined ? null : (
        <a href={page.to(`/perkara/${view.number}/dokumen/baru?jenis=${usual}`)}>{words.makeDocument}</a>
      )}
    </p>
  ) : (
    <RadioGroup
      {...field}
      optional
      choices={documents.map((one) => ({
        value: one.id,
        label: `${field.lang === 'en' ? one.nameEn : one.nameId} ${one.number}, ${formatDay(one.issuedOn, field.lang, 'medium')}`,
      }))}
    />
  );
};

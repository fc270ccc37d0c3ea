/** The rows of the decree by act: what counts before candidates are determined, and what since. */
import { type ActKind, actKinds, allProvisions, allRows, type Row } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { type PageContext, Table } from '../../ui/index.ts';
import { actNames } from './names.ts';
import { LevelTag } from './parts.tsx';
import { lawPath } from './paths.ts';
import { lawWords } from './words.ts';

interface ActRow {
  readonly act: ActKind;
  readonly before: readonly Row[];
  readonly since: readonly Row[];
}

/** The rows of each act among those given; acts without any row are left out. */
export function rowsByAct(rows: readonly Row[]): readonly ActRow[] {
  return actKinds.flatMap((act) => {
    const about = rows.filter((row) => row.applies?.acts.includes(act) === true);
    if (about.length === 0) return [];
    return [
      {
        act,
        before: about.filter((row) => row.phase !== 'calon'),
        since: about.filter((row) => row.phase !== 'bakal_calon'),
      },
    ];
  });
}

/** No row is not the same as allowed: the prohibitions of PP 94/2021 stand in its place. */
const NoRow: FC<{ readonly page: PageContext; readonly act: ActKind }> = ({ page, act }) => {
  const words = lawWords(page.lang).acts;
  const provisions = allProvisions.filter((one) => one.applies.some(({ acts }) => acts.includes(act)));
  return (
    <>
      <span class="muted">{words.none}</span>
      {provisions.length === 0 ? null : (
        <small>
          {words.butProvisions}{' '}
          {provisions.map((one, at) => (
            <>
              {at === 0 ? null : ', '}
              <a href={page.to(lawPath.rule(one.id))} title={one.act[page.lang]}>
                {one.number}
              </a>
            </>
          ))}
        </small>
      )}
    </>
  );
};

export const ActsTable: FC<{ readonly page: PageContext; readonly rows?: readonly Row[] | undefined }> = ({
  page,
  rows = allRows,
}) => {
  const { lang } = page;
  const words = lawWords(lang).acts;
  const cell = (list: readonly Row[], act: ActKind) =>
    list.length === 0 ? (
      <NoRow page={page} act={act} />
    ) : (
      <ul class="row-links">
        {list.map((row) => (
          <li>
            <a href={page.to(lawPath.rule(row.id))} class="row-id" title={row.act[lang]}>
              {row.id}
            </a>
            <span>
              <LevelTag lang={lang} level={row.sanction?.level ?? null} />
              {row.phase === 'any' ? <small>{words.both}</small> : null}
            </span>
          </li>
        ))}
      </ul>
    );
  return (
    <Table
      caption={words.title}
      captionHidden
      columns={[
        { label: words.act, head: true, cell: (row) => <b>{actNames[row.act][lang]}</b> },
        { label: words.before, cell: (row) => cell(row.before, row.act) },
        { label: words.since, cell: (row) => cell(row.since, row.act) },
      ]}
      rows={rowsByAct(rows)}
      empty={null}
    />
  );
};

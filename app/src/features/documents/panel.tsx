/** The panel "Dokumen" on the page of a case: what was issued last, drafts, and what is usual at this status. */
import { formatNumber } from '../../platform/i18n/numbers.ts';
import { Card } from '../../ui/index.ts';
import type { CasePanel } from '../cases/index.ts';
import { StateTag } from './document-pages.tsx';
import type { DocumentService } from './document-service.ts';
import { usualAt } from './usual.ts';
import { documentWords } from './words.ts';

const SHOWN = 5;

export function documentPanel(service: Pick<DocumentService, 'list' | 'kinds'>): CasePanel {
  return {
    place: 'rail',
    render: async ({ page, member, opensReport }, view) => {
      const { lang } = page;
      const words = documentWords(lang);
      const [rows, kinds] = await Promise.all([service.list(member, view), service.kinds(member, view, opensReport)]);
      const wanted = usualAt(view.status);
      const usual = kinds.filter((kind) => wanted.includes(kind.code));
      if (rows.length === 0 && usual.length === 0) return null;
      const base = `/perkara/${view.number}/dokumen`;
      const drafts = rows.filter(({ row }) => row.issued === null).length;
      return (
        <Card title={words.title} headingLevel={2}>
          {rows.length === 0 ? <p>{words.panel.none}</p> : null}
          {rows.length === 0 ? null : (
            <ul class="plain">
              {rows.slice(0, SHOWN).map(({ row, name }) => (
                <li>
                  <a href={page.to(`${base}/${row.id}`)}>{name[lang]}</a> <StateTag lang={lang} row={row} />
                </li>
              ))}
            </ul>
          )}
          {drafts === 0 ? null : <p class="small">{words.panel.drafts(formatNumber(drafts, lang))}</p>}
          {usual.length === 0 ? null : (
            <>
              <p class="small">{words.panel.usual}</p>
              <ul>
                {usual.map((kind) => (
                  <li>
                    <a href={page.to(`${base}/baru?jenis=${kind.code}`)}>{kind.name[lang]}</a>
                  </li>
                ))}
              </ul>
            </>
          )}
          <p>
            <a href={page.to(base)}>{words.panel.all}</a>
          </p>
        </Card>
      );
    },
  };
}

/** What came with a case from an office outside, on the page of the case: its steps there, read only. */
import { unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import type { Platform } from '../../platform/platform.ts';
import { Section } from '../../ui/index.ts';
import { type CasePanel, eventKinds, stepWords } from '../cases/index.ts';
import { type ForeignStep, jsonOf, Steps } from './bundle.ts';
import { pieceContext, piecePurpose } from './take-in.ts';
import { exchangeWords } from './words.ts';

export interface ForeignHistory {
  readonly number: string;
  readonly office: string;
  readonly steps: readonly ForeignStep[];
  readonly files: readonly string[];
}

/** Null where the case did not come in a file, or this person may not read its first step. */
export async function readForeignHistory(tx: Tx, keys: Keys, caseId: string): Promise<ForeignHistory | null> {
  const row = await tx
    .selectFrom('exchange_import as i')
    .innerJoin('body as b', 'b.id', 'i.from_body_id')
    .select(['i.id', 'i.foreign_number', 'b.name'])
    .where('i.case_id', '=', caseId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const steps = Steps.safeParse(jsonOf((await readPart(tx, keys, row.id, 'steps.json')).toString('utf8')));
  if (!steps.success) return null;
  const files = await tx
    .selectFrom('exchange_piece')
    .select('part')
    .distinct()
    .where('import_id', '=', row.id)
    .where('part', 'like', 'evidence/%')
    .orderBy('part')
    .execute();
  return { number: row.foreign_number, office: row.name, steps: steps.data, files: files.map((file) => file.part) };
}

/** One part as it came; empty where there is none. */
export async function readPart(tx: Tx, keys: Keys, importId: string, part: string): Promise<Buffer> {
  const rows = await tx
    .selectFrom('exchange_piece')
    .select(['piece', 'locked'])
    .where('import_id', '=', importId)
    .where('part', '=', part)
    .orderBy('piece')
    .execute();
  return Buffer.concat(
    rows.map((row) => {
      const opened = unlock({ current: keys(piecePurpose) }, row.locked, pieceContext(importId, part, row.piece), 0);
      if (!opened.ok) throw new Error(`a part of import ${importId} cannot be opened: ${opened.error}`);
      return opened.value;
    }),
  );
}

export function foreignHistoryPanel(platform: Platform): CasePanel {
  return {
    place: 'main',
    render: async ({ page, member }, view) => {
      if (view.origin !== 'pelimpahan') return null;
      const history = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
        readForeignHistory(tx, platform.keys, view.id),
      );
      if (history === null) return null;
      const { lang } = page;
      const words = exchangeWords(lang).history;
      const names = stepWords(lang);
      return (
        <Section title={words.title}>
          <p>{words.lead(history.number, history.office)}</p>
          <ol>
            {history.steps.map((step) => {
              const kind = eventKinds.find((one) => one === step.kind);
              return (
                <li>
                  <b>{kind === undefined ? step.kind : names[kind]}</b>, {step.office},{' '}
                  {formatInstant(Temporal.Instant.from(step.at), view.holderZone, lang, 'short')}
                  {step.opening === null ? <small> ({words.hidden})</small> : null}
                  {step.content === null ? null : <pre class="pre">{JSON.stringify(step.content, null, 2)}</pre>}
                </li>
              );
            })}
          </ol>
          {history.files.length === 0 ? null : (
            <>
              <p>{words.files}</p>
              <ul>
                {history.files.map((file) => (
                  <li>
                    <a href={page.to(`/perkara/${view.number}/berkas-masuk/${file.replace('evidence/', '')}`)}>
                      {file}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Section>
      );
    },
  };
}

/** The page of one instrument: its time, what became of it, and everything here that rests on it. */
import {
  allBodies,
  allInstruments,
  allProcedures,
  allProvisions,
  allReadings,
  allRows,
  allSanctionKinds,
  citationOfRow,
  findInstrument,
  successions,
} from '@netra/rulebook';
import { Section } from '../../ui/index.ts';
import type { Law } from './law.ts';
import { levelNames } from './names.ts';
import { Facts, LawFrame, type LawPage, Sure, sentence } from './parts.tsx';
import { lawPath } from './paths.ts';
import { citationWords, fullDay, instrumentOf, isExact, partialDay, periodWords } from './say.ts';
import { lawWords } from './words.ts';

interface Resting {
  readonly path: string;
  readonly label: string;
  readonly cites: readonly string[];
}

/** Everything that names an instrument, with its address and its citations. */
function resting(law: Law, lang: 'id' | 'en'): readonly Resting[] {
  return [
    ...allRows.map((row) => ({
      path: lawPath.rule(row.id),
      label: `${row.id}: ${row.act[lang]}`,
      cites: [citationOfRow(row), ...row.basis, ...row.sanctionBasis, ...(row.related ?? [])],
    })),
    ...allProvisions.map((one) => ({
      path: lawPath.rule(one.id),
      label: `${citationWords(one.basis.join('; '), lang)}: ${one.act[lang]}`,
      cites: [...one.basis, ...(one.sanctionBasis === null ? [] : [one.sanctionBasis])],
    })),
    ...allReadings.map((one) => ({ path: lawPath.rule(one.id), label: one.says[lang], cites: one.basis })),
    ...allProcedures.flatMap((procedure) => [
      { path: lawPath.procedure(procedure.id), label: procedure.title[lang], cites: procedure.basis },
      ...procedure.steps
        .filter((step) => step.basis !== undefined)
        .map((step) => ({
          path: lawPath.step(procedure.id, step.id),
          label: `${procedure.title[lang]}: ${step.name[lang]}`,
          cites: (step.basis ?? '').split('; '),
        })),
    ]),
    ...allSanctionKinds.map((kind) => ({
      path: lawPath.sanctions(kind.id),
      label: levelNames[kind.level][lang],
      cites: kind.basis,
    })),
    ...allBodies.map((body) => ({ path: lawPath.bodies(body.id), label: body.name, cites: body.basis ?? [] })),
    ...law.elections.map((one) => ({
      path: lawPath.election(one.id),
      label: one.name[lang],
      cites: [findInstrument(one.law)?.short ?? one.law],
    })),
    ...law.edgeCases.map((one) => ({
      path: lawPath.edge(one.id),
      label: one.question[lang],
      cites: (one.instruments ?? []).map((id) => findInstrument(id)?.short ?? id),
    })),
  ];
}

/** The page of this instrument, or null when it is not written down. */
export function InstrumentPage(props: LawPage & { readonly law: Law; readonly id: string }) {
  const { page, law, id } = props;
  const { lang } = page;
  const one = findInstrument(id);
  if (one === undefined) return null;
  const words = lawWords(lang);
  const before = allInstruments.filter((other) => other.succeededBy === id);
  const next = one.succeededBy === undefined ? undefined : findInstrument(one.succeededBy);
  const here = resting(law, lang).filter((other) => other.cites.some((cite) => instrumentOf(cite) === id));
  const repealed = successions.filter((succession) => instrumentOf(succession.cited) === id);
  return (
    <LawFrame {...props} title={one.short} lead={one.title[lang]}>
      <Facts
        items={[
          {
            term: words.instruments.date,
            value: one.date === undefined ? words.instruments.noDate : fullDay(one.date, lang),
          },
          { term: words.instruments.inForce, value: periodWords(one.inForce, isExact(one), lang) },
          { term: words.instruments.status, value: sentence(one.status, lang) },
          {
            term: words.instruments.successor,
            value: next === undefined ? null : <a href={page.to(lawPath.instrument(next.id))}>{next.short}</a>,
          },
          {
            term: words.instruments.predecessor,
            value:
              before.length === 0
                ? null
                : before.map((other) => <a href={page.to(lawPath.instrument(other.id))}>{other.short}</a>),
          },
          { term: words.rule.sure, value: <Sure lang={lang} confidence={one.confidence} /> },
        ]}
      />
      {repealed.length === 0 ? null : (
        <Section title={words.rule.successor}>
          <ul class="dots">
            {repealed.map((succession) => (
              <li>
                {words.history.cited(
                  citationWords(succession.cited, lang),
                  partialDay(succession.from, lang),
                  citationWords(succession.successors.join('; '), lang),
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.instruments.here}>
        {here.length === 0 ? (
          <p class="part-lead">{words.instruments.nothing}</p>
        ) : (
          <ul class="dots">
            {here.map((other) => (
              <li>
                <a href={page.to(other.path)}>{other.label}</a>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </LawFrame>
  );
}

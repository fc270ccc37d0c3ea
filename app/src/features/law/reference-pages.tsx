/** Pages of one list each: sanctions, and bodies. */
import {
  allBodies,
  allRows,
  allSanctionKinds,
  type Body,
  findBody,
  findSanctionOption,
  pppkRoute,
  transitionalMedium,
} from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { partNames } from './names.ts';
import { Cites, Facts, LawFrame, type LawPage, LevelTag, Sources, Sure, sentence } from './parts.tsx';
import { lawPath } from './paths.ts';
import { fullDay, partialDay } from './say.ts';
import { lawWords } from './words.ts';

export const SanctionsPage: FC<LawPage> = (props) => {
  const { page } = props;
  const { lang } = page;
  const words = lawWords(lang);
  return (
    <LawFrame {...props} title={words.sanctions.title} lead={words.sanctions.lead}>
      <div class="stack">
        {allSanctionKinds.map((kind) => {
          const rows = allRows.filter((row) => row.sanction?.kind === kind.id);
          return (
            <section class="card" id={kind.id}>
              <h2>
                <LevelTag lang={lang} level={kind.level} />
              </h2>
              <Facts
                items={[
                  {
                    term: words.sanctions.options,
                    value: (
                      <ul class="dots">
                        {kind.options.map((option) => {
                          const instead = findSanctionOption(option.transitionalSubstitute ?? '');
                          return (
                            <li>
                              {option.label[lang]}
                              {instead === undefined ? null : (
                                <small>{words.sanctions.instead(instead.label[lang])}</small>
                              )}
                            </li>
                          );
                        })}
                      </ul>
                    ),
                  },
                  { term: words.rule.basis, value: <Cites page={page} texts={kind.basis} /> },
                  { term: words.sanctions.form, value: kind.form === undefined ? null : sentence(kind.form, lang) },
                  { term: words.rule.note, value: kind.note === undefined ? null : sentence(kind.note, lang) },
                  {
                    term: words.sanctions.rows,
                    value:
                      rows.length === 0 ? null : (
                        <span class="id-list">
                          {rows.map((row) => (
                            <a href={page.to(lawPath.rule(row.id))} class="row-id">
                              {row.id}
                            </a>
                          ))}
                        </span>
                      ),
                  },
                  { term: words.rule.sure, value: <Sure lang={lang} confidence={kind.confidence} /> },
                  { term: words.rule.sources, value: <Sources lang={lang} sources={kind.sources} /> },
                ]}
              />
            </section>
          );
        })}
        <section class="card" id="peralihan">
          <h2>{words.sanctions.transition}</h2>
          <p>{sentence(transitionalMedium.rule, lang)}</p>
          <Facts
            items={[
              {
                term: words.sanctions.options,
                value: (
                  <ul class="dots">
                    {transitionalMedium.substitutes.map((one) => (
                      <li>{one.label[lang]}</li>
                    ))}
                  </ul>
                ),
              },
              { term: words.rule.basis, value: <Cites page={page} texts={transitionalMedium.basis} /> },
              { term: words.sanctions.toCheck, value: sentence(transitionalMedium.verify, lang) },
              { term: words.rule.sure, value: <Sure lang={lang} confidence={transitionalMedium.confidence} /> },
            ]}
          />
        </section>
        <section class="card" id="pppk">
          <h2>{words.sanctions.pppk}</h2>
          <p>{sentence(pppkRoute.rule, lang)}</p>
          <Facts
            items={[
              { term: words.rule.unknown, value: sentence(pppkRoute.openPoint, lang) },
              { term: words.rule.sure, value: <Sure lang={lang} confidence={pppkRoute.confidence} /> },
            ]}
          />
        </section>
      </div>
    </LawFrame>
  );
};

export const BodiesPage: FC<LawPage> = (props) => {
  const { page } = props;
  const { lang } = page;
  const words = lawWords(lang).bodies;
  return (
    <LawFrame {...props} title={words.title} lead={words.lead}>
      <ul class="stack">
        {allBodies.map((body) => (
          <li class="card" id={body.id}>
            <h2>
              <a href={`#${body.id}`}>{body.name}</a>
            </h2>
            <BodyFacts {...props} body={body} />
          </li>
        ))}
      </ul>
    </LawFrame>
  );
};

const BodyFacts: FC<LawPage & { readonly body: Body }> = ({ page, body }) => {
  const { lang } = page;
  const words = lawWords(lang);
  const until = body.inForce?.until;
  const next = body.succeededBy === undefined ? undefined : findBody(body.succeededBy);
  const time =
    body.expectedBy !== undefined
      ? words.bodies.expected(fullDay(body.expectedBy, lang))
      : until === undefined
        ? words.bodies.noEnd
        : lang === 'id'
          ? `sampai ${fullDay(until, lang)}`
          : `until ${fullDay(until, lang)}`;
  return (
    <Facts
      items={[
        { term: words.bodies.parts, value: body.parts.map((part) => partNames[part][lang]).join('; ') },
        { term: words.bodies.time, value: time },
        { term: words.instruments.status, value: body.status === undefined ? null : sentence(body.status, lang) },
        {
          term: words.instruments.inForce,
          value:
            body.recommendFrom === undefined ? null : words.bodies.recommends(partialDay(body.recommendFrom, lang)),
        },
        {
          term: words.bodies.successor,
          value: next === undefined ? null : <a href={`#${next.id}`}>{next.name}</a>,
        },
        { term: words.bodies.holder, value: body.heldBy === undefined ? null : body.heldBy[lang] },
        { term: words.bodies.chair, value: body.chair ?? null },
        {
          term: words.bodies.levels,
          value: body.levels === undefined ? null : body.levels.join(', ').replaceAll('-', ' '),
        },
        { term: words.rule.basis, value: body.basis === undefined ? null : <Cites page={page} texts={body.basis} /> },
      ]}
    />
  );
};

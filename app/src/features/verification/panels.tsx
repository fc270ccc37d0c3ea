/** What the verification shows on the page of a case: how complete the file is, what looks like it, what was joined to it. */
import type { FC } from 'hono/jsx';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import { ButtonLink, ButtonRow, Card, Disclosure, type PageContext, Section, Tag } from '../../ui/index.ts';
import {
  actName,
  type CasePanel,
  type CaseStatus,
  type JoinedCase,
  readCarriedJoined,
  readJoined,
} from '../cases/index.ts';
import { type Completeness, completenessOf } from './completeness.ts';
import { readLikely } from './duplicates-read.ts';
import { property, textOf } from './file.ts';
import { fileOfView, readBeside, readFiles } from './file-read.ts';
import { verificationWords } from './words.ts';

/** While the file is still being made, or judged. Afterwards nobody sends it back for being incomplete. */
const counted: readonly CaseStatus[] = [
  'received',
  'awaiting-completion',
  'information',
  'registered',
  'studied',
  'concluded',
  'submitted',
  'verified',
];

export function verificationPanels(platform: Platform): readonly CasePanel[] {
  return [
    {
      place: 'rail',
      render: async ({ page, member, now }, view) => {
        if (!counted.includes(view.status)) return null;
        const [beside, alike] = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
          Promise.all([readBeside(tx, view.id), readLikely(tx, platform.keys, [view.id], 'strong')]),
        );
        const file = fileOfView(view, beside);
        const likely = alike.get(view.id) ?? [];
        return (
          <>
            <CompletenessCard page={page} found={completenessOf(file, legalDay(now, view.holderZone))} />
            <Card title={verificationWords(page.lang).like.title}>
              <p>
                {likely.length === 0
                  ? verificationWords(page.lang).like.noneStrong
                  : verificationWords(page.lang).like.panel(String(likely.length))}
              </p>
              <ButtonRow>
                <ButtonLink href={page.to(`/perkara/${view.number}/kembar`)} kind="quiet">
                  {verificationWords(page.lang).like.compare}
                </ButtonLink>
              </ButtonRow>
            </Card>
          </>
        );
      },
    },
    {
      // Whoever hands the file on sees what it lacks before writing a word.
      place: { form: ['submit'] },
      render: async ({ page, member, now }, view) => {
        if (!counted.includes(view.status)) return null;
        const file = await runAs(platform.db, { kind: 'member', userId: member.userId }, async (tx) =>
          (await readFiles(tx, platform.keys, [view.id])).get(view.id),
        );
        if (file === undefined) return null;
        return <CompletenessCard page={page} found={completenessOf(file, legalDay(now, view.holderZone))} level={2} />;
      },
    },
    {
      // Joined to a case from which this one was separated since: its reports are about the accused of this one as well.
      place: 'main',
      render: async ({ page, member }, view) => {
        if (view.siblings.length === 0) return null;
        const carried = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
          readCarriedJoined(tx, view.id),
        );
        if (carried.length === 0) return null;
        const words = verificationWords(page.lang).like;
        return (
          <Section title={words.joinedBefore}>
            <ul>
              {carried.map((one) => (
                <li>
                  <a href={page.to(`/perkara/${one.number}`)}>
                    <b class="num">{one.number}</b>
                  </a>
                  : {actName(one.actKind, page.lang)} <small>({words.fromCase(one.from)})</small>
                </li>
              ))}
            </ul>
          </Section>
        );
      },
    },
    {
      place: 'main',
      render: async ({ page, member }, view) => {
        const joined = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
          readJoined(tx, view.id),
        );
        if (joined.length === 0) return null;
        const words = verificationWords(page.lang).like;
        return (
          <Section title={words.joined} aside={<a href={page.to(`/perkara/${view.number}/kembar`)}>{words.manage}</a>}>
            <ul>
              {joined.map((one) => (
                <li>
                  <JoinedLine page={page} joined={one} />
                  {one.addedAt === null ? null : (
                    <>
                      <br />
                      <small>{words.added(formatDay(legalDay(one.addedAt, view.holderZone), page.lang))}</small>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </Section>
        );
      },
    },
  ];
}

export const CompletenessCard: FC<{
  readonly page: PageContext;
  readonly found: Completeness;
  /** 2 where it stands right below the title of a page. */
  readonly level?: 2 | 3;
}> = ({ page, found, level }) => {
  const { lang } = page;
  const words = verificationWords(lang).complete;
  return (
    <Card title={words.title} headingLevel={level}>
      <p>
        <b class="num">{words.score(String(found.score))}</b> <ScoreTag lang={lang} found={found} />
      </p>
      {found.missing.length === 0 ? null : (
        <>
          <ul class="bullets">
            {found.missing.map((one) => (
              <li>{one.name[lang]}</li>
            ))}
          </ul>
          <p class="small">{words.hint}</p>
        </>
      )}
      <Disclosure summary={words.how}>
        <ul class="bullets">
          {found.items.map(({ requirement, met }) => (
            <li class="small">
              {requirement.name[lang]}: <b>{met ? words.there : words.notThere}</b>
              <br />
              {words.kind[requirement.kind]} · {requirement.basis}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Card>
  );
};

export const ScoreTag: FC<{ readonly lang: Language; readonly found: Completeness }> = ({ lang, found }) => {
  const words = verificationWords(lang).complete;
  return found.missing.length === 0 ? (
    <Tag kind="done">{words.whole}</Tag>
  ) : (
    <Tag kind="due">{words.missing(String(found.missing.length))}</Tag>
  );
};

/** A joined case with the act and the contest that were written down there. */
export const JoinedLine: FC<{ readonly page: PageContext; readonly joined: JoinedCase }> = ({ page, joined }) => {
  const { lang } = page;
  const words = verificationWords(lang).like;
  const act = property(joined.facts, 'act');
  const contest = property(joined.facts, 'contest');
  const more = [
    textOf(property(act, 'on')),
    textOf(property(contest, 'election')),
    textOf(property(contest, 'contest')),
  ];
  const day = /^\d{4}-\d{2}-\d{2}$/.test(more[0] ?? '') ? formatDay(more[0] ?? '', lang, 'medium') : '';
  return (
    <>
      <a href={page.to(`/perkara/${joined.number}`)}>
        {joined.direction === 'into' ? words.into(joined.number) : words.from(joined.number)}
      </a>{' '}
      <small>
        {[actName(joined.actKind, lang), day, ...more.slice(1)].filter((part) => part !== '').join(' · ')}
        {' · '}
        {words.since(formatDay(joined.joinedAt.toZonedDateTimeISO('Asia/Jakarta').toPlainDate(), lang, 'medium'))}
      </small>
    </>
  );
};

/** The privacy notice, made from the register: what is not in the register is not kept, and what is in it is told here. */
import type { FC } from 'hono/jsx';
import { formatDay } from '../../../platform/i18n/dates.ts';
import type { Operator } from '../../../platform/platform.ts';
import {
  ButtonLink,
  ButtonRow,
  DefinitionList,
  Disclosure,
  type PageContext,
  PageHeading,
  PublicLayout,
  Section,
  Stack,
} from '../../../ui/index.ts';
import { type KindId, kinds } from '../register/kinds.ts';
import { type NormId, norms } from '../register/norms.ts';
import { protectionsOf, registerVersion } from '../register/register.ts';
import type { DataKind, Norm, Whose } from '../register/register-types.ts';
import { retentions } from '../register/retentions.ts';
import { noticeVersions } from './notice-versions.ts';
import { noticeWords } from './notice-words.ts';

const audiences = ['reporter', 'accused', 'staff', 'civil-servant', 'nobody'] as const satisfies readonly Whose[];

export const NoticePage: FC<{ readonly page: PageContext; readonly operator: Operator | null }> = ({
  page,
  operator,
}) => {
  const { lang } = page;
  const words = noticeWords(lang);
  const last = noticeVersions.at(-1);
  return (
    <PublicLayout page={page} title={words.title} description={words.lead}>
      <PageHeading
        title={words.title}
        lead={words.lead}
        about={words.version(registerVersion(), last === undefined ? '' : formatDay(last.on, lang))}
      />
      <Section title={words.short}>
        <ul class="bullets">
          {Object.values(words.shortItems).map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </Section>
      {audiences.map((audience) => (
        <Section title={words.groups[audience]}>
          <Stack gap="tight">
            {kindsOf(audience).map((id) => (
              <Kind page={page} id={id} />
            ))}
          </Stack>
        </Section>
      ))}
      <p class="small">{words.ownChoice}</p>
      <Section title={words.rights} id="hak">
        <ul class="bullets">
          {(['access', 'correction', 'restriction', 'deletion'] as const).map((id) => (
            <li>
              {words.rightsItems[id]}: {norms[id].text[lang]} (<Cited page={page} id={id} />)
            </li>
          ))}
        </ul>
        <p>
          {words.rightsRefuse} (<Cited page={page} id="refusal" />, <Cited page={page} id="exception" />
          ).
        </p>
        <ButtonRow>
          <ButtonLink href={page.to('/privasi/permintaan')}>{words.request}</ButtonLink>
        </ButtonRow>
      </Section>
      <Section title={words.breach}>
        <p>
          {words.breachText}: {norms.breach.text[lang]} (<Cited page={page} id="breach" />
          ).
        </p>
      </Section>
      <Section title={words.contact}>
        <p>
          {operator === null ? words.noOperator(page.demo !== null) : words.operator(operator.name, operator.contact)}
        </p>
        <p>{words.contactText}</p>
      </Section>
      <Section title={words.versions}>
        <ul class="bullets">
          {noticeVersions.map((version) => (
            <li>
              {words.version(version.version, formatDay(version.on, lang))}: {version.changed[lang]}
            </li>
          ))}
        </ul>
      </Section>
    </PublicLayout>
  );
};

const Kind: FC<{ readonly page: PageContext; readonly id: KindId }> = ({ page, id }) => {
  const { lang } = page;
  const words = noticeWords(lang);
  const kind: DataKind = kinds[id];
  const basis = normOf(kind.basis);
  return (
    <Disclosure summary={kind.name[lang]}>
      <p>{kind.holds[lang]}</p>
      <DefinitionList
        items={[
          { term: words.purpose, value: kind.purpose[lang] },
          ...(basis === null
            ? []
            : [
                {
                  term: words.basis,
                  value: (
                    <>
                      {basis.text[lang]} ({basis.cited}; {words.sureness[basis.confidence]})
                    </>
                  ),
                },
              ]),
          { term: words.kept, value: retentionOf(kind.retention)[lang] },
          { term: words.seen, value: kind.seenBy[lang] },
          {
            term: words.protectedBy,
            value: [...new Set(protectionsOf(id).map((one) => words.protection[one]))].join(', '),
          },
        ]}
      />
    </Disclosure>
  );
};

const Cited: FC<{ readonly page: PageContext; readonly id: NormId }> = ({ page, id }) => (
  <>
    {norms[id].cited}; {noticeWords(page.lang).sureness[norms[id].confidence]}
  </>
);

function kindsOf(audience: Whose): readonly KindId[] {
  return Object.entries(kinds).flatMap(([id, kind]) => {
    const whose: readonly Whose[] = kind.whose;
    const found = Object.keys(kinds).find((one): one is KindId => one === id);
    return found !== undefined && whose.includes(audience) ? [found] : [];
  });
}

function normOf(id: string | null): Norm | null {
  return Object.entries(norms).find(([name]) => name === id)?.[1] ?? null;
}

function retentionOf(id: string) {
  const found = Object.entries(retentions).find(([name]) => name === id)?.[1];
  if (found === undefined) throw new Error('a kind of data has no retention');
  return found.until;
}

/** The page of an institution as open data: the same rounded figures, no finer. */
import { z } from 'zod';
import type { Language } from '../../platform/i18n/words.ts';
import { csvLine, csvStart } from '../../platform/imports/index.ts';
import type { PublicInstitution } from './accountability-read.ts';
import { Figures, isBand } from './figures.ts';
import { BAND } from './sticky-count.ts';
import { accountabilityWords } from './words.ts';

const InstitutionData = z.strictObject({
  code: z.string(),
  name: z.string(),
  place: z.string(),
  day: z.string().nullable(),
  /** waiting, overdue, asked and answered are the lower ends of bands of this width; 0 stands for fewer than it. */
  band: z.literal(BAND),
  figures: Figures.nullable(),
  compared: z.array(
    z.strictObject({
      measure: z.string(),
      own: z.number().nullable(),
      group: z.strictObject({ low: z.number(), median: z.number(), high: z.number(), size: z.number() }).nullable(),
    }),
  ),
  holders: z.array(
    z.strictObject({
      post: z.string(),
      title: z.string(),
      name: z.string().nullable(),
      from: z.string(),
      until: z.string().nullable(),
      source: z.string(),
    }),
  ),
  replies: z.array(z.strictObject({ version: z.number(), on: z.string(), words: z.string() })),
});
export type InstitutionData = z.infer<typeof InstitutionData>;

/** Nothing leaves that is not named here. */
export function institutionData(found: PublicInstitution): InstitutionData {
  const { institution, figures, day, compared, holders, replies } = found;
  return InstitutionData.parse({
    code: institution.code,
    name: institution.name,
    place: institution.place,
    day,
    band: BAND,
    figures,
    compared,
    holders: holders.map(({ post, title, name, from, until, source }) => ({ post, title, name, from, until, source })),
    replies,
  });
}

export function institutionCsv(found: PublicInstitution, lang: Language): string {
  const words = accountabilityWords(lang).csv;
  const { figures, compared } = found;
  const text = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : String(value);
  /** Both ends of a band: a lone 0 would read as none. */
  const band = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : value === 0 ? `<${BAND}` : `${value}-${value + BAND - 1}`;
  const rows = [
    ...compared.map(({ measure, own, group }) => {
      const cell = (value: number | null | undefined): string => (isBand(measure) ? band(value) : text(value));
      return [measure, cell(own), cell(group?.low), cell(group?.median), cell(group?.high), text(group?.size)];
    }),
    ...(figures === null
      ? []
      : [
          ...(['asked', 'answered'] as const).map((what) => [what, band(figures[what]), '', '', '', '']),
          ['questions', text(figures.questions), '', '', '', ''],
        ]),
  ];
  return `${csvStart}${csvLine([words.measure, words.value, words.low, words.median, words.high, words.size])}${rows.map((row) => csvLine(row)).join('')}`;
}

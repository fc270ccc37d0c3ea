/** Succession over time: acts, joint decrees, and who recommends, as bars over one scale. The words beside each bar say the same. */
import { allBodies, type InForce, type IsoDay, instruments } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import type { PageContext } from '../../ui/index.ts';
import { lawPath } from './paths.ts';
import { partialDay, periodWords } from './say.ts';
import { lawWords } from './words.ts';

interface Bar {
  readonly label: string;
  readonly path: string;
  readonly period: InForce;
  readonly exact: boolean;
  /** Only expected: drawn as an outline. */
  readonly expected?: boolean;
}

const firstYear = 2014;
const lastYear = 2028;
const ticks = [2014, 2018, 2022, 2026] as const;

/** Place of a day on the scale, in per cent. */
function place(day: IsoDay): number {
  const [year = '0', month = '1', date = '1'] = day.split('-');
  const years = Number(year) + (Number(month) - 1) / 12 + Number(date) / 366;
  return Math.max(0, Math.min(100, ((years - firstYear) / (lastYear - firstYear)) * 100));
}

function instrumentBars(ids: readonly (typeof instruments)[number]['id'][]): readonly Bar[] {
  return instruments
    .filter((one) => ids.includes(one.id))
    .toSorted((a, b) => (a.inForce.from < b.inForce.from ? -1 : 1))
    .map((one) => ({
      label: one.short,
      path: lawPath.instrument(one.id),
      period: one.inForce,
      exact: 'date' in one,
    }));
}

/** Bodies that recommend or convey, each in its time. */
function bodyBars(): readonly Bar[] {
  return allBodies
    .filter((body) => body.parts.includes('recommend') || body.recommendFrom !== undefined)
    .map((body) => ({
      label: body.id === 'independent-supervisor' ? body.name : body.id.toUpperCase(),
      path: lawPath.bodies(body.id),
      period:
        body.expectedBy === undefined
          ? { ...body.inForce, ...(body.recommendFrom === undefined ? {} : { from: body.recommendFrom }) }
          : { from: body.expectedBy },
      exact: true,
      ...(body.expectedBy === undefined ? {} : { expected: true }),
    }))
    .toSorted((a, b) => ((a.period.from ?? '') < (b.period.from ?? '') ? -1 : 1));
}

export const Timeline: FC<{ readonly page: PageContext; readonly today: IsoDay }> = ({ page, today }) => {
  const { lang } = page;
  const words = lawWords(lang);
  const { eras } = words.instruments;
  const groups = [
    { name: eras.law, bars: instrumentBars(['uu5_2014', 'uu20_2023']) },
    { name: eras.decree, bars: instrumentBars(['skb_2020', 'skb_2022']) },
    { name: eras.body, bars: bodyBars() },
  ];
  return (
    <div class="eras">
      {groups.map((group) => (
        <div class="era">
          <h3>{group.name}</h3>
          <ol>
            {group.bars.map((bar) => {
              const from = bar.period.from === undefined ? 0 : place(bar.period.from);
              const until = bar.period.until === undefined ? 100 : place(bar.period.until);
              const when = bar.expected
                ? `${words.instruments.expected}, ${words.bodies.expected(partialDay(bar.period.from ?? '', lang))}`
                : periodWords(bar.period, bar.exact, lang);
              return (
                <li>
                  <p>
                    <a href={page.to(bar.path)}>{bar.label}</a> <small class="num">{when}</small>
                  </p>
                  <svg class="era-bar" width="100%" height="16" aria-hidden="true" focusable="false">
                    <rect class="bar-well" width="100%" height="16" rx="4" />
                    <rect
                      class={
                        bar.expected === true ? 'era-expected' : bar.period.until === undefined ? 'era-now' : 'era-past'
                      }
                      x={`${from.toFixed(2)}%`}
                      y="1"
                      width={`${Math.max(1, until - from).toFixed(2)}%`}
                      height="14"
                      rx="4"
                    />
                    <rect class="era-today" x={`${place(today).toFixed(2)}%`} width="2" height="16" />
                  </svg>
                </li>
              );
            })}
          </ol>
        </div>
      ))}
      <svg class="era-ticks" width="100%" height="20" aria-hidden="true" focusable="false">
        {ticks.map((year) => (
          <text x={`${place(`${year}-01-01`).toFixed(2)}%`} y="14">
            {year}
          </text>
        ))}
      </svg>
    </div>
  );
};

/** What came out of a check: the verdict as a word and a shape, each step that led to it, what the receipt is about, and what to do. */
import { type CanonicalStep, canonicalJson } from '@netra/ledger';
import type { FC } from 'hono/jsx';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import type { Checked, Step, StepId, Verdict } from './check.ts';
import { momentInWib } from './moments.ts';
import type { View } from './verify-view.tsx';
import { verifierWords } from './words.ts';

type Words = ReturnType<typeof verifierWords>;

const marks: Readonly<Record<Verdict, IconName>> = {
  holds: 'check',
  fails: 'cross',
  'unknown-key': 'warn',
  unreadable: 'warn',
};

/** The result in one breath, for those who hear the page. */
export function spokenResult(checked: Checked, lang: View['lang']): string {
  const words = verifierWords(lang);
  const held = checked.steps.filter(({ state }) => state === 'held').length;
  return words.spoken(words.verdict[checked.verdict], held, checked.steps.length);
}

export const ResultView: FC<{ readonly view: View; readonly checked: Checked; readonly file: string | null }> = ({
  view,
  checked,
  file,
}) => {
  const words = verifierWords(view.lang);
  return (
    <section class={`proof proof-${checked.verdict}`} aria-labelledby="hasil">
      <div class="proof-verdict">
        <span class="proof-mark">
          <Icon name={marks[checked.verdict]} />
        </span>
        <div>
          <h2 id="hasil" tabindex={-1} data-focus>
            {words.verdict[checked.verdict]}
          </h2>
          <p>{saying(checked, words)}</p>
          {file === null ? null : <p class="small">{words.file(file)}</p>}
          {view.by === 'server' ? <p class="small">{words.byServerShort}</p> : null}
        </div>
      </div>
      <h3>{words.stepsTitle}</h3>
      <ol class="proof-steps">
        {checked.steps.map((step, at) => (
          <li class={`proof-step proof-step-${step.state}`}>
            <span class="proof-step-mark">
              {step.state === 'not-reached' ? '–' : <Icon name={step.state === 'held' ? 'check' : 'cross'} />}
            </span>
            <span class="proof-step-name">
              {at + 1}. {words.step[step.id]}
            </span>
            <span class="proof-step-state">{words.state[step.state]}</span>
            <span class="proof-step-why">{why(step, checked, view)}</span>
          </li>
        ))}
      </ol>
      {checked.entry === null ? null : <About view={view} checked={checked} entry={checked.entry} />}
      {checked.verdict === 'holds' ? null : <ToDo words={words} verdict={checked.verdict} />}
    </section>
  );
};

function saying(checked: Checked, words: Words): string {
  switch (checked.verdict) {
    case 'holds':
      return words.saying[checked.what];
    case 'fails': {
      const failed = checked.steps.find(({ state }) => state === 'failed')?.id ?? 'readable';
      return words.saying.fails(words.step[failed]);
    }
    case 'unknown-key':
    case 'unreadable':
      return words.saying[checked.verdict];
  }
}

function why(step: Step, checked: Checked, { lang }: View): string {
  const words = verifierWords(lang);
  if (step.state === 'not-reached') return '';
  if (step.state === 'held') return held(step.id, checked, words, lang);
  if (checked.verdict === 'unknown-key') return words.failed['unknown-key'];
  const place = checked.brokenAt === null ? '' : ` ${words.failed.at(formatNumber(checked.brokenAt, lang))}`;
  return `${words.failed[step.id]}${place}`;
}

function held(
  id: StepId,
  { what, origin, treeSize, index, counts, fromSize }: Checked,
  words: Words,
  lang: View['lang'],
) {
  const number = (value: number | null): string => formatNumber(value ?? 0, lang);
  switch (id) {
    case 'readable':
      return words.held.readable[what];
    case 'signature':
      // When a later step fails the ledger tells no more of the log than it must.
      return words.held.signature(origin ?? '', number(treeSize));
    case 'opening':
      return words.held.opening;
    case 'chain':
      return words.held.chain(number(counts?.steps ?? 0), number(counts?.opened ?? 0));
    case 'inclusion':
      return counts === null
        ? words.held.inclusion(number((index ?? 0) + 1), number(treeSize))
        : words.held.sealed(number(counts.sealed), number(counts.steps));
    case 'whole':
      return words.held.whole(number((fromSize ?? 0) + 1), number(treeSize));
  }
}

const About: FC<{ readonly view: View; readonly checked: Checked; readonly entry: CanonicalStep }> = ({
  view: { lang },
  checked,
  entry,
}) => {
  const words = verifierWords(lang);
  const said = words.about;
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const number = (value: number | null): string => formatNumber(value ?? 0, lang);
  const facts: readonly { readonly term: string; readonly value: string; readonly code?: string }[] = [
    { term: said.kind, value: Object.keys(kinds).includes(entry.kind) ? (kinds[entry.kind] ?? '') : entry.kind },
    { term: said.at, value: momentInWib(entry.at, lang) ?? entry.at },
    entry.body === 'netra'
      ? { term: said.body, value: said.bodyHere }
      : { term: said.body, value: said.bodyId, code: entry.body },
    ...(typeof entry.seq === 'number' ? [{ term: said.step, value: said.stepOf(number(entry.seq)) }] : []),
    ...(typeof entry.certificate === 'string' ? [{ term: said.certificate, value: '', code: entry.certificate }] : []),
    ...(typeof entry.notice === 'string' ? [{ term: said.notice, value: '', code: entry.notice }] : []),
    ...(typeof entry.version === 'string' ? [{ term: said.version, value: entry.version }] : []),
    { term: said.place, value: said.placeOf(number((checked.index ?? 0) + 1), number(checked.treeSize)) },
    { term: said.log, value: checked.origin ?? '' },
  ];
  return (
    <div class="proof-about">
      <h3>{said.title}</h3>
      <dl class="facts">
        {facts.map(({ term, value, code }) => (
          <div>
            <dt>{term}</dt>
            <dd>
              {code === undefined ? null : <code>{code}</code>}{' '}
              {value === '' || code === undefined ? value : <small>{value}</small>}
            </dd>
          </div>
        ))}
      </dl>
      <p class="small">{said.limits}</p>
      <details class="disclosure">
        <summary>{said.raw}</summary>
        <pre>
          <code>{canonicalJson(entry)}</code>
        </pre>
      </details>
    </div>
  );
};

const ToDo: FC<{ readonly words: Words; readonly verdict: Exclude<Verdict, 'holds'> }> = ({ words, verdict }) => {
  const { title, changed, key, unreadable } = words.todo;
  const things = verdict === 'fails' ? changed : verdict === 'unknown-key' ? key : unreadable;
  return (
    <div class="proof-todo">
      <h3>{title}</h3>
      <ul>
        {Object.values(things).map((thing) => (
          <li>{thing}</li>
        ))}
      </ul>
    </div>
  );
};

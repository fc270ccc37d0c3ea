/** Measures in one process and prints one JSON document; progress goes to standard error. */
import { addDays, allProcedures, assess, createRulebook, deadlineFor, parseFacts, reevaluate } from '@netra/rulebook';
import { answerText, jsonRulesEngines, zenDecisions } from './engines.mjs';
import { fullFacts, variedFacts } from './facts.mjs';

const runs = 7;
const runMs = 700;
const setCount = 4096;
const clockCount = 250_000;

const say = (line) => process.stderr.write(`${line}\n`);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
/** What was worked out, so that nothing can be left out as unused. */
let used = 0;

/** Milliseconds of processor time that this process took, all its threads together: other work on the machine does not count. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How many a second of one core, over whole rounds of the list. */
function rate(list, one) {
  const began = cpuMs();
  let done = 0;
  let elapsed = 0;
  while (elapsed < runMs) {
    for (const item of list) used += one(item);
    done += list.length;
    elapsed = cpuMs() - began;
  }
  return (done / elapsed) * 1000;
}

/** The same for an engine that answers with promises: `together` at a time. */
async function rateOfPromises(list, one, together) {
  const began = cpuMs();
  let done = 0;
  let elapsed = 0;
  while (elapsed < runMs) {
    for (let at = 0; at < list.length && elapsed < runMs; at += together) {
      const part = list.slice(at, at + together);
      const answers = part.length === 1 ? [await one(part[0])] : await Promise.all(part.map(one));
      used += answers.length;
      done += answers.length;
      elapsed = cpuMs() - began;
    }
  }
  return (done / elapsed) * 1000;
}

function ours(facts) {
  const { outcome, rows, provisions } = assess(facts);
  return answerText(
    outcome,
    [...rows, ...provisions].map(({ id }) => id),
  );
}

async function checkEqual(sets, engines) {
  let different = 0;
  for (const { facts, flat } of sets) {
    for (const engine of engines) {
      const [mine, theirs] = [ours(facts), engine.answer(await engine.evaluate(flat))];
      if (mine === theirs) continue;
      different += 1;
      if (different < 5) say(`different in ${engine.name}: ${JSON.stringify(flat)}: ${mine} against ${theirs}`);
    }
  }
  if (different > 0) {
    say(`${different} answers differ: nothing is compared`);
    process.exit(1);
  }
}

const weigh = (answer) => answer.trace.length + answer.questions.length;
const parseAndWeigh = (raw) => {
  const facts = parseFacts(raw);
  return facts.ok ? weigh(assess(facts.value)) : 0;
};

say(`checking that all engines give the same answers for ${setCount} full sets of facts`);
const sets = fullFacts(setCount);
const engines = [jsonRulesEngines(), zenDecisions()];
await checkEqual(sets, engines);
const distinct = new Set(sets.map(({ facts }) => ours(facts))).size;

const raw = variedFacts(20_000);
const varied = raw.map((one) => parseFacts(one).value);
const full = sets.map(({ facts }) => facts);
const flat = sets.map((set) => set.flat);

say('warming up');
rate(varied, (facts) => weigh(assess(facts)));
rate(raw, parseAndWeigh);
rate(full, (facts) => weigh(assess(facts)));
for (const engine of engines) for (const together of [1, 64]) await rateOfPromises(flat, engine.evaluate, together);

const measured = { varied: [], parsed: [], full: [], ratio: [] };
const others = new Map(engines.map(({ name }) => [name, []]));
for (let run = 1; run <= runs; run += 1) {
  say(`evaluations, run ${run} of ${runs}`);
  measured.varied.push(rate(varied, (facts) => weigh(assess(facts))));
  measured.parsed.push(rate(raw, parseAndWeigh));
  const mine = rate(full, (facts) => weigh(assess(facts)));
  measured.full.push(mine);
  let faster = 0;
  for (const engine of engines) {
    const theirs = Math.max(
      await rateOfPromises(flat, engine.evaluate, 1),
      await rateOfPromises(flat, engine.evaluate, 64),
    );
    others.get(engine.name).push(theirs);
    faster = Math.max(faster, theirs);
  }
  measured.ratio.push(mine / faster);
}
for (const engine of engines) engine.dispose?.();

say('deadlines');
const steps = allProcedures.flatMap(({ id, steps }) => steps.map((step) => ({ procedure: id, step: step.id })));
const requests = Array.from({ length: 5000 }, (_, at) => ({
  ...steps[at % steps.length],
  from: { day: addDays('2026-01-05', at % 700) },
}));
const deadline = (request) => deadlineFor(request).value.skipped.length;
rate(requests, deadline);
const deadlines = Array.from({ length: runs }, () => rate(requests, deadline));

say(`${clockCount} stored clocks after a later decree`);
const clocks = Array.from({ length: clockCount }, (_, at) => {
  const step = steps[at % steps.length];
  const startedOn = addDays('2027-06-01', at % 400);
  const { due, provisional, limit } = deadlineFor({ ...step, from: { day: startedOn } }).value;
  const change = { day: startedOn, reason: 'menunggu', basis: 'PP 94/2021 ps 26' };
  const changes =
    at % 10 === 0 && limit > 0
      ? [
          { kind: 'stop', ...change },
          { kind: 'resume', ...change },
        ]
      : [];
  return { id: String(at), ...step, startedOn, zone: 'WIB', due, provisional, changes };
});
const later = createRulebook({
  decrees: [
    {
      year: '2028',
      decree: 'SKB contoh 2028',
      nationalHoliday: ['01-03', '01-26', '02-25', '03-14', '04-14', '05-01', '06-01', '08-17', '12-25'],
      collectiveLeave: ['02-28', '02-29', '12-26'],
      votingDay: [],
      subjectToDecree: [],
      regionalHoliday: [],
      source: { publisher: 'contoh' },
      confidence: 'seen',
    },
  ],
  elections: [],
  overrides: [],
});
const seconds = [];
let moved = 0;
for (let run = 0; run <= 5; run += 1) {
  const began = cpuMs();
  moved = reevaluate(clocks, later).changed.length;
  if (run > 0) seconds.push((cpuMs() - began) / 1000);
}

const perEngine = [...others].map(([name, values]) => ({ name, value: median(values) }));
const faster = perEngine.reduce((a, b) => (b.value > a.value ? b : a));
const round = (value) => Math.round(value);
const rates = { unit: '1/s', better: 'higher' };
process.stdout.write(
  JSON.stringify({
    method: [
      `one process; seconds are processor time of one core, so that other work on the machine does not count; warm-up, median of ${runs} runs of ${runMs / 1000} s.`,
      `varied: ${varied.length} sets of facts, each open fact known or not, with trace and questions.`,
      `ratio: the same decision table in all three (rows, provisions and readings of ${new Set(full.map(({ act }) => act.kind)).size} kinds of act) over ${setCount} full sets of facts with ${distinct} different answers;`,
      'answers were compared for equality first. The rulebook compiles its rows once, finds route, law in force and phase, and looks the answer up, trace and questions included; answers are frozen and shared.',
      'The engines get the phase ready, one small rule set or table a kind, no trace, and the better of one at a time and 64 at a time; unknown facts they cannot express.',
      `clocks: ${clockCount} stored clocks, one in ten with changes, ${moved} of them moved by a decree.`,
    ].join('\n  '),
    results: [
      { metric: 'evaluations-per-second', value: round(median(measured.varied)), bar: 500_000, ...rates },
      { metric: 'evaluations-with-parsing-per-second', value: round(median(measured.parsed)), ...rates },
      {
        metric: 'evaluations-same-table-per-second',
        value: round(median(measured.full)),
        ...rates,
      },
      ...perEngine.map(({ name, value }) => ({
        metric: `evaluations-same-table-${name.replace(/^@\w+\//, '')}`,
        value: round(value),
        ...rates,
      })),
      {
        metric: 'ratio-to-faster-engine',
        value: Number(median(measured.ratio).toFixed(1)),
        unit: 'times',
        bar: 50,
        better: 'higher',
        reference: {
          what: `${faster.name}, evaluations a second in the same run`,
          value: round(faster.value),
          ratio: Number(median(measured.ratio).toFixed(1)),
        },
      },
      { metric: 'deadlines-per-second', value: round(median(deadlines)), ...rates },
      {
        metric: 'reevaluate-250000-clocks',
        value: Number(median(seconds).toFixed(2)),
        unit: 's',
        bar: 10,
        better: 'lower',
      },
    ],
    used: used > 0,
  }),
);

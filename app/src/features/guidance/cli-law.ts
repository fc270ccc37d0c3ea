/**
 * The law on the command line: `netra assess`, `netra deadline` and `npm run rule`. Text in, a value or one clear line out; reading files,
 * printing and exit codes are the executable's business.
 */
import { assess, deadlineFor, findRules, parseDeadlineRequest, parseFacts } from '@netra/rulebook';

/** `line` names the field and what is allowed; the executable prints it on standard error and exits 2. */
export type CommandResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly line: string };

/** Input above this is refused before it is parsed. */
const longestInput = 64 * 1024 * 1024;

function parseJson(text: string, field: string): CommandResult {
  if (text.length > longestInput) return { ok: false, line: `${field}: too long; allowed are up to 64 MB of JSON` };
  try {
    // A byte order mark is what some editors put before the JSON.
    return { ok: true, value: JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) };
  } catch {
    return { ok: false, line: `${field}: not JSON; allowed is one JSON object or an array of them` };
  }
}

/** Runs `one` on the value, or on each element of an array; an error names the place in the array. */
function each(value: unknown, name: string, one: (item: unknown) => CommandResult): CommandResult {
  if (!Array.isArray(value)) return one(value);
  const answers: unknown[] = [];
  for (const [index, item] of value.entries()) {
    const answer = one(item);
    if (!answer.ok) {
      const { line } = answer;
      // An error about the element as a whole already bears the name of the input.
      const where = line.startsWith(`${name}: `) ? line.slice(name.length) : `.${line}`;
      return { ok: false, line: `${name}[${index}]${where}` };
    }
    answers.push(answer.value);
  }
  return { ok: true, value: answers };
}

function assessOne(input: unknown): CommandResult {
  const facts = parseFacts(input);
  return facts.ok ? { ok: true, value: assess(facts.value) } : { ok: false, line: facts.error.line };
}

function deadlineOne(input: unknown): CommandResult {
  const request = parseDeadlineRequest(input);
  if (!request.ok) return { ok: false, line: request.error.line };
  const deadline = deadlineFor(request.value);
  return deadline.ok ? { ok: true, value: deadline.value } : { ok: false, line: deadline.error.line };
}

/** `netra assess`: one object of facts, or an array of them (then the answer is an array of the same length and order). */
export function assessCommand(jsonText: string): CommandResult {
  const input = parseJson(jsonText, 'facts');
  return input.ok ? each(input.value, 'facts', assessOne) : input;
}

/** `netra deadline`: the options as they were typed; `zone` may be left out and is then WIB. */
export function deadlineCommand(options: {
  readonly procedure?: string | undefined;
  readonly step?: string | undefined;
  readonly from?: string | undefined;
  readonly zone?: string | undefined;
}): CommandResult {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const answer = deadlineOne(given);
  return answer.ok ? answer : { ok: false, line: `--${answer.line}` };
}

/** `netra deadline --batch`: an array of `{ procedure, step, from, zone }` in, an array of answers out. */
export function deadlineBatch(jsonText: string): CommandResult {
  const input = parseJson(jsonText, 'batch');
  if (!input.ok) return input;
  if (!Array.isArray(input.value)) {
    return { ok: false, line: 'batch: allowed is an array of { procedure, step, from, zone }' };
  }
  return each(input.value, 'batch', deadlineOne);
}

/** `npm run rule -- ID`: the rule with its citation and the file in which it lives; several when the id is short for several. */
export function ruleCommand(id: string): CommandResult {
  const rules = findRules(id.trim());
  if (rules.length > 0) return { ok: true, value: rules };
  const what =
    'a row such as B6, a provision such as pp94-5n-4, a step such as bawaslu-pilkada/file-report, an election, a body or an instrument';
  return { ok: false, line: `id: ${JSON.stringify(id.slice(0, 40))} is not known; allowed is ${what}` };
}

/** `netra triage`: text in, a value or one clear line out. Reading files, printing and exit codes are the executable's business. */
import { storedModel } from './model.generated.ts';
import { createTriage, type TriageAnswer } from './triage.ts';

const triage = createTriage(storedModel);

/** In letters: fifty times the longest story of the report form. */
const longestText = 1_000_000;
const allowed = 'allowed is an account in words, 1 to 1,000,000 letters';

/** `line` names the field and what is allowed; `plain` is the answer for a person at a terminal. */
export type TriageResult =
  | { readonly ok: true; readonly value: unknown; readonly plain: string }
  | { readonly ok: false; readonly line: string };

/** Why a text cannot be used; null when it can. */
function refusalOf(text: string, field: string): string | null {
  if (text.trim() === '') return `${field}: empty; ${allowed}`;
  if (text.length > longestText) return `${field}: too long; ${allowed}`;
  // A picture or a document read as text is full of these.
  const broken = text.split('\uFFFD').length - 1;
  return text.includes('\u0000') || broken > text.length / 50 ? `${field}: not text; ${allowed}` : null;
}

/** A byte order mark is what some editors put before the text. */
const bare = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

function plainOf(answer: TriageAnswer): string {
  const lines = answer.acts.map(
    ({ kind, score, words }) => `${score.toFixed(2)}  ${kind}${words.length === 0 ? '' : `  (${words.join(', ')})`}`,
  );
  return lines.length === 0 ? 'no word to go by' : lines.join('\n');
}

/** `netra triage --text`: one account as it was written. */
export function triageText(text: string): TriageResult {
  const line = refusalOf(bare(text), 'text');
  if (line !== null) return { ok: false, line };
  const value = triage(bare(text));
  return { ok: true, value, plain: plainOf(value) };
}

/** `netra triage --batch`: a JSON array of accounts; answers in the same order. */
export function triageBatch(jsonText: string): TriageResult {
  let input: unknown;
  try {
    input = JSON.parse(bare(jsonText));
  } catch {
    return { ok: false, line: 'batch: not JSON; allowed is a JSON array of texts' };
  }
  if (!Array.isArray(input)) return { ok: false, line: 'batch: allowed is a JSON array of texts' };
  const answers: TriageAnswer[] = [];
  for (const [place, text] of input.entries()) {
    const field = `batch[${place}]`;
    if (typeof text !== 'string') return { ok: false, line: `${field}: not a text; ${allowed}` };
    const line = refusalOf(text, field);
    if (line !== null) return { ok: false, line };
    answers.push(triage(text));
  }
  return { ok: true, value: answers, plain: answers.map((one, place) => `${place + 1}.\n${plainOf(one)}`).join('\n') };
}

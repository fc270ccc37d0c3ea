/** What each page asks, and what counts as an answer. Typing is judged here, when it comes in and again when the report is sent. */
import { type ActKind, type ActorStatus, actorStatuses, type Rulebook } from '@netra/rulebook';
import { type ZodType, z } from 'zod';
import { checkForm, type FormResult } from '../../platform/http/forms.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { type DateParts, readDate } from '../../ui/index.ts';
import { isActKind } from './act-words.ts';
import type { AnswersTyped, StepId, Typing } from './draft.ts';
import { wizardWords } from './words.ts';

export const LEAST_STORY = 20;
export const MOST_STORY = 20_000;

/** Statuses that the form offers; the rest are the office's to find out. */
export const offeredStatuses = ['pns', 'pppk', 'village-official', 'ppnpn'] as const satisfies readonly ActorStatus[];

export interface AccusedAnswer {
  /** Jabatan, in the reporter's words. */
  readonly post: string;
  readonly unit: string;
  readonly name: string;
  readonly status: ActorStatus | null;
}

export interface IdentityAnswer {
  readonly name: string;
  readonly address: string;
  /** How the office may reach the person, if the person wants that. */
  readonly contact: string;
}

export interface PageAnswers {
  readonly apa: { readonly act: ActKind; readonly contestId: string };
  readonly kapan: { readonly happenedOn: string; readonly knownOn: string };
  readonly 'di-mana': { readonly regionId: string; readonly place: string };
  readonly siapa: AccusedAnswer;
  readonly cerita: { readonly story: string };
  readonly pelapor: { readonly identity: IdentityAnswer | null };
}
/** Pages that hold an answer of their own. */
export type AskingStep = keyof PageAnswers;
export const askingSteps = [
  'apa',
  'kapan',
  'di-mana',
  'siapa',
  'cerita',
  'pelapor',
] as const satisfies readonly StepId[];

export function isAsking(step: StepId): step is AskingStep {
  return askingSteps.some((asking) => asking === step);
}

/** Names of the fields of each page; others are refused. */
export const fieldsOf = {
  // The story too: who does not know the word for it tells it first.
  apa: ['act', 'contest', 'story'],
  kapan: ['happened_day', 'happened_month', 'happened_year', 'known_day', 'known_month', 'known_year'],
  'di-mana': ['region', 'place', 'within'],
  siapa: ['post', 'unit', 'name', 'status', 'unknown'],
  cerita: ['story'],
  bukti: [],
  pelapor: ['named', 'name', 'address', 'contact'],
  periksa: [],
} as const satisfies Record<StepId, readonly string[]>;

export interface Asking {
  readonly lang: Language;
  readonly electionId: string;
  readonly law: Rulebook;
  /** The latest legal day anywhere in Indonesia: a day that has not begun even there is in the future. */
  readonly today: string;
}

type Schemas = { readonly [S in AskingStep]: ZodType<PageAnswers[S]> };

/** Schemas are dear to build and the same for everybody on a day: two languages, one election, and tomorrow's beside today's. */
const built = new Map<string, Schemas>();
const MOST_BUILT = 12;

function schemasFor(asking: Asking): Schemas {
  const key = `${asking.lang} ${asking.electionId} ${asking.today} ${asking.law.data}`;
  const there = built.get(key);
  if (there !== undefined) return there;
  if (built.size >= MOST_BUILT) built.clear();
  const made = buildSchemas(asking);
  built.set(key, made);
  return made;
}

function buildSchemas(asking: Asking): Schemas {
  const words = wizardWords(asking.lang).wrong;
  const line = (most: number) =>
    z
      .string()
      .default('')
      .transform((text) => text.trim())
      .pipe(z.string().max(most, words.tooLong(String(most))));
  const contests = asking.law.findElection(asking.electionId)?.contests ?? [];
  return {
    apa: z
      .strictObject({ act: z.string().default(''), contest: z.string().default(''), story: z.string().default('') })
      .transform((typed, context): PageAnswers['apa'] => {
        const only = contests.length === 1 ? contests[0]?.id : undefined;
        const contestId = only ?? contests.find((contest) => contest.id === typed.contest)?.id;
        const act = isActKind(typed.act) ? typed.act : undefined;
        if (act === undefined) context.addIssue({ code: 'custom', path: ['act'], message: words.act });
        if (contestId === undefined) context.addIssue({ code: 'custom', path: ['contest'], message: words.contest });
        if ([...typed.story].length > MOST_STORY) {
          context.addIssue({ code: 'custom', path: ['story'], message: words.storyLong });
        }
        return { act: act ?? 'other', contestId: contestId ?? '' };
      }),
    kapan: z.strictObject(dateFields()).transform((typed, context): PageAnswers['kapan'] => {
      const day = (field: 'happened' | 'known'): string => {
        const read = readDate(partsOf(typed, field));
        const wrong = (message: string): string => {
          context.addIssue({ code: 'custom', path: [field], message });
          return '';
        };
        if (read.kind === 'empty') return wrong(words[field]);
        if (read.kind === 'wrong' || read.day < '1900-01-01') return wrong(words.date);
        return read.day > asking.today ? wrong(words.future) : read.day;
      };
      const happenedOn = day('happened');
      const knownOn = day('known');
      if (happenedOn !== '' && knownOn !== '' && knownOn < happenedOn) {
        context.addIssue({ code: 'custom', path: ['known'], message: words.knownBefore });
      }
      return { happenedOn, knownOn };
    }),
    // Whether an office covers the place is asked of the database.
    'di-mana': z
      .strictObject({ region: z.string().default(''), place: line(300), within: z.string().max(36).default('') })
      .transform((typed, context): PageAnswers['di-mana'] => {
        if (typed.region === '') context.addIssue({ code: 'custom', path: ['region'], message: words.region });
        return { regionId: typed.region, place: typed.place };
      }),
    siapa: z
      .strictObject({
        post: line(200),
        unit: line(200),
        name: line(200),
        status: z.string().default(''),
        unknown: z.string().default(''),
      })
      .transform((typed, context): PageAnswers['siapa'] => {
        const { post, unit, name } = typed;
        if (post === '' && name === '' && typed.unknown === '') {
          context.addIssue({ code: 'custom', path: ['post'], message: words.accused });
        }
        return { post, unit, name, status: actorStatuses.find((status) => status === typed.status) ?? null };
      }),
    cerita: z.strictObject({ story: z.string().default('') }).transform((typed, context): PageAnswers['cerita'] => {
      const story = typed.story.trim();
      const letters = [...story].length;
      if (letters < LEAST_STORY) context.addIssue({ code: 'custom', path: ['story'], message: words.storyShort });
      if (letters > MOST_STORY) context.addIssue({ code: 'custom', path: ['story'], message: words.storyLong });
      return { story };
    }),
    pelapor: z
      .strictObject({ named: z.string().default(''), name: line(200), address: line(500), contact: line(200) })
      .transform((typed, context): PageAnswers['pelapor'] => {
        if (typed.named === 'tidak') return { identity: null };
        if (typed.named !== 'ya') context.addIssue({ code: 'custom', path: ['named'], message: words.named });
        else {
          if (typed.name === '') context.addIssue({ code: 'custom', path: ['name'], message: words.name });
          if (typed.address === '') context.addIssue({ code: 'custom', path: ['address'], message: words.address });
        }
        return { identity: { name: typed.name, address: typed.address, contact: typed.contact } };
      }),
  };
}

/** Judges what was typed on one page. */
export function checkPage<S extends AskingStep>(step: S, typed: Typing, asking: Asking): FormResult<PageAnswers[S]> {
  return checkForm<PageAnswers[S]>(schemasFor(asking)[step], typed);
}

/** What to keep of a page in the draft: a name that is not wanted any more is not carried along, and the story has its own page. */
export function toKeep(step: StepId, typed: Typing): Typing {
  if (step === 'apa') {
    const { story: _, ...kept } = typed;
    return kept;
  }
  return step === 'pelapor' && typed.named === 'tidak' ? { named: 'tidak' } : typed;
}

export type AllAnswers = PageAnswers;

/** All answers of a draft, or the first page that still lacks one. */
export function readAll(typed: AnswersTyped, asking: Asking): AllAnswers | AskingStep {
  const found = <S extends AskingStep>(step: S): PageAnswers[S] | undefined => {
    const page = checkPage(step, typed[step] ?? {}, asking);
    return page.ok ? page.value : undefined;
  };
  const answers = {
    apa: found('apa'),
    kapan: found('kapan'),
    'di-mana': found('di-mana'),
    siapa: found('siapa'),
    cerita: found('cerita'),
    pelapor: found('pelapor'),
  };
  const { apa, kapan, siapa, cerita, pelapor } = answers;
  const where = answers['di-mana'];
  if (apa === undefined) return 'apa';
  if (kapan === undefined) return 'kapan';
  if (where === undefined) return 'di-mana';
  if (siapa === undefined) return 'siapa';
  if (cerita === undefined) return 'cerita';
  if (pelapor === undefined) return 'pelapor';
  return { apa, kapan, 'di-mana': where, siapa, cerita, pelapor };
}

export function partsOf(typed: Typing, field: 'happened' | 'known'): DateParts {
  return {
    day: typed[`${field}_day`] ?? '',
    month: typed[`${field}_month`] ?? '',
    year: typed[`${field}_year`] ?? '',
  };
}

function dateFields() {
  const part = z.string().default('');
  return {
    happened_day: part,
    happened_month: part,
    happened_year: part,
    known_day: part,
    known_month: part,
    known_year: part,
  };
}

/**
 * What was typed into the form of an action, in the words of that form: for the page that says that somebody else was faster. Nothing that was
 * sent is left out: a field that the form does not know stands there under its own name.
 */
import {
  actKinds,
  actorStatuses,
  allProvisions,
  allRows,
  factQuestions,
  sanctionCatalogue,
  transitionalMedium,
} from '@netra/rulebook';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { unreachable } from '../../platform/result.ts';
import { type ActionType, missingParts, returnCategories } from './case.ts';
import { actName, levelName, optionName } from './desk-names.ts';
import { MOST_ACCUSED, yesNoFacts } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { basisWords } from './known-bases.ts';
import { interests, interestWords, isPlainActionType, plainFieldsOf } from './plain-actions.ts';
import { fieldMeta } from './plain-fields.ts';
import { plainFieldWords } from './plain-words.ts';
import { separateWords } from './separate-words.ts';

export interface TypedItem {
  /** Name of the field on its form. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** Written in a field of several lines: shown as it was broken. */
  readonly long: boolean;
}

/** How one field of a form is read back. */
interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'long' | 'line' | 'day' | 'chosen';
  /** Words of what can be chosen; what is not among them stands as it was sent. */
  readonly words?: Readonly<Record<string, string>>;
  /** Where nothing chosen is an answer as well. */
  readonly whenEmpty?: string;
}

/** The button by which a form is opened again with what was typed. */
export const CONTINUE = 'teruskan';

/** What carries a form and was not typed by anybody. */
const carried = new Set(['seq', 'tambah', 'accusedCount', CONTINUE]);

/**
 * @param nameOf the name of an office by its id, where it is known
 * @param persons names of the accused by their place in the case
 */
export function typedAgain(
  action: ActionType,
  typed: Typed,
  lang: Language,
  nameOf: (id: string) => string | undefined = () => undefined,
  persons: Readonly<Record<string, string>> = {},
): readonly TypedItem[] {
  const items: TypedItem[] = [];
  const told = new Set<string>();
  for (const field of [...fieldsOf(action, lang, persons), ...stakeFields(lang)]) {
    const names = field.kind === 'day' ? dayParts(field.name) : [field.name];
    for (const name of names) told.add(name);
    const value = field.kind === 'day' ? dayOf(typed, field.name) : valuesOf(typed, field, nameOf);
    const shown = value === '' && field.name in typed ? (field.whenEmpty ?? '') : value;
    if (shown !== '') items.push({ name: field.name, label: field.label, value: shown, long: field.kind === 'long' });
  }
  for (const name of Object.keys(typed)) {
    if (told.has(name) || carried.has(name)) continue;
    const value = listed(typed, name).join('; ');
    if (value.trim() !== '') items.push({ name, label: name, value, long: value.includes('\n') });
  }
  return items;
}

const dayParts = (name: string): readonly string[] => ['day', 'month', 'year'].map((part) => `${name}_${part}`);

function listed(typed: Typed, name: string): readonly string[] {
  const value = typed[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** As far as it was written: half a date is something that was typed, too. */
function dayOf(typed: Typed, name: string): string {
  const parts = dayParts(name).map((part) => typedText(typed, part).trim());
  return parts.every((part) => part === '') ? '' : parts.map((part) => part || '…').join('/');
}

function valuesOf(typed: Typed, field: Field, nameOf: (id: string) => string | undefined): string {
  const values = listed(typed, field.name).filter((value) => value.trim() !== '');
  if (field.kind !== 'chosen') return values.join(field.kind === 'long' ? '\n' : '; ');
  return values.map((value) => field.words?.[value] ?? nameOf(value) ?? value).join('; ');
}

function fieldsOf(action: ActionType, lang: Language, persons: Readonly<Record<string, string>>): readonly Field[] {
  if (isPlainActionType(action))
    return plainFieldsOf(action).map(([name, schema]): Field => {
      const { kind, label, choices } = fieldMeta(schema);
      const field = { name, label: label[lang] };
      switch (kind) {
        case 'reason':
        case 'text':
          return { ...field, kind: 'long' };
        case 'line':
          return { ...field, kind: 'line' };
        case 'day':
          return { ...field, kind: 'day' };
        case 'yes-no': {
          const { yes, no } = plainFieldWords[lang];
          return { ...field, kind: 'chosen', words: { yes, no } };
        }
        case 'hash':
        case 'document':
          return { ...field, kind: 'line' };
        case 'persons':
          return { ...field, kind: 'chosen', words: persons };
        case 'choice':
        case 'choices':
        case 'receiver':
        case 'office':
          return {
            ...field,
            kind: 'chosen',
            words: Object.fromEntries(Object.entries(choices ?? {}).map(([value, words]) => [value, words[lang]])),
          };
        default:
          return unreachable(kind);
      }
    });
  const words = deskWords(lang);
  const { forms } = words;
  const yesNo = { yes: forms.yes, no: forms.no };
  const receiver: Field = { name: 'toBodyId', label: forms.receiver, kind: 'chosen' };
  switch (action) {
    case 'complete-facts':
      return factsFields(lang);
    case 'register':
    case 'make-finding':
    case 'keep-as-information':
    case 'verify':
      return [{ name: 'reason', label: forms.reason[action], kind: 'long' }];
    case 'extend-handling':
      return [
        { name: 'basis', label: forms.basis, kind: 'chosen', words: basisWords(lang) },
        { name: 'note', label: forms.basisNote, kind: 'line' },
        { name: 'reason', label: forms.reason[action], kind: 'long' },
      ];
    case 'record-study':
      return [
        { name: 'text', label: forms.study, kind: 'long' },
        { name: 'rows', label: forms.rows, kind: 'chosen', words: ruleWords(lang) },
        { name: 'level', label: forms.level, kind: 'chosen', words: levelWords(lang), whenEmpty: words.noLevel },
      ];
    case 'conclude':
      return [
        { name: 'proven', label: forms.proven, kind: 'chosen', words: { yes: forms.provenYes, no: forms.provenNo } },
        { name: 'sat', label: forms.sat, kind: 'chosen' },
        { name: 'reason', label: forms.reason[action], kind: 'long' },
      ];
    case 'separate':
      return [
        { name: 'accused', label: separateWords(lang).who, kind: 'chosen', words: persons },
        { name: 'reason', label: forms.reason[action], kind: 'long' },
      ];
    case 'submit':
    case 'confirm-study':
      return [receiver, { name: 'reason', label: forms.reason[action], kind: 'long' }];
    case 'convey':
      return [
        receiver,
        { name: 'sekda', label: forms.sekda, kind: 'chosen', words: yesNo },
        ...Object.entries(persons).flatMap(([place, name]): readonly Field[] => [
          { name: `toBodyId${place}`, label: `${forms.receiver}, ${name}`, kind: 'chosen' },
          { name: `sekda${place}`, label: `${forms.sekda}, ${name}`, kind: 'chosen', words: yesNo },
        ]),
        { name: 'reason', label: forms.reason[action], kind: 'long' },
      ];
    case 'accept-handover':
      return [];
    case 'return-handover':
      return [
        {
          name: 'category',
          label: forms.returnCategory,
          kind: 'chosen',
          words: Object.fromEntries(returnCategories.map((one) => [one, forms.returnCategories[one]])),
        },
        {
          name: 'missing',
          label: forms.missing,
          kind: 'chosen',
          words: Object.fromEntries(missingParts.map((one) => [one, forms.missingParts[one]])),
        },
        { name: 'reason', label: forms.reason[action], kind: 'long' },
      ];
    case 'record-decision':
      return [
        {
          name: 'outcome',
          label: forms.outcome,
          kind: 'chosen',
          words: {
            sanction: forms.outcomeSanction,
            'no-sanction': forms.outcomeNone,
            'not-proven': forms.outcomeNotProven,
          },
        },
        { name: 'option', label: forms.option, kind: 'chosen', words: optionWords(lang) },
        { name: 'decisionNumber', label: forms.decisionNumber, kind: 'line' },
        { name: 'decidedOn', label: forms.decidedOn, kind: 'day' },
        { name: 'document', label: forms.document, kind: 'line' },
        { name: 'documentHash', label: forms.documentHash, kind: 'line' },
        { name: 'outsideReason', label: forms.outsideReason, kind: 'long' },
        { name: 'reason', label: forms.reason[action], kind: 'long' },
      ];
    default:
      return unreachable(action);
  }
}

/** Asked on every form of a person's first act on a case. */
function stakeFields(lang: Language): readonly Field[] {
  const { forms } = deskWords(lang);
  const kinds = Object.fromEntries(interests.map((kind) => [kind, interestWords[kind][lang === 'id' ? 0 : 1]]));
  return [
    { name: 'interest', label: forms.interest, kind: 'chosen', words: { none: forms.interestNone, ...kinds } },
    { name: 'interestReason', label: forms.interestReason, kind: 'long' },
  ];
}

function factsFields(lang: Language): readonly Field[] {
  const words = deskWords(lang);
  const { forms, page } = words;
  const three = { yes: forms.yes, no: forms.no };
  const persons = Array.from({ length: MOST_ACCUSED }, (_, index) => index + 1).flatMap((n): Field[] => {
    const of = (label: string): string => `${forms.accusedNumber(String(n))}: ${label}`;
    return [
      { name: `name${n}`, label: of(page.name), kind: 'line' },
      { name: `post${n}`, label: of(page.post), kind: 'line' },
      { name: `unit${n}`, label: of(page.unit), kind: 'line' },
      {
        name: `status${n}`,
        label: of(page.statusOf),
        kind: 'chosen',
        words: Object.fromEntries(actorStatuses.map((status) => [status, words.accusedStatus[status]])),
      },
      { name: `nip${n}`, label: of(forms.nip), kind: 'line' },
    ];
  });
  return [
    { name: 'summary', label: forms.summary, kind: 'long' },
    ...persons,
    {
      name: 'act.kind',
      label: forms.actKind,
      kind: 'chosen',
      words: Object.fromEntries(actKinds.map((kind) => [kind, actName(kind, lang)])),
    },
    { name: 'actOn', label: forms.actOn, kind: 'day' },
    ...yesNoFacts.map(
      (fact): Field => ({ name: fact, label: factQuestions[fact][lang], kind: 'chosen', words: three }),
    ),
    {
      name: 'act.attributes',
      label: factQuestions['act.attributes'][lang],
      kind: 'chosen',
      words: forms.attributes,
    },
    {
      name: 'contest.beneficiary',
      label: factQuestions['contest.beneficiary'][lang],
      kind: 'chosen',
      words: forms.beneficiary,
    },
  ];
}

/** Rules as the form of the study calls them. */
function ruleWords(lang: Language): Readonly<Record<string, string>> {
  return Object.fromEntries([...allRows, ...allProvisions].map((rule) => [rule.id, `${rule.id}: ${rule.act[lang]}`]));
}

function levelWords(lang: Language): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['moral', 'sedang', 'berat', 'pemberhentian'].map((level) => [level, levelName(level, lang)]),
  );
}

function optionWords(lang: Language): Readonly<Record<string, string>> {
  const ids = [
    ...sanctionCatalogue.flatMap((kind) => kind.options.map((option) => option.id)),
    ...transitionalMedium.substitutes.map((option) => option.id),
  ];
  return Object.fromEntries(ids.map((id) => [id, optionName(id, lang)]));
}

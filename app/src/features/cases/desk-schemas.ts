/** The forms of the desk: what each may hold, and how what was typed becomes an action. Unknown fields are refused. */
import { actKinds, actorStatuses, allProvisions, allRows, type Rulebook } from '@netra/rulebook';
import { z } from 'zod';
import type { FieldError, Typed } from '../../platform/http/forms.ts';
import { checkForm, typedText } from '../../platform/http/forms.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { fail, ok, type Result, unreachable } from '../../platform/result.ts';
import { readDate } from '../../ui/index.ts';
import { readNip } from './accused-store.ts';
import {
  type Accused,
  type ActionType,
  actionTypes,
  type CaseAction,
  missingParts,
  returnCategories,
  type StepContent,
  type StepValue,
} from './case.ts';
import { isSanctionOption } from './desk-names.ts';
import { deskWords } from './desk-words.ts';
import { findBasis, MOST_BASIS_NOTE } from './known-bases.ts';
import { interests, isPlainActionType } from './plain-actions.ts';
import { readPlainAction } from './plain-read.ts';
import { plainSlugs } from './plain-words.ts';
import { MOST_SITTING } from './plenary.ts';

/** The last part of the address of each action's form. */
export const actionSlugs = {
  'complete-facts': 'lengkapi-fakta',
  register: 'registrasi',
  'make-finding': 'jadikan-temuan',
  'keep-as-information': 'simpan-sebagai-informasi',
  'extend-handling': 'perpanjang',
  'record-study': 'kajian',
  conclude: 'pleno',
  submit: 'serahkan-satgas',
  'accept-handover': 'terima',
  'return-handover': 'kembalikan',
  verify: 'verifikasi',
  'confirm-study': 'kuatkan-kajian',
  convey: 'sampaikan-ppk',
  'record-decision': 'catat-keputusan',
  separate: 'pisahkan-terlapor',
  ...plainSlugs(),
} as const satisfies Record<ActionType, string>;

export function findActionBySlug(slug: string): ActionType | undefined {
  return actionTypes.find((action) => actionSlugs[action] === slug);
}

/** Most accused persons that one form takes. */
export const MOST_ACCUSED = 10;
const MOST_TEXT = 20_000;
const MOST_NAME = 200;

/** Facts of the act that are yes, no, or not known yet. */
export const yesNoFacts = [
  'act.public',
  'act.activeSupport',
  'act.aimOfSupport',
  'act.mobilisesCivilServants',
  'act.stateFacility',
  'act.onDuty',
  'actor.spouseOfBeneficiary',
  'actor.unpaidLeave',
  'actor.isProspectiveCandidate',
] as const;

export interface FormContext {
  readonly lang: Language;
  /** Legal day at the office: nothing lies after it. */
  readonly today: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly rulebook: Pick<Rulebook, 'parseFacts' | 'additions'>;
}

export type ReadAction = Result<CaseAction, readonly FieldError[]>;

/** Reads the form of an action. The step number (`seq`) is read apart. */
export function readAction(type: ActionType, typed: Typed, context: FormContext): ReadAction {
  const words = deskWords(context.lang).wrong;
  const long = words.long(formatNumber(MOST_TEXT, context.lang));
  const seq = z.string(words.form).optional();
  const reason = z.string(words.reason).trim().min(10, words.reason).max(MOST_TEXT, long);
  const form = <S extends z.ZodRawShape>(shape: S) => z.strictObject(shape, words.form);
  const receiver = z.uuid(words.receiver);
  const one = <T>(schema: z.ZodType<T>, make: (value: T) => CaseAction): ReadAction => {
    const read = checkForm(schema, typed);
    return read.ok ? ok(make(read.value)) : fail(read.errors);
  };
  if (isPlainActionType(type)) return readPlainAction(type, typed, context);
  switch (type) {
    case 'complete-facts':
      return readFactsForm(typed, context);
    case 'register':
    case 'make-finding':
    case 'keep-as-information':
    case 'verify':
      return one(form({ seq, reason }), (v) => ({ type, reason: v.reason }));
    case 'extend-handling': {
      const basis = z
        .string(words.basis)
        .trim()
        .min(1, words.basis)
        .refine((id) => findBasis(id, context.today, context.rulebook) !== undefined, words.basis)
        .max(MOST_NAME, words.long(String(MOST_NAME)));
      const note = z
        .string()
        .trim()
        .max(MOST_BASIS_NOTE, words.long(String(MOST_BASIS_NOTE)))
        .default('');
      return one(form({ seq, basis, note, reason }), (v) => ({ type, basis: v.basis, note: v.note, reason: v.reason }));
    }
    case 'return-handover': {
      const category = z.enum(returnCategories, words.choose).default('other');
      const missing = z
        .union(
          [z.enum(missingParts).transform((r) => [r]), z.array(z.enum(missingParts)).max(missingParts.length)],
          words.form,
        )
        .default([]);
      return one(form({ seq, reason, category, missing }), (v) => ({
        type,
        reason: v.reason,
        category: v.category,
        ...(v.category === 'incomplete' ? { missing: v.missing } : {}),
      }));
    }
    case 'accept-handover':
      return one(
        form({
          seq,
          interest: z.enum(['none', ...interests], words.choose),
          interestReason: z.string().trim().max(MOST_TEXT, long).default(''),
        }).refine((v) => v.interest === 'none' || v.interestReason.length >= 10, {
          path: ['interestReason'],
          message: words.reason,
        }),
        // Whoever has a stake in it does not accept: saying so is the action.
        (v) =>
          v.interest === 'none' ? { type } : { type: 'declare-interest', kind: v.interest, reason: v.interestReason },
      );
    case 'record-study': {
      const rows = z.union([z.string().transform((r) => [r]), z.array(z.string())], words.form).default([]);
      const level = z.enum(['', 'moral', 'sedang', 'berat', 'pemberhentian'], words.choose).default('');
      return one(
        form({ seq, text: z.string(words.study).trim().min(40, words.study).max(MOST_TEXT, long), rows, level }),
        (v) => ({
          type,
          text: v.text,
          rows: v.rows.filter(isRule),
          level: v.level === '' ? null : v.level,
        }),
      );
    }
    case 'conclude':
      return one(
        form({
          seq,
          proven: z.enum(['yes', 'no'], words.choose),
          sat: z
            .union([z.uuid().transform((id) => [id]), z.array(z.uuid()).min(1).max(MOST_SITTING)], words.sat)
            .optional(),
          reason,
        }),
        (v) => ({
          type,
          proven: v.proven === 'yes',
          ...(v.sat === undefined ? {} : { sat: [...new Set(v.sat)].toSorted() }),
          reason: v.reason,
        }),
      );
    case 'separate': {
      const place = z.string().regex(PLACE, words.form).transform(Number);
      const accused = z.union([place.transform((p) => [p]), z.array(place).min(1)], words.whoSeparates);
      return one(form({ seq, accused, reason }), (v) => ({ type, accused: v.accused, reason: v.reason }));
    }
    case 'convey':
      if (Object.keys(typed).some((name) => EACH.test(name))) return readConveyEach(typed, context);
      return one(form({ seq, toBodyId: receiver, sekda: z.enum(['yes', 'no'], words.choose), reason }), (v) => ({
        type,
        toBodyId: v.toBodyId,
        sekda: v.sekda === 'yes',
        reason: v.reason,
      }));
    case 'submit':
    case 'confirm-study':
      return one(form({ seq, toBodyId: receiver, reason }), (v) => ({
        type,
        toBodyId: v.toBodyId,
        reason: v.reason,
      }));
    case 'record-decision':
      return readDecision(typed, context);
    default:
      return unreachable(type);
  }
}

const PLACE = /^[1-9]\d?$/;
const EACH = /^toBodyId([1-9]\d?)$/;

/** Each of several accused with an authority of their own; fields carry the place of the person. */
function readConveyEach(typed: Typed, context: FormContext): ReadAction {
  const words = deskWords(context.lang).wrong;
  const places = Object.keys(typed).flatMap((name) => {
    const place = EACH.exec(name)?.[1];
    return place === undefined ? [] : [Number(place)];
  });
  const shape = Object.fromEntries(
    places.flatMap((place) => [
      [`toBodyId${place}`, z.uuid(words.receiver)],
      [`sekda${place}`, z.enum(['yes', 'no'], words.choose)],
    ]),
  );
  const read = checkForm(
    z.strictObject(
      {
        ...shape,
        seq: z.string(words.form).optional(),
        reason: z
          .string(words.reason)
          .trim()
          .min(10, words.reason)
          .max(MOST_TEXT, words.long(formatNumber(MOST_TEXT, context.lang))),
      },
      words.form,
    ),
    typed,
  );
  if (!read.ok) return fail(read.errors);
  const reason = typedText(typed, 'reason').trim();
  const each = places
    .toSorted((a, b) => a - b)
    .map((position) => ({
      position,
      toBodyId: typedText(typed, `toBodyId${position}`),
      sekda: typedText(typed, `sekda${position}`) === 'yes',
    }));
  const [first] = each;
  if (first === undefined) return fail([{ field: '_form', message: words.form }]);
  return ok({ type: 'convey', toBodyId: first.toBodyId, sekda: first.sekda, reason, each });
}

function readDecision(typed: Typed, context: FormContext): ReadAction {
  const words = deskWords(context.lang).wrong;
  const errors: FieldError[] = [];
  const day = readDay(typed, 'decidedOn', context, errors);
  const schema = z.strictObject({
    seq: z.string().optional(),
    decidedOn_day: z.string().optional(),
    decidedOn_month: z.string().optional(),
    decidedOn_year: z.string().optional(),
    outcome: z.enum(['sanction', 'no-sanction', 'not-proven'], words.choose),
    option: z.string(words.option).max(60, words.option).default(''),
    decisionNumber: z.string(words.number).trim().min(1, words.number).max(120, words.long('120')),
    document: z.union([z.uuid(), z.literal('')], words.choose).default(''),
    documentHash: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^([0-9a-f]{64})?$/, words.hash)
      .default(''),
    outsideReason: z
      .string()
      .trim()
      .max(MOST_TEXT, words.long(formatNumber(MOST_TEXT, context.lang)))
      .default(''),
    reason: z
      .string(words.reason)
      .trim()
      .min(10, words.reason)
      .max(MOST_TEXT, words.long(formatNumber(MOST_TEXT, context.lang))),
  });
  const read = checkForm(schema, typed);
  if (!read.ok) errors.unshift(...read.errors);
  else if (read.value.outcome === 'sanction' && !isSanctionOption(read.value.option))
    errors.push({ field: 'option', message: words.option });
  if (!read.ok || errors.length > 0 || day === undefined) return fail(errors);
  const { outcome, option, decisionNumber, reason, document, documentHash, outsideReason } = read.value;
  return ok({
    type: 'record-decision',
    outcome,
    option: outcome === 'sanction' ? option : null,
    decisionNumber,
    decidedOn: day,
    reason,
    ...(document === '' ? {} : { document }),
    ...(documentHash === '' ? {} : { documentHash }),
    ...(outsideReason === '' ? {} : { outsideReason }),
  });
}

function readFactsForm(typed: Typed, context: FormContext): ReadAction {
  const words = deskWords(context.lang).wrong;
  const errors: FieldError[] = [];
  const text = (name: string): string => typedText(typed, name).trim();

  const summary = text('summary');
  if (summary.length < 20) errors.push({ field: 'summary', message: words.summary });
  if (summary.length > MOST_TEXT)
    errors.push({ field: 'summary', message: words.long(formatNumber(MOST_TEXT, context.lang)) });
  const kind = actKinds.find((k) => k === text('act.kind'));
  if (kind === undefined) errors.push({ field: 'act.kind', message: words.choose });
  const on = readDay(typed, 'actOn', context, errors);

  const accused: Accused[] = [];
  const count = Math.min(MOST_ACCUSED, Math.max(1, Number(text('accusedCount')) || 1));
  for (let n = 1; n <= count; n += 1) {
    const person = {
      name: text(`name${n}`),
      post: text(`post${n}`),
      unitName: text(`unit${n}`),
      status: text(`status${n}`),
      ...(text(`nip${n}`) === '' ? {} : { nip: text(`nip${n}`) }),
    };
    // Further persons that were added and left empty are no mistake.
    if (n > 1 && Object.values(person).every((part) => part === '')) continue;
    const long = words.long(String(MOST_NAME));
    if (person.name.length > MOST_NAME) errors.push({ field: `name${n}`, message: long });
    if (person.post === '') errors.push({ field: `post${n}`, message: words.post });
    if (person.post.length > MOST_NAME) errors.push({ field: `post${n}`, message: long });
    if (person.unitName === '') errors.push({ field: `unit${n}`, message: words.unit });
    if (person.unitName.length > MOST_NAME) errors.push({ field: `unit${n}`, message: long });
    if (!actorStatuses.some((s) => s === person.status)) errors.push({ field: `status${n}`, message: words.choose });
    const nip = person.nip === undefined ? undefined : readNip(person.nip);
    if (nip === null) errors.push({ field: `nip${n}`, message: words.nip });
    accused.push({ ...person, ...(typeof nip === 'string' ? { nip } : {}) });
  }
  if (errors.length > 0 || kind === undefined || on === undefined) return fail(errors);

  const facts = factsFrom(typed, {
    kind,
    on,
    status: accused[0]?.status ?? 'pns',
    electionId: context.electionId,
    contestId: context.contestId,
  });
  const parsed = context.rulebook.parseFacts(facts);
  if (!parsed.ok) return fail([{ field: '_form', message: words.facts(parsed.error.line) }]);
  return ok({ type: 'complete-facts', summary, accused, facts });
}

/** Facts as the rulebook reads them. What is not known yet is left out: unknown, not false. */
function factsFrom(
  typed: Typed,
  base: {
    readonly kind: string;
    readonly on: string;
    readonly status: string;
    readonly electionId: string;
    readonly contestId: string;
  },
): StepContent {
  const act: Record<string, StepValue> = { kind: base.kind, on: base.on };
  const actor: Record<string, StepValue> = { status: base.status };
  const contest: Record<string, StepValue> = { election: base.electionId, contest: base.contestId };
  for (const fact of yesNoFacts) {
    const value = typedText(typed, fact);
    if (value !== 'yes' && value !== 'no') continue;
    const [part, name] = fact.split('.');
    if (name !== undefined) (part === 'act' ? act : actor)[name] = value === 'yes';
  }
  const attributes = typedText(typed, 'act.attributes');
  if (attributes === 'none' || attributes === 'party' || attributes === 'civil-servant') act.attributes = attributes;
  const beneficiary = typedText(typed, 'contest.beneficiary');
  if (beneficiary === 'person' || beneficiary === 'party' || beneficiary === 'none') contest.beneficiary = beneficiary;
  return { act, actor, contest };
}

function readDay(typed: Typed, name: string, context: FormContext, errors: FieldError[]): string | undefined {
  const words = deskWords(context.lang).wrong;
  const read = readDate({
    day: typedText(typed, `${name}_day`),
    month: typedText(typed, `${name}_month`),
    year: typedText(typed, `${name}_year`),
  });
  const wrong = (message: string): undefined => {
    errors.push({ field: name, message });
    return undefined;
  };
  if (read.kind !== 'day') return wrong(words.day);
  if (read.day > context.today) return wrong(words.future);
  if (read.day < '2017-01-01') return wrong(words.tooOld);
  return read.day;
}

/** Rows and provisions that exist, B13 aside: it is a note, never a row of an answer. */
function isRule(id: string): boolean {
  return (
    (id !== 'B13' && allRows.some((row) => row.id === id)) || allProvisions.some((provision) => provision.id === id)
  );
}

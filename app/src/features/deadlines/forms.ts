/** Reads the form of an absence. */
import { z } from 'zod';
import type { Member } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { readDate } from '../../ui/index.ts';
import { absenceKinds, workplaces } from './attendance-read.ts';
import type { AbsenceWish } from './deadline-service.ts';
import { deadlineWords } from './words.ts';

/** A day asked in three parts; null when there is none. */
export function readDay(typed: Typed, name: string): string | null {
  const read = readDate({
    day: typedText(typed, `${name}_day`),
    month: typedText(typed, `${name}_month`),
    year: typedText(typed, `${name}_year`),
  });
  return read.kind === 'day' ? read.day : null;
}

/** Left out: the only office, and the person itself. */
export function readAbsenceForm(
  typed: Typed,
  member: Member,
  lang: Language,
): Result<AbsenceWish, readonly FieldError[]> {
  const words = deadlineWords(lang).away.wrong;
  const errors: FieldError[] = [];
  const own = workplaces(member);
  const office = typedText(typed, 'kantor') === '' ? own[0] : own.find((m) => m.bodyId === typedText(typed, 'kantor'));
  if (office === undefined) errors.push({ field: 'kantor', message: words.office });
  const person = z.uuid().safeParse(typedText(typed, 'orang') === '' ? member.userId : typedText(typed, 'orang'));
  if (!person.success) errors.push({ field: 'orang', message: words.person });
  const [from, until] = [readDay(typed, 'dari'), readDay(typed, 'sampai')];
  if (from === null) errors.push({ field: 'dari', message: words.date });
  if (until === null) errors.push({ field: 'sampai', message: words.date });
  const kind = absenceKinds.find((one) => one === typedText(typed, 'sebab'));
  if (kind === undefined) errors.push({ field: 'sebab', message: words.kind });
  const asked = typedText(typed, 'pengganti');
  const deputy = asked === '' ? null : z.uuid().safeParse(asked);
  if (deputy !== null && !deputy.success) errors.push({ field: 'pengganti', message: words.deputy });
  if (
    office === undefined ||
    !person.success ||
    from === null ||
    until === null ||
    kind === undefined ||
    (deputy !== null && !deputy.success)
  )
    return fail(errors);
  return ok({
    bodyId: office.bodyId,
    userId: person.data,
    fromDay: from,
    untilDay: until,
    kind,
    deputyUserId: deputy === null ? null : deputy.data,
  });
}

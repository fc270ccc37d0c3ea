/** The letter to the accused as a PDF, in Indonesian; and the sealed note with which it can be downloaded for half an hour after issuing. */
import { findRow } from '@netra/rulebook';
import { z } from 'zod';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { lock, unlock } from '../../platform/crypto/box.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Result } from '../../platform/result.ts';
import type { Workshop, WorkshopError } from '../../platform/workshop/index.ts';
import { accusedAt, actName, type CaseView } from '../cases/index.ts';
import type { Told } from './told.ts';
import { Told as ToldSchema } from './told.ts';

const LASTS_MS = 30 * 60_000;
const purpose = 'accused/letter';

const Pass = z.strictObject({
  number: z.string(),
  position: z.int(),
  code: z.string(),
  validUntil: z.string(),
  issuedAt: z.string(),
  told: ToldSchema,
});
export type LetterPass = z.infer<typeof Pass>;

type Deps = Pick<Platform, 'keys' | 'realNow'>;

/** For the officer who issued it, and nobody who finds the page: the code is in it and lies nowhere else. */
export function sealLetterPass({ keys, realNow }: Deps, userId: string, pass: LetterPass): string {
  const context = { purpose, aad: Buffer.from(userId) };
  const box = lock(
    { current: keys('accused-letter') },
    Buffer.from(JSON.stringify(pass)),
    context,
    realNow() + LASTS_MS,
  );
  return box.toString('base64url');
}

export function readLetterPass({ keys, realNow }: Deps, userId: string, sealed: string): LetterPass | null {
  const context = { purpose, aad: Buffer.from(userId) };
  const opened = unlock({ current: keys('accused-letter') }, Buffer.from(sealed, 'base64url'), context, realNow());
  return opened.ok ? Pass.parse(JSON.parse(opened.value.toString('utf8'))) : null;
}

/** Same pass, same bytes. */
export function letterPdf(
  workshop: Pick<Workshop, 'renderPdf'>,
  view: CaseView,
  pass: LetterPass,
  options: { readonly publicUrl: string; readonly demo: boolean },
): Promise<Result<Buffer, WorkshopError>> {
  const person = accusedAt(view, pass.position);
  const issuedAt = Temporal.Instant.from(pass.issuedAt);
  const address = `${options.publicUrl.replace(/^https?:\/\//, '')}/terlapor`;
  return workshop.renderPdf(
    'notice',
    {
      name: person?.name ?? '',
      post: person?.post ?? '',
      unit: person?.unitName ?? '',
      office: view.holderName,
      region: view.regionName,
      number: view.number,
      issuedOn: formatDay(legalDay(issuedAt, view.holderZone), 'id'),
      isoDay: legalDay(issuedAt, view.holderZone),
      decision: decisionLine(view),
      allegation: pass.told.allegation,
      act: actName(pass.told.actKind, 'id'),
      actOn: pass.told.actOn === null ? '' : formatDay(pass.told.actOn, 'id'),
      place: pass.told.place,
      rules: pass.told.rows.map((id) => ruleLine(id)),
      clarification: pass.told.clarification,
      answerUntil: pass.told.answerUntil === null ? '' : formatDay(pass.told.answerUntil, 'id'),
      contact: pass.told.contact,
      code: pass.code,
      address,
      validUntil: formatInstant(Temporal.Instant.from(pass.validUntil), view.holderZone, 'id'),
      demo: options.demo,
    },
    {},
    Math.floor(issuedAt.epochMilliseconds / 1000),
  );
}

/** Once there is a decision the letter says so. With several accused only that there is one: what it says to whom stands in the decision itself. */
function decisionLine(view: CaseView): string {
  const step = view.steps.findLast((one) => one.kind === 'decision-recorded');
  if (step === undefined || ['stopped', 'annulled', 'referred'].includes(view.status)) return '';
  const read = Decision.safeParse(step.content);
  if (view.accused.length !== 1 || !read.success)
    return 'Pejabat Pembina Kepegawaian (PPK) instansi Anda telah mengambil keputusan. Isinya ada dalam surat keputusan yang Anda terima.';
  const { decisionNumber, decidedOn } = read.data;
  return `Pejabat Pembina Kepegawaian (PPK) instansi Anda telah mengambil keputusan nomor ${decisionNumber}, ${formatDay(decidedOn, 'id')}. Isinya ada dalam surat keputusan yang Anda terima.`;
}

const Decision = z.object({ decisionNumber: z.string(), decidedOn: z.iso.date() });

function ruleLine(id: string): string {
  const row = findRow(id);
  return row === undefined ? `PP 94/2021, ${id}` : `Baris ${id} Lampiran II SKB 2022: ${row.act.id}`;
}

export type { Told };

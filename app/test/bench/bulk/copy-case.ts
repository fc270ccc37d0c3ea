/**
 * One case copied from a template to another place: other people, words, hours and office; every commitment, chain, lock, manifest and seal made
 * anew, so that whoever opens it finds it whole. Days stay those of the template, so that its limits are still what the law gives.
 */
import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson, commit, hashToHex, nextLink } from '@netra/ledger';
import { INDEX_KEY, lockAccused, tokensOf } from '../../../src/features/cases/accused-index.ts';
import type { Accused } from '../../../src/features/cases/case.ts';
import { openedEntry, stepEntryWithHash } from '../../../src/features/cases/case-store.ts';
import { manifestOf } from '../../../src/features/cases/handover-manifest.ts';
import { type Chance, chance } from '../../../src/features/demonstration/random.ts';
import { accusedPerson, tellings } from '../../../src/features/demonstration/stories.ts';
import { receiptHash, receiptOf, submissionKey } from '../../../src/features/reports/receipt.ts';
import { identityPurpose, wordsPurpose } from '../../../src/features/reports/report-service.ts';
import type { Keys } from '../../../src/platform/crypto/secret.ts';
import { isZone, type Zone, zoneId } from '../../../src/platform/i18n/zones.ts';
import type { Office, Seat } from './ground.ts';
import { caseNumber, newId } from './made-up.ts';
import type { Put } from './rows.ts';
import type { Sealer } from './sealer.ts';
import type { Content, Template, TemplateSet } from './templates.ts';

export interface CopyDeps {
  readonly keys: Keys;
  readonly set: TemplateSet;
  readonly put: Put;
}

export interface Wish {
  readonly index: number;
  readonly template: Template;
  readonly seat: Seat;
  /** Seals to the office that takes the reports in. */
  readonly seal: Sealer;
  /** How many reports belong to the case; at least one where the template began with one, none otherwise. */
  readonly reports: number;
  /** Running number of the first of them. */
  readonly firstReport: number;
}

const MINUTE = 60_000;
/** Limits of the accused, which are no duty of the office that holds the case. */
const othersLimits: ReadonlySet<string> = new Set(['file-objection', 'file-appeal']);

const details = {
  where: [
    'Kejadian berlangsung di balai warga',
    'Kejadian berlangsung di lapangan olahraga',
    'Kejadian berlangsung di halaman kantor',
    'Kejadian berlangsung di gedung serbaguna',
    'Kejadian berlangsung di pasar pagi',
    'Kejadian berlangsung di rumah makan',
    'Kejadian berlangsung di dermaga nelayan',
    'Kejadian berlangsung di perkebunan rakyat',
    'Kejadian berlangsung di puskesmas',
    'Kejadian berlangsung di aula sekolah',
  ],
  what: [
    'Petugas menyimpan tangkapan layar dan rekaman suara',
    'Petugas menyimpan rekaman video dari warga',
    'Petugas menyimpan foto undangan cetak',
    'Petugas memeriksa daftar hadir kegiatan',
    'Petugas mencatat pelat kendaraan dinas',
    'Petugas memperoleh salinan surat edaran internal',
    'Petugas mencocokkan jadwal dinas dengan waktu unggahan',
    'Petugas meminta keterangan dua saksi',
    'Petugas menerima spanduk bekas',
  ],
  rare: [
    'rebana',
    'kecapi',
    'gerobak',
    'kapal motor',
    'pawai obor',
    'lomba layang-layang',
    'senam bersama',
    'panen raya',
    'bazar murah',
    'jalan sehat',
    'khitanan massal',
    'arisan',
    'pengajian',
    'kirab budaya',
    'turnamen voli',
    'wayang',
    'donor darah',
    'reuni sekolah',
  ],
} as const;

export function copyCase({ keys, set, put }: CopyDeps, wish: Wish): void {
  const { template, seat, index } = wish;
  const { file } = template;
  const random = chance((index * 2_654_435_761) >>> 0);
  const caseId = newId(`case ${index}`);
  const number = caseNumber(index);
  const jitter = random.between(0, 20) * MINUTE + random.between(0, 59_999);
  const fromZone = zoneFrom(file.office_zone);
  const between = offsetOf(fromZone) - offsetOf(seat.zone);
  const moved = (at: Temporal.Instant): Temporal.Instant =>
    Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds + jitter + between);
  const movedOrNull = (at: Temporal.Instant | null): Temporal.Instant | null => (at === null ? null : moved(at));

  const officeOf = (bodyId: string): Office | null => {
    const role = set.roleOf.get(bodyId);
    return role === undefined ? null : role === 'supervisor' ? seat.supervisor : seat.authority;
  };
  const body = (bodyId: string): string => officeOf(bodyId)?.id ?? bodyId;
  const bodyOrNull = (bodyId: string | null): string | null => (bodyId === null ? null : body(bodyId));
  const code = (bodyId: string): string => officeOf(bodyId)?.code ?? set.codeOf.get(bodyId) ?? '';
  const officer = seat.officers[index % seat.officers.length] ?? '';
  const decider = seat.deciders[index % seat.deciders.length] ?? '';
  /** Whoever acts at an office that was replaced is one of those who work there. */
  const user = (userId: string | null, bodyId: string): string | null => {
    if (userId === null) return null;
    const role = set.roleOf.get(bodyId);
    return role === undefined ? userId : role === 'supervisor' ? officer : decider;
  };
  /** The end of a legal day at an office lies at another instant when the office lies in another zone. */
  const due = (at: Temporal.Instant, bodyId: string): Temporal.Instant =>
    officeOf(bodyId) === null ? at : at.add({ milliseconds: between });

  const people: Accused[] = template.accused.map((row) => ({
    ...accusedPerson(random, seat.place.name),
    ...(random.next() < 0.3 ? { nip: nipOf(random) } : {}),
    status: row.status,
  }));

  const steps: {
    seq: number;
    at: Temporal.Instant;
    commitment: Uint8Array;
    link: Uint8Array;
    step: Template['steps'][number];
  }[] = [];
  let link: Uint8Array | null = null;
  for (const step of template.steps) {
    const at = moved(step.at);
    const text = step.content === null ? null : textOf(step.content, seat.place.name, random);
    const salt = randomBytes(32);
    const commitment = commit(
      stepEntryWithHash({
        kind: step.kind,
        at,
        bodyId: body(step.body_id),
        caseId,
        seq: step.seq,
        statusAfter: step.status_after,
        toBodyId: bodyOrNull(step.to_body_id),
        actorUserId: user(step.actor_user_id, step.body_id),
        contentHash: text === null ? null : createHash('sha256').update(text).digest('hex'),
      }),
      salt,
    );
    link = nextLink(link, commitment);
    put(
      'case_event',
      caseId,
      step.seq,
      step.kind,
      body(step.body_id),
      user(step.actor_user_id, step.body_id),
      bodyOrNull(step.to_body_id),
      step.status_after,
      at,
      salt,
      commitment,
      link,
    );
    if (text !== null) put('case_event_content', caseId, step.seq, text);
    put('log_waiting', 'steps', commitment);
    steps.push({ seq: step.seq, at, commitment, link, step });
  }

  const clocks = template.clocks.map((clock) => {
    const endsAt = due(clock.due_at, clock.body_id);
    const ended = movedOrNull(clock.ended_at);
    const late = ended !== null && Temporal.Instant.compare(ended, endsAt) > 0;
    return {
      clock,
      startedAt: moved(clock.started_at),
      dueAt: endsAt,
      ended,
      state: clock.state === 'met' && late ? 'met-late' : clock.state,
    };
  });
  for (const [at, { clock, startedAt, dueAt, ended, state }] of clocks.entries())
    put(
      'clock',
      newId(`clock ${index} ${at}`),
      caseId,
      clock.procedure_id,
      clock.step_id,
      body(clock.body_id),
      officeOf(clock.body_id)?.zone ?? clock.zone,
      startedAt,
      dueAt,
      JSON.stringify(clock.skipped),
      clock.provisional,
      clock.nature,
      clock.basis,
      clock.confidence,
      clock.rulebook_version,
      clock.reason,
      state,
      ended,
    );
  const running = clocks.filter(({ clock, state }) => state === 'running' && !othersLimits.has(clock.step_id));
  const next = running.map((one) => one.dueAt).toSorted(Temporal.Instant.compare)[0] ?? null;
  put(
    'case_file',
    caseId,
    number,
    file.origin,
    file.status,
    file.election_id,
    file.contest_id,
    body(file.origin_body_id),
    body(file.holder_body_id),
    seat.place.id,
    file.act_kind,
    file.level,
    file.row_ids,
    moved(file.opened_at),
    movedOrNull(file.closed_at),
    next,
    file.last_seq,
    file.accused_count,
  );
  for (const row of template.access) put('case_access', caseId, body(row.body_id), moved(row.since), row.reads_to_seq);
  for (const row of template.parts)
    put('case_part', caseId, body(row.body_id), row.part, moved(row.since), movedOrNull(row.ended_at));
  for (const [at, person] of people.entries()) {
    const locked = lockAccused(keys, caseId, person);
    put('case_accused', caseId, at + 1, locked.name, locked.details, person.status, INDEX_KEY);
    const { words, nip } = tokensOf(keys, person);
    for (const token of words) put('accused_token', caseId, at + 1, 'word', token);
    if (nip !== null) put('accused_token', caseId, at + 1, 'nip', nip);
  }

  for (const [at, handover] of template.handovers.entries()) {
    const id = newId(`handover ${index} ${at}`);
    const sentAt = moved(handover.sent_at);
    const openedAt = movedOrNull(handover.opened_at);
    const openedSalt = openedAt === null ? null : randomBytes(32);
    const opened =
      openedAt === null || openedSalt === null
        ? null
        : commit(openedEntry({ at: openedAt, handoverId: id, bodyId: body(handover.to_body_id) }), openedSalt);
    if (opened !== null) put('log_waiting', 'steps', opened);
    put(
      'handover',
      id,
      caseId,
      handover.seq,
      handover.what,
      body(handover.from_body_id),
      body(handover.to_body_id),
      sentAt,
      user(handover.sent_by, handover.from_body_id),
      openedAt,
      user(handover.opened_by, handover.to_body_id),
      movedOrNull(handover.accepted_at),
      user(handover.accepted_by, handover.to_body_id),
      movedOrNull(handover.returned_at),
      user(handover.returned_by, handover.to_body_id),
      steps.find((one) => one.seq === handover.seq)?.link ?? null,
      openedSalt,
      opened,
      handover.due_at === null ? null : due(handover.due_at, handover.to_body_id),
      handover.due_rule === null ? null : JSON.stringify(handover.due_rule),
      handover.due_provisional,
      movedOrNull(handover.ended_at),
    );
    const salt = randomBytes(32);
    const limits = clocks
      .filter((one) => Temporal.Instant.compare(one.startedAt, sentAt) <= 0)
      .toSorted(
        (a, b) => Temporal.Instant.compare(a.startedAt, b.startedAt) || (a.clock.step_id < b.clock.step_id ? -1 : 1),
      );
    const manifest = manifestOf(
      {
        case: {
          number,
          election: file.election_id,
          contest: file.contest_id,
          act: file.act_kind,
          office: code(file.origin_body_id),
          region: seat.place.code,
        },
        steps: steps
          .filter((one) => one.seq <= handover.seq)
          .map((one) => ({
            seq: one.seq,
            kind: one.step.kind,
            at: one.at.toString(),
            office: code(one.step.body_id),
            statusAfter: one.step.status_after,
            commitment: hashToHex(one.commitment),
            link: hashToHex(one.link),
          })),
        accused: people.map(({ name, post, unitName, status, nip }) => ({
          name,
          post,
          unitName,
          status,
          nip: nip ?? null,
        })),
        limits: limits.map(({ clock, startedAt }) => ({
          procedure: clock.procedure_id,
          step: clock.step_id,
          office: code(clock.body_id),
          startedAt: startedAt.toString(),
          nature: clock.nature,
          basis: clock.basis,
        })),
        evidence: [],
      },
      salt,
    );
    put('handover_manifest', id, salt, JSON.stringify(manifest.parts), Buffer.from(manifest.sha256, 'hex'));
  }
  for (const row of template.audits)
    put(
      'audit',
      user(row.user_id, row.body_id ?? ''),
      bodyOrNull(row.body_id),
      row.what,
      row.access,
      caseId,
      row.target,
    );
  put('case_search_due', caseId, moved(file.opened_at));
  tellReports(keys, put, wish, { caseId, openedAt: moved(file.opened_at), accused: people[0], random });
}

interface Told {
  readonly caseId: string;
  readonly openedAt: Temporal.Instant;
  readonly accused: Accused | undefined;
  readonly random: Chance;
}

/** What people told: the first began the case, the others tell of the same matter. Each is sealed on its own. */
function tellReports(keys: Keys, put: Put, wish: Wish, { caseId, openedAt, accused, random }: Told): void {
  const { template, seat } = wish;
  const { report } = template;
  if (report === null) return;
  const telling = Object.entries(tellings).find(([kind]) => kind === report.act_kind)?.[1][0];
  const story = (telling?.story ?? 'Saya melihat kejadian itu sendiri.').replaceAll('{calon}', 'calon');
  const place = `${random.pick(details.where).replace('Kejadian berlangsung di ', '')}, ${seat.place.name}`;
  for (let nth = 0; nth < wish.reports; nth += 1) {
    const index = wish.firstReport + nth;
    const id = newId(`report ${index}`);
    const seed = createHash('sha256').update(`netra large seed ${index}`).digest('base64url').slice(0, 22);
    put(
      'report',
      id,
      submissionKey(keys, seed),
      receiptHash(keys, receiptOf(keys, seed)),
      report.kind,
      seat.supervisor.id,
      caseId,
      report.act_kind,
      report.happened_on,
      report.known_on,
      seat.place.id,
      nth === 0 ? openedAt : openedAt.add({ minutes: random.between(1, 90) }),
    );
    const words = {
      story: nth === 0 ? story : `${story} Saya menuliskan ini sebagai saksi ke-${nth + 1}.`,
      place,
      accused: {
        post: accused?.post ?? 'Pegawai',
        unit: accused?.unitName ?? seat.place.name,
        name: accused?.name ?? '',
        status: accused?.status ?? null,
      },
    };
    put('report_words', id, wish.seal(wordsPurpose, JSON.stringify(words), id));
    if (report.kind === 'laporan') {
      const identity = {
        name: accusedPerson(random, seat.place.name).name,
        address: `Jalan Kenanga ${random.between(1, 90)}, ${seat.place.name}`,
        contact: `warga${index}@surel.contoh`,
      };
      put('report_identity', id, wish.seal(identityPurpose, JSON.stringify(identity), id));
    }
  }
}

/** The canonical text of a template's content with holes where its copies differ; made once. */
const patterns = new WeakMap<Content, string>();
const hole = (key: string): string => `{{${key}}}`;
const holes = ['summary', 'text', 'decisionNumber'] as const;

function patternOf(content: Content): string {
  const known = patterns.get(content);
  if (known !== undefined) return known;
  const open = Object.fromEntries(
    holes.filter((key) => typeof content[key] === 'string').map((key) => [key, hole(key)]),
  );
  const made = canonicalJson({ ...content, ...open });
  patterns.set(content, made);
  return made;
}

function textOf(content: Content, place: string, random: Chance): string {
  const { summary, text, decisionNumber } = content;
  let made = patternOf(content);
  const fill = (key: (typeof holes)[number], words: string): void => {
    made = made.replace(JSON.stringify(hole(key)), () => JSON.stringify(words));
  };
  if (typeof summary === 'string') {
    const rare = random.next() < 0.05 ? `; warga sedang mengikuti ${random.pick(details.rare)}` : '';
    fill('summary', `${summary} ${random.pick(details.where)} di ${place}. ${random.pick(details.what)}${rare}.`);
  }
  if (typeof text === 'string')
    fill('text', `${text} ${random.pick(details.what)}. Berkas kajian nomor ${random.between(1, 9999)}.`);
  if (typeof decisionNumber === 'string') fill('decisionNumber', `800.1.6/${random.between(101, 9999)}/2024`);
  return made;
}

function nipOf(random: Chance): string {
  return Array.from({ length: 18 }, () => String(random.between(0, 9))).join('');
}

function zoneFrom(text: string): Zone {
  if (!isZone(text)) throw new Error(`unknown zone ${text}`);
  return text;
}

/** Milliseconds before UTC's midnight: Indonesia has no summer time. */
const offsets = new Map<Zone, number>();
function offsetOf(zone: Zone): number {
  const known = offsets.get(zone);
  if (known !== undefined) return known;
  const offset = Temporal.Instant.from('2024-10-01T00:00:00Z').toZonedDateTimeISO(zoneId[zone]).offsetNanoseconds / 1e6;
  offsets.set(zone, offset);
  return offset;
}

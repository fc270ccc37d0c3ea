/** The cases of the demonstration, written out before anything is stored: who does what, when, with which facts. Pure and repeatable. */

import { type ActKind, assess, findElection, parseFacts, phaseOf } from '@netra/rulebook';
import type { CaseAction } from '../cases/index.ts';
import { getOffice, places, plenaryOffice, seatOffice, seats } from './country.ts';
import { type Stop, type Wanted, wantedCases } from './queues.ts';
import { type Chance, chance, uuidOf } from './random.ts';
import { type Accused, accusedPerson, type DemoKind, factsOf, kindShares, onlyBefore, tellings } from './stories.ts';
import { instantAt, momentsBackFrom } from './working-times.ts';

export const electionId = 'pilkada-2024';
const contestId = 'kepala-daerah';
const SEED = 20_241_004;

/** What happens in one step; `look` is a person of the receiving office opening what came. */
export type PlannedAction = CaseAction | { readonly type: 'look' };

export interface PlannedStep {
  /** Code of the office that acts. */
  readonly office: string;
  readonly at: Temporal.Instant;
  /** Bodies stand as codes of offices. */
  readonly action: PlannedAction;
}

export interface PlannedCase {
  readonly id: string;
  /** Seed for what people read of it: its number. */
  readonly seed: number;
  readonly office: string;
  readonly place: string;
  readonly origin: Wanted['origin'];
  readonly stop: Stop;
  readonly kind: DemoKind;
  readonly openedAt: Temporal.Instant;
  readonly happenedOn: string;
  readonly knownOn: string;
  readonly accused: readonly [Accused, ...Accused[]];
  readonly story: string;
  readonly reporter: { readonly name: string; readonly address: string; readonly contact: string } | null;
  readonly steps: readonly PlannedStep[];
}

/** Events that an action leaves in the chain, for going on where an interrupted filling stopped. */
export function eventsOf(action: PlannedAction): number {
  if (action.type === 'look') return 0;
  // Those who get a case of their own are told by a step each.
  if (action.type === 'convey') return action.each?.length ?? 1;
  if (action.type === 'record-decision') return action.outcome === 'sanction' ? 1 : 2;
  return action.type === 'conclude' && !action.proven ? 2 : 1;
}

type StepName = Exclude<Stop, 'open'> | 'forwarded' | 'looked-by-authority' | 'reprimanded' | 'examined' | 'sanctioned';

const untilConcluded = ['facts', 'registered', 'studied', 'concluded'] as const;
const untilVerified = [...untilConcluded, 'submitted', 'looked', 'accepted', 'verified'] as const;
const untilReceived = [
  ...untilVerified,
  'confirmed',
  'conveyed',
  'looked-by-authority',
  'received-by-authority',
] as const;
const untilDelivered = [...untilReceived, 'opened', 'examined', 'sanctioned', 'delivered'] as const;
const ways: Readonly<Record<Stop, readonly StepName[]>> = {
  open: [],
  facts: ['facts'],
  registered: ['facts', 'registered'],
  extended: ['facts', 'registered', 'forwarded', 'extended'],
  studied: ['facts', 'registered', 'studied'],
  concluded: untilConcluded,
  'not-proven': ['facts', 'registered', 'studied', 'not-proven'],
  submitted: [...untilConcluded, 'submitted'],
  looked: [...untilConcluded, 'submitted', 'looked'],
  accepted: [...untilConcluded, 'submitted', 'looked', 'accepted'],
  returned: [...untilConcluded, 'submitted', 'looked', 'returned'],
  verified: untilVerified,
  confirmed: [...untilVerified, 'confirmed'],
  conveyed: [...untilVerified, 'confirmed', 'conveyed'],
  'received-by-authority': untilReceived,
  decided: [...untilReceived, 'opened', 'examined', 'decided'],
  asked: ['asked'],
  voted: [...untilConcluded, 'submitted', 'looked', 'accepted', 'voted'],
  opened: [...untilReceived, 'opened'],
  reminded: [...untilVerified, 'confirmed', 'conveyed', 'reminded'],
  'block-proposed': [...untilVerified, 'confirmed', 'conveyed', 'reminded', 'reprimanded', 'block-proposed'],
  delivered: untilDelivered,
  contested: [...untilDelivered, 'contested'],
};

/** Working days before each step, from and to. Handling has three calendar days, so it moves fast; the rest takes what it takes. */
const gaps: Readonly<Record<StepName, readonly [number, number]>> = {
  facts: [0, 1],
  registered: [0, 0],
  forwarded: [0, 0],
  extended: [1, 1],
  studied: [0, 1],
  concluded: [0, 1],
  'not-proven': [1, 1],
  submitted: [0, 1],
  looked: [0, 2],
  accepted: [0, 0],
  returned: [1, 2],
  verified: [0, 3],
  confirmed: [1, 2],
  conveyed: [1, 2],
  'looked-by-authority': [0, 2],
  'received-by-authority': [0, 1],
  decided: [2, 5],
  asked: [0, 1],
  voted: [0, 1],
  opened: [0, 1],
  // Fourteen days have passed since the recommendation was delivered.
  reminded: [11, 12],
  reprimanded: [1, 2],
  'block-proposed': [1, 1],
  examined: [1, 2],
  sanctioned: [1, 2],
  delivered: [0, 1],
  contested: [0, 1],
};

/** All cases, always the same. */
export function planCases(): readonly PlannedCase[] {
  const random = chance(SEED);
  const wanted = wantedCases(random);
  const kinds = random.shuffled(kindsFor(wanted.length));
  const timed = wanted.map((one, index) => ({ one, index, ...timesOf(one, chance(SEED + 7 * (index + 1))) }));
  // Acts after determination choose first: some kinds exist only before it.
  const choosing = timed.toSorted((a, b) => b.happenedOn.localeCompare(a.happenedOn));
  const chosen = new Map<number, DemoKind>();
  for (const { index, happenedOn } of choosing) chosen.set(index, takeKind(kinds, happenedOn));
  return timed.map(({ one, index, moments, happenedOn, knownOn }) => {
    const kind = chosen.get(index);
    if (kind === undefined) throw new Error('every case has a kind');
    return planCase(one, index, kind, { moments, happenedOn, knownOn });
  });
}

/** So many kinds, in their shares. */
function kindsFor(count: number): DemoKind[] {
  const shares = Object.entries(kindShares);
  const whole = shares.reduce((sum, [, share]) => sum + share, 0);
  let upTo = 0;
  return shares.flatMap(([kind, share]) => {
    const from = Math.round((upTo / whole) * count);
    upTo += share;
    const many = Math.round((upTo / whole) * count) - from;
    return isDemoKind(kind) ? Array.from({ length: many }, () => kind) : [];
  });
}

function isDemoKind(text: string): text is DemoKind {
  return Object.hasOwn(kindShares, text);
}

function phaseOn(day: string): string | undefined {
  const election = findElection(electionId);
  return election === undefined ? undefined : phaseOf(election, contestId, day);
}

function takeKind(kinds: DemoKind[], day: string): DemoKind {
  const after = phaseOn(day) === 'calon';
  const at = kinds.findIndex((kind) => !(after && onlyBefore.has(kind)));
  return kinds.splice(Math.max(at, 0), 1)[0] ?? 'social-engagement';
}

interface Times {
  readonly moments: readonly Temporal.Instant[];
  readonly happenedOn: string;
  readonly knownOn: string;
}

function timesOf(wanted: Wanted, random: Chance): Times {
  const { zone } = getOffice(wanted.office);
  const names = ways[wanted.stop];
  const between = names.map((name, index) =>
    index === names.length - 1 && wanted.gap !== undefined ? wanted.gap : random.between(...gaps[name]),
  );
  const moments =
    names.length === 0 ? [instantAt(wanted.last, zone)] : momentsBackFrom(wanted.last, between, zone, random);
  const openedOn = (moments[0] ?? instantAt(wanted.last, zone)).toZonedDateTimeISO('Asia/Jakarta').toPlainDate();
  const known = openedOn.subtract({ days: random.between(0, 3) });
  const happened = known.subtract({ days: random.between(0, 2) });
  return { moments, happenedOn: happened.toString(), knownOn: known.toString() };
}

function planCase(wanted: Wanted, index: number, kind: DemoKind, times: Times): PlannedCase {
  const random = chance(SEED + 1000 + index);
  const office = getOffice(wanted.office);
  const place = placeFor(office.place, random);
  const at = nameOf(place).replace(/^Provinsi /, '');
  const many = random.next() < oneAccused(wanted.stop) ? 1 : random.between(2, 3);
  const accused: [Accused, ...Accused[]] = [accusedPerson(random, at)];
  while (accused.length < many) accused.push(accusedPerson(random, at));
  const telling = random.pick(tellings[kind]);
  const word = phaseOn(times.happenedOn) === 'calon' ? 'calon' : 'bakal calon';
  const say = (text: string): string => text.replaceAll('{calon}', word);
  const [openedAt] = times.moments;
  if (openedAt === undefined) throw new Error('every case begins');
  const [first] = accused;
  const facts = actFacts(kind, times.happenedOn, first.status, random);
  const steps = stepsOf(wanted, {
    accused,
    facts,
    kind,
    summary: say(telling.summary),
    moments: times.moments,
    random,
    index,
  });
  return {
    id: uuidOf(random),
    seed: SEED + 5000 + index,
    office: wanted.office,
    place,
    origin: wanted.origin,
    stop: wanted.stop,
    kind,
    openedAt,
    happenedOn: times.happenedOn,
    knownOn: times.knownOn,
    accused,
    story: say(telling.story),
    reporter:
      wanted.origin === 'laporan'
        ? {
            name: accusedPerson(random, at).name,
            address: `Jalan Kenanga ${random.between(1, 90)}, ${at}`,
            contact: random.next() < 0.5 ? '' : `warga${index}@surel.contoh`,
          }
        : null,
    steps,
  };
}

/** Share of cases against one person. The public count is of persons, so these shares keep its proportions. */
function oneAccused(stop: Stop): number {
  if (stop === 'conveyed') return 0.75;
  return stop === 'verified' || stop === 'confirmed' ? 1 : 0.9;
}

type CompleteFacts = Extract<CaseAction, { type: 'complete-facts' }>;

function actFacts(kind: ActKind & DemoKind, on: string, status: string, random: Chance): CompleteFacts['facts'] {
  const { act, actor } = factsOf(kind, random);
  return {
    act: { kind, on, ...act },
    actor: { status, ...actor },
    contest: {
      election: electionId,
      contest: contestId,
      beneficiary: kind === 'party-membership' ? 'party' : 'person',
    },
  };
}

/** Cities have districts without an office of their own; cases lie there too. */
function placeFor(code: string, random: Chance): string {
  const own: [string, ...string[]] = [code];
  const below = places.filter(
    (place) => place.level === 'district' && place.parent === code && place.code !== 'NR-AR-UTA',
  );
  for (const place of below) own.push(place.code);
  return random.pick(own);
}

function nameOf(code: string): string {
  return places.find((place) => place.code === code)?.name ?? code;
}

interface Telling {
  readonly accused: readonly Accused[];
  readonly facts: CompleteFacts['facts'];
  readonly kind: DemoKind;
  readonly summary: string;
  readonly moments: readonly Temporal.Instant[];
  readonly random: Chance;
  /** Place of the case in the plan. */
  readonly index: number;
}

const authorityOf: Readonly<Record<string, string>> = {
  'bawaslu-ar': 'ppk-ar',
  'panwascam-ar-uta': 'ppk-ar',
  'bawaslu-lw': 'ppk-lw',
  'bawaslu-sw': 'ppk-sw',
  'bawaslu-nr': 'ppk-nr',
};

function stepsOf(wanted: Wanted, telling: Telling): readonly PlannedStep[] {
  const { random } = telling;
  const authority = authorityOf[wanted.office] ?? 'ppk-nr';
  const parsed = parseFacts(telling.facts);
  if (!parsed.ok) throw new Error(`facts of the demonstration: ${parsed.error.field}`);
  const found = assess(parsed.value);
  const [row] = found.rows;
  const actions: Readonly<Record<StepName, readonly [office: string, action: PlannedAction]>> = {
    facts: [
      wanted.office,
      { type: 'complete-facts', summary: telling.summary, accused: telling.accused, facts: telling.facts },
    ],
    registered: [
      wanted.office,
      wanted.origin === 'laporan'
        ? { type: 'register', reason: 'Syarat formal dan materiel terpenuhi.' }
        : { type: 'make-finding', reason: 'Hasil penelusuran cukup untuk dijadikan temuan.' },
    ],
    forwarded: [
      wanted.office,
      {
        type: 'forward-criminal',
        office: 'Sentra Gakkumdu Kota Arunika',
        reason: 'Seorang saksi menyebut uang yang dibagikan; tanda pidana diteruskan di samping perkara ini.',
      },
    ],
    extended: [
      wanted.office,
      {
        type: 'extend-handling',
        basis: 'UU 10/2016 ps 134(6)',
        reason: 'Seorang saksi baru dapat dimintai keterangan besok.',
      },
    ],
    studied: [
      wanted.office,
      {
        type: 'record-study',
        text: random.pick([
          'Keterangan saksi dan tangkapan layar sejalan. Perbuatan dinilai memenuhi baris yang disebut.',
          'Terlapor dimintai keterangan dan mengakui perbuatannya. Unsur baris yang disebut dinilai terpenuhi.',
          'Bukti berasal dari dua sumber yang berbeda. Unsur baris yang disebut dinilai terpenuhi.',
        ]),
        rows: found.rows.map((one) => one.id),
        level: row?.level ?? null,
      },
    ],
    concluded: [wanted.office, { type: 'conclude', proven: true, reason: 'Pleno: dugaan terbukti dan diteruskan.' }],
    'not-proven': [
      plenaryOffice(wanted.office),
      {
        type: 'conclude',
        proven: false,
        reason: random.pick([
          'Pleno: bukti tidak cukup; saksi tidak melihat sendiri.',
          'Pleno: akun yang dilaporkan bukan milik terlapor.',
        ]),
      },
    ],
    submitted: [wanted.office, { type: 'submit', toBodyId: 'satgas', reason: 'Berkas kajian dan bukti lengkap.' }],
    looked: ['satgas', { type: 'look' }],
    accepted: ['satgas', { type: 'accept-handover' }],
    returned: ['satgas', { type: 'return-handover', reason: 'Lampiran bukti belum terbaca; mohon dilengkapi.' }],
    verified: ['satgas', { type: 'verify', reason: 'Identitas dan bukti sesuai.' }],
    confirmed: [
      wanted.office,
      { type: 'confirm-study', toBodyId: 'bkn', reason: 'Kajian dikuatkan sesudah verifikasi.' },
    ],
    conveyed: [
      'bkn',
      {
        type: 'convey',
        toBodyId: authority,
        reason: 'Rekomendasi disampaikan untuk ditindaklanjuti.',
        // From here on what becomes of each is a matter of its own.
        ...(telling.accused.length === 1
          ? {}
          : {
              each: telling.accused.map((_, index) => ({ position: index + 1, toBodyId: authority, sekda: false })),
            }),
      },
    ],
    'looked-by-authority': [authority, { type: 'look' }],
    'received-by-authority': [authority, { type: 'accept-handover' }],
    decided: [authority, decision(row?.options ?? [], telling, random)],
    asked: [
      wanted.office,
      {
        type: 'request-completion',
        missing: ['evidence', 'witness'],
        reason: 'Bukti dan saksi belum ada; mohon dilengkapi.',
      },
    ],
    voted: [
      seatOffice('kemendagri'),
      {
        type: 'cast-vote',
        vote: 'disagree',
        reason: 'Menurut kami tautan yang diserahkan belum menunjukkan akun terlapor.',
      },
    ],
    opened: [
      authority,
      {
        type: 'open-examination',
        route: row?.part === 'ethics' ? 'ethics' : 'discipline',
        heavy: row === undefined || row.level === 'berat' || row.level === 'pemberhentian',
        examiner: 'Atasan langsung terlapor',
        punisher: 'Pejabat Pembina Kepegawaian',
        team: 'Atasan langsung, unsur pengawasan, unsur kepegawaian',
        reason: 'Rekomendasi ditindaklanjuti dengan pemeriksaan.',
      },
    ],
    examined: [
      authority,
      row?.part === 'ethics'
        ? {
            type: 'record-council',
            heldOn: dayOf(telling.moments.at(-1)),
            members: 'Lima orang, diketuai Sekretaris Daerah',
            recommendation: 'closed',
            result: 'Majelis menilai perbuatan terbukti.',
          }
        : {
            type: 'record-examination',
            heldOn: dayOf(telling.moments.at(-1)),
            replyGiven: true,
            result: 'Terlapor membenarkan perbuatannya dan menyampaikan penyesalan.',
          },
    ],
    sanctioned: [
      authority,
      {
        type: 'record-decision',
        outcome: 'sanction',
        option: row?.options[0] ?? 'turun_jabatan_12',
        decisionNumber: `800/${random.between(100, 400)}/2024`,
        decidedOn: dayOf(telling.moments.at(-1)),
        reason: 'Pelanggaran terbukti; sanksi sesuai tingkatnya.',
      },
    ],
    delivered: [authority, { type: 'record-delivery', deliveredOn: dayOf(telling.moments.at(-1)), how: 'in-person' }],
    contested: [
      authority,
      {
        type: 'record-remedy',
        kind: ['pdhtaps', 'ptdh'].includes(row?.options[0] ?? '') ? 'appeal' : 'objection',
        filedOn: dayOf(telling.moments.at(-1)),
        reason: 'Terlapor berpendapat sanksinya tidak seimbang.',
      },
    ],
    reminded: ['bkn', { type: 'remind', reason: 'Batas tindak lanjut sudah lewat; mohon kabar.' }],
    reprimanded: [
      'bkn',
      { type: 'reprimand', number: `B-${random.between(100, 900)}/2024`, reason: 'Pengingat belum dijawab.' },
    ],
    'block-proposed': [
      'bkn',
      {
        type: 'propose-block',
        services: ['promotion', 'transfer'],
        reviewOn: '2024-10-18',
        reason: 'Rekomendasi tidak ditindaklanjuti sesudah pengingat dan teguran.',
      },
    ],
  };
  return ways[wanted.stop].flatMap((name, index) => {
    const at = telling.moments[index + 1];
    if (at === undefined) throw new Error('every step has its moment');
    const [office, action] = actions[name];
    return name === 'verified' ? [...votesAt(at), { office, at, action }] : [{ office, at, action }];
  });
}

/** Every body of the task force votes before it decides. */
function votesAt(at: Temporal.Instant): readonly PlannedStep[] {
  return seats.map((seat, index) => ({
    office: seatOffice(seat),
    // Minutes before they decide together, one after the other.
    at: at.subtract({ seconds: 20 * (seats.length - index) }),
    action: { type: 'cast-vote', vote: 'agree', reason: 'Syarat terpenuhi menurut berkas yang diserahkan.' },
  }));
}

function decision(options: readonly string[], telling: Telling, random: Chance): CaseAction {
  // One in three ends without a sanction, so that some always do.
  const sanctioned = telling.index % 3 !== 0;
  const last = telling.moments.at(-1) ?? telling.moments[0];
  return {
    type: 'record-decision',
    outcome: sanctioned ? 'sanction' : 'no-sanction',
    option: sanctioned ? (options[0] ?? null) : null,
    decisionNumber: `800.1.6/${random.between(101, 899)}/2024`,
    decidedOn: dayOf(last),
    reason: sanctioned
      ? 'Terlapor diperiksa; hukuman dijatuhkan sesuai rekomendasi.'
      : 'Terlapor sudah pensiun sebelum keputusan dijatuhkan.',
  };
}

function dayOf(at: Temporal.Instant | undefined): string {
  return at?.toZonedDateTimeISO('Asia/Jakarta').toPlainDate().toString() ?? '2024-10-01';
}

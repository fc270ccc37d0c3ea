/** Participants and campaign teams as kinds of import: lists of the election commission come in as spreadsheets, row by row. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import {
  type Both,
  defineImport,
  gathered,
  type ImportColumn,
  type ImportKind,
  type NumberedProblem,
  plainWord,
  planOfAdded,
  storeInParts,
  textCell,
  wordCell,
} from '../../platform/imports/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { ParticipantKind } from './party.ts';
import { lockContact, lockTeam, teamNameTokens, teamNumberToken } from './party-keys.ts';
import { mayEnter } from './party-service.ts';

const MOST_ROWS = 5000;

const column = <T>(
  id: string,
  label: Both,
  synonyms: readonly string[],
  required: boolean,
  hint: Both,
  parse: (text: string) => Result<T, Both>,
): ImportColumn<T> => ({ id, label, synonyms, required, hint, parse });

const line =
  (least: number, most: number) =>
  (text: string): Result<string, Both> => {
    const clean = text.replaceAll(/\s+/g, ' ').trim();
    return [...clean].length < least
      ? fail({ id: `paling sedikit ${least} huruf`, en: `at least ${least} characters` })
      : textCell(most)(clean);
  };

const emailAllowed: Both = { id: 'surel seperti nama@contoh.id', en: 'an address such as name@example.org' };
/** An address of mail, in small letters. */
export function readEmail(text: string): Result<string, Both> {
  const plain = text.trim().toLowerCase();
  return plain.length <= 200 && /^[^\s@<>,;"]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(plain)
    ? ok(plain)
    : fail(emailAllowed);
}

const numberAllowed: Both = { id: '16 angka NIK atau 18 angka NIP', en: '16 digits of a NIK or 18 of a NIP' };
/** Digits of an identity card or of a civil servant, however they are grouped. */
export function readTeamNumber(text: string): Result<string, Both> {
  const digits = text.slice(0, 60).replaceAll(/[\s.-]/g, '');
  return /^(?:\d{16}|\d{18})$/.test(digits) ? ok(digits) : fail(numberAllowed);
}

const dayAllowed: Both = { id: 'tanggal seperti 2024-09-22', en: 'a date such as 2024-09-22' };
/** A day as people write it, as ISO. */
export function readListDay(text: string): Result<string, Both> {
  const plain = text.slice(0, 40).trim();
  const turned = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(plain);
  const [, day = '', month = '', year = ''] = turned ?? [];
  const iso = turned === null ? plain : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return fail(dayAllowed);
  try {
    return ok(Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString());
  } catch {
    return fail(dayAllowed);
  }
}

const kindColumn = column<ParticipantKind>(
  'kind',
  { id: 'Jenis', en: 'Kind' },
  ['jenis peserta', 'kind', 'type'],
  true,
  { id: 'partai atau calon', en: 'party or candidate' },
  wordCell(
    {
      partai: 'party',
      calon: 'candidate',
      'partai politik': 'party',
      'pasangan calon': 'candidate',
      party: 'party',
      candidate: 'candidate',
    },
    { id: 2, en: ['party', 'candidate'] },
  ),
);
const nameColumn = column(
  'name',
  { id: 'Nama resmi', en: 'Official name' },
  ['nama', 'nama peserta', 'nama partai', 'name'],
  true,
  { id: 'seperti diumumkan KPU', en: 'as the election commission published it' },
  line(2, 160),
);
const contactColumn = column(
  'contact',
  { id: 'Narahubung', en: 'Contact' },
  ['nama narahubung', 'penghubung', 'lo', 'contact name'],
  true,
  { id: 'siapa yang menerima pemberitahuan', en: 'who receives the notice' },
  line(2, 120),
);
const emailColumn = column(
  'email',
  { id: 'Surel', en: 'E-mail' },
  ['email', 'e mail', 'alamat surel'],
  true,
  { id: 'surel narahubung', en: 'e-mail of the contact' },
  readEmail,
);
const electionColumn = column(
  'election',
  { id: 'Pemilihan', en: 'Election' },
  ['kode pemilihan', 'election'],
  false,
  { id: 'kode pemilihan; kosong: yang sedang berjalan', en: 'code of the election; empty: the open one' },
  textCell(60),
);
const sinceColumn = column(
  'since',
  { id: 'Sejak', en: 'Since' },
  ['berlaku sejak', 'mulai', 'tanggal mulai', 'since', 'from'],
  true,
  { id: 'misalnya 2024-09-22', en: 'such as 2024-09-22' },
  readListDay,
);
const untilColumn = column(
  'until',
  { id: 'Sampai', en: 'Until' },
  ['berlaku sampai', 'selesai', 'tanggal selesai', 'until', 'to'],
  false,
  { id: 'kosong: masih berlaku', en: 'empty: still so' },
  readListDay,
);
const participantColumn = column(
  'participant',
  { id: 'Peserta', en: 'Participant' },
  ['partai', 'calon', 'peserta pemilihan', 'party', 'participant'],
  true,
  { id: 'nama resmi peserta yang sudah tercatat', en: 'official name of a participant that was entered' },
  line(2, 160),
);
const personColumn = column(
  'name',
  { id: 'Nama', en: 'Name' },
  ['nama anggota', 'nama lengkap', 'name'],
  true,
  { id: 'nama anggota tim', en: 'name of the member' },
  line(2, 160),
);
const postColumn = column(
  'post',
  { id: 'Jabatan', en: 'Post' },
  ['jabatan dalam tim', 'posisi', 'post', 'position'],
  false,
  { id: 'misalnya bendahara', en: 'such as treasurer' },
  textCell(120),
);
const numberColumn = column(
  'number',
  { id: 'NIK atau NIP', en: 'NIK or NIP' },
  ['nik', 'nip', 'nomor', 'number'],
  false,
  { id: 'bila diketahui', en: 'where known' },
  readTeamNumber,
);

interface ParticipantImport {
  readonly kind: ParticipantKind;
  readonly name: string;
  readonly contact: string;
  readonly email: string;
  readonly election: string | null;
  readonly since: string;
}
interface TeamImport {
  readonly participant: string;
  readonly name: string;
  readonly post: string;
  readonly number: string | null;
  readonly election: string | null;
  readonly since: string;
  readonly until: string | null;
}
interface Known {
  readonly id: string;
  readonly kind: string;
  readonly election: string;
  readonly name: string;
}

export interface PartyImportDeps {
  readonly platform: Pick<Platform, 'uuid' | 'law' | 'keys'>;
  readonly electionId: () => Promise<string>;
}

export function partyImports({ platform, electionId }: PartyImportDeps): readonly ImportKind[] {
  const { uuid, law, keys } = platform;
  const known = async (tx: Tx): Promise<readonly Known[]> =>
    (
      await tx
        .selectFrom('party_participant')
        .select(['id', 'kind', 'election_id', 'public_name'])
        .where('valid_until', 'is', null)
        .execute()
    ).map((row) => ({ id: row.id, kind: row.kind, election: row.election_id, name: row.public_name }));
  const electionProblem = (number: number, election: string | null): readonly NumberedProblem[] =>
    election === null || law.current().findElection(election) !== undefined
      ? []
      : [
          {
            row: number,
            column: 'election',
            value: election,
            allowed: { id: 'kode pemilihan yang dikenal', en: 'the code of a known election' },
          },
        ];
  const nameOnce = (number: number, name: string, allowed: Both): NumberedProblem => ({
    row: number,
    column: 'name',
    value: name.slice(0, 40),
    allowed,
  });

  const participants = defineImport<ParticipantImport>({
    id: 'peserta-pemilihan',
    title: { id: 'Peserta pemilihan', en: 'Participants of an election' },
    columns: [kindColumn, nameColumn, contactColumn, emailColumn, sinceColumn, electionColumn],
    maxRows: MOST_ROWS,
    takes: 'good-rows',
    mayLook: mayEnter,
    mayChange: mayEnter,
    read: (cells) => {
      const [kind, name, contact] = [cells.get(kindColumn), cells.get(nameColumn), cells.get(contactColumn)];
      const [email, since] = [cells.get(emailColumn), cells.get(sinceColumn)];
      const election = cells.get(electionColumn) ?? null;
      if (kind === undefined || name === undefined || contact === undefined) return undefined;
      return email === undefined || since === undefined ? undefined : { kind, name, contact, email, election, since };
    },
    judge: async (tx, rows) => {
      const open = await electionId();
      const there = await known(tx);
      const seen = new Map<string, number>();
      const problems: NumberedProblem[] = [];
      for await (const { number, row } of rows) {
        problems.push(...electionProblem(number, row.election));
        const election = row.election ?? open;
        const key = `${election} ${row.kind} ${row.name.toLowerCase()}`;
        const first = seen.get(key);
        if (first !== undefined)
          problems.push(
            nameOnce(number, row.name, {
              id: `satu baris untuk tiap peserta; lihat baris ${first}`,
              en: `one row a participant; see row ${first}`,
            }),
          );
        else seen.set(key, number);
        if (there.some((one) => `${one.election} ${one.kind} ${one.name.toLowerCase()}` === key))
          problems.push(
            nameOnce(number, row.name, { id: 'peserta yang belum tercatat', en: 'a participant that was not entered' }),
          );
      }
      return problems;
    },
    plan: async (_, rows) => planOfAdded(await gathered(rows), (row) => row.name),
    apply: async (tx, rows, { importId, userId }) => {
      const open = await electionId();
      const values = (await gathered(rows)).map(({ row }) => {
        const id = uuid();
        return {
          id,
          election_id: row.election ?? open,
          kind: row.kind,
          public_name: row.name,
          valid_from: row.since,
          contact_sealed: lockContact(keys, id, { name: row.contact, email: row.email }),
          import_id: importId,
          made_by: userId,
        };
      });
      const added = await storeInParts(values, async (part) => {
        const made = await tx.insertInto('party_participant').values(part).executeTakeFirstOrThrow();
        return Number(made.numInsertedOrUpdatedRows ?? 0);
      });
      return ok({
        added,
        replaced: 0,
        says: { id: `${added} peserta dicatat.`, en: `${added} participants entered.` },
      });
    },
    undo: async (tx, { importId }) => {
      const used = await tx
        .selectFrom('party_participant as p')
        .select('p.public_name')
        .where('p.import_id', '=', importId)
        .where((e) =>
          e.or([
            e.exists(e.selectFrom('party_delivery as d').select('d.id').whereRef('d.participant_id', '=', 'p.id')),
            e.exists(
              e.selectFrom('campaign_team_member as t').select('t.id').whereRef('t.participant_id', '=', 'p.id'),
            ),
          ]),
        )
        .limit(1)
        .executeTakeFirst();
      if (used !== undefined)
        return fail({
          id: `sudah ada pemberitahuan atau tim kampanye untuk ${used.public_name}`,
          en: `there is a notice or a campaign team for ${used.public_name}`,
        });
      const gone = await tx.deleteFrom('party_participant').where('import_id', '=', importId).executeTakeFirst();
      const n = Number(gone.numDeletedRows);
      return ok({
        added: 0,
        replaced: n,
        says: { id: `${n} peserta dihapus lagi.`, en: `${n} participants removed again.` },
      });
    },
  });

  const byName = (election: string, name: string): string => `${election} ${plainWord(name)}`;
  /** A place for each name: compared one by one, a full list of teams against those who stand in a whole country holds up everybody for seconds. */
  const placed = (there: readonly Known[]): ReadonlyMap<string, Known> =>
    new Map(there.toReversed().map((one) => [byName(one.election, one.name), one]));
  const find = (there: ReadonlyMap<string, Known>, row: TeamImport, open: string): Known | undefined =>
    there.get(byName(row.election ?? open, row.participant));

  const teams = defineImport<TeamImport>({
    id: 'tim-kampanye',
    title: { id: 'Tim kampanye', en: 'Campaign teams' },
    columns: [participantColumn, personColumn, postColumn, numberColumn, sinceColumn, untilColumn, electionColumn],
    maxRows: MOST_ROWS,
    takes: 'good-rows',
    mayLook: mayEnter,
    mayChange: mayEnter,
    read: (cells) => {
      const [participant, name, since] = [
        cells.get(participantColumn),
        cells.get(personColumn),
        cells.get(sinceColumn),
      ];
      const until = cells.get(untilColumn) ?? null;
      const rest = {
        post: cells.get(postColumn) ?? '',
        number: cells.get(numberColumn) ?? null,
        election: cells.get(electionColumn) ?? null,
        until,
      };
      if (since !== undefined && until !== null && until < since)
        cells.refuse(untilColumn, { id: 'tidak sebelum "sejak"', en: 'not before "since"' });
      return participant === undefined || name === undefined || since === undefined
        ? undefined
        : { participant, name, since, ...rest };
    },
    judge: async (tx, rows) => {
      const open = await electionId();
      const there = placed(await known(tx));
      const problems: NumberedProblem[] = [];
      const seen = new Map<string, number>();
      for await (const { number, row } of rows) {
        problems.push(...electionProblem(number, row.election));
        if (find(there, row, open) === undefined)
          problems.push({
            row: number,
            column: 'participant',
            value: row.participant.slice(0, 40),
            allowed: {
              id: 'nama resmi peserta yang sudah tercatat',
              en: 'the official name of a participant that was entered',
            },
          });
        if (teamNameTokens(keys, row.name).length === 0)
          problems.push(nameOnce(number, row.name, { id: 'nama orang', en: 'the name of a person' }));
        const key = JSON.stringify([row.election, plainWord(row.participant), row.name.toLowerCase(), row.number]);
        const first = seen.get(key);
        if (first !== undefined)
          problems.push(
            nameOnce(number, row.name, { id: `sama dengan baris ${first}`, en: `the same as row ${first}` }),
          );
        else seen.set(key, number);
      }
      return problems;
    },
    plan: async (_, rows) => planOfAdded(await gathered(rows), (row) => `${row.participant} · ${row.name}`),
    apply: async (tx, rows, { importId, userId }) => {
      const open = await electionId();
      const there = placed(await known(tx));
      const values = (await gathered(rows)).flatMap(({ row }) => {
        const participant = find(there, row, open);
        if (participant === undefined) return [];
        const id = uuid();
        return {
          id,
          participant_id: participant.id,
          details_sealed: lockTeam(keys, id, { name: row.name, post: row.post }),
          number_token: row.number === null ? null : teamNumberToken(keys, row.number),
          name_tokens: teamNameTokens(keys, row.name),
          valid_from: row.since,
          valid_until: row.until,
          import_id: importId,
          made_by: userId,
        };
      });
      const added = await storeInParts(values, async (part) => {
        const made = await tx.insertInto('campaign_team_member').values(part).executeTakeFirstOrThrow();
        return Number(made.numInsertedOrUpdatedRows ?? 0);
      });
      return ok({
        added,
        replaced: 0,
        says: { id: `${added} anggota tim dicatat.`, en: `${added} members of teams entered.` },
      });
    },
    undo: async (tx, { importId }) => {
      const gone = await tx.deleteFrom('campaign_team_member').where('import_id', '=', importId).executeTakeFirst();
      const n = Number(gone.numDeletedRows);
      return ok({
        added: 0,
        replaced: n,
        says: { id: `${n} anggota dihapus lagi.`, en: `${n} members removed again.` },
      });
    },
    hold: async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('campaign teams', 0))`.execute(tx);
    },
  });
  return [participants, teams];
}

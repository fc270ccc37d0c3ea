/** Facilities of an institution and campaign events as kinds of import: lists that offices keep as spreadsheets come in as they are, row by row. */
import type { Rulebook } from '@netra/rulebook';
import type { Tx } from '../../platform/db/connect.ts';
import { type Zone, zoneId } from '../../platform/i18n/zones.ts';
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
import { membershipsFor } from '../accounts/index.ts';
import {
  type EventKind,
  type FacilityKind,
  type FacilityState,
  type Institution,
  type Place,
  readFacilities,
  readInstitutions,
  readPlaces,
  readSupervisedPlaces,
} from './facility-read.ts';
import { eventRow, type FacilityService } from './facility-service.ts';

export const facilityImportKinds = ['fasilitas', 'kampanye'] as const;

const MOST_ROWS = 5000;

const column = <T>(
  id: string,
  label: Both,
  synonyms: readonly string[],
  required: boolean,
  hint: Both,
  parse: (text: string) => Result<T, Both>,
): ImportColumn<T> => ({ id, label, synonyms, required, hint, parse });

const kindColumn = column<FacilityKind>(
  'kind',
  { id: 'Jenis', en: 'Kind' },
  ['jenis fasilitas', 'jenis barang', 'kind', 'type', 'kategori'],
  true,
  { id: 'kendaraan, gedung, aula, atau peralatan', en: 'vehicle, building, hall or equipment' },
  wordCell(
    {
      kendaraan: 'vehicle',
      gedung: 'building',
      aula: 'hall',
      peralatan: 'equipment',
      mobil: 'vehicle',
      motor: 'vehicle',
      bus: 'vehicle',
      bangunan: 'building',
      balai: 'hall',
      lapangan: 'hall',
      alat: 'equipment',
      vehicle: 'vehicle',
      building: 'building',
      hall: 'hall',
      equipment: 'equipment',
    },
    { id: 4, en: ['vehicle', 'building', 'hall', 'equipment'] },
  ),
);
const line =
  (least: number, most: number) =>
  (text: string): Result<string, Both> => {
    const plain = text.replaceAll(/\s+/g, ' ').trim();
    return [...plain].length < least
      ? fail({ id: `paling sedikit ${least} huruf`, en: `at least ${least} characters` })
      : textCell(most)(plain);
  };
const nameColumn = column(
  'name',
  { id: 'Nama', en: 'Name' },
  ['nama barang', 'nama fasilitas', 'name', 'uraian'],
  true,
  { id: 'nama yang dikenal orang, misalnya Aula Balai Kota', en: 'the name people know, such as City Hall Auditorium' },
  line(2, 120),
);
const markColumn = column(
  'mark',
  { id: 'Nomor', en: 'Number' },
  ['nomor polisi', 'nopol', 'nomor inventaris', 'kode barang', 'nup', 'plate', 'mark', 'number'],
  true,
  { id: 'nomor polisi atau nomor inventaris', en: 'number plate or inventory number' },
  line(1, 40),
);
const regionColumn = column(
  'region',
  { id: 'Wilayah', en: 'Area' },
  ['kecamatan', 'kota', 'region', 'area', 'lokasi wilayah'],
  false,
  {
    id: 'kecamatan atau kota tempatnya; kosong: wilayah instansi',
    en: 'district or city where it stands; empty: that of the institution',
  },
  line(2, 120),
);
const placeColumn = column(
  'place',
  { id: 'Tempat', en: 'Place' },
  ['alamat', 'lokasi', 'place', 'address'],
  false,
  { id: 'alamat atau ruang', en: 'address or room' },
  textCell(200),
);
const capacityColumn = column<number>(
  'capacity',
  { id: 'Kapasitas', en: 'Capacity' },
  ['kapasitas orang', 'daya tampung', 'capacity', 'jumlah kursi'],
  false,
  { id: 'berapa orang, angka saja', en: 'how many people, digits only' },
  (text) => {
    const plain = text.replaceAll(/[.\s]/g, '');
    return /^\d{1,7}$/.test(plain) && Number(plain) >= 1 && Number(plain) <= 1_000_000
      ? ok(Number(plain))
      : fail({ id: 'angka 1 sampai 1.000.000', en: 'a number from 1 to 1,000,000' });
  },
);
const hireColumn = column<'yes' | 'no'>(
  'for_hire',
  { id: 'Disewakan untuk umum', en: 'Let to the public' },
  ['disewakan', 'sewa', 'for hire', 'public hire'],
  false,
  { id: 'ya atau tidak; kosong: tidak', en: 'yes or no; empty: no' },
  wordCell({ ya: 'yes', tidak: 'no', yes: 'yes', no: 'no', y: 'yes', t: 'no' }, { id: 2, en: ['yes', 'no'] }),
);
const stateColumn = column<FacilityState>(
  'state',
  { id: 'Keadaan', en: 'State' },
  ['kondisi', 'status', 'state', 'condition'],
  false,
  { id: 'baik atau perbaikan; kosong: baik', en: 'usable or repair; empty: usable' },
  wordCell(
    { baik: 'usable', perbaikan: 'repair', dipakai: 'usable', rusak: 'repair', usable: 'usable', repair: 'repair' },
    { id: 2, en: ['usable', 'repair'] },
  ),
);

interface FacilityRow {
  readonly kind: FacilityKind;
  readonly name: string;
  readonly mark: string;
  readonly region: string | null;
  readonly place: string;
  readonly capacity: number | null;
  readonly forHire: boolean;
  readonly state: FacilityState;
}

const eventKindColumn = column<EventKind>(
  'kind',
  { id: 'Jenis', en: 'Kind' },
  ['jenis kegiatan', 'metode kampanye', 'metode', 'kind', 'type'],
  true,
  { id: 'rapat umum, pertemuan terbatas, dialog, atau lainnya', en: 'rally, limited meeting, dialogue or other' },
  wordCell(
    {
      'rapat umum': 'rally',
      'pertemuan terbatas': 'limited-meeting',
      dialog: 'dialogue',
      lainnya: 'other',
      'tatap muka': 'dialogue',
      'tatap muka dan dialog': 'dialogue',
      rally: 'rally',
      'limited meeting': 'limited-meeting',
      dialogue: 'dialogue',
      other: 'other',
    },
    { id: 4, en: ['rally', 'limited meeting', 'dialogue', 'other'] },
  ),
);
const eventRegionColumn: ImportColumn<string> = {
  ...regionColumn,
  required: true,
  hint: { id: 'kecamatan atau kota tempat kampanye', en: 'district or city of the event' },
};
const eventPlaceColumn = column(
  'place',
  { id: 'Tempat', en: 'Place' },
  ['lokasi', 'alamat', 'place', 'venue'],
  true,
  { id: 'lapangan, gedung, atau alamat', en: 'field, building or address' },
  line(2, 200),
);
const fromColumn = column(
  'from',
  { id: 'Mulai', en: 'From' },
  ['waktu mulai', 'dari', 'from', 'start'],
  true,
  { id: 'misalnya 2024-10-09 14.00, waktu setempat', en: 'such as 2024-10-09 14:00, local time' },
  readMoment,
);
const toColumn = column(
  'to',
  { id: 'Selesai', en: 'Until' },
  ['waktu selesai', 'sampai', 'until', 'to', 'end'],
  true,
  { id: 'misalnya 2024-10-09 17.00, waktu setempat', en: 'such as 2024-10-09 17:00, local time' },
  readMoment,
);
const sourceColumn = column(
  'source',
  { id: 'Sumber', en: 'Source' },
  ['dasar', 'nomor jadwal', 'source'],
  true,
  {
    id: 'jadwal kampanye KPU atau surat pemberitahuan, dengan nomornya',
    en: 'schedule of the election commission or notice, with its number',
  },
  line(2, 200),
);
const electionColumn = column(
  'election',
  { id: 'Pemilihan', en: 'Election' },
  ['kode pemilihan', 'election'],
  false,
  { id: 'kode pemilihan; kosong: yang sedang berjalan', en: 'code of the election; empty: the open one' },
  textCell(60),
);

interface EventRow {
  readonly kind: EventKind;
  readonly region: string;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly election: string | null;
}

const momentAllowed: Both = { id: 'waktu seperti 2024-10-09 14.00', en: 'a time such as 2024-10-09 14:00' };

/** A local day and time as people write them, as ISO without a zone. */
export function readMoment(text: string): Result<string, Both> {
  const plain = text.slice(0, 60).trim();
  const found =
    /^(\d{4})-(\d{1,2})-(\d{1,2})[T ,]+(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?$/.exec(plain) ??
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[ ,]+(\d{1,2})[.:](\d{2})$/.exec(plain);
  if (found === null) return fail(momentAllowed);
  const [, a = '', month = '', b = '', hour = '', minute = ''] = found;
  const [year, day] = a.length === 4 ? [a, b] : [b, a];
  const two = (part: string): string => part.padStart(2, '0');
  const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}`;
  try {
    return ok(Temporal.PlainDateTime.from(iso, { overflow: 'reject' }).toString({ smallestUnit: 'minute' }));
  } catch {
    return fail(momentAllowed);
  }
}

const inZone = (moment: string, zone: Zone): Temporal.Instant =>
  Temporal.PlainDateTime.from(moment).toZonedDateTime(zoneId[zone]).toInstant();

export interface FacilityImportDeps {
  readonly platform: Pick<Platform, 'uuid' | 'law' | 'legalClock'>;
  readonly service: Pick<FacilityService, 'weighSupervised'>;
  readonly electionId: () => Promise<string>;
}

export function facilityImports({ platform, service, electionId }: FacilityImportDeps): readonly ImportKind[] {
  const placeOf = (places: readonly Place[], name: string | null): Place | undefined =>
    name === null
      ? places[0]
      : places.find(
          (one) => plainWord(one.name) === plainWord(name) || plainWord(one.name).endsWith(` ${plainWord(name)}`),
        );
  const ground = async (
    tx: Tx,
  ): Promise<{ readonly institution: Institution; readonly places: readonly Place[] } | null> => {
    const institution = (await readInstitutions(tx)).find((one) => one.manages);
    return institution === undefined ? null : { institution, places: await readPlaces(tx, institution) };
  };
  const contestOf = (law: Rulebook, election: string): string | undefined =>
    law.findElection(election)?.contests[0]?.id;

  const facilities = defineImport<FacilityRow>({
    id: 'fasilitas',
    title: { id: 'Fasilitas instansi', en: 'Facilities of an institution' },
    columns: [kindColumn, nameColumn, markColumn, regionColumn, placeColumn, capacityColumn, hireColumn, stateColumn],
    maxRows: MOST_ROWS,
    takes: 'good-rows',
    mayLook: (member) => membershipsFor(member, ['facility']).length > 0,
    mayChange: (member) => membershipsFor(member, ['facility']).length > 0,
    read: (cells) => {
      const [kind, name, mark] = [cells.get(kindColumn), cells.get(nameColumn), cells.get(markColumn)];
      const row = {
        region: cells.get(regionColumn) ?? null,
        place: cells.get(placeColumn) ?? '',
        capacity: cells.get(capacityColumn) ?? null,
        forHire: cells.get(hireColumn) === 'yes',
        state: cells.get(stateColumn) ?? 'usable',
      };
      return kind === undefined || name === undefined || mark === undefined ? undefined : { kind, name, mark, ...row };
    },
    judge: async (tx, rows) => {
      const there = await ground(tx);
      const marks = new Map<string, number>();
      const known = new Set(
        there === null
          ? []
          : (await readFacilities(tx, { institutionId: there.institution.id })).map((one) => one.mark.toLowerCase()),
      );
      const problems: NumberedProblem[] = [];
      for await (const { number, row } of rows) {
        const key = row.mark.toLowerCase();
        const first = marks.get(key);
        const say = (id: string, value: string, allowed: Both) =>
          problems.push({ row: number, column: id, value, allowed });
        if (first !== undefined)
          say('mark', row.mark, {
            id: `satu baris untuk tiap nomor; lihat baris ${first}`,
            en: `one row a number; see row ${first}`,
          });
        else if (known.has(key))
          say('mark', row.mark, { id: 'nomor yang belum terdaftar', en: 'a number that is not registered yet' });
        else if (there === null || placeOf(there.places, row.region) === undefined)
          say('region', row.region ?? '', {
            id: 'nama kecamatan atau kota di wilayah instansi',
            en: 'a district or city in the area of the institution',
          });
        if (first === undefined) marks.set(key, number);
      }
      return problems;
    },
    plan: async (_, rows) => planOfAdded(await gathered(rows), (row) => `${row.mark} · ${row.name}`),
    apply: async (tx, rows, { importId, userId }) => {
      const there = await ground(tx);
      const all = await gathered(rows);
      if (there === null)
        return fail({
          id: 'Anda tidak mengelola fasilitas suatu instansi.',
          en: 'You manage facilities of no institution.',
        });
      const values = all.flatMap(({ row }) => {
        const region = placeOf(there.places, row.region);
        return region === undefined
          ? []
          : {
              id: platform.uuid(),
              institution_id: there.institution.id,
              region_id: region.id,
              kind: row.kind,
              name: row.name,
              mark: row.mark,
              place: row.place,
              capacity: row.capacity,
              for_hire: row.forHire,
              state: row.state,
              import_id: importId,
              made_by: userId,
            };
      });
      const added = await storeInParts(values, async (part) => {
        const made = await tx.insertInto('facility').values(part).executeTakeFirstOrThrow();
        return Number(made.numInsertedOrUpdatedRows ?? 0);
      });
      return ok({
        added,
        replaced: 0,
        says: { id: `${added} fasilitas terdaftar.`, en: `${added} facilities registered.` },
      });
    },
    undo: async (tx, { importId }) => {
      const used = await tx
        .selectFrom('facility as f')
        .select('f.name')
        .where('f.import_id', '=', importId)
        .where((e) =>
          e.or([
            e.exists(e.selectFrom('facility_request as r').select('r.id').whereRef('r.facility_id', '=', 'f.id')),
            e.exists(e.selectFrom('facility_booking as b').select('b.id').whereRef('b.facility_id', '=', 'f.id')),
          ]),
        )
        .limit(1)
        .executeTakeFirst();
      if (used !== undefined)
        return fail({
          id: `sudah ada permintaan atau penutupan untuk ${used.name}`,
          en: `there are requests or closures for ${used.name}`,
        });
      const gone = await tx.deleteFrom('facility').where('import_id', '=', importId).executeTakeFirst();
      const n = Number(gone.numDeletedRows);
      return ok({
        added: 0,
        replaced: n,
        says: { id: `${n} fasilitas dihapus lagi.`, en: `${n} facilities removed again.` },
      });
    },
  });

  const events = defineImport<EventRow>({
    id: 'kampanye',
    title: { id: 'Jadwal kampanye', en: 'Campaign schedule' },
    columns: [eventKindColumn, eventRegionColumn, eventPlaceColumn, fromColumn, toColumn, sourceColumn, electionColumn],
    maxRows: MOST_ROWS,
    takes: 'good-rows',
    mayLook: (member) => membershipsFor(member, ['officer']).length > 0,
    mayChange: (member) => membershipsFor(member, ['officer']).length > 0,
    read: (cells) => {
      const [kind, region, place] = [
        cells.get(eventKindColumn),
        cells.get(eventRegionColumn),
        cells.get(eventPlaceColumn),
      ];
      const [from, to, source] = [cells.get(fromColumn), cells.get(toColumn), cells.get(sourceColumn)];
      const election = cells.get(electionColumn) ?? null;
      if (from !== undefined && to !== undefined && to <= from)
        cells.refuse(toColumn, { id: 'sesudah waktu mulai', en: 'after the start' });
      if (from !== undefined && to !== undefined && Temporal.PlainDateTime.from(to).since(from).total('hours') > 72)
        cells.refuse(toColumn, { id: 'paling lama tiga hari', en: 'at most three days' });
      if (kind === undefined || region === undefined || place === undefined) return undefined;
      return from === undefined || to === undefined || source === undefined
        ? undefined
        : { kind, region, place, from, to, source, election };
    },
    judge: async (tx, rows) => {
      const places = await readSupervisedPlaces(tx);
      const problems: NumberedProblem[] = [];
      const seen = new Map<string, number>();
      for await (const { number, row } of rows) {
        const key = `${plainWord(row.region)} ${row.place.toLowerCase()} ${row.from}`;
        const first = seen.get(key);
        if (first !== undefined)
          problems.push({
            row: number,
            column: '',
            value: row.place,
            allowed: {
              id: `satu baris untuk tiap kegiatan; lihat baris ${first}`,
              en: `one row an event; see row ${first}`,
            },
          });
        else seen.set(key, number);
        if (placeOf(places, row.region) === undefined)
          problems.push({
            row: number,
            column: 'region',
            value: row.region,
            allowed: { id: 'kecamatan atau kota yang Anda awasi', en: 'a district or city that you supervise' },
          });
        if (row.election !== null && contestOf(platform.law.current(), row.election) === undefined)
          problems.push({
            row: number,
            column: 'election',
            value: row.election,
            allowed: { id: 'kode pemilihan yang dikenal', en: 'the code of a known election' },
          });
      }
      return problems;
    },
    plan: async (_, rows) => planOfAdded(await gathered(rows), (row) => `${row.from.replace('T', ' ')} · ${row.place}`),
    apply: async (tx, rows, { importId, userId }) => {
      const places = await readSupervisedPlaces(tx);
      const open = await electionId();
      const law = platform.law.current();
      const values = (await gathered(rows)).flatMap(({ row }) => {
        const region = places.find((one) => one.id === placeOf(places, row.region)?.id);
        const election = row.election ?? open;
        const contest = contestOf(law, election);
        if (region === undefined || contest === undefined) return [];
        const [from, to] = [inZone(row.from, region.zone), inZone(row.to, region.zone)];
        const wish = {
          regionId: region.id,
          electionId: election,
          contestId: contest,
          kind: row.kind,
          place: row.place,
          source: row.source,
        };
        return { id: platform.uuid(), ...eventRow({ ...wish, from, to }), import_id: importId, made_by: userId };
      });
      const added = await storeInParts(values, async (part) => {
        const made = await tx
          .insertInto('campaign_event')
          .values(part)
          .onConflict((c) => c.doNothing())
          .executeTakeFirstOrThrow();
        return Number(made.numInsertedOrUpdatedRows ?? 0);
      });
      await service.weighSupervised(tx);
      return ok({
        added,
        replaced: 0,
        says: { id: `${added} kegiatan kampanye dicatat.`, en: `${added} campaign events recorded.` },
      });
    },
    undo: async (tx, { importId }) => {
      const gone = await tx.deleteFrom('campaign_event').where('import_id', '=', importId).executeTakeFirst();
      const n = Number(gone.numDeletedRows);
      return ok({
        added: 0,
        replaced: n,
        says: {
          id: `${n} kegiatan dihapus lagi; pertanyaan yang sudah muncul tetap tercatat.`,
          en: `${n} events removed again; questions that came up stay on record.`,
        },
      });
    },
  });
  return [facilities, events];
}

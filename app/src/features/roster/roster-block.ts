/** What a thread does: takes a block of a file, reads its rows, locks the people, and gives back columns ready to be stored. */
import { type BlockShape, blockRecords } from '../../platform/imports/bulk-source.ts';
import { byteaArray, int2Array, int4Array } from './binary-arrays.ts';
import { personLocker } from './roster-keys.ts';
import { duties, type Places, type RowError, readRosterRow } from './roster-row.ts';

/** The same for all blocks of a file; handed to each thread when it starts. */
export interface BlockSetting {
  readonly indexKey: Uint8Array;
  readonly detailsKey: Uint8Array;
  readonly shape: BlockShape;
  readonly places: Places;
  readonly today: number;
  /** Codes of all institutions; rows name them by place. */
  readonly institutions: readonly string[];
  /** The institution that was chosen for the file, by place. */
  readonly chosen: number | null;
}

export type BlockTask =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly string[])[] };

export interface BlockUnit {
  readonly institution: number;
  readonly code: string;
  readonly name: string | null;
  readonly parent: string | null;
  /** Row of the block, from 0. */
  readonly first: number;
}

export interface BlockResult {
  /** Rows as a spreadsheet counts them, empty ones as well. */
  readonly records: number;
  /** Rows that are not empty. */
  readonly rows: number;
  readonly bad: number;
  readonly staged: number;
  /** Columns in the binary form of arrays. `units`: place in {@link units}, from 1; 0: none. */
  readonly columns: {
    readonly positions: Uint8Array;
    readonly parts: Uint8Array;
    readonly tokens: Uint8Array;
    readonly institutions: Uint8Array;
    readonly units: Uint8Array;
    readonly flags: Uint8Array;
    readonly marks: Uint8Array;
    readonly sealed: Uint8Array;
  };
  readonly units: readonly BlockUnit[];
  /** Row of the block from 0, and what is wrong with it. */
  readonly errors: readonly (RowError & { readonly at: number })[];
}

export function blockWorker(setting: BlockSetting): (task: BlockTask) => BlockResult {
  const { shape, places, chosen } = setting;
  const lockPerson = personLocker({
    index: Buffer.from(setting.indexKey),
    details: Buffer.from(setting.detailsKey),
  });
  const institutionAt = new Map(setting.institutions.map((code, at) => [code, at]));
  const context = {
    today: setting.today,
    isInstitution: (code: string) => institutionAt.has(code),
    institutionChosen: chosen !== null,
  };
  return (task) => {
    const records = task.kind === 'bytes' ? blockRecords(task.bytes, shape) : task.rows;
    const positions: number[] = [];
    const parts: number[] = [];
    const tokens: Buffer[] = [];
    const institutions: number[] = [];
    const unitPlaces: number[] = [];
    const flags: number[] = [];
    const marks: Buffer[] = [];
    const sealed: Buffer[] = [];
    const units: { institution: number; code: string; name: string | null; parent: string | null; first: number }[] =
      [];
    const unitAt = new Map<string, number>();
    const errors: (RowError & { readonly at: number })[] = [];
    let rows = 0;
    let bad = 0;
    for (let at = 0; at < records.length; at += 1) {
      const cells = records[at] ?? [];
      if (cells.every((cell) => cell === '')) continue;
      rows += 1;
      const found: RowError[] = [];
      const row = readRosterRow(cells, places, context, found);
      const institution =
        row === null ? undefined : row.institution === null ? chosen : institutionAt.get(row.institution);
      if (row === null || institution === undefined || institution === null) {
        bad += 1;
        for (const error of found) errors.push({ ...error, at });
        continue;
      }
      let unitPlace = 0;
      if (row.unit !== null) {
        const key = `${institution}/${row.unit.code}`;
        unitPlace = unitAt.get(key) ?? 0;
        const known = units[unitPlace - 1];
        if (known === undefined) {
          units.push({ institution, ...row.unit, first: at });
          unitPlace = units.length;
          unitAt.set(key, unitPlace);
        } else {
          known.name ??= row.unit.name;
          known.parent ??= row.unit.parent;
        }
      }
      const person = lockPerson(row.details);
      positions.push(at);
      parts.push(person.token[0] ?? 0);
      tokens.push(person.token);
      institutions.push(institution);
      unitPlaces.push(unitPlace);
      flags.push((row.kind === 'PPPK' ? 1 : 0) + 2 * (row.duty === null ? 0 : duties.indexOf(row.duty) + 1));
      marks.push(person.mark);
      sealed.push(person.sealed);
    }
    return {
      records: records.length,
      rows,
      bad,
      staged: positions.length,
      columns: {
        positions: int4Array(positions),
        parts: int2Array(parts),
        tokens: byteaArray(tokens),
        institutions: int4Array(institutions),
        units: int4Array(unitPlaces),
        flags: int4Array(flags),
        marks: byteaArray(marks),
        sealed: byteaArray(sealed),
      },
      units,
      errors,
    };
  };
}

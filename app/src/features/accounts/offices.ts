/** Places and offices: how they are made, by an administrator or when the demonstration is filled. */
import { allBodies, findBody } from '@netra/rulebook';
import { lock, unlock } from '../../platform/crypto/box.ts';
import { generateSealKeyPair } from '../../platform/crypto/seal.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

export const levels = ['nation', 'province', 'city', 'district', 'institution', 'unit'] as const;
export type Level = (typeof levels)[number];

export function isLevel(text: string): text is Level {
  return levels.some((level) => level === text);
}

/** What may lie under what. Institutions (ministries, regional governments) have units; they lie in a place. */
const parentsOf: Readonly<Record<Level, readonly Level[]>> = {
  nation: [],
  province: ['nation'],
  city: ['province'],
  district: ['city'],
  institution: ['nation', 'province', 'city'],
  unit: ['institution', 'unit'],
};

/** Kinds of office that can be made: the bodies of the rulebook, and the joint task force they form together. */
export const bodyKinds: readonly string[] = [...allBodies.map((body) => body.id), 'satgas', 'institution'];

/** The name of a kind as the law says it. */
export function nameOfKind(kind: string): string {
  return (
    findBody(kind)?.name ??
    (kind === 'satgas' ? 'Satuan Tugas Netralitas ASN' : kind === 'institution' ? 'Instansi atau unit kerja' : kind)
  );
}

/** Offices of these bodies take reports in, so reports are sealed to a key of theirs. */
export function isIntake(kind: string): boolean {
  return findBody(kind)?.parts.includes('intake') === true;
}

/** Codes stand in paths that are compared as beginnings of texts: no slash, and none of the signs that LIKE reads as "anything". */
export const codePattern = /^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/;

export interface NewJurisdiction {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly parentId: string | null;
}

export type JurisdictionProblem = 'code-taken' | 'bad-code' | 'no-parent' | 'wrong-parent' | 'nation-exists';

/** Adds a place to the tree. The one nation has no parent; everything else lies in something that may hold it. */
export async function makeJurisdiction(tx: Tx, place: NewJurisdiction): Promise<Result<string, JurisdictionProblem>> {
  if (!codePattern.test(place.code)) return fail('bad-code');
  let parentPath = '/';
  if (place.level === 'nation') {
    if (place.parentId !== null) return fail('wrong-parent');
    const nation = await tx.selectFrom('jurisdiction').select('id').where('level', '=', 'nation').executeTakeFirst();
    if (nation !== undefined) return fail('nation-exists');
  } else {
    if (place.parentId === null) return fail('no-parent');
    const parent = await tx
      .selectFrom('jurisdiction')
      .select(['level', 'path'])
      .where('id', '=', place.parentId)
      .executeTakeFirst();
    if (parent === undefined || !isLevel(parent.level)) return fail('no-parent');
    if (!parentsOf[place.level].includes(parent.level)) return fail('wrong-parent');
    parentPath = parent.path;
  }
  const made = await tx
    .insertInto('jurisdiction')
    .values({
      id: place.id,
      code: place.code,
      name: place.name,
      level: place.level,
      parent_id: place.parentId,
      path: `${parentPath}${place.code}/`,
    })
    .onConflict((c) => c.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made === undefined ? fail('code-taken') : ok(made.id);
}

export interface NewBody {
  readonly id: string;
  readonly code: string;
  /** One of `bodyKinds`. */
  readonly kind: string;
  readonly name: string;
  readonly jurisdictionId: string;
  readonly zone: Zone;
  /** First and last day (ISO) on which the office exists; null: no limit. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

export type BodyProblem = 'code-taken' | 'bad-code' | 'no-jurisdiction' | 'unknown-kind' | 'ends-before-it-begins';

/**
 * Makes an office. Its level is that of its place. An intake office gets its key pair here; the private half goes into the database only
 * inside a box whose key is not there.
 */
export async function makeBody(tx: Tx, keys: Keys, body: NewBody): Promise<Result<string, BodyProblem>> {
  if (!bodyKinds.includes(body.kind)) return fail('unknown-kind');
  if (!codePattern.test(body.code)) return fail('bad-code');
  if (body.validFrom !== null && body.validUntil !== null && body.validUntil < body.validFrom)
    return fail('ends-before-it-begins');
  const place = await tx
    .selectFrom('jurisdiction')
    .select('level')
    .where('id', '=', body.jurisdictionId)
    .executeTakeFirst();
  if (place === undefined) return fail('no-jurisdiction');
  const pair = isIntake(body.kind) ? generateSealKeyPair() : null;
  const made = await tx
    .insertInto('body')
    .values({
      id: body.id,
      code: body.code,
      kind: body.kind,
      name: body.name,
      level: place.level,
      jurisdiction_id: body.jurisdictionId,
      zone: body.zone,
      valid_from: body.validFrom,
      valid_until: body.validUntil,
      seal_public_key: pair?.publicKey ?? null,
      seal_private_key_wrapped: pair === null ? null : lock(officeKeyring(keys), pair.privateKey, officeBox(body.id)),
    })
    .onConflict((c) => c.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made === undefined ? fail('code-taken') : ok(made.id);
}

const officeKeyring = (keys: Keys) => ({ current: keys('office-key') });
const officeBox = (bodyId: string) => ({ purpose: 'office-private-key', aad: Buffer.from(bodyId, 'utf8') });

/**
 * The private key of an office out of its box. Throws when the box does not open: then the instance runs with another secret than the one
 * it was set up with, or somebody moved boxes between offices.
 */
export function unwrapOfficeKey(keys: Keys, bodyId: string, wrapped: Uint8Array): Buffer {
  const opened = unlock(officeKeyring(keys), wrapped, officeBox(bodyId), 0);
  if (!opened.ok) throw new Error(`the key of office ${bodyId} cannot be opened: ${opened.error}`);
  return opened.value;
}

/** The office of the administrators of this instance: made with the first of them. Administrators see no case. */
export async function administrationBody(tx: Tx, newId: () => string): Promise<string> {
  const there = await tx.selectFrom('body').select('id').where('kind', '=', 'administration').executeTakeFirst();
  if (there !== undefined) return there.id;
  const nation = await tx.selectFrom('jurisdiction').select('id').where('level', '=', 'nation').executeTakeFirst();
  let placeId = nation?.id;
  if (placeId === undefined) {
    placeId = newId();
    await tx
      .insertInto('jurisdiction')
      .values({ id: placeId, code: 'ID', name: 'Indonesia', level: 'nation', parent_id: null, path: '/ID/' })
      .execute();
  }
  const id = newId();
  await tx
    .insertInto('body')
    .values({
      id,
      code: 'administrasi',
      kind: 'administration',
      name: 'Administrasi Netra',
      level: 'nation',
      jurisdiction_id: placeId,
    })
    .execute();
  return id;
}

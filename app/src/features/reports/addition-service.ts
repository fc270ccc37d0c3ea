/** What a reporter completes or adds with the receipt: sealed to the intake office like the report, and written as a step of the case. */
import { createHash } from 'node:crypto';
import { sealTo } from '../../platform/crypto/seal.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Added, noteReporterAdded } from '../cases/index.ts';
import type { EvidenceFile, EvidenceService } from '../evidence/index.ts';

export interface Addition {
  /** Of the form: the same form sent twice is stored once. */
  readonly key: string;
  readonly words: string;
  /** Where name or address were missing; empty: not given. */
  readonly name: string;
  readonly address: string;
}

export interface AdditionService {
  /** Files that were uploaded with the receipt and not sent yet. */
  uploads(receiptHash: Buffer): Promise<readonly EvidenceFile[]>;
  draftKey(receiptHash: Buffer): Buffer;
  /** Undefined when there is no such report. */
  add(receiptHash: Buffer, addition: Addition): Promise<Added | undefined>;
}

export const additionPurpose = 'report/addition';
export const additionIdentityPurpose = 'report/addition-identity';

export function additionService(platform: Platform, evidence: EvidenceService): AdditionService {
  const { keys, db } = platform;
  const draftKey: AdditionService['draftKey'] = (hash) =>
    keyedHash(keys('report-status'), 'addition-draft', hash.toString('hex'));
  return {
    draftKey,
    uploads: (hash) => evidence.ofDraft(draftKey(hash)),
    add: (receiptHash, { key, words, name, address }) => {
      const draft = draftKey(receiptHash);
      const id = additionId(keys, receiptHash, key);
      return runAs(db, { kind: 'public', receiptHash, draftKey: draft }, async (tx: Tx) => {
        const files = await evidence.ofDraft(draft);
        const noted = await noteReporterAdded(platform, tx, id, ({ office }) => {
          const seal = (value: unknown, purpose: string): Buffer =>
            sealTo(office.publicKey, Buffer.from(JSON.stringify(value), 'utf8'), { purpose, aad: Buffer.from(id) });
          const box = seal({ words }, additionPurpose);
          const identity = name === '' && address === '' ? null : seal({ name, address }, additionIdentityPurpose);
          // One hash over all of it: the sealed words never come twice, so that nobody can try files or words against it.
          const hash = createHash('sha256').update(box);
          if (identity !== null) hash.update(identity);
          for (const file of files) hash.update(file.sha256);
          return { words: box, identity, content: { sealed: hash.digest('hex'), files: files.length } };
        });
        if (noted === undefined) return undefined;
        const { kind, head, again } = noted;
        if (!again && kind !== 'closed' && kind !== 'full')
          await evidence.attachToAddition(tx, draft, {
            reportId: head.reportId,
            additionId: id,
            bodyId: head.office.id,
          });
        return { kind, left: again ? files : [] };
      }).then(async (done) => {
        // A refresh brought the files once more: they lie with the addition already.
        for (const file of done?.left ?? []) await evidence.removeFromDraft(draft, file.id);
        return done?.kind;
      });
    },
  };
}

/** The id of an addition follows from receipt and form, so that nobody else can take it first. */
function additionId(keys: Keys, receiptHash: Buffer, key: string): string {
  const hex = keyedHash(keys('report-submission'), 'report-addition', `${receiptHash.toString('hex')}.${key}`).toString(
    'hex',
  );
  // Version 8: of our own making (RFC 9562).
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

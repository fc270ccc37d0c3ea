/** Documents for `netra ledger check`: what was sealed of each, never a word of it. */
import { sql } from 'kysely';
import type { SealedSource, SealedThing } from '../ledger/index.ts';
import { documentEntry } from './document-read.ts';

const PAGE = 1000;

export const sealedDocuments: SealedSource = () => {
  let after: string | null = null;
  return async (tx) => {
    const { rows } = await sql<{
      id: string;
      kind: string;
      number: string;
      body_id: string;
      issued_at: Temporal.Instant;
      pdf_sha256: Buffer;
      signature: Buffer;
      salt: Buffer;
      commitment: Buffer;
      leaf: number | null;
      waiting: boolean;
    }>`select * from sealed_documents(${after}::uuid, ${PAGE})`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return null;
    after = last.id;
    const things = rows.map((row): SealedThing => {
      const { kind, number, salt, commitment, leaf, waiting } = row;
      const entry = documentEntry({
        kind,
        number,
        bodyId: row.body_id,
        at: row.issued_at,
        sha256: row.pdf_sha256,
        signature: row.signature,
      });
      return {
        what: 'document',
        name: number,
        step: null,
        commitment,
        entry: salt.length === 0 ? null : entry,
        salt,
        leaf,
        waiting,
      };
    });
    return { things, problems: [] };
  };
};

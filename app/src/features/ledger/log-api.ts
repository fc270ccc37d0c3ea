/** The public log by program: where its files lie, and how it is doing. The tree itself is static files for everybody. */
import { z } from 'zod';
import { instantOrNull, listOf, named, type Operation, openOperation, said } from '../../platform/api/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { ok } from '../../platform/result.ts';
import type { LedgerService } from './log-service.ts';

export function logOperations(platform: Pick<Platform, 'publicUrl'>, service: LedgerService): readonly Operation[] {
  return [
    openOperation({
      id: 'getLog',
      method: 'get',
      path: '/log',
      tag: 'log',
      summary: {
        id: 'Log publik: alamat checkpoint dan kunci',
        en: 'The public log: addresses of checkpoint and keys',
      },
      detail: {
        id: 'Bukti segel dan riwayat diperiksa dengan kunci ini, tanpa Netra. Berkas-berkasnya menurut C2SP tlog-tiles.',
        en: 'Receipts and histories are checked with these keys, without Netra. The files follow C2SP tlog-tiles.',
      },
      answer: named(
        'Log',
        z.object({
          origin: said(z.string(), 'Nama log.', 'Name of the log.', 'netra.contoh/log'),
          checkpoint: said(
            z.url(),
            'Alamat checkpoint bertanda tangan.',
            'Address of the signed checkpoint.',
            'https://netra.contoh/log/checkpoint',
          ),
          keysAt: said(z.url(), 'Alamat kunci publik.', 'Address of the public keys.', 'https://netra.contoh/log/keys'),
          tiles: said(
            z.url(),
            'Awal alamat ubin.',
            'Where addresses of tiles begin.',
            'https://netra.contoh/log/tile/',
          ),
          size: said(z.int(), 'Daun dalam pohon yang ditandatangani.', 'Leaves in the signed tree.', 128),
          root: said(z.string().nullable(), 'Akar pohon (heksadesimal).', 'Root of the tree (hex).', 'ab12'),
          signedAt: instantOrNull('Ditandatangani.', 'Signed.'),
          keys: listOf(
            z.string(),
            'Kunci publik, sebagaimana dipakai `netra ledger verify`.',
            'Public keys, as `netra ledger verify` takes them.',
            ['netra.contoh/log+ab12cd34+AQ…'],
          ),
        }),
        'Log publik.',
        'The public log.',
      ),
      handle: async () => {
        const health = await service.health();
        const at = (path: string): string => `${platform.publicUrl}/log/${path}`;
        return ok({
          body: {
            origin: health.origin,
            checkpoint: at('checkpoint'),
            keysAt: at('keys'),
            tiles: at('tile/'),
            size: health.checkpoint?.size ?? 0,
            root: health.checkpoint === null ? null : Buffer.from(health.checkpoint.root).toString('hex'),
            signedAt: health.checkpoint?.at.toString() ?? null,
            keys: health.keys.map((key) => key.text),
          },
        });
      },
    }),
  ];
}

/** Additions to the law by program: upload → preview → apply → withdraw, as resources. The same importer as the pages. */
import type { Operation } from '../../platform/api/index.ts';
import type { ImportKind, ImportService } from '../../platform/imports/index.ts';
import { importOperations, importShapes } from '../imports/index.ts';
import { importKinds } from './law-imports.ts';

const shapes = importShapes({
  name: 'Import',
  kinds: importKinds,
  kind: {
    id: 'Jenis: keputusan (hari libur), pemilihan, batas.',
    en: 'Kind: keputusan (holiday decree), pemilihan (election), batas (limit).',
  },
  says: { id: 'Berkas tambahan aturan.', en: 'A file with additions to the law.' },
  file: 'keputusan-2028.csv',
});

export function lawDataOperations(
  service: ImportService,
  kinds: readonly ImportKind[],
  refresh: () => Promise<unknown>,
): readonly Operation[] {
  return importOperations({
    service,
    kinds,
    shapes,
    path: '/imports',
    noun: 'Import',
    scopes: { read: 'law:read', write: 'law:write' },
    words: {
      list: { id: 'Impor tambahan aturan', en: 'Imports of additions to the law' },
      apply: {
        id: 'Yang diterapkan adalah yang dipratinjau: bila akibatnya sudah lain, ditolak. Batas waktu yang berjalan dihitung ulang, perubahannya masuk log publik.',
        en: 'What is applied is what was previewed: if it would do something else by now, it is refused. Running limits are counted again; the change goes into the public log.',
      },
    },
    after: async () => void (await refresh()),
  });
}

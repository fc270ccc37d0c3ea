/** Which documents are usual at which status of a case. Hints for the eye: what may be made is said by kind, role and office. */
import type { CaseStatus } from '../cases/index.ts';

/** Letters of the rungs of the ladder against an authority that does not act. */
const ladder = [
  'pengingat-tindak-lanjut',
  'teguran-tindak-lanjut',
  'usul-pemblokiran',
  'pemblokiran',
  'pembukaan-blokir',
];

/** Statuses that are not named have no usual documents. */
const usual: Partial<Record<CaseStatus, readonly string[]>> = {
  received: ['formulir-laporan', 'tanda-terima-laporan', 'permintaan-kelengkapan', 'penerusan-berwenang'],
  'awaiting-completion': ['permintaan-kelengkapan'],
  information: ['tanda-terima-laporan'],
  registered: [
    'undangan-klarifikasi',
    'undangan-klarifikasi-pelapor',
    'berita-acara-klarifikasi',
    'kajian',
    'penerusan-berwenang',
    'penerusan-gakkumdu',
  ],
  studied: ['kajian', 'berita-acara-pleno', 'undangan-klarifikasi', 'penerusan-berwenang', 'penerusan-gakkumdu'],
  concluded: ['penerusan', 'rekomendasi', 'pemberitahuan-status', 'penerusan-gakkumdu'],
  submitted: ['berita-acara-verifikasi'],
  verified: ['berita-acara-verifikasi', 'kajian'],
  'study-confirmed': ['rekomendasi'],
  conveyed: ['panggilan-1', 'panggilan-2', ...ladder],
  examining: ['panggilan-2', 'berita-acara-pemeriksaan', 'keputusan-hukuman-disiplin', ...ladder],
  decided: ['keputusan-hukuman-disiplin', 'pemberitahuan-status'],
  final: ['pemberitahuan-status'],
  referred: ['penerusan-berwenang', 'penerusan', 'pemberitahuan-status'],
  stopped: ['pemberitahuan-status'],
};

export function usualAt(status: CaseStatus): readonly string[] {
  return usual[status] ?? [];
}

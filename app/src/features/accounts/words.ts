/** Words of accounts. */
import { defineWords } from '../../platform/i18n/words.ts';

export const accountWords = defineWords(
  'accounts',
  {
    noRole: 'Tanpa tugas',
    role: {
      admin: 'Pengelola sistem',
      officer: 'Penanganan pelanggaran',
      overseer: 'Supervisi',
      verifier: 'Verifikator satgas',
      conveyor: 'Penyampaian rekomendasi',
      authority: 'Pejabat Pembina Kepegawaian',
      media: 'Meja media',
      asn: 'Aparatur sipil negara',
    },
  },
  {
    noRole: 'No duty',
    role: {
      admin: 'System administrator',
      officer: 'Handling of violations',
      overseer: 'Oversight',
      verifier: 'Task force verifier',
      conveyor: 'Conveyance of recommendations',
      authority: 'Personnel authority (PPK)',
      media: 'Media desk',
      asn: 'Civil servant',
    },
  },
);

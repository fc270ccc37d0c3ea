/** Words around the check, which only the server writes: they would weigh on every telephone that loads it. */
import { defineWords } from '../../../platform/i18n/words.ts';

export const verifyPageWords = defineWords(
  'verify-page',
  {
    documents: 'Memegang surat dengan kode QR? Periksa dokumen di sini',
    description:
      'Periksa sendiri, di peramban Anda, apakah satu langkah perkara masih ada di log publik dan tidak diubah.',
    demo: 'Ini peragaan: semua nama, tempat, dan perkara di sini rekaan.',
  },
  {
    documents: 'Do you hold a letter with a QR code? Check the document here',
    description:
      'Check for yourself, in your browser, that a step of a case is still in the public log and was not changed.',
    demo: 'This is a demonstration: all names, places and cases here are invented.',
  },
);

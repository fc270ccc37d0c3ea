/** Words of the page that stands in for all others during maintenance. */
import { defineWords } from '../../platform/i18n/words.ts';

export const operationWords = defineWords(
  'operation',
  {
    title: 'Netra sedang dirawat',
    lead: 'Layanan ini ditutup sebentar untuk perawatan. Data dan laporan yang sudah terkirim aman.',
    later: 'Silakan coba lagi nanti. Nomor tanda terima Anda tetap berlaku.',
    fromOperator: 'Dari pengelola:',
    keptTitle: 'Yang Anda isi belum terkirim, tetapi masih ada di halaman ini',
    kept: 'Jangan tutup halaman ini. Sesudah perawatan selesai, tekan tombol di bawah: isian Anda dikirim seperti tadi.',
    keptLimit: 'Isian di formulir laporan tetap dapat dikirim sampai 12 jam sesudah halaman formulirnya dibuka.',
    files: 'Berkas tidak dapat disimpan di halaman ini. Pilih lagi sebelum mengirim:',
    secret: 'Kata sandi, kode, dan nomor tanda terima tidak disimpan di sini. Ketik lagi sesudah perawatan selesai.',
    notKept:
      'Kiriman Anda belum kami terima. Tekan "Kembali" di peramban Anda: biasanya isian masih ada di sana. Kirim lagi sesudah perawatan selesai.',
    again: 'Kirim lagi',
    home: 'Coba buka lagi',
  },
  {
    title: 'Netra is under maintenance',
    lead: 'This service is closed for a short while for maintenance. Data and reports that were sent are safe.',
    later: 'Please try again later. Your receipt number stays valid.',
    fromOperator: 'From the operator:',
    keptTitle: 'What you filled in was not sent, but it is still on this page',
    kept: 'Do not close this page. When the maintenance is over, press the button below: what you filled in is sent as before.',
    keptLimit: 'What stands in the report form can be sent until 12 hours after the page of the form was opened.',
    files: 'Files cannot be kept on this page. Choose them again before you send:',
    secret: 'Passwords, codes and receipt numbers are not kept here. Type them again when the maintenance is over.',
    notKept:
      'We have not received what you sent. Press "Back" in your browser: usually what you filled in is still there. Send it again when the maintenance is over.',
    again: 'Send again',
    home: 'Try again',
  },
);

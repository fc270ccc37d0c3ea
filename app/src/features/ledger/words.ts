/** Words of the seal, as people meet it on receipts, certificates and cases. */
import { defineWords } from '../../platform/i18n/words.ts';

export const sealWords = defineWords(
  'seal',
  {
    title: 'Segel di log publik',
    sealed: 'Tersegel',
    sealedText:
      'Catatan ini sudah masuk log publik. Tidak seorang pun, juga bukan pengelola Netra, bisa menghapus atau mengubahnya tanpa ketahuan. Log itu tidak memuat nama, isi, ataupun siapa yang melapor.',
    waiting: 'Menunggu disegel',
    waitingText: (at: string) =>
      `Catatan ini tersimpan dan ikut disegel pada kelompok berikutnya, sekitar ${at}. Buka lagi halaman ini sesudahnya.`,
    missing: 'Catatan ini tidak cocok dengan log publik',
    missingText:
      'Yang tersimpan sekarang bukan yang dulu disegel, atau tidak pernah disegel. Simpan bukti segel Anda kalau ada, dan sampaikan kepada kantor pengawas atau pengelola log.',
    none: 'Catatan ini dibuat sebelum log publik ada, jadi tidak tersegel.',
    optional:
      'Bukti segel boleh Anda simpan, boleh juga tidak. Dengan berkas itu Anda dapat membuktikan sendiri bahwa catatan ini ada. Berkasnya menyebut kantor penerima dan waktunya, tanpa nama Anda. Simpan hanya di tempat yang aman bagi Anda.',
    keep: 'Dengan berkas ini siapa pun dapat memeriksa sendiri bahwa catatan ini ada di log publik.',
    download: 'Simpan bukti segel',
    showQr: 'Tampilkan kode QR',
    qrTitle: 'Bukti segel sebagai kode QR',
    qrText: 'Pindai kode ini di halaman periksa, atau foto lalu pilih fotonya di sana.',
    qrAlt: 'Kode QR yang memuat bukti segel',
    check: 'Periksa bukti segel',
    back: 'Kembali',
  },
  {
    title: 'Seal in the public log',
    sealed: 'Sealed',
    sealedText:
      'This record is in the public log. Nobody, not even whoever runs Netra, can remove or change it unnoticed. The log holds no names, no content, and nothing about who reported.',
    waiting: 'Waiting to be sealed',
    waitingText: (at: string) =>
      `This record is saved and is sealed with the next batch, at about ${at}. Open this page again afterwards.`,
    missing: 'This record does not match the public log',
    missingText:
      'What is stored now is not what was sealed, or it was never sealed. Keep your proof of the seal if you have one, and tell the supervising office or whoever runs the log.',
    none: 'This record was made before there was a public log, so it is not sealed.',
    optional:
      'You may keep the proof of the seal, or not. With the file you can prove for yourself that this record exists. It names the receiving office and the time, never you. Keep it only where it is safe for you.',
    keep: 'With this file anybody can check for themselves that this record is in the public log.',
    download: 'Keep the proof of the seal',
    showQr: 'Show a QR code',
    qrTitle: 'The proof of the seal as a QR code',
    qrText: 'Scan this code on the check page, or take a photo of it and choose the photo there.',
    qrAlt: 'QR code that holds the proof of the seal',
    check: 'Check a proof of a seal',
    back: 'Back',
  },
);

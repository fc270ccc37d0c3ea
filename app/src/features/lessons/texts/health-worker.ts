/** For health workers on duty at rallies. */
import { after, facts, type Lesson } from '../lesson.ts';
import { atEvent } from './shared.ts';

export const healthWorker: Lesson = {
  slug: 'tenaga-kesehatan',
  duty: 'kesehatan',
  title: { id: 'Tenaga kesehatan yang bertugas di kampanye', en: 'Health workers on duty at rallies' },
  lead: {
    id: 'Anda datang untuk menolong siapa pun. Beberapa menit di luar tugas dapat mengubah itu.',
    en: 'You come to help whoever needs it. A few minutes off duty can change that.',
  },
  screens: [
    {
      id: 'kesehatan-posko',
      value: 'pelayanan',
      story: {
        id: 'Dengan surat tugas Anda berjaga di pos kesehatan rapat umum, tanpa atribut apa pun dan tanpa fasilitas negara.',
        en: 'With a letter of assignment you staff the first-aid post of a rally, wearing nothing and using nothing of the state.',
      },
      facts: atEvent({ duty: true }),
      rule: 'attends-on-duty',
      tip: {
        id: 'Simpan surat tugasnya di saku, dan layani semua orang dengan cara yang sama.',
        en: 'Keep the letter in your pocket, and treat everybody alike.',
      },
    },
    {
      id: 'kesehatan-yel',
      value: 'akuntabel',
      story: {
        id: 'Saat acara memuncak, Anda yang sedang bertugas ikut meneriakkan yel-yel pasangan calon.',
        en: 'When the event reaches its peak you, on duty, join in the chants for the candidates.',
      },
      facts: atEvent({ duty: true, support: true }),
      rule: 'B4',
      tip: {
        id: 'Surat tugas melindungi kehadiran, bukan dukungan.',
        en: 'The assignment protects your being there, not your support.',
      },
    },
    {
      id: 'kesehatan-rompi',
      value: 'kompeten',
      story: {
        id: 'Panitia membagikan rompi bergambar partai supaya petugas mudah dikenali. Anda menonton acara dengan rompi itu.',
        en: 'The organisers hand out vests with a party’s sign so that helpers are easily found. You watch the event wearing one.',
      },
      facts: atEvent({ wears: 'party' }),
      rule: 'pp94-5n-2',
      tip: {
        id: 'Pakai rompi medis polos dari instansi Anda.',
        en: 'Wear the plain medical vest of your own institution.',
      },
    },
    {
      id: 'kesehatan-foto',
      value: 'adaptif',
      story: {
        id: 'Calon menyalami Anda di pos. Anda mengunggah fotonya ke akun publik dengan ajakan memilihnya.',
        en: 'The candidate shakes your hand at the post. You put the photo on a public account and call to vote for him.',
      },
      facts: facts('public-photo', after, { act: { public: true, aimOfSupport: true } }),
      rule: 'B7',
      tip: {
        id: 'Minta agar foto Anda tidak dipakai, dan jangan mengunggahnya sendiri.',
        en: 'Ask that your picture is not used, and do not post it yourself.',
      },
    },
    {
      id: 'kesehatan-simpan',
      value: 'harmonis',
      story: {
        id: 'Sebelum penetapan, foto Anda bersama bakal calon di puskesmas tersimpan di ponsel dan tidak diunggah.',
        en: 'Before determination a photo of you with a prospective candidate at the health centre lies on your phone and is not posted.',
      },
      facts: facts('public-photo', '2024-08-20', { act: { public: false } }),
      rule: 'photo-not-public',
      tip: {
        id: 'Yang sudah dikirim ke grup tidak lagi milik Anda sendiri: satu tangkapan layar membuatnya publik.',
        en: 'What was sent to a group is no longer yours alone: one screenshot makes it public.',
      },
    },
    {
      id: 'kesehatan-mampir',
      value: 'loyal',
      story: {
        id: 'Sepulang dinas, masih berseragam, Anda menonton kampanye dari tepi lapangan.',
        en: 'After your shift, still in uniform, you watch a campaign from the edge of the field.',
      },
      facts: atEvent({ wears: 'civil-servant' }),
      rule: 'pp94-5n-2',
      tip: {
        id: 'Pulang dulu. Seragam berbicara atas nama negara.',
        en: 'Go home first. A uniform speaks in the name of the state.',
      },
    },
  ],
};

/** For those who run social-media accounts of an institution. */
import { after, before, facts, type Lesson } from '../lesson.ts';

export const socialMedia: Lesson = {
  slug: 'media-sosial',
  duty: 'media-sosial',
  title: { id: 'Pengelola media sosial', en: 'Social-media handlers' },
  lead: {
    id: 'Satu ketukan dari akun instansi, atau dari akun Anda sendiri pada jam yang sama, terlihat oleh semua orang.',
    en: 'One tap from the account of the institution, or from your own in the same hour, is seen by everybody.',
  },
  screens: [
    {
      id: 'medsos-suka',
      value: 'akuntabel',
      story: {
        id: 'Sesudah penetapan, akun yang Anda pegang menyukai unggahan kampanye seorang calon.',
        en: 'After determination the account you run likes a campaign post of a candidate.',
      },
      facts: facts('social-engagement', after),
      rule: 'B6',
      tip: {
        id: 'Pisahkan ponsel atau aplikasi untuk akun kantor. Batalkan, tangkap layarnya, dan laporkan ke atasan Anda.',
        en: 'Use another phone or app for the office account. Undo it, take a screenshot, and tell your superior.',
      },
    },
    {
      id: 'medsos-langsung',
      value: 'kompeten',
      story: {
        id: 'Anda memandu siaran langsung yang mengajak memilih calon gubernur, dengan akun pribadi.',
        en: 'You host a live stream that calls to vote for a candidate for governor, on your private account.',
      },
      facts: facts('online-campaign', after),
      rule: 'B2',
      tip: {
        id: 'Akun pribadi seorang ASN tetap akun seorang ASN.',
        en: 'The private account of a civil servant is still a civil servant’s account.',
      },
    },
    {
      id: 'medsos-pppk',
      value: 'loyal',
      story: {
        id: 'Seorang PPPK di tim Anda membuat unggahan dukungan untuk bakal calon bupati sebelum penetapan.',
        en: 'A contract civil servant (PPPK) of your team posts support for a prospective regent before determination.',
      },
      facts: facts('online-campaign', before, { actor: { status: 'pppk' } }),
      rule: 'A2',
      tip: {
        id: 'PPPK adalah ASN. Ingatkan tim Anda sebelum tahapan dimulai, bukan sesudahnya.',
        en: 'PPPK are civil servants. Remind your team before the stages begin, not after.',
      },
    },
    {
      id: 'medsos-kpu',
      value: 'pelayanan',
      story: {
        id: 'Anda mengunggah ulang pengumuman KPU tentang jadwal dan lokasi TPS.',
        en: 'You repost the commission’s notice of days and polling stations.',
      },
      facts: facts('social-engagement', after, { beneficiary: 'none' }),
      rule: 'nobody-benefits',
      tip: {
        id: 'Unggah dari akun resminya, tanpa menambah kata atau gambar yang condong.',
        en: 'Repost from the official account, and add no word or picture that leans.',
      },
    },
    {
      id: 'medsos-foto',
      value: 'adaptif',
      story: {
        id: 'Sesudah penetapan, Anda mengunggah foto pernikahan saudara. Seorang calon ada di dalamnya; Anda tidak bermaksud mendukung.',
        en: 'After determination you post photos of a relative’s wedding. A candidate is in one of them; you do not mean to support.',
      },
      facts: facts('public-photo', after, {
        act: { public: true, aimOfSupport: false },
        actor: { spouseOfBeneficiary: false },
      }),
      rule: 'photo-without-aim',
      tip: {
        id: 'Sumbernya berbeda. Yang aman: potong fotonya, atau simpan sendiri sampai pemilihan selesai.',
        en: 'The sources differ. The safe way: crop the picture, or keep it to yourself until the election is over.',
      },
    },
    {
      id: 'medsos-bakal',
      value: 'harmonis',
      story: {
        id: 'Foto yang sama Anda unggah sebulan sebelum penetapan, ketika ia masih bakal calon.',
        en: 'You post the same photo a month before determination, when he was still a prospective candidate.',
      },
      facts: facts('public-photo', before, {
        act: { public: true, aimOfSupport: false },
        actor: { spouseOfBeneficiary: false },
      }),
      rule: 'A5',
      tip: {
        id: 'Tahapan mengubah jawaban. Periksa dulu di “Bolehkah saya…?”.',
        en: 'The stage changes the answer. Check first with “May I…?”.',
      },
    },
  ],
};

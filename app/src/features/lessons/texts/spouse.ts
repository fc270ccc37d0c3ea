/** For civil servants who are married to a candidate. */
import { after, facts, type Lesson } from '../lesson.ts';

export const spouse: Lesson = {
  slug: 'pasangan-calon',
  duty: 'pasangan-calon',
  title: { id: 'Suami atau istri calon', en: 'Spouses of candidates' },
  lead: {
    id: 'Keluarga Anda maju dalam pemilihan, dan Anda tetap ASN. Cuti menentukan banyak hal, tetapi tidak semuanya.',
    en: 'Your family stands in an election and you are still a civil servant. Leave decides much, but not everything.',
  },
  screens: [
    {
      id: 'pasangan-tanpa-cuti',
      value: 'akuntabel',
      story: {
        id: 'Suami Anda calon bupati. Tanpa cuti di luar tanggungan negara (CLTN) Anda mendampinginya di kampanye.',
        en: 'Your husband is a candidate for regent. Without unpaid leave you accompany him to a campaign event.',
      },
      facts: facts('attend-event', after, {
        act: { activeSupport: false },
        actor: { spouseOfBeneficiary: true, unpaidLeave: false },
      }),
      rule: 'A7',
      tip: {
        id: 'Ajukan CLTN sebelum masa kampanye. Cuti tahunan tidak sama.',
        en: 'Ask for unpaid leave before the campaign. Annual leave is not the same.',
      },
    },
    {
      id: 'pasangan-cuti',
      value: 'loyal',
      story: {
        id: 'Anda sedang CLTN dan mendampingi, tanpa berbicara dan tanpa atribut.',
        en: 'You are on unpaid leave and accompany him, without speaking and without attributes.',
      },
      facts: facts('attend-event', after, {
        act: { activeSupport: false },
        actor: { spouseOfBeneficiary: true, unpaidLeave: true },
      }),
      rule: 'spouse-on-leave',
      tip: {
        id: 'Simpan surat cutinya, dan tetaplah pendamping, bukan juru bicara.',
        en: 'Keep the letter of leave, and stay a companion, not a speaker.',
      },
    },
    {
      id: 'pasangan-orasi',
      value: 'kompeten',
      story: {
        id: 'Anda sedang CLTN dan berorasi di panggung untuk pasangan Anda.',
        en: 'You are on unpaid leave and speak on the stage for your spouse.',
      },
      facts: facts('attend-event', after, {
        act: { activeSupport: true },
        actor: { spouseOfBeneficiary: true, unpaidLeave: true },
      }),
      rule: 'spouse-on-leave-active',
      tip: {
        id: 'Sumbernya berbeda. Tanyakan tertulis sebelum naik panggung; sampai ada jawaban, jangan.',
        en: 'The sources differ. Ask in writing before you go on the stage; until there is an answer, do not.',
      },
    },
    {
      id: 'pasangan-foto',
      value: 'harmonis',
      story: {
        id: 'Anda mengunggah foto keluarga bersama istri yang menjadi calon: tanpa atribut, tanpa ajakan.',
        en: 'You post a family photo with your wife, who is a candidate: no attributes, no call to vote.',
      },
      facts: facts('public-photo', after, {
        act: { public: true, aimOfSupport: false, attributes: 'none' },
        actor: { spouseOfBeneficiary: true },
      }),
      rule: 'photo-with-spouse',
      tip: {
        id: 'Tutup kolom komentar: ajakan orang lain di bawah foto Anda tetap terbaca sebagai ajakan.',
        en: 'Close the comments: a call to vote by others below your photo still reads as one.',
      },
    },
    {
      id: 'pasangan-ajakan',
      value: 'adaptif',
      story: {
        id: 'Pada foto yang sama Anda menulis “mohon dukungannya”.',
        en: 'Below the same photo you write “please support her”.',
      },
      facts: facts('public-photo', after, {
        act: { public: true, aimOfSupport: true, attributes: 'none' },
        actor: { spouseOfBeneficiary: true },
      }),
      rule: 'B7',
      tip: {
        id: 'Dua kata mengubah foto keluarga menjadi kampanye.',
        en: 'Two words turn a family photo into a campaign.',
      },
    },
    {
      id: 'pasangan-grup',
      value: 'pelayanan',
      story: {
        id: 'Anda bergabung dengan grup pemenangan istri Anda, sesudah penetapan.',
        en: 'You join the campaign group of your wife after determination.',
      },
      facts: facts('social-engagement', after, { actor: { spouseOfBeneficiary: true } }),
      rule: 'B6',
      tip: {
        id: 'Dukung di rumah. Di grup, Anda tetap tercatat sebagai ASN.',
        en: 'Support her at home. In the group you are still a civil servant.',
      },
    },
  ],
};

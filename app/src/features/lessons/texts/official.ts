/** For officials who decide on vehicles, buildings and budgets. */
import { after, before, facts, type Lesson } from '../lesson.ts';
import { atEvent } from './shared.ts';

export const official: Lesson = {
  slug: 'pejabat-anggaran',
  duty: 'pejabat-anggaran',
  title: { id: 'Pejabat dengan kendaraan dan anggaran', en: 'Officials with vehicles and budgets' },
  lead: {
    id: 'Fasilitas dan uang negara adalah milik semua orang, juga pada masa pemilihan.',
    en: 'Facilities and money of the state belong to everybody, in times of elections as well.',
  },
  screens: [
    {
      id: 'anggaran-bansos',
      value: 'akuntabel',
      story: {
        id: 'Sebelum penetapan calon Anda mengarahkan dana kegiatan ke kelompok yang mendukung seorang bakal calon.',
        en: 'Before candidates are determined you direct project money to groups that support a prospective candidate.',
      },
      facts: facts('partisan-decision', before),
      rule: 'pp94-5n-5',
      tip: {
        id: 'Penerima dipilih menurut syarat tertulis yang dapat diperiksa siapa pun.',
        en: 'Choose receivers by written terms that anybody can check.',
      },
    },
    {
      id: 'anggaran-syarat',
      value: 'kompeten',
      story: {
        id: 'Anda mencairkan dana yang sama kepada semua kelompok yang memenuhi syarat tertulis, tanpa melihat dukungannya.',
        en: 'You pay out the same money to every group that meets the written terms, whatever it supports.',
      },
      facts: facts('partisan-decision', before, { beneficiary: 'none' }),
      rule: 'nobody-benefits',
      tip: {
        id: 'Simpan daftar pemohon, jawaban, dan alasannya. Itulah bukti bahwa semua diperlakukan sama.',
        en: 'Keep the list of applicants, answers and reasons: it proves that all were treated alike.',
      },
    },
    {
      id: 'anggaran-bus',
      value: 'pelayanan',
      story: {
        id: 'Anda hadir di kampanye dan datang bersama staf dengan bus dinas.',
        en: 'You attend a campaign event and come with your staff in the office bus.',
      },
      facts: atEvent({ vehicle: true, brings: true }),
      rule: 'pp94-5n-4',
      tip: {
        id: 'Setiap keluar-masuk kendaraan dicatat dengan keperluannya. Tanpa surat tugas, kendaraan tinggal di kantor.',
        en: 'Each use of a vehicle is recorded with its purpose. Without an assignment, vehicles stay at the office.',
      },
    },
    {
      id: 'anggaran-sembako',
      value: 'loyal',
      story: {
        id: 'Di akhir pembagian sembako dinas, Anda mengingatkan warga siapa calon yang “memperjuangkannya”.',
        en: 'At the end of a hand-out of food by your office you remind people which candidate “fought for it”.',
      },
      facts: facts('partisan-activity', after),
      rule: 'B8',
      tip: {
        id: 'Sebut sumber dananya: APBD atau APBN. Tidak ada nama atau gambar orang.',
        en: 'Name the source of the money: the budget. No names and no pictures of people.',
      },
    },
    {
      id: 'anggaran-tim',
      value: 'harmonis',
      story: {
        id: 'Sesudah penetapan calon Anda menjadi konsultan anggaran untuk tim kampanye, di luar jam kerja.',
        en: 'After determination you advise a campaign team on its budget, outside working hours.',
      },
      facts: facts('campaign-team-role', after),
      rule: 'B10',
      tip: {
        id: 'Jam kerja tidak mengubah jawabannya. Tolak, dan sampaikan bahwa Anda ASN.',
        en: 'Working hours do not change the answer. Decline, and say that you are a civil servant.',
      },
    },
  ],
};

/** Versions of the privacy notice, the newest last. A test fails when the register says something new and nobody wrote here what changed. */
import type { Bilingual } from '@netra/rulebook';

export interface NoticeVersion {
  /** Fingerprint of the register: `registerVersion()`. */
  readonly version: string;
  readonly on: string;
  readonly changed: Bilingual;
}

export const noticeVersions: readonly NoticeVersion[] = [
  {
    version: '6a2d1a17a545',
    on: '2026-11-22',
    changed: { id: 'Pemberitahuan pertama.', en: 'The first notice.' },
  },
  {
    version: '393e23bfdc51',
    on: '2026-11-22',
    changed: {
      id: 'Perkara yang putusannya dibatalkan atau yang diteruskan ke lembaga lain kini dihapus seperti perkara yang tidak terbukti, begitu pula yang digabung ke dalamnya.',
      en: 'Cases that were annulled or referred to another body are now erased like cases not proven, with those joined to them.',
    },
  },
  {
    version: '8aae1aa664b7',
    on: '2026-11-22',
    changed: {
      id: 'Baru: daftar pegawai instansi untuk ikrar (nama, NIP, surel, telepon, tersimpan terkunci), kode ikrar, alasan tidak mengikrarkan, peminjaman fasilitas dengan kontak peminta, dan pernyataan tanpa kepentingan oleh petugas perkara. Kepentingan yang dinyatakan kini tersimpan terkunci dan terhapus bersama perkaranya.',
      en: 'New: rosters of institutions for pledges (name, employee number, e-mail, telephone, kept locked), codes for signing, reasons for declining, loans of facilities with the contact of whoever asks, and statements of officers that no interest stands in the way. A declared interest is now kept locked and erased with its case.',
    },
  },
  {
    version: '6890c0c8040b',
    on: '2026-11-22',
    changed: {
      id: 'Baru: jawaban pelajaran dari orang yang punya akun (hanya untuk orangnya, dapat dihapus sendiri), kelompok untuk menghitung cakupan ikrar, dan catatan siapa yang melihat data seseorang di daftar pegawai, yang terlihat oleh orangnya.',
      en: 'New: answers in lessons of people with an account (for the person alone, who can erase them), groups in which coverage of pledges is counted, and a record of who looked at data of a person of a roster, shown to that person.',
    },
  },
  {
    version: '299711bd375f',
    on: '2026-11-23',
    changed: {
      id: 'Baru: pertanyaan tentang rencana sendiri kepada kantor (tersegel, tanpa nama, terhapus setelah 180 hari), serta nama pemegang jabatan publik, tanggapan, dan penilaian mandiri instansi.',
      en: 'New: questions to offices about one’s own plans (sealed, without names, deleted after 180 days), and names of holders of public posts, replies and self-assessments of institutions.',
    },
  },
  {
    version: '7960aeec0306',
    on: '2026-11-23',
    changed: {
      id: 'Baru: catatan pencegahan: siapa yang mencatat kegiatan, komitmen, tindak lanjut, dan foto. Isi tersimpan terkunci; yang hadir dihitung tanpa nama.',
      en: 'New: the prevention log: who recorded activities, commitments, follow-up and photos. The contents are kept locked; who attended is counted without names.',
    },
  },
  {
    version: 'cfcef17dc03b',
    on: '2026-11-23',
    changed: {
      id: 'Baru: partai dan calon: nama resmi, kapan pemberitahuan diterima, narahubung (terkunci, tidak diumumkan), dan anggota tim kampanye (terkunci) untuk pemeriksaan kepentingan; narahubung dan anggota tim terhapus setahun setelah pemungutan suara.',
      en: 'New: parties and candidates: official names, when a notice was acknowledged, contacts (locked, never published) and members of campaign teams (locked) for the check of interests; contacts and members are forgotten a year after the vote.',
    },
  },
];

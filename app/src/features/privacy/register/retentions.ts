/**
 * How long each kind of data is kept, as data: the nightly job, the page of disposal and the privacy notice read it from here. Numbers of ours are
 * proposals until the archive schedule (jadwal retensi arsip) of the office says otherwise.
 */
import type { Retention } from './register-types.ts';

/** Days after an accusation ended as not proven until names and contents are erased. */
export const UNPROVEN_DAYS = 365;

export const retentions = {
  'unsent-upload': {
    until: { id: '24 jam setelah diunggah, kalau tidak dikirim', en: '24 hours after the upload, if it is not sent' },
    days: 1,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  case: {
    until: {
      id: 'perkara yang tidak terbukti, yang putusannya dibatalkan, atau yang diteruskan ke lembaga lain: 365 hari setelah berakhir, lalu dihapus sendiri; begitu pula perkara yang digabung ke dalamnya. Perkara yang diputus: sampai jadwal retensi arsip kantor, lalu dihapus setelah dua petugas sepakat. Tidak dihapus selama ada penahanan (keberatan, banding, sidang)',
      en: 'cases not proven, annulled, or referred to another body: 365 days after they ended, then erased by itself, with cases that were joined to them. Decided cases: until the archive schedule of the office, then erased when two officers agree. Nothing is erased while a hold stands (objection, appeal, court)',
    },
    days: UNPROVEN_DAYS,
    after: 'erase',
    by: 'job',
    source: 'own-choice',
  },
  trail: {
    until: {
      id: 'tetap: nomor, jenis, tanggal, dan segel, tanpa nama. Setelah isi dihapus, tidak ada orang yang dapat dikenali darinya',
      en: 'stays: number, kind, day and seal, without names. Once the contents are erased nobody can be found in it',
    },
    days: null,
    after: 'keep',
    by: 'nobody',
    source: 'own-choice',
  },
  party: {
    until: {
      id: 'narahubung dan anggota tim kampanye: 365 hari setelah hari pemungutan suara; nama resmi peserta dan waktu penerimaan tetap',
      en: 'contacts and members of campaign teams: 365 days after the day of voting; official names of participants and times of acknowledgement stay',
    },
    days: 365,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  account: {
    until: {
      id: 'selama bertugas. Setelah tugas berakhir akun tidak dapat dipakai; nama tetap ada selama tercatat sebagai pelaku langkah',
      en: 'while on duty. When the duty ends the account no longer works; the name stays as long as it stands at steps that were taken',
    },
    days: null,
    after: 'keep',
    by: 'nobody',
    source: 'own-choice',
  },
  session: {
    until: { id: '30 hari setelah berakhir', en: '30 days after it ended' },
    days: 30,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  'short-code': {
    until: { id: '1 hari setelah berakhir', en: '1 day after it ran out' },
    days: 1,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  visit: {
    until: { id: '1 hari setelah kunjungan berakhir', en: '1 day after the visit ended' },
    days: 1,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  invitation: {
    until: { id: '30 hari setelah dipakai atau habis masa berlakunya', en: '30 days after it was used or ran out' },
    days: 30,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  audit: {
    until: {
      id: 'tetap, sebagai bukti siapa melihat apa; alasan yang ditulis di dalamnya dihapus bersama isi perkara',
      en: 'stays, as proof of who saw what; reasons written in it are erased together with the contents of the case',
    },
    days: null,
    after: 'keep',
    by: 'nobody',
    source: 'own-choice',
  },
  pledge: {
    until: {
      id: 'sampai pemilihan berikutnya selesai, lalu menurut jadwal retensi arsip instansi',
      en: 'until the next election is over, then by the archive schedule of the institution',
    },
    days: null,
    after: 'keep',
    by: 'nobody',
    source: 'own-choice',
  },
  lesson: {
    until: {
      id: 'sampai orangnya menghapusnya sendiri, atau akunnya dihapus',
      en: 'until the person erases it, or the account is deleted',
    },
    days: null,
    after: 'delete',
    by: 'own-hand',
    source: 'own-choice',
  },
  advice: {
    until: {
      id: '180 hari setelah dijawab, atau setelah dikirim kalau tidak dijawab; penanya dapat menghapusnya kapan saja dengan kodenya',
      en: '180 days after the answer, or after sending where nobody answers; whoever asked can delete it at any time with the code',
    },
    days: 180,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  media: {
    until: {
      id: 'selama berguna bagi meja media; berita yang sudah terbit',
      en: 'while the media desk needs it; published news',
    },
    days: null,
    after: 'keep',
    by: 'nobody',
    source: 'own-choice',
  },
  roster: {
    until: {
      id: 'selama orangnya tercatat di instansi; berkas yang diunggah hilang saat diterapkan, dibuang, atau kedaluwarsa',
      en: 'while the person is on the list of an institution; uploaded files go when applied, thrown away or expired',
    },
    days: null,
    after: 'delete',
    by: 'own-hand',
    source: 'own-choice',
  },
  import: {
    until: {
      id: 'baris mentah hilang saat berkas diterapkan, dibuang, atau kedaluwarsa',
      en: 'raw rows go when the file is applied, thrown away, or expired',
    },
    days: null,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  mail: {
    until: { id: '90 hari setelah terkirim atau gagal', en: '90 days after it was sent or failed' },
    days: 90,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  program: {
    until: {
      id: 'jawaban yang disimpan 24 jam; catatan pengiriman 30 hari; token sampai dicabut',
      en: 'kept answers 24 hours; the log of deliveries 30 days; tokens until they are revoked',
    },
    days: 30,
    after: 'delete',
    by: 'job',
    source: 'own-choice',
  },
  request: {
    until: {
      id: 'bersama perkaranya, atau selama akun ada; kata-katanya dihapus bersama isi perkara',
      en: 'with the case, or as long as the account exists; its words are erased together with the contents of the case',
    },
    days: null,
    after: 'erase',
    by: 'job',
    source: 'own-choice',
  },
  incident: {
    until: { id: 'tetap, sebagai bukti bahwa kewajiban dipenuhi', en: 'stays, as proof that the duty was met' },
    days: null,
    after: 'keep',
    by: 'nobody',
    source: 'own-choice',
  },
  system: {
    until: { id: 'selama layanan berjalan; bukan data pribadi', en: 'as long as the service runs; no personal data' },
    days: null,
    after: 'keep',
    by: 'nobody',
    source: 'own-choice',
  },
  jobs: {
    until: { id: 'beberapa hari setelah selesai', en: 'some days after they were done' },
    days: 14,
    after: 'delete',
    by: 'job',
    source: 'library',
  },
} as const satisfies Readonly<Record<string, Retention>>;

export type RetentionId = keyof typeof retentions;

/**
 * What one can do without doubt instead of an act, or to stay within what is allowed. It is advice, never a finding, and never says that
 * more is allowed than the rules that were seen: where sources differ or are silent, it keeps away from the question.
 */
import type { Bilingual } from '../text.ts';
import type { Outcome } from './answer.ts';
import type { ActKind } from './fact-list.ts';

interface Advice {
  /** Instead of the act. */
  readonly instead: readonly Bilingual[];
  /** To stay allowed, where the act can be. */
  readonly within?: readonly Bilingual[];
}

const hearProgramme: Bilingual = {
  id: 'Baca visi, misi, dan program peserta di laman KPU atau di berita, di luar jam kerja, tanpa menanggapi.',
  en: "Read the participants' programmes on the KPU's site or in the news, outside working hours, without reacting.",
};
const vote: Bilingual = {
  id: 'Gunakan hak pilih Anda di bilik suara, dan simpan pilihan itu untuk diri sendiri.',
  en: 'Use your vote in the booth, and keep your choice to yourself.',
};

const advice: Readonly<Record<ActKind, Advice>> = {
  'display-material': {
    instead: [
      {
        id: 'Jangan pasang spanduk, stiker, atau baliho peserta di rumah, kendaraan, kantor, maupun tempat lain.',
        en: 'Put up no banner, sticker or billboard of a participant, at home, on a vehicle, in the office or elsewhere.',
      },
      {
        id: 'Jika orang lain memasangnya di tempat Anda, minta dengan baik agar dilepas, dan catat kapan Anda memintanya.',
        en: 'If somebody else put it up at your place, kindly ask to have it taken down, and note when you asked.',
      },
    ],
  },
  'online-campaign': {
    instead: [
      {
        id: 'Bagikan hanya keterangan yang netral dari KPU atau Bawaslu, misalnya jadwal dan cara memilih.',
        en: 'Share only neutral information from the KPU or Bawaslu, such as the schedule and how to vote.',
      },
      hearProgramme,
    ],
  },
  'attend-event': {
    instead: [
      hearProgramme,
      {
        id: 'Jika diminta hadir karena tugas, minta surat tugas tertulis lebih dahulu.',
        en: 'If your work asks you to be there, ask for a written assignment first.',
      },
    ],
    within: [
      {
        id: 'Bawa surat tugas atau surat cuti Anda. Hadir tanpa atribut, yel-yel, gerakan jari, dan pidato; pulang setelah perlunya selesai.',
        en: 'Carry your assignment or your leave papers. Attend without attributes, chants, hand signs or speeches; leave when your reason is over.',
      },
    ],
  },
  'social-engagement': {
    instead: [
      {
        id: 'Baca tanpa menanggapi: tanpa suka, komentar, bagikan, atau simbol apa pun.',
        en: 'Read without reacting: no like, comment, share or symbol of any kind.',
      },
      {
        id: 'Jauhi grup dan akun pemenangan. Jika ditambahkan tanpa diminta, keluar, dan simpan tangkapan layar saat Anda keluar.',
        en: 'Stay off campaign groups and accounts. If you are added unasked, leave, and keep a screenshot of leaving.',
      },
      {
        id: 'Jika sudah terlanjur, batalkan sekarang dan catat waktunya; itu tidak menghapus perbuatannya, tetapi menunjukkan sikap Anda.',
        en: 'If it has happened, undo it now and note the time; that does not undo the act, but it shows where you stand.',
      },
    ],
  },
  'public-photo': {
    instead: [
      {
        id: 'Jangan unggah foto bersama calon, tim, atau alat peraganya, juga dengan keluarga dan teman; minta orang lain tidak menandai Anda.',
        en: 'Post no photo with a candidate, the team or their material, not even with family or friends; ask others not to tag you.',
      },
      {
        id: 'Jika difoto, tanpa gerakan jari, atribut, atau latar kampanye.',
        en: 'If you are photographed: no hand sign, no attributes, no campaign backdrop.',
      },
    ],
    within: [
      {
        id: 'Tanpa atribut, gerakan jari, nomor, atau kata ajakan; jangan menyebarkannya sebagai kampanye.',
        en: 'No attributes, hand sign, number or words of appeal; do not spread it as campaigning.',
      },
    ],
  },
  'campaign-participation': {
    instead: [
      hearProgramme,
      {
        id: 'Tolak ajakan ikut kegiatan kampanye atau pengenalan, juga di hari libur: status ASN tetap melekat.',
        en: 'Decline to take part in campaign or introduction activities, on days off too: you remain a civil servant.',
      },
    ],
  },
  'approach-party-or-public': {
    instead: [
      {
        id: 'Sebelum mendekati partai atau masyarakat, ajukan cuti di luar tanggungan negara dan tunggu keputusannya.',
        en: 'Before approaching a party or the public, apply for unpaid leave and wait for the decision.',
      },
      {
        id: 'Tanyakan kepada pengelola kepegawaian kapan Anda harus mengundurkan diri untuk pencalonan itu.',
        en: 'Ask your personnel office when you must resign for that candidacy.',
      },
    ],
    within: [
      {
        id: 'Hanya selama cuti itu berlaku. Simpan surat keputusannya, dan jangan memakai jabatan, fasilitas, atau seragam.',
        en: 'Only while that leave lasts. Keep the decision at hand, and use no office, facility or uniform.',
      },
    ],
  },
  'party-membership': {
    instead: [
      {
        id: 'Jangan menjadi anggota atau pengurus partai selama Anda ASN.',
        en: 'Do not be a member or official of a party while you are a civil servant.',
      },
      {
        id: 'Jika nama Anda tercatat tanpa sepengetahuan Anda, sanggah kepada KPU dan simpan buktinya.',
        en: 'If you are listed without your knowledge, dispute it with the KPU and keep the proof.',
      },
    ],
  },
  'partisan-activity': {
    instead: [
      {
        id: 'Jika ditanya, sampaikan hanya jadwal dan tata cara memilih; jangan menyebut peserta mana pun.',
        en: 'If asked, tell only when and how to vote; name no participant.',
      },
      {
        id: 'Jangan mengadakan pertemuan, mengajak, mengimbau, atau memberi barang yang menguntungkan salah satu peserta.',
        en: 'Hold no meeting, make no appeal and give no goods that benefit one of the participants.',
      },
    ],
  },
  'campaign-team-role': {
    instead: [
      {
        id: 'Tolak peran apa pun dalam tim, juga sebagai ahli, konsultan, atau saksi; tolak secara tertulis bila dapat.',
        en: 'Decline any part in a team, also as expert, consultant or witness; in writing if you can.',
      },
    ],
  },
  'independent-candidate-support': {
    instead: [
      {
        id: 'Jangan menandatangani surat dukungan atau menyerahkan fotokopi KTP.',
        en: 'Sign no letter of support and hand over no copy of your identity card.',
      },
      {
        id: 'Jika nama Anda dicatut sebagai pendukung, sanggah kepada KPU atau adukan kepada Bawaslu, dan simpan buktinya.',
        en: 'If your name was used as a supporter, dispute it with the KPU or tell Bawaslu, and keep the proof.',
      },
    ],
  },
  'partisan-decision': {
    instead: [
      {
        id: 'Perlakukan semua peserta sama, menurut aturan tertulis, dan catat alasannya.',
        en: 'Treat all participants alike, by written rules, and note your reasons.',
      },
      {
        id: 'Jika diperintah memihak, minta perintah itu tertulis dan tanyakan kepada inspektorat atau Bawaslu.',
        en: 'If told to take sides, ask for the order in writing and ask the inspectorate or Bawaslu.',
      },
    ],
  },
  other: {
    instead: [
      {
        id: 'Jika ragu, jangan lakukan dahulu; tanyakan secara tertulis kepada pengelola kepegawaian atau Bawaslu.',
        en: 'If in doubt, do not do it yet; ask your personnel office or Bawaslu in writing.',
      },
    ],
  },
};

const askFirst: Bilingual = {
  id: 'Tidak ada baris yang cocok bukan berarti pasti boleh. Jika ragu, tanyakan secara tertulis kepada pengelola kepegawaian atau Bawaslu.',
  en: 'That no row fits does not mean that it is surely allowed. If in doubt, ask your personnel office or Bawaslu in writing.',
};
const otherRules: Bilingual = {
  id: 'Tanyakan kepada lembaga Anda aturan mana yang berlaku bagi Anda.',
  en: 'Ask your own institution which rules apply to you.',
};

/** Safe ways to do otherwise, or to stay within what is allowed; at least one for every kind of act and outcome. */
export function safeAlternatives(kind: ActKind, outcome: Outcome): readonly Bilingual[] {
  const { instead, within } = advice[kind];
  switch (outcome) {
    case 'allowed':
      return within ?? instead;
    case 'no-row':
      return [askFirst, vote];
    case 'out-of-scope':
      return [otherRules];
    case 'violation':
    case 'disputed':
    case 'more-facts-needed':
    case 'not-covered':
      return instead;
  }
}

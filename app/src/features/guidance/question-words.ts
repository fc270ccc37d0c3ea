/** Questions to the person who asks, each with why it matters and its answers; and sentences of the answer that no rule brings along. */
import type { ActorStatus, Bilingual } from '@netra/rulebook';
import { type FactKey, say } from './situation.ts';

export interface QuestionWords {
  readonly question: Bilingual;
  /** Why it matters, or how to tell. */
  readonly hint: Bilingual;
  /** By value. For contests the names come from the election. */
  readonly answers: Readonly<Record<string, Bilingual>>;
}

const yes = say('Ya', 'Yes');
const no = say('Tidak', 'No');
const yesNo = { true: yes, false: no };

export const questionWords: Readonly<Record<FactKey, QuestionWords>> = {
  'act.public': {
    question: say(
      'Akan diunggah di tempat yang dapat dilihat siapa saja?',
      'Will it be posted where anyone can see it?',
    ),
    hint: say(
      'Misalnya media sosial terbuka, status, atau berita. Yang dilarang adalah mengunggahnya, bukan bertemunya.',
      'Such as open social media, a status or the news. What the rule forbids is posting it, not meeting.',
    ),
    answers: { true: say('Ya, diunggah', 'Yes, it is posted'), false: say('Tidak, hanya disimpan', 'No, only kept') },
  },
  'act.activeSupport': {
    question: say('Apakah Anda berbuat atau berbicara untuk mendukung?', 'Will you act or speak in support?'),
    hint: say(
      'Misalnya bersorak, berpidato, mengajak, atau ikut yel-yel: lebih dari sekadar hadir.',
      'Such as cheering, a speech, urging or chants: more than being there.',
    ),
    answers: yesNo,
  },
  'act.aimOfSupport': {
    question: say('Apakah tujuannya menunjukkan dukungan?', 'Is the aim to show support?'),
    hint: say(
      'Misalnya dengan isyarat tangan, ajakan memilih, atau tagar calon.',
      'For example with a hand sign, an appeal to vote, or a candidate’s tag.',
    ),
    answers: {
      true: say('Ya, untuk mendukung', 'Yes, to support'),
      false: say('Tidak, foto biasa', 'No, a plain photo'),
    },
  },
  'act.attributes': {
    question: say('Apa yang Anda pakai?', 'What will you wear?'),
    hint: say(
      'Seragam dinas, Korpri, atau atribut partai mengubah jawabannya.',
      'An office uniform, Korpri dress or party attributes change the answer.',
    ),
    answers: {
      none: say('Pakaian biasa, tanpa atribut', 'Plain clothes, no attributes'),
      party: say('Atribut calon atau partai', 'Attributes of a candidate or party'),
      'civil-servant': say('Seragam atau atribut ASN', 'A civil-servant uniform or attributes'),
    },
  },
  'act.mobilisesCivilServants': {
    question: say(
      'Apakah Anda mengajak atau mengerahkan ASN lain?',
      'Will you bring along or mobilise other civil servants?',
    ),
    hint: say(
      'Termasuk bawahan, rekan sekantor, atau lewat grup kantor.',
      'Including subordinates and colleagues, or through the office’s group.',
    ),
    answers: yesNo,
  },
  'act.stateFacility': {
    question: say('Apakah fasilitas negara dipakai?', 'Is anything of the state used?'),
    hint: say(
      'Misalnya kendaraan dinas, ruang kantor, atau barang milik daerah.',
      'Such as an official vehicle, an office room or public goods.',
    ),
    answers: yesNo,
  },
  'act.onDuty': {
    question: say('Apakah Anda hadir karena penugasan resmi?', 'Are you there by official assignment?'),
    hint: say(
      'Dengan surat tugas, misalnya pengamanan atau layanan kesehatan.',
      'With a written assignment, such as security or health service.',
    ),
    answers: yesNo,
  },
  'actor.spouseOfBeneficiary': {
    question: say('Apakah calon itu suami atau istri Anda?', 'Is the candidate your husband or wife?'),
    hint: say(
      'Untuk suami dan istri ada surat edaran tersendiri.',
      'There is a circular of its own for husbands and wives.',
    ),
    answers: yesNo,
  },
  'actor.unpaidLeave': {
    question: say(
      'Apakah Anda sedang cuti di luar tanggungan negara?',
      'Are you on unpaid leave (cuti di luar tanggungan negara)?',
    ),
    hint: say('Cuti tahunan atau cuti biasa tidak termasuk.', 'Annual or ordinary leave does not count.'),
    answers: { true: say('Ya, sedang cuti itu', 'Yes, on that leave'), false: say('Tidak', 'No') },
  },
  'actor.isProspectiveCandidate': {
    question: say('Apakah Anda sendiri ingin mencalonkan diri?', 'Do you want to stand yourself?'),
    hint: say('Untuk jabatan apa pun.', 'For any office.'),
    answers: yesNo,
  },
  'contest.beneficiary': {
    question: say('Siapa yang diuntungkan?', 'Who benefits?'),
    hint: say(
      'Kalau tidak ada yang diuntungkan, tidak ada keberpihakan yang dinilai.',
      'If nobody benefits there is no partiality to judge.',
    ),
    answers: {
      person: say('Seorang calon', 'A candidate'),
      party: say('Sebuah partai', 'A party'),
      none: say('Tidak ada', 'Nobody'),
    },
  },
  'contest.contest': {
    question: say('Untuk pemilihan jabatan apa?', 'For which office?'),
    hint: say(
      'Pada hari ini calon sebagian jabatan sudah ditetapkan, sebagian belum.',
      'On this day candidates for some offices are determined, for others not yet.',
    ),
    answers: {},
  },
};

interface StatusWords {
  readonly label: Bilingual;
  readonly hint: Bilingual;
}

const status = {
  pns: {
    label: say('PNS', 'PNS (permanent civil servant)'),
    hint: say(
      'termasuk guru, dosen, lurah, camat, penjabat kepala daerah',
      'including teachers, lecturers, lurah, camat, acting heads of region',
    ),
  },
  pppk: {
    label: say('PPPK', 'PPPK (civil servant by contract)'),
    hint: say('pegawai pemerintah dengan perjanjian kerja', 'government employees with a work agreement'),
  },
  ppnpn: {
    label: say('Honorer atau PPNPN', 'Contract or honorary staff (PPNPN)'),
    hint: say('pegawai kantor pemerintah yang bukan ASN', 'staff of government offices who are not civil servants'),
  },
  'village-official': {
    label: say('Perangkat desa', 'Village official'),
    hint: say('sekretaris desa, kepala dusun, kaur', 'village secretary, hamlet head, section head'),
  },
  'village-head': {
    label: say('Kepala desa', 'Village head'),
    hint: say('bukan lurah: lurah adalah ASN', 'not a lurah, who is a civil servant'),
  },
  tni: { label: say('TNI', 'Armed forces (TNI)'), hint: say('prajurit aktif', 'in active service') },
  polri: { label: say('Polri', 'Police (Polri)'), hint: say('anggota aktif', 'in active service') },
  bumn: {
    label: say('Pegawai BUMN atau BUMD', 'Staff of a state-owned company'),
    hint: say('perusahaan milik negara atau daerah', 'owned by the state or a region'),
  },
  private: {
    label: say('Bukan pegawai pemerintah', 'Not a government employee'),
    hint: say('swasta, guru sekolah swasta, wiraswasta', 'private sector, private-school teachers, self-employed'),
  },
} as const satisfies Record<ActorStatus, StatusWords>;

export const guidanceTexts = {
  status,
  dependsOnStatus: say(
    'Jawabannya bergantung pada status kepegawaian Anda.',
    'The answer depends on how you are employed.',
  ),
  dependsOnFacts: say(
    'Jawabannya bergantung pada hal yang belum Anda jawab.',
    'The answer depends on what you have not answered.',
  ),
  howGrave: say(
    'Seberapa berat akibatnya bergantung pada hal yang belum Anda jawab.',
    'How grave it is depends on what you have not answered.',
  ),
  notBound: say(
    'Anda bukan pegawai ASN, jadi aturan netralitas ASN tidak mengenai Anda.',
    'You are not a civil servant, so the rules on their neutrality do not cover you.',
  ),
  noRow: say('Tidak ada baris SKB yang cocok dengan perbuatan ini.', 'No row of the joint decree fits this act.'),
  gradedSanctions: say(
    'sanksi berjenjang sampai pemutusan kontrak (SE MenPANRB 01/2023)',
    'graded sanctions up to the end of the contract (SE MenPANRB 01/2023)',
  ),
  noLevel: say(
    'dilarang, tetapi aturan ini tidak menyebut tingkat hukumannya',
    'forbidden, but this rule names no level of punishment',
  ),
} as const;

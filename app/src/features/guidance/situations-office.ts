/** Situations at the office and on duty, and money. */
import { byEdge, byRules, type Situation, say } from './situation.ts';

const forSomebody = { 'contest.beneficiary': 'person' } as const;

export const officeSituations: readonly Situation[] = [
  {
    id: 'fasilitas',
    group: 'office',
    label: say('Kendaraan, gedung, atau barang dinas', 'Official vehicles, buildings or goods'),
    hint: say('dipakai atau dipinjamkan untuk calon', 'used by or lent to a candidate'),
    framing: {
      question: say('Dipakai untuk apa?', 'Used for what?'),
      options: [
        {
          id: 'datang',
          label: say('Saya datang ke kampanye memakai kendaraan dinas', 'I go to a rally in an official vehicle'),
          act: byRules('attend-event', {
            ...forSomebody,
            'actor.spouseOfBeneficiary': 'false',
            'act.activeSupport': 'false',
            'act.attributes': 'none',
            'act.mobilisesCivilServants': 'false',
            'act.stateFacility': 'true',
          }),
          safe: say(
            'Parkirkan kendaraan dinas di kantor; jangan dipakai ke acara calon.',
            'Leave the vehicle at the office; do not take it to a candidate’s event.',
          ),
          near: ['edge-32', 'edge-12'],
        },
        {
          id: 'meminjamkan',
          label: say('Meminjamkannya kepada calon, partai, atau tim', 'Lending them to a candidate, party or team'),
          act: byRules('partisan-decision', forSomebody),
          safe: say(
            'Tolak dengan tertulis, atau beri kesempatan yang sama kepada semua peserta lewat aturan sewa yang terbuka.',
            'Decline in writing, or give all contestants the same chance under open rules for hire.',
          ),
          near: ['edge-32'],
        },
        {
          id: 'disewakan',
          label: say('Gedung yang memang disewakan untuk umum', 'A building that is let to the public'),
          act: byEdge(
            32,
            say(
              'apakah gedung itu disewakan kepada siapa saja, dengan tarif dan syarat yang sama',
              'whether the building is let to anyone, at the same price and terms',
            ),
          ),
          safe: say(
            'Sewakan dengan tarif dan syarat yang sama untuk semua, dan catat semua permintaan.',
            'Let it at the same price and terms to all, and record every request.',
          ),
        },
      ],
    },
  },
  {
    id: 'keputusan',
    group: 'office',
    label: say('Membuat keputusan yang menguntungkan calon', 'Making a decision that favours a candidate'),
    hint: say('izin, bantuan, anggaran, mutasi, program', 'permits, aid, budgets, transfers, programmes'),
    act: byRules('partisan-decision', forSomebody),
    safe: say(
      'Putuskan menurut aturan dan jadwal biasa, catat alasannya, dan mintalah pendapat inspektorat bila ada tekanan.',
      'Decide by the usual rules and dates, write down the reasons, and ask the inspectorate if there is pressure.',
    ),
    near: ['edge-32', 'edge-38', 'edge-40'],
  },
  {
    id: 'kpps',
    group: 'office',
    label: say('Menjadi KPPS, PPS, PPK, atau pantarlih', 'Serving as election staff (KPPS, PPS, PPK, pantarlih)'),
    hint: say('petugas penyelenggara pemilihan', 'the staff who run the vote'),
    act: byEdge(31),
    safe: say(
      'Minta izin tertulis atasan sebelum mendaftar, dan tanyakan aturan cutinya.',
      'Ask your superior for written leave before you apply, and ask which leave applies.',
    ),
  },
  {
    id: 'sumbang',
    group: 'office',
    label: say('Menyumbang uang untuk kampanye', 'Giving money to a campaign'),
    hint: say('uang sendiri, iuran, atau dana kantor', 'my own, collected, or the office’s'),
    act: byEdge(33),
    safe: say(
      'Jangan menyumbang selama menjadi ASN, dan jangan mengumpulkan dari rekan.',
      'Do not give while you are a civil servant, and do not collect from colleagues.',
    ),
    near: ['edge-34'],
  },
];

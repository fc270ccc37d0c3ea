/** Situations about one's own family, candidacy and party. */
import { ahead, byEdge, byRules, type Situation, say } from './situation.ts';

const spouse = { 'contest.beneficiary': 'person', 'actor.spouseOfBeneficiary': 'true' } as const;
const forSomebody = { 'contest.beneficiary': 'person' } as const;

export const selfSituations: readonly Situation[] = [
  {
    id: 'pasangan',
    group: 'self',
    label: say('Suami atau istri saya calon', 'My husband or wife is a candidate'),
    hint: say('menemani, berfoto, atau membantu', 'going along, photos, or helping'),
    framing: {
      question: say('Apa yang ingin Anda lakukan?', 'What do you want to do?'),
      options: [
        {
          id: 'menemani',
          label: say('Menemani di acara, tanpa ikut mendukung', 'Going along to an event, without support'),
          act: byRules('attend-event', { ...spouse, 'act.activeSupport': 'false' }),
          speaks: 'edge-23',
          safe: say(
            'Ajukan cuti di luar tanggungan negara dahulu, lalu dampingi tanpa atribut, tanpa fasilitas negara, tanpa berbicara, tanpa isyarat tangan.',
            'Apply for unpaid leave first, then go along without attributes, state facilities, speeches or hand signs.',
          ),
          near: ['edge-23', 'edge-8'],
        },
        {
          id: 'mendukung',
          label: say('Berbicara atau mengajak memilih di acara', 'Speaking or asking for votes at an event'),
          act: byRules('attend-event', { ...spouse, 'act.activeSupport': 'true' }),
          safe: say(
            'Dampingi saja saat cuti di luar tanggungan negara; biarkan orang lain yang berbicara.',
            'Only go along while on unpaid leave; let others do the speaking.',
          ),
          near: ['edge-23'],
        },
        {
          id: 'foto',
          label: say(
            'Mengunggah foto kami berdua, tanpa atribut dan ajakan',
            'Posting a photo of us two, without attributes or appeal',
          ),
          act: byRules('public-photo', {
            ...spouse,
            'act.public': 'true',
            'act.attributes': 'none',
            'act.aimOfSupport': 'false',
          }),
          safe: say(
            'Pilih foto keluarga biasa, tanpa isyarat tangan, dan tanpa tagar kampanye.',
            'Choose a plain family photo, without hand signs and without campaign tags.',
          ),
          near: ['edge-8', 'edge-10'],
        },
        {
          id: 'unggah',
          label: say('Menyukai atau membagikan unggahan kampanyenya', 'Liking or sharing the campaign’s posts'),
          act: byRules('social-engagement', spouse),
          safe: say(
            'Baca saja. Hubungan keluarga tidak membuat suka atau bagikan menjadi boleh.',
            'Only read them. Being family does not make liking or sharing allowed.',
          ),
          near: ['edge-1', 'edge-23'],
        },
      ],
    },
  },
  {
    id: 'formulir',
    group: 'self',
    label: say('Mengambil formulir pencalonan', 'Taking a nomination form'),
    hint: say('atau mendekati partai karena ingin maju', 'or approaching a party because I want to stand'),
    act: ahead('approach-party-or-public', { 'actor.isProspectiveCandidate': 'true' }),
    safe: say(
      'Ajukan cuti di luar tanggungan negara sebelum mendekati partai atau mengambil formulir. Mengundurkan diri wajib sejak ditetapkan sebagai calon.',
      'Apply for unpaid leave before approaching a party or taking a form. Once determined as a candidate, resigning is required.',
    ),
    near: ['edge-26', 'edge-27', 'edge-28'],
  },
  {
    id: 'partai',
    group: 'self',
    label: say('Menjadi anggota partai', 'Being a member of a party'),
    hint: say('atau nama saya tercatat di partai', 'or finding my name on a party’s list'),
    framing: {
      question: say('Bagaimana keadaannya?', 'How do things stand?'),
      options: [
        {
          id: 'mendaftar',
          label: say('Saya mendaftar, memegang kartu, atau jadi pengurus', 'I joined, hold a card or have a post'),
          act: byRules('party-membership', forSomebody),
          safe: say(
            'Jangan mendaftar selama menjadi ASN. Kalau ingin berpartai, mengundurkan diri dahulu.',
            'Do not join while you are a civil servant. If you want to, resign first.',
          ),
          near: ['edge-28'],
        },
        {
          id: 'tercatat',
          label: say('Nama saya tercatat tanpa saya tahu', 'My name is on the list without my knowledge'),
          act: byEdge(29),
          safe: say(
            'Sampaikan keberatan kepada KPU secara tertulis, minta nama dihapus, dan simpan buktinya.',
            'Object to KPU in writing, ask for removal, and keep the proof.',
          ),
        },
      ],
    },
  },
  {
    id: 'ktp',
    group: 'self',
    label: say('Memberi KTP untuk calon perseorangan', 'Giving my identity card to an independent candidate'),
    hint: say('surat dukungan, fotokopi, atau mengumpulkannya', 'a letter of support, a copy, or collecting them'),
    act: byRules('independent-candidate-support', forSomebody),
    safe: say(
      'Jangan meminjamkan KTP. Periksa nama Anda di daftar pendukung KPU; kalau tercatut, sampaikan keberatan.',
      'Do not lend your card. Look for your name on KPU’s list of supporters; if it is misused, object.',
    ),
    near: ['edge-35'],
  },
  {
    id: 'untuk-saya',
    group: 'self',
    label: say('Apakah aturan ini berlaku untuk saya?', 'Do these rules apply to me?'),
    hint: say(
      'honorer, PPPK, guru, perangkat desa, TNI, Polri, BUMN',
      'contract staff, PPPK, teachers, village officials, TNI, Polri, BUMN',
    ),
    act: { by: 'scope' },
    safe: say(
      'Kalau ragu, bersikaplah seperti ASN: tidak menunjukkan pilihan di tempat umum.',
      'If in doubt, act as a civil servant would: show no choice in public.',
    ),
    near: ['edge-16', 'edge-17', 'edge-18', 'edge-19', 'edge-20'],
  },
];

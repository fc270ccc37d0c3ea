/** Edge cases: husband, wife and other family; and one's own vote. */
import { after, type EdgeCase, facts, onlooker } from './edge-case.ts';
import { src } from './sources.ts';

export const family = [
  {
    id: 'edge-23',
    question: {
      id: 'Saya ASN dan istri atau suami saya calon. Bolehkah saya mendampinginya?',
      en: 'I am a civil servant and my wife or husband is a candidate. May I accompany them?',
    },
    answer: 'depends',
    says: {
      id: 'Boleh mendampingi bila sedang cuti di luar tanggungan negara (CLTN), tanpa peran aktif, tanpa atribut, dan tanpa fasilitas negara. Tanpa CLTN, mengikuti deklarasi atau kampanye adalah pelanggaran kode etik (A7). Apakah dengan CLTN boleh mendukung secara aktif, sumbernya berbeda.',
      en: 'You may accompany while on unpaid leave (CLTN), with no active part, no attributes and no state facilities. Without that leave, joining a declaration or campaign is a breach of ethics (A7). On active support during the leave the sources differ.',
    },
    dependsOn: {
      id: 'apakah Anda sedang CLTN, dan apakah Anda berperan aktif',
      en: 'whether you are on unpaid leave, and whether you take an active part',
    },
    safe: {
      id: 'Ajukan CLTN sebelum mendampingi, dan tunggu keputusannya.',
      en: 'Apply for unpaid leave before you accompany, and wait for the decision.',
    },
    rules: ['A7', 'spouse-on-leave', 'spouse-on-leave-active'],
    instruments: ['se18_2023'],
    sources: [src.waktu, src.kahaba, src.tribunBatam],
    confidence: 'seen',
    acts: ['attend-event', 'public-photo'],
    examples: [
      {
        facts: facts('attend-event', after, { actor: { spouseOfBeneficiary: true, unpaidLeave: false } }),
        outcome: 'violation',
        rows: ['A7'],
      },
      {
        facts: facts('attend-event', after, {
          act: { activeSupport: false },
          actor: { spouseOfBeneficiary: true, unpaidLeave: true },
        }),
        outcome: 'allowed',
      },
      {
        facts: facts('attend-event', after, {
          act: { activeSupport: true },
          actor: { spouseOfBeneficiary: true, unpaidLeave: true },
        }),
        outcome: 'disputed',
      },
    ],
  },
  {
    id: 'edge-24',
    question: {
      id: 'Istri atau suami saya bukan ASN. Bolehkah ia berkampanye?',
      en: 'My wife or husband is not a civil servant. May they campaign?',
    },
    answer: 'allowed',
    says: {
      id: 'Boleh; ia tidak terikat aturan ASN. Anda sendiri tidak boleh ikut mengatur, memakai fasilitas negara, atau meminjamkan akun Anda.',
      en: 'Yes; the rules for civil servants do not bind them. You yourself may not help to organise, use state facilities, or lend your account.',
    },
    safe: {
      id: 'Jangan adakan pertemuan pemenangan di rumah dinas; jangan hadir bila diadakan di rumah Anda.',
      en: 'Hold no campaign meeting in an official house; stay away when one is held in your home.',
    },
    rules: ['B8', 'pp94-5n-6'],
    sources: [src.generallyKnown],
    confidence: 'recalled',
    acts: ['partisan-activity', 'campaign-participation'],
    note: {
      id: 'Mesin aturan menjawab "di luar cakupan" untuk orang yang bukan ASN.',
      en: 'The rulebook answers "out of scope" for a person who is not a civil servant.',
    },
    examples: [
      {
        facts: facts('campaign-participation', after, { actor: { status: 'private', spouseOfBeneficiary: false } }),
        outcome: 'out-of-scope',
      },
      { facts: facts('partisan-activity', after), outcome: 'violation', rows: ['B8'], provisions: ['pp94-5n-6'] },
    ],
  },
  {
    id: 'edge-25',
    question: {
      id: 'Anak, orang tua, atau saudara saya calon. Apakah ada pengecualian?',
      en: 'My child, parent or sibling is a candidate. Is there an exception?',
    },
    answer: 'breach',
    says: {
      id: 'Tidak ada yang ditemukan. Surat edaran tentang keluarga hanya mengenai suami atau istri; dari judulnya kami simpulkan bahwa keluarga lain tidak dikecualikan.',
      en: 'None was found. The circular on family speaks only of husband or wife; from its title we infer that other relatives are not excepted.',
    },
    safe: {
      id: 'Dukung di rumah saja: doakan, jangan unggah, jangan hadir dengan atribut.',
      en: 'Keep it at home: wish them well, post nothing, wear nothing.',
    },
    rules: ['A3', 'B4', 'photo-without-aim'],
    instruments: ['se18_2023'],
    sources: [src.waktu, src.kahaba],
    confidence: 'seen',
    acts: ['attend-event', 'public-photo'],
    note: {
      id: 'Judul surat edarannya dilihat; bahwa keluarga lain tidak dikecualikan adalah kesimpulan. Hadir diam-diam dan foto tanpa tujuan mendukung tetap dijawab "sumber berbeda".',
      en: 'The title of the circular was seen; that other relatives are not excepted is inferred. Quiet attendance and a photo without the aim of supporting stay "disputed".',
    },
    examples: [
      {
        facts: facts('attend-event', after, {
          act: { activeSupport: true },
          actor: { spouseOfBeneficiary: false },
        }),
        outcome: 'violation',
        rows: ['B4'],
      },
      {
        facts: facts('attend-event', after, { act: onlooker, actor: { spouseOfBeneficiary: false } }),
        outcome: 'disputed',
      },
    ],
  },
  {
    id: 'edge-39',
    question: {
      id: 'Bolehkah saya memilih, dan memberi tahu keluarga pilihan saya?',
      en: 'May I vote, and tell my family whom I choose?',
    },
    answer: 'depends',
    says: {
      id: 'Memilih: boleh, itu hak Anda; pilihan itu, menurut KASN, cukup di bilik suara. Mengajak keluarga memilih seseorang: tidak, karena PP 94/2021 dan SKB menyebut ajakan kepada anggota keluarga.',
      en: 'Voting: yes, it is your right; the choice, said KASN, stays in the booth. Urging family to vote for someone: no, because PP 94/2021 and the decree name appeals to members of the family.',
    },
    dependsOn: { id: 'apakah Anda mengajak orang lain memilih', en: 'whether you urge others to vote for someone' },
    safe: {
      id: 'Ajak keluarga menggunakan hak pilih, tanpa menyebut siapa.',
      en: 'Urge your family to vote, without saying for whom.',
    },
    rules: ['B8', 'pp94-5n-6'],
    instruments: ['uu7_2017'],
    sources: [src.kompasMarch],
    confidence: 'seen',
    acts: ['partisan-activity', 'other'],
    examples: [
      { facts: facts('other', after), outcome: 'no-row' },
      { facts: facts('partisan-activity', after), outcome: 'violation', rows: ['B8'], provisions: ['pp94-5n-6'] },
    ],
  },
] as const satisfies readonly EdgeCase[];

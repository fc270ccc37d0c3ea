/** Edge cases: photos, and who can see them. */
import { after, before, type EdgeCase, facts } from './edge-case.ts';
import { src } from './sources.ts';

const stranger = { spouseOfBeneficiary: false } as const;
const spouse = { spouseOfBeneficiary: true } as const;

export const photos = [
  {
    id: 'edge-5',
    question: {
      id: 'Akun saya terkunci atau hanya untuk teman dekat. Apakah aturan ini tetap berlaku?',
      en: 'My account is private, or for close friends only. Do the rules still apply?',
    },
    answer: 'depends',
    says: {
      id: 'Baris tentang foto (A5, B7) hanya mengenai media yang dapat diakses publik. Baris tentang menyukai, mengomentari, membagikan, dan bergabung (A4, B6) tidak mensyaratkan itu, jadi akun terkunci tidak melindungi.',
      en: 'The rows on photos (A5, B7) speak only of media that the public can reach. The rows on liking, commenting, sharing and joining (A4, B6) do not ask for that, so a private account protects nobody.',
    },
    dependsOn: {
      id: 'apa yang Anda lakukan: mengunggah foto, atau menyukai, mengomentari, membagikan, bergabung',
      en: 'what you did: posted a photo, or liked, commented, shared or joined',
    },
    safe: {
      id: 'Anggap setiap akun dapat terbaca: tangkapan layar keluar dari grup mana pun.',
      en: 'Treat every account as readable: screenshots leave any group.',
    },
    rules: ['A4', 'A5', 'B6', 'B7', 'photo-not-public'],
    sources: [src.bloombergTechnoz, src.tribunJatim],
    confidence: 'seen',
    acts: ['public-photo', 'social-engagement'],
    examples: [
      { facts: facts('public-photo', after, { act: { public: false } }), outcome: 'no-row' },
      { facts: facts('social-engagement', after, { act: { public: false } }), outcome: 'violation', rows: ['B6'] },
    ],
  },
  {
    id: 'edge-8',
    question: {
      id: 'Istri atau suami saya calon. Bolehkah kami berfoto bersama?',
      en: 'My wife or husband is a candidate. May we be photographed together?',
    },
    answer: 'allowed',
    says: {
      id: 'Boleh, tanpa simbol tangan dan tanpa atribut. Jangan memakai foto itu untuk berkampanye di media sosial.',
      en: 'Yes, without hand signs and without attributes. Do not use the photo to campaign online.',
    },
    safe: {
      id: 'Foto keluarga biasa, tanpa keterangan yang mengajak memilih.',
      en: 'An ordinary family photo, without a caption that asks for votes.',
    },
    rules: ['photo-with-spouse', 'A5', 'B7'],
    instruments: ['se18_2023'],
    sources: [src.waktu, src.kahaba],
    confidence: 'seen',
    acts: ['public-photo'],
    examples: [
      {
        facts: facts('public-photo', after, {
          act: { public: true, aimOfSupport: false, attributes: 'none' },
          actor: spouse,
        }),
        outcome: 'allowed',
      },
      {
        facts: facts('public-photo', after, { act: { public: true, aimOfSupport: true }, actor: spouse }),
        outcome: 'violation',
        rows: ['B7'],
      },
    ],
  },
  {
    id: 'edge-9',
    question: {
      id: 'Saya berfoto dengan calon di acara dinas atau keluarga, tetapi tidak mengunggahnya. Apakah itu pelanggaran?',
      en: 'I was photographed with a candidate at an official or family event but did not post it. Is that a breach?',
    },
    answer: 'allowed',
    says: {
      id: 'Baris tentang foto hanya mengenai foto yang diunggah ke media publik. Foto yang tidak diunggah berada di luarnya. Ini kesimpulan dari bunyi baris, belum pernah terlihat ditegaskan.',
      en: 'The rows on photos speak only of photos posted in public media. A photo that is not posted lies outside them. This follows from the wording; it was not seen confirmed anywhere.',
    },
    safe: {
      id: 'Minta pemilik kamera tidak mengunggahnya, dan hindari simbol tangan.',
      en: 'Ask whoever took it not to post it, and avoid hand signs.',
    },
    rules: ['photo-not-public', 'A5', 'B7'],
    sources: [src.ownReasoning],
    confidence: 'uncertain',
    acts: ['public-photo'],
    note: {
      id: 'Mesin aturan menjawab "tidak ada baris yang cocok", bukan "diperbolehkan": tidak ada aturan yang terlihat membolehkannya secara tegas.',
      en: 'The rulebook answers "no row fits", not "allowed": no rule was seen that allows it expressly.',
    },
    examples: [{ facts: facts('public-photo', after, { act: { public: false } }), outcome: 'no-row' }],
  },
  {
    id: 'edge-10',
    question: {
      id: 'Apakah simbol jari atau tangan dalam foto dilarang?',
      en: 'Is a finger or hand sign in a photo forbidden?',
    },
    answer: 'depends',
    says: {
      id: 'SKB tidak memuat daftar pose. Daftar sembilan atau sepuluh pose berasal dari infografik dan isinya berbeda-beda: itu anjuran. Yang disebut SKB adalah foto bersama tim pemenangan dengan simbol keberpihakan yang diunggah ke media publik.',
      en: 'The decree holds no list of poses. The lists of nine or ten poses come from infographics and differ: they are advice. What the decree names is a photo with a campaign team showing a partisan sign, posted in public media.',
    },
    dependsOn: {
      id: 'bersama siapa fotonya, apakah tandanya menunjukkan keberpihakan, dan apakah diunggah ke publik',
      en: 'who else is in the photo, whether the sign shows partiality, and whether it is posted publicly',
    },
    safe: {
      id: 'Pose netral: kepalan tangan di dada atau tangan di samping.',
      en: 'A neutral pose: a closed fist on the chest, or hands at your sides.',
    },
    rules: ['A5', 'B7', 'photo-without-aim'],
    sources: [src.antaraSultra, src.ntbSatu2023],
    confidence: 'seen',
    acts: ['public-photo'],
    examples: [
      {
        facts: facts('public-photo', before, { act: { public: true }, actor: stranger }),
        outcome: 'violation',
        rows: ['A5'],
      },
      {
        facts: facts('public-photo', after, { act: { public: true, aimOfSupport: true }, actor: stranger }),
        outcome: 'violation',
        rows: ['B7'],
      },
      {
        facts: facts('public-photo', after, { act: { public: true, aimOfSupport: false }, actor: stranger }),
        outcome: 'disputed',
      },
    ],
  },
] as const satisfies readonly EdgeCase[];

/**
 * Rules that name an outcome instead of a breach: allowances of the circulars, reasons why no row applies, and the questions on which the
 * sources disagree. Circulars are read as interpreting the decree, so they count from its day; each shows its own date.
 */
import { actKinds } from '../assess/fact-list.ts';
import type { Reading } from './rule.ts';
import { turns } from './rule.ts';
import { src } from './skb-2022-sources.ts';

const reading = { inForce: { from: '2022-09-22' }, confidence: 'seen' } as const satisfies Partial<Reading>;
const spouse = { fact: 'actor.spouseOfBeneficiary', is: true } as const;
const spouseCircular = 'SE MenPANRB 18/2023 (diberitakan 29 September 2023)';

/** Membership and one's own approach to a party are not about anyone who benefits. */
const aboutBeneficiary = actKinds.filter(
  (kind) => kind !== 'party-membership' && kind !== 'approach-party-or-public' && kind !== 'other',
);

export const readings = [
  {
    ...reading,
    id: 'nobody-benefits',
    outcome: 'no-row',
    says: {
      id: 'Tidak ada yang diuntungkan, jadi tidak ada keberpihakan yang dinilai.',
      en: 'Nobody benefits, so there is no partiality to judge.',
    },
    basis: ['SKB 22 Sep 2022, Lampiran II'],
    applies: [
      { acts: aboutBeneficiary, turn: turns.nobodyBenefits, when: { fact: 'contest.beneficiary', is: 'none' } },
    ],
  },
  {
    ...reading,
    id: 'photo-not-public',
    outcome: 'no-row',
    says: {
      id: 'Baris tentang foto hanya mengenai publikasi di media yang dapat diakses publik.',
      en: 'The rows on photos speak only of publication in a publicly accessible medium.',
    },
    basis: ['SKB 22 Sep 2022, Lampiran II A.5 dan B.7'],
    applies: [{ acts: ['public-photo'], turn: turns.gate, when: { fact: 'act.public', is: false } }],
  },
  {
    ...reading,
    id: 'photo-with-spouse',
    outcome: 'allowed',
    says: {
      id: 'Suami atau istri calon boleh berfoto bersama calon tanpa atribut dan tanpa tujuan mendukung.',
      en: 'The husband or wife of a candidate may be photographed with the candidate, without attributes and without the aim of supporting.',
    },
    basis: [spouseCircular],
    applies: [
      {
        acts: ['public-photo'],
        turn: turns.spouse,
        when: {
          all: [spouse, { fact: 'act.attributes', is: 'none' }, { fact: 'act.aimOfSupport', is: false }],
        },
      },
    ],
  },
  {
    ...reading,
    id: 'photo-without-aim',
    outcome: 'disputed',
    says: {
      id: "Apakah foto dengan calon tanpa tujuan mendukung termasuk B7 belum jelas: unsur 'dengan tujuan memberikan dukungan' diberitakan dua sumber dan mungkin hanya mengenai huruf (c).",
      en: "Whether a photo with a candidate without the aim of supporting falls under B7 is not settled: two sources report the limb 'with the aim of giving support', and it may govern letter (c) only.",
    },
    basis: ['SKB 22 Sep 2022, Lampiran II B.7'],
    positions: [
      {
        says: {
          id: 'Tujuan mendukung adalah unsur B7; tanpa tujuan itu bukan pelanggaran B7.',
          en: 'The aim of supporting is an element of B7; without it there is no breach of B7.',
        },
        sources: [src.rbtv, { publisher: 'Pikiran Rakyat Lubuklinggau' }],
      },
      {
        says: {
          id: 'Unsur itu tidak ada, atau hanya mengenai huruf (c); foto bersama calon di media publik tetap pelanggaran.',
          en: 'The limb is absent, or governs letter (c) only; a public photo with a candidate is a breach all the same.',
        },
        sources: [src.bknMedan, { publisher: 'Pikiran Rakyat Lubuklinggau' }],
      },
    ],
    applies: [
      {
        acts: ['public-photo'],
        turn: turns.act,
        when: {
          all: [
            { fact: 'phase', is: 'calon' },
            { fact: 'act.aimOfSupport', is: false },
          ],
        },
      },
    ],
  },
  {
    ...reading,
    id: 'spouse-on-leave',
    outcome: 'allowed',
    says: {
      id: 'Suami atau istri calon yang sedang cuti di luar tanggungan negara boleh mendampingi tanpa mendukung secara aktif.',
      en: 'The husband or wife of a candidate who is on unpaid leave may accompany without active support.',
    },
    basis: [spouseCircular],
    applies: [
      {
        acts: ['attend-event'],
        turn: turns.spouse,
        when: {
          all: [spouse, { fact: 'actor.unpaidLeave', is: true }, { fact: 'act.activeSupport', is: false }],
        },
      },
    ],
  },
  {
    ...reading,
    id: 'spouse-on-leave-active',
    outcome: 'disputed',
    says: {
      id: 'Apakah suami atau istri calon yang sedang cuti di luar tanggungan negara boleh mendukung secara aktif belum jelas.',
      en: 'Whether the husband or wife of a candidate may support actively while on unpaid leave is not settled.',
    },
    basis: [spouseCircular, 'SKB 22 Sep 2022, Lampiran II A.7'],
    positions: [
      {
        says: {
          id: 'Baris A7 hanya mengenai yang tidak cuti di luar tanggungan negara; dengan cuti itu tidak ada pelanggaran.',
          en: 'Row A7 speaks only of those who are not on unpaid leave; with that leave there is no breach.',
        },
        sources: [src.tribunBatam, src.tribunJatim],
      },
      {
        says: {
          id: 'Surat edaran tentang suami/istri calon membolehkan hadir tanpa peran aktif saja; menjadi pembicara, memakai atribut, atau mengadakan kegiatan tetap dilarang.',
          en: 'The circular on spouses allows presence without an active part only; speaking, wearing attributes or holding activities stays forbidden.',
        },
        sources: [{ publisher: 'Waktu News' }, { publisher: 'Kahaba' }],
      },
    ],
    applies: [
      {
        acts: ['attend-event'],
        turn: turns.spouse,
        when: {
          all: [spouse, { fact: 'actor.unpaidLeave', is: true }, { fact: 'act.activeSupport', is: true }],
        },
      },
    ],
  },
  {
    ...reading,
    id: 'attends-on-duty',
    outcome: 'allowed',
    says: {
      id: 'Hadir karena penugasan resmi, tanpa mendukung, diperbolehkan.',
      en: 'Being there by official assignment, without support, is allowed.',
    },
    basis: ['SKB 22 Sep 2022, Lampiran II A.3 dan B.4 (kehadiran saja tidak cukup)'],
    applies: [{ acts: ['attend-event'], turn: turns.act, when: { fact: 'act.onDuty', is: true } }],
  },
  {
    ...reading,
    id: 'attends-quietly',
    outcome: 'disputed',
    says: {
      id: 'Apakah ASN boleh hadir diam-diam untuk mendengar kampanye belum jelas: sumbernya berbeda.',
      en: 'Whether a civil servant may quietly attend a campaign to listen is not settled: the sources differ.',
    },
    basis: ['SKB 22 Sep 2022, Lampiran II A.3 dan B.4', 'PP 94/2021 ps 5 huruf n angka 1'],
    positions: [
      {
        says: {
          id: 'Boleh: Menteri Dalam Negeri (9 Juli 2024) dan beberapa Bawaslu membolehkan hadir pasif, tanpa atribut dan tanpa yel-yel; SKB mensyaratkan kehadiran ditambah dukungan.',
          en: 'Allowed: the Home Minister (9 July 2024) and several Bawaslu offices allow passive attendance without attributes or yells; the decree needs attendance plus support.',
        },
        sources: [{ publisher: 'Asumsi', on: '2024-07' }, { publisher: 'Viva Medan' }],
      },
      {
        says: {
          id: "Tidak boleh: Bawaslu pada 2019, mengutip BKN. Penjelasan PP 94/2021 ps 5 huruf n angka 1 menggambarkan persis perbuatan ini sebagai 'ikut kampanye', tanpa tingkat hukuman.",
          en: "Not allowed: Bawaslu in 2019, citing BKN. The elucidation of PP 94/2021 art 5 n number 1 describes exactly this as 'taking part in a campaign', with no level attached.",
        },
        sources: [{ publisher: 'Republika', on: '2019' }, src.thirdParty],
      },
    ],
    applies: [{ acts: ['attend-event'], turn: turns.act, when: { fact: 'act.onDuty', is: false } }],
  },
  {
    ...reading,
    id: 'approach-not-candidate',
    outcome: 'no-row',
    says: {
      id: 'Baris B3 hanya mengenai orang yang sendiri hendak mencalonkan diri.',
      en: 'Row B3 speaks only of a person who is seeking candidacy.',
    },
    basis: ['SKB 22 Sep 2022, Lampiran II B.3'],
    applies: [
      {
        acts: ['approach-party-or-public'],
        turn: turns.gate,
        when: { fact: 'actor.isProspectiveCandidate', is: false },
      },
    ],
  },
  {
    ...reading,
    id: 'approach-after-determination',
    outcome: 'no-row',
    says: {
      id: 'Baris B3 hanya mengenai pendekatan sebelum penetapan calon.',
      en: 'Row B3 speaks only of approaches before determination.',
    },
    basis: ['SKB 22 Sep 2022, Lampiran II B.3'],
    applies: [{ acts: ['approach-party-or-public'], turn: turns.secondGate, when: { fact: 'phase', is: 'calon' } }],
  },
  {
    ...reading,
    id: 'approach-on-leave',
    outcome: 'allowed',
    says: {
      id: 'Bakal calon yang sedang cuti di luar tanggungan negara boleh mendekati partai atau masyarakat.',
      en: 'A prospective candidate on unpaid leave may approach a party or the public.',
    },
    basis: ['SE KASN 6/2023 (20 Juli 2023)', 'Surat BKN 3842/B-AU.02.01/SD/K/2024'],
    applies: [
      {
        acts: ['approach-party-or-public'],
        turn: turns.leave,
        when: { fact: 'actor.unpaidLeave', is: true },
      },
    ],
  },
] as const satisfies readonly Reading[];

export type ReadingId = (typeof readings)[number]['id'];

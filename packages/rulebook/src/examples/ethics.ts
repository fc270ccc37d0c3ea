/** Examples for part A of the joint decree (code of ethics). All are about Pilkada 2024 unless said otherwise. */
import type { skb2022Ethics } from '../instruments/skb-2022-ethics.ts';
import { after, asks, before, breach, type Example, facts, outcome, someElection, whoBenefits } from './example.ts';

export const ethicsExamples = {
  A1: [
    {
      shows: 'violation',
      given: 'Seorang PNS memasang baliho bakal calon wali kota pada 20 Agustus 2024, sebelum penetapan.',
      en: 'A PNS puts up a billboard of a prospective mayor on 20 August 2024, before determination.',
      facts: facts('display-material', before),
      ...breach(['A1']),
    },
    {
      shows: 'near-miss',
      given: 'Baliho itu dipasang pada hari penetapan, 22 September 2024: sudah calon, jadi B1 dan bukan A1.',
      en: 'The billboard went up on the day of determination, 22 September 2024: a candidate by then, so B1 and not A1.',
      facts: facts('display-material', '2024-09-22'),
      ...breach(['B1']),
    },
    {
      shows: 'unknown',
      given: 'Baliho dipasang, tetapi belum diketahui untuk pemilihan yang mana.',
      en: 'A billboard was put up, but it is not known for which election.',
      facts: facts('display-material', before, { contest: someElection }),
      ...asks(['contest.election']),
    },
  ],
  A2: [
    {
      shows: 'violation',
      given: 'Seorang PPPK mengampanyekan bakal calon bupati di media sosial sebelum penetapan.',
      en: 'A PPPK promotes a prospective regent on social media before determination.',
      facts: facts('online-campaign', before, { actor: { status: 'pppk' } }),
      ...breach(['A2']),
    },
    {
      shows: 'near-miss',
      given: 'Unggahan itu tidak menguntungkan siapa pun: ajakan umum untuk menggunakan hak pilih.',
      en: 'The post benefits nobody: a general call to vote.',
      facts: facts('online-campaign', before, { contest: { election: 'pilkada-2024', beneficiary: 'none' } }),
      ...outcome('no-row'),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui siapa yang diuntungkan.',
      en: 'Who benefits is not known.',
      facts: facts('online-campaign', before, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  A3: [
    {
      shows: 'violation',
      given: 'Seorang PNS, bukan pasangan bakal calon, hadir di deklarasi dan ikut meneriakkan yel-yel.',
      en: 'A PNS, not married to the prospective candidate, attends a declaration and joins in the chants.',
      facts: facts('attend-event', before, {
        act: { activeSupport: true },
        actor: { spouseOfBeneficiary: false },
      }),
      ...breach(['A3']),
    },
    {
      shows: 'near-miss',
      given: 'Ia hanya berdiri mendengarkan, tanpa atribut dan bukan karena tugas: sumbernya berbeda.',
      en: 'Only standing and listening, without attributes and not by assignment: the sources differ.',
      facts: facts('attend-event', before, {
        act: {
          activeSupport: false,
          attributes: 'none',
          mobilisesCivilServants: false,
          stateFacility: false,
          onDuty: false,
        },
        actor: { spouseOfBeneficiary: false },
      }),
      ...outcome('disputed'),
    },
    {
      shows: 'unknown',
      given: 'Ia hadir; apakah ia mendukung secara aktif belum diketahui.',
      en: 'Present; whether in active support is not known.',
      facts: facts('attend-event', before, {
        act: { attributes: 'none', mobilisesCivilServants: false, stateFacility: false, onDuty: true },
        actor: { spouseOfBeneficiary: false },
      }),
      ...asks(['act.activeSupport']),
    },
  ],
  A4: [
    {
      shows: 'violation',
      given: 'Seorang PNS menyukai unggahan bakal calon gubernur sebelum penetapan.',
      en: 'A PNS likes a post of a prospective governor before determination.',
      facts: facts('social-engagement', before),
      ...breach(['A4']),
    },
    {
      shows: 'near-miss',
      given: 'Yang menyukai unggahan itu pegawai BUMN: bukan ASN.',
      en: 'The one who liked the post works for a state company: not a civil servant.',
      facts: facts('social-engagement', before, { actor: { status: 'bumn' } }),
      ...outcome('out-of-scope'),
    },
    {
      shows: 'unknown',
      given:
        'Pada 5 November 2023 calon legislatif sudah ditetapkan, calon presiden belum; pemilihannya belum disebut.',
      en: 'On 5 November 2023 legislative candidates had been determined and presidential ones had not; which election it was about is not said.',
      facts: facts('social-engagement', '2023-11-05', {
        contest: { election: 'pemilu-2024', beneficiary: 'person' },
      }),
      ...asks(['contest.contest']),
    },
  ],
  A5: [
    {
      shows: 'violation',
      given: 'Seorang PNS mengunggah fotonya bersama bakal calon ke akun publik.',
      en: 'A PNS posts a photo with a prospective candidate to a public account.',
      facts: facts('public-photo', before, {
        act: { public: true },
        actor: { spouseOfBeneficiary: false },
      }),
      ...breach(['A5']),
    },
    {
      shows: 'near-miss',
      given: 'Foto itu hanya disimpan sendiri, tidak dapat dilihat umum.',
      en: 'The photo was only kept, and the public could not see it.',
      facts: facts('public-photo', before, { act: { public: false } }),
      ...outcome('no-row'),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui apakah akunnya publik.',
      en: 'Whether the account is public is not known.',
      facts: facts('public-photo', before, { actor: { spouseOfBeneficiary: false } }),
      ...asks(['act.public']),
    },
  ],
  A6: [
    {
      shows: 'violation',
      given: 'Seorang PNS ikut acara pengenalan bakal calon sebelum penetapan.',
      en: 'A PNS takes part in an event that introduces a prospective candidate, before determination.',
      facts: facts('campaign-participation', before),
      ...breach(['A6']),
    },
    {
      shows: 'near-miss',
      given:
        'Acara serupa sesudah penetapan, tanpa atribut, pengerahan, atau fasilitas negara: PP 94/2021 angka 1, tanpa tingkat hukuman.',
      en: 'A similar event after determination, without attributes, mobilising or state facilities: PP 94/2021 number 1, with no level of punishment.',
      facts: facts('campaign-participation', after, {
        act: { attributes: 'none', mobilisesCivilServants: false, stateFacility: false },
      }),
      ...breach([], ['pp94-5n-1']),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui siapa yang diuntungkan.',
      en: 'Who benefits is not known.',
      facts: facts('campaign-participation', before, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  A7: [
    {
      shows: 'violation',
      given: 'Istri calon bupati, seorang PNS yang tidak sedang CLTN, mengikuti kampanye suaminya.',
      en: "The wife of a candidate for regent, a PNS who is not on unpaid leave, joins her husband's campaign.",
      facts: facts('attend-event', after, { actor: { spouseOfBeneficiary: true, unpaidLeave: false } }),
      ...breach(['A7']),
    },
    {
      shows: 'near-miss',
      given: 'Ia sedang CLTN dan mendampingi tanpa mendukung secara aktif: diperbolehkan SE MenPANRB 18/2023.',
      en: 'She is on unpaid leave and accompanies without active support: allowed by SE MenPANRB 18/2023.',
      facts: facts('attend-event', after, {
        act: { activeSupport: false },
        actor: { spouseOfBeneficiary: true, unpaidLeave: true },
      }),
      ...outcome('allowed'),
    },
    {
      shows: 'near-miss',
      given: 'Ia sedang CLTN dan berorasi untuk suaminya: sumbernya berbeda.',
      en: 'She is on unpaid leave and speaks for her husband: the sources differ.',
      facts: facts('attend-event', after, {
        act: { activeSupport: true },
        actor: { spouseOfBeneficiary: true, unpaidLeave: true },
      }),
      ...outcome('disputed'),
    },
    {
      shows: 'unknown',
      given: 'Ia istri calon dan tidak mendukung secara aktif; apakah sedang CLTN belum diketahui.',
      en: 'She is married to the candidate and gives no active support; whether she is on unpaid leave is not known.',
      facts: facts('attend-event', after, {
        act: { activeSupport: false },
        actor: { spouseOfBeneficiary: true },
      }),
      ...asks(['actor.unpaidLeave']),
    },
  ],
} satisfies Record<(typeof skb2022Ethics)[number]['id'], [Example, ...Example[]]>;

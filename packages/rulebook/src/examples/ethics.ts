/** Examples for part A of the joint decree (code of ethics). All are about Pilkada 2024 unless said otherwise. */
import type { skb2022Ethics } from '../instruments/skb-2022-ethics.ts';
import { after, asks, before, breach, type Example, facts, outcome, someElection, whoBenefits } from './example.ts';

export const ethicsExamples = {
  A1: [
    {
      shows: 'violation',
      given: 'Seorang PNS memasang baliho bakal calon wali kota pada 20 Agustus 2024, sebelum penetapan.',
      facts: facts('display-material', before),
      ...breach(['A1']),
    },
    {
      shows: 'near-miss',
      given: 'Baliho itu dipasang pada hari penetapan, 22 September 2024: sudah calon, jadi B1 dan bukan A1.',
      facts: facts('display-material', '2024-09-22'),
      ...breach(['B1']),
    },
    {
      shows: 'unknown',
      given: 'Baliho dipasang, tetapi belum diketahui untuk pemilihan yang mana.',
      facts: facts('display-material', before, { contest: someElection }),
      ...asks(['contest.election']),
    },
  ],
  A2: [
    {
      shows: 'violation',
      given: 'Seorang PPPK mengampanyekan bakal calon bupati di media sosial sebelum penetapan.',
      facts: facts('online-campaign', before, { actor: { status: 'pppk' } }),
      ...breach(['A2']),
    },
    {
      shows: 'near-miss',
      given: 'Unggahan itu tidak menguntungkan siapa pun: ajakan umum untuk menggunakan hak pilih.',
      facts: facts('online-campaign', before, { contest: { election: 'pilkada-2024', beneficiary: 'none' } }),
      ...outcome('no-row'),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui siapa yang diuntungkan.',
      facts: facts('online-campaign', before, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  A3: [
    {
      shows: 'violation',
      given: 'Seorang PNS, bukan pasangan bakal calon, hadir di deklarasi dan ikut meneriakkan yel-yel.',
      facts: facts('attend-event', before, {
        act: { activeSupport: true },
        actor: { spouseOfBeneficiary: false },
      }),
      ...breach(['A3']),
    },
    {
      shows: 'near-miss',
      given: 'Ia hanya berdiri mendengarkan, tanpa atribut dan bukan karena tugas: sumbernya berbeda.',
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
      facts: facts('social-engagement', before),
      ...breach(['A4']),
    },
    {
      shows: 'near-miss',
      given: 'Yang menyukai unggahan itu pegawai BUMN: bukan ASN.',
      facts: facts('social-engagement', before, { actor: { status: 'bumn' } }),
      ...outcome('out-of-scope'),
    },
    {
      shows: 'unknown',
      given:
        'Pada 5 November 2023 calon legislatif sudah ditetapkan, calon presiden belum; pemilihannya belum disebut.',
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
      facts: facts('public-photo', before, {
        act: { public: true },
        actor: { spouseOfBeneficiary: false },
      }),
      ...breach(['A5']),
    },
    {
      shows: 'near-miss',
      given: 'Foto itu hanya disimpan sendiri, tidak dapat dilihat umum.',
      facts: facts('public-photo', before, { act: { public: false } }),
      ...outcome('no-row'),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui apakah akunnya publik.',
      facts: facts('public-photo', before, { actor: { spouseOfBeneficiary: false } }),
      ...asks(['act.public']),
    },
  ],
  A6: [
    {
      shows: 'violation',
      given: 'Seorang PNS ikut acara pengenalan bakal calon sebelum penetapan.',
      facts: facts('campaign-participation', before),
      ...breach(['A6']),
    },
    {
      shows: 'near-miss',
      given:
        'Acara serupa sesudah penetapan, tanpa atribut, pengerahan, atau fasilitas negara: PP 94/2021 angka 1, tanpa tingkat hukuman.',
      facts: facts('campaign-participation', after, {
        act: { attributes: 'none', mobilisesCivilServants: false, stateFacility: false },
      }),
      ...breach([], ['pp94-5n-1']),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui siapa yang diuntungkan.',
      facts: facts('campaign-participation', before, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  A7: [
    {
      shows: 'violation',
      given: 'Istri calon bupati, seorang PNS yang tidak sedang CLTN, mengikuti kampanye suaminya.',
      facts: facts('attend-event', after, { actor: { spouseOfBeneficiary: true, unpaidLeave: false } }),
      ...breach(['A7']),
    },
    {
      shows: 'near-miss',
      given: 'Ia sedang CLTN dan mendampingi tanpa mendukung secara aktif: diperbolehkan SE MenPANRB 18/2023.',
      facts: facts('attend-event', after, {
        act: { activeSupport: false },
        actor: { spouseOfBeneficiary: true, unpaidLeave: true },
      }),
      ...outcome('allowed'),
    },
    {
      shows: 'near-miss',
      given: 'Ia sedang CLTN dan berorasi untuk suaminya: sumbernya berbeda.',
      facts: facts('attend-event', after, {
        act: { activeSupport: true },
        actor: { spouseOfBeneficiary: true, unpaidLeave: true },
      }),
      ...outcome('disputed'),
    },
    {
      shows: 'unknown',
      given: 'Ia istri calon dan tidak mendukung secara aktif; apakah sedang CLTN belum diketahui.',
      facts: facts('attend-event', after, {
        act: { activeSupport: false },
        actor: { spouseOfBeneficiary: true },
      }),
      ...asks(['actor.unpaidLeave']),
    },
  ],
} satisfies Record<(typeof skb2022Ethics)[number]['id'], [Example, ...Example[]]>;

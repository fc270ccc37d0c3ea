/** Examples for part B of the joint decree (discipline). All are about Pilkada 2024 unless said otherwise. */
import type { skb2022Discipline } from '../instruments/skb-2022-discipline.ts';
import { after, asks, before, breach, type Example, facts, outcome, someElection, whoBenefits } from './example.ts';

export const disciplineExamples = {
  B1: [
    {
      shows: 'violation',
      given: 'Seorang PNS memasang spanduk calon wali kota sesudah penetapan.',
      en: 'A PNS puts up a banner of a candidate for mayor after determination.',
      facts: facts('display-material', after),
      ...breach(['B1']),
    },
    {
      shows: 'near-miss',
      given: 'Sehari sebelum penetapan: masih bakal calon, jadi A1.',
      en: 'The day before determination: still a prospective candidate, so A1.',
      facts: facts('display-material', '2024-09-21'),
      ...breach(['A1']),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui siapa yang diuntungkan spanduk itu.',
      en: 'Who benefits from the banner is not known.',
      facts: facts('display-material', after, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  B2: [
    {
      shows: 'violation',
      given: 'Seorang PNS mengampanyekan calon gubernur lewat siaran langsung di media sosial.',
      en: 'A PNS campaigns for a candidate for governor in a live stream on social media.',
      facts: facts('online-campaign', after),
      ...breach(['B2']),
    },
    {
      shows: 'near-miss',
      given: 'Siaran itu dibuat pada 2021, sebelum SKB 2022: aturan yang lebih lama belum dicatat.',
      en: 'The stream was made in 2021, before the joint decree of 2022: older rules are not written down.',
      facts: facts('online-campaign', '2021-10-03'),
      ...outcome('not-covered'),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui untuk pemilihan yang mana.',
      en: 'For which election is not known.',
      facts: facts('online-campaign', after, { contest: someElection }),
      ...asks(['contest.election']),
    },
  ],
  B3: [
    {
      shows: 'violation',
      given: 'Seorang PNS yang hendak maju mengambil formulir partai tanpa CLTN, sebelum penetapan.',
      en: "A PNS who wants to stand takes a party's nomination form without unpaid leave, before determination.",
      facts: facts('approach-party-or-public', before, {
        actor: { isProspectiveCandidate: true, unpaidLeave: false },
      }),
      ...breach(['B3']),
    },
    {
      shows: 'near-miss',
      given: 'Ia sedang CLTN: diperbolehkan SE KASN 6/2023.',
      en: 'On unpaid leave: allowed by SE KASN 6/2023.',
      facts: facts('approach-party-or-public', before, {
        actor: { isProspectiveCandidate: true, unpaidLeave: true },
      }),
      ...outcome('allowed'),
    },
    {
      shows: 'near-miss',
      given: 'Ia mengantar formulir untuk orang lain dan tidak hendak maju sendiri.',
      en: 'The form was carried for somebody else; the PNS does not want to stand.',
      facts: facts('approach-party-or-public', before, { actor: { isProspectiveCandidate: false } }),
      ...outcome('no-row'),
    },
    {
      shows: 'unknown',
      given: 'Ia hendak maju; apakah sedang CLTN belum diketahui.',
      en: 'Wants to stand; whether on unpaid leave is not known.',
      facts: facts('approach-party-or-public', before, { actor: { isProspectiveCandidate: true } }),
      ...asks(['actor.unpaidLeave']),
    },
  ],
  B4: [
    {
      shows: 'violation',
      given: 'Seorang PNS hadir di kampanye dan berorasi mendukung calon.',
      en: 'A PNS attends a campaign and gives a speech in support of a candidate.',
      facts: facts('attend-event', after, {
        act: { activeSupport: true },
        actor: { spouseOfBeneficiary: false },
      }),
      ...breach(['B4']),
    },
    {
      shows: 'near-miss',
      given: 'Anggota Satpol PP hadir karena penugasan, tanpa mendukung.',
      en: 'A public-order officer is there by assignment, without support.',
      facts: facts('attend-event', after, {
        act: {
          activeSupport: false,
          attributes: 'none',
          mobilisesCivilServants: false,
          stateFacility: false,
          onDuty: true,
        },
        actor: { spouseOfBeneficiary: false },
      }),
      ...outcome('allowed'),
    },
    {
      shows: 'unknown',
      given: 'Ia mendukung secara aktif dan tidak sedang CLTN; apakah ia istri atau suami calon belum diketahui.',
      en: 'Supports actively and is not on unpaid leave; whether married to the candidate is not known.',
      facts: facts('attend-event', after, { act: { activeSupport: true }, actor: { unpaidLeave: false } }),
      ...asks(['actor.spouseOfBeneficiary']),
    },
  ],
  B5: [
    {
      shows: 'violation',
      given: 'Seorang PNS terdaftar sebagai pengurus partai.',
      en: 'A PNS is on record as an officer of a party.',
      facts: facts('party-membership', after),
      ...breach(['B5']),
    },
    {
      shows: 'violation',
      given: 'Keanggotaan partai tanpa ada calon yang diuntungkan: tetap B5.',
      en: 'Party membership with no candidate who benefits: B5 all the same.',
      facts: facts('party-membership', after, { contest: { beneficiary: 'none' } }),
      ...breach(['B5']),
    },
    {
      shows: 'near-miss',
      given: 'Pengurus partai itu seorang perangkat desa: bukan ASN, berlaku UU Desa.',
      en: 'The party officer is a village official: not a civil servant, the Village Act applies.',
      facts: facts('party-membership', after, { actor: { status: 'village-official' } }),
      ...outcome('out-of-scope'),
    },
    {
      shows: 'unknown',
      given: 'Pemilihannya belum diketahui: tidak perlu ditanyakan, baris ini berlaku kapan pun.',
      en: 'The election is not known: it need not be asked, this row counts at any time.',
      facts: facts('party-membership', after, { contest: {} }),
      ...breach(['B5']),
    },
  ],
  B6: [
    {
      shows: 'violation',
      given: 'Menyukai unggahan calon sesudah penetapan.',
      en: "Liking a candidate's post after determination.",
      facts: facts('social-engagement', after),
      ...breach(['B6']),
    },
    {
      shows: 'violation',
      given:
        'PPNPN bergabung dengan grup pemenangan: baris yang sama menurut SE MenPANRB 01/2023, tanpa tingkat hukuman.',
      en: 'A PPNPN joins a campaign group: the same row by SE MenPANRB 01/2023, with no level of punishment.',
      facts: facts('social-engagement', after, { actor: { status: 'ppnpn' } }),
      ...breach(['B6']),
    },
    {
      shows: 'near-miss',
      given: 'Unggahan yang disukai tidak menguntungkan siapa pun.',
      en: 'The post that was liked benefits nobody.',
      facts: facts('social-engagement', after, { contest: { election: 'pilkada-2024', beneficiary: 'none' } }),
      ...outcome('no-row'),
    },
    {
      shows: 'unknown',
      given: 'Yang diketahui hanya bahwa seorang PNS menyukai sebuah unggahan.',
      en: 'All that is known is that a PNS liked a post.',
      facts: facts('social-engagement', after, { contest: {} }),
      ...asks(['contest.beneficiary', 'contest.election']),
    },
  ],
  B7: [
    {
      shows: 'violation',
      given: 'Seorang PNS mengunggah foto bersama calon ke akun publik dengan ajakan memilihnya.',
      en: 'A PNS posts a photo with a candidate to a public account with a call to vote for the candidate.',
      facts: facts('public-photo', after, { act: { public: true, aimOfSupport: true } }),
      ...breach(['B7']),
    },
    {
      shows: 'near-miss',
      given: 'Foto publik bersama sepupu yang menjadi calon, tanpa tujuan mendukung: sumbernya berbeda.',
      en: 'A public photo with a cousin who is a candidate, without the aim of supporting: the sources differ.',
      facts: facts('public-photo', after, {
        act: { public: true, aimOfSupport: false },
        actor: { spouseOfBeneficiary: false },
      }),
      ...outcome('disputed'),
    },
    {
      shows: 'near-miss',
      given: 'Foto publik bersama istri yang menjadi calon, tanpa atribut dan tanpa tujuan mendukung.',
      en: 'A public photo with a wife who is a candidate, without attributes and without the aim of supporting.',
      facts: facts('public-photo', after, {
        act: { public: true, aimOfSupport: false, attributes: 'none' },
        actor: { spouseOfBeneficiary: true },
      }),
      ...outcome('allowed'),
    },
    {
      shows: 'unknown',
      given: 'Foto publik bersama calon; tujuannya belum diketahui.',
      en: 'A public photo with a candidate; its aim is not known.',
      facts: facts('public-photo', after, {
        act: { public: true },
        actor: { spouseOfBeneficiary: false },
      }),
      ...asks(['act.aimOfSupport']),
    },
  ],
  B8: [
    {
      shows: 'violation',
      given: 'Seorang kepala bidang mengumpulkan stafnya dan mengajak memilih seorang calon.',
      en: 'A head of division gathers the staff and calls on them to vote for a candidate.',
      facts: facts('partisan-activity', after),
      ...breach(['B8'], ['pp94-5n-6']),
    },
    {
      shows: 'near-miss',
      given: 'Rapat itu tidak menguntungkan siapa pun: penjelasan tata cara memilih.',
      en: 'The meeting benefits nobody: it explains how to vote.',
      facts: facts('partisan-activity', after, { contest: { beneficiary: 'none' } }),
      ...outcome('no-row'),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui siapa yang diuntungkan rapat itu.',
      en: 'Who benefits from the meeting is not known.',
      facts: facts('partisan-activity', after, { contest: {} }),
      ...asks(['contest.beneficiary']),
    },
  ],
  B9: [
    {
      shows: 'violation',
      given: 'Seorang dosen PNS menjadi tim ahli bakal calon gubernur sebelum penetapan.',
      en: 'A lecturer who is a PNS joins the expert team of a prospective governor before determination.',
      facts: facts('campaign-team-role', before),
      ...breach(['B9']),
    },
    {
      shows: 'near-miss',
      given: 'Ia masih bertugas sesudah penetapan: B10, hukuman berat.',
      en: 'Still serving after determination: B10, heavy punishment.',
      facts: facts('campaign-team-role', after),
      ...breach(['B10']),
    },
    {
      shows: 'unknown',
      given: 'Tanggalnya diketahui, pemilihannya belum.',
      en: 'The date is known, the election is not.',
      facts: facts('campaign-team-role', before, { contest: someElection }),
      ...asks(['contest.election']),
    },
  ],
  B10: [
    {
      shows: 'violation',
      given: 'Seorang PNS menjadi konsultan partai sesudah penetapan calon.',
      en: 'A PNS serves as a consultant of a party after candidates are determined.',
      facts: facts('campaign-team-role', after, {
        contest: { election: 'pilkada-2024', beneficiary: 'party' },
      }),
      ...breach(['B10']),
    },
    {
      shows: 'near-miss',
      given: 'Konsultan itu pegawai swasta: bukan ASN.',
      en: 'The consultant works in the private sector: not a civil servant.',
      facts: facts('campaign-team-role', after, { actor: { status: 'private' } }),
      ...outcome('out-of-scope'),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui siapa yang diuntungkan.',
      en: 'Who benefits is not known.',
      facts: facts('campaign-team-role', after, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  B11: [
    {
      shows: 'violation',
      given: 'Seorang PNS mengumpulkan fotokopi KTP untuk bakal calon perseorangan.',
      en: 'A PNS collects copies of identity cards for an independent prospective candidate.',
      facts: facts('independent-candidate-support', before),
      ...breach(['B11'], ['pp94-5n-7']),
    },
    {
      shows: 'near-miss',
      given: 'Hal yang sama sesudah penetapan: hanya PP 94/2021 angka 7.',
      en: 'The same after determination: only PP 94/2021 number 7.',
      facts: facts('independent-candidate-support', after),
      ...breach([], ['pp94-5n-7']),
    },
    {
      shows: 'unknown',
      given: 'Pemilihannya belum diketahui: PP 94/2021 angka 7 sudah pasti, B11 belum.',
      en: 'The election is not known: PP 94/2021 number 7 is certain, B11 is not yet.',
      facts: facts('independent-candidate-support', before, { contest: someElection }),
      ...asks(['contest.election'], ['pp94-5n-7']),
    },
  ],
  B12: [
    {
      shows: 'violation',
      given: 'Seorang camat membuat keputusan yang menguntungkan seorang calon.',
      en: 'A sub-district head makes a decision that benefits a candidate.',
      facts: facts('partisan-decision', after),
      ...breach(['B12'], ['pp94-5n-5']),
    },
    {
      shows: 'near-miss',
      given: 'Keputusan itu dibuat seorang kepala desa: bukan ASN, berlaku UU Desa.',
      en: 'The decision was made by a village head: not a civil servant, the Village Act applies.',
      facts: facts('partisan-decision', after, { actor: { status: 'village-head' } }),
      ...outcome('out-of-scope'),
    },
    {
      shows: 'unknown',
      given: 'Belum diketahui apakah ada yang diuntungkan.',
      en: 'Whether anybody benefits is not known.',
      facts: facts('partisan-decision', after, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  B13: [
    {
      shows: 'near-miss',
      given: 'Perbuatan lain yang tidak disebut baris mana pun: B13 hanya catatan, bukan dasar temuan.',
      en: 'Another act that no row names: B13 is only a note, never the basis of a finding.',
      facts: facts('other', after),
      ...outcome('no-row'),
    },
  ],
} satisfies Record<(typeof skb2022Discipline)[number]['id'], [Example, ...Example[]]>;

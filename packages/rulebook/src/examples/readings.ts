/**
 * Examples for the readings: the near miss is the case that the reading decides, beside it the breach that it is not, and a case in which the
 * deciding fact is not known.
 */
import type { ReadingId } from '../instruments/readings.ts';
import { after, asks, before, breach, type Example, facts, outcome } from './example.ts';

const onlooker = {
  activeSupport: false,
  attributes: 'none',
  mobilisesCivilServants: false,
  stateFacility: false,
} as const;
const spouse = { spouseOfBeneficiary: true } as const;
const notSpouse = { spouseOfBeneficiary: false } as const;
const stands = { isProspectiveCandidate: true } as const;

export const readingExamples = {
  'nobody-benefits': [
    {
      shows: 'near-miss',
      given: 'Seorang PNS membagikan ajakan KPU untuk datang memilih: tidak ada yang diuntungkan.',
      en: 'A PNS shares the call of the KPU to come and vote: nobody benefits.',
      facts: facts('social-engagement', after, { contest: { election: 'pilkada-2024', beneficiary: 'none' } }),
      ...outcome('no-row'),
    },
    {
      shows: 'violation',
      given: 'Unggahan yang dibagikan mengajak memilih seorang calon.',
      en: 'The post that is shared asks to vote for a candidate.',
      facts: facts('social-engagement', after),
      ...breach(['B6']),
    },
    {
      shows: 'unknown',
      given: 'Isi unggahan yang dibagikan belum diketahui.',
      en: 'What the shared post says is not known.',
      facts: facts('social-engagement', after, { contest: { election: 'pilkada-2024' } }),
      ...asks(['contest.beneficiary']),
    },
  ],
  'photo-not-public': [
    {
      shows: 'near-miss',
      given: 'Foto bersama bakal calon disimpan di telepon dan tidak diunggah.',
      en: 'A photo with a prospective candidate stays on the phone and is not posted.',
      facts: facts('public-photo', before, { act: { public: false } }),
      ...outcome('no-row'),
    },
    {
      shows: 'violation',
      given: 'Foto itu diunggah ke akun publik.',
      en: 'The photo is posted on a public account.',
      facts: facts('public-photo', before, { act: { public: true }, actor: notSpouse }),
      ...breach(['A5']),
    },
    {
      shows: 'unknown',
      given: 'Apakah akunnya publik belum diketahui.',
      en: 'Whether the account is public is not known.',
      facts: facts('public-photo', before, { actor: notSpouse }),
      ...asks(['act.public']),
    },
  ],
  'photo-with-spouse': [
    {
      shows: 'near-miss',
      given: 'Suami seorang calon mengunggah foto keluarga, tanpa atribut dan tanpa ajakan.',
      en: 'The husband of a candidate posts a family photo, without attributes or an appeal.',
      facts: facts('public-photo', after, {
        act: { public: true, aimOfSupport: false, attributes: 'none' },
        actor: spouse,
      }),
      ...outcome('allowed'),
    },
    {
      shows: 'violation',
      given: 'Foto keluarga itu disertai ajakan memilih.',
      en: 'The family photo comes with an appeal to vote.',
      facts: facts('public-photo', after, {
        act: { public: true, aimOfSupport: true, attributes: 'none' },
        actor: spouse,
      }),
      ...breach(['B7']),
    },
    {
      shows: 'unknown',
      given: 'Sebelum penetapan, tanpa tujuan mendukung; apakah memakai atribut partai belum diketahui.',
      en: 'Before determination, without the aim of supporting; whether party attributes were worn is not known.',
      facts: facts('public-photo', before, { act: { public: true, aimOfSupport: false }, actor: spouse }),
      ...asks(['act.attributes']),
    },
  ],
  'photo-without-aim': [
    {
      shows: 'near-miss',
      given: 'Seorang PNS mengunggah foto bersama calon di pernikahan, tanpa tujuan mendukung: sumbernya berbeda.',
      en: 'A PNS posts a photo with a candidate at a wedding, without the aim of supporting: the sources differ.',
      facts: facts('public-photo', after, { act: { public: true, aimOfSupport: false }, actor: notSpouse }),
      ...outcome('disputed'),
    },
    {
      shows: 'violation',
      given: 'Sebelum penetapan unsur tujuan tidak diberitakan: foto publik yang sama termasuk A5.',
      en: 'Before determination no limb on the aim is reported: the same public photo is A5.',
      facts: facts('public-photo', before, { act: { public: true, aimOfSupport: false }, actor: notSpouse }),
      ...breach(['A5']),
    },
    {
      shows: 'unknown',
      given: 'Tujuan foto itu belum diketahui.',
      en: 'The aim of the photo is not known.',
      facts: facts('public-photo', after, { act: { public: true }, actor: notSpouse }),
      ...asks(['act.aimOfSupport']),
    },
  ],
  'spouse-on-leave': [
    {
      shows: 'near-miss',
      given: 'Istri seorang calon, sedang CLTN, mendampingi tanpa berperan aktif.',
      en: 'The wife of a candidate, on unpaid leave, accompanies without an active part.',
      facts: facts('attend-event', after, {
        act: { activeSupport: false },
        actor: { ...spouse, unpaidLeave: true },
      }),
      ...outcome('allowed'),
    },
    {
      shows: 'violation',
      given: 'Ia mendampingi tanpa CLTN.',
      en: 'She accompanies without unpaid leave.',
      facts: facts('attend-event', after, {
        act: { activeSupport: false },
        actor: { ...spouse, unpaidLeave: false },
      }),
      ...breach(['A7']),
    },
    {
      shows: 'unknown',
      given: 'Apakah ia sedang CLTN belum diketahui.',
      en: 'Whether she is on unpaid leave is not known.',
      facts: facts('attend-event', after, { act: { activeSupport: false }, actor: spouse }),
      ...asks(['actor.unpaidLeave']),
    },
  ],
  'spouse-on-leave-active': [
    {
      shows: 'near-miss',
      given: 'Suami seorang calon, sedang CLTN, berorasi di panggung: sumbernya berbeda.',
      en: 'The husband of a candidate, on unpaid leave, speaks on the stage: the sources differ.',
      facts: facts('attend-event', after, {
        act: { activeSupport: true },
        actor: { ...spouse, unpaidLeave: true },
      }),
      ...outcome('disputed'),
    },
    {
      shows: 'violation',
      given: 'Yang berorasi bukan suami atau istri calon.',
      en: 'The speaker is not married to the candidate.',
      facts: facts('attend-event', after, {
        act: { activeSupport: true },
        actor: { ...notSpouse, unpaidLeave: true },
      }),
      ...breach(['B4']),
    },
    {
      shows: 'unknown',
      given: 'Ia sedang CLTN; apakah berperan aktif belum diketahui.',
      en: 'He is on unpaid leave; whether he took an active part is not known.',
      facts: facts('attend-event', after, { actor: { ...spouse, unpaidLeave: true } }),
      ...asks(['act.activeSupport']),
    },
  ],
  'attends-on-duty': [
    {
      shows: 'near-miss',
      given: 'Seorang perawat PNS bertugas di pos kesehatan lokasi kampanye.',
      en: 'A nurse, a PNS, is on duty at the health post of a campaign.',
      facts: facts('attend-event', after, { act: { ...onlooker, onDuty: true }, actor: notSpouse }),
      ...outcome('allowed'),
    },
    {
      shows: 'violation',
      given: 'Ia ikut meneriakkan yel-yel: penugasan tidak melindungi dukungan.',
      en: 'The nurse joins the chants: an assignment does not cover support.',
      facts: facts('attend-event', after, {
        act: { ...onlooker, activeSupport: true, onDuty: true },
        actor: notSpouse,
      }),
      ...breach(['B4']),
    },
    {
      shows: 'unknown',
      given: 'Apakah ada penugasan resmi belum diketahui.',
      en: 'Whether there was an official assignment is not known.',
      facts: facts('attend-event', after, { act: onlooker, actor: notSpouse }),
      ...asks(['act.onDuty']),
    },
  ],
  'attends-quietly': [
    {
      shows: 'near-miss',
      given: 'Seorang PNS berdiri di tepi lapangan mendengarkan program calon: sumbernya berbeda.',
      en: 'A PNS stands at the edge of the field and listens to the programme: the sources differ.',
      facts: facts('attend-event', after, { act: { ...onlooker, onDuty: false }, actor: notSpouse }),
      ...outcome('disputed'),
    },
    {
      shows: 'violation',
      given: 'Ia mendengarkan dengan seragam dinas.',
      en: 'The PNS listens in a service uniform.',
      facts: facts('attend-event', after, {
        act: { ...onlooker, attributes: 'civil-servant', onDuty: false },
        actor: notSpouse,
      }),
      ...breach([], ['pp94-5n-2']),
    },
    {
      shows: 'unknown',
      given: 'Apakah ia hanya mendengarkan atau juga mendukung belum diketahui.',
      en: 'Whether the PNS only listened or also supported is not known.',
      facts: facts('attend-event', after, {
        act: { attributes: 'none', mobilisesCivilServants: false, stateFacility: false, onDuty: false },
        actor: notSpouse,
      }),
      ...asks(['act.activeSupport']),
    },
  ],
  'approach-not-candidate': [
    {
      shows: 'near-miss',
      given: 'Seorang PNS mengantar surat dinas ke kantor partai dan tidak hendak maju.',
      en: 'A PNS delivers an official letter to a party and does not want to stand.',
      facts: facts('approach-party-or-public', before, { actor: { isProspectiveCandidate: false } }),
      ...outcome('no-row'),
    },
    {
      shows: 'violation',
      given: 'Ia hendak maju dan tidak sedang CLTN.',
      en: 'The PNS wants to stand and is not on unpaid leave.',
      facts: facts('approach-party-or-public', before, { actor: { ...stands, unpaidLeave: false } }),
      ...breach(['B3']),
    },
    {
      shows: 'unknown',
      given: 'Ia tidak sedang CLTN; apakah ia hendak maju belum diketahui.',
      en: 'Not on unpaid leave; whether the PNS wants to stand is not known.',
      facts: facts('approach-party-or-public', before, { actor: { unpaidLeave: false } }),
      ...asks(['actor.isProspectiveCandidate']),
    },
  ],
  'approach-after-determination': [
    {
      shows: 'near-miss',
      given: 'Seorang PNS yang ingin maju pada pemilihan berikutnya menemui partai sesudah penetapan.',
      en: 'A PNS who would like to stand next time meets a party after determination.',
      facts: facts('approach-party-or-public', after, { actor: { ...stands, unpaidLeave: false } }),
      ...outcome('no-row'),
    },
    {
      shows: 'violation',
      given: 'Pertemuan itu sehari sebelum penetapan.',
      en: 'The meeting was a day before determination.',
      facts: facts('approach-party-or-public', '2024-09-21', { actor: { ...stands, unpaidLeave: false } }),
      ...breach(['B3']),
    },
    {
      shows: 'unknown',
      given: 'Untuk pemilihan yang mana belum diketahui.',
      en: 'For which election is not known.',
      facts: facts('approach-party-or-public', after, { actor: { ...stands, unpaidLeave: false }, contest: {} }),
      ...asks(['contest.election']),
    },
  ],
  'approach-on-leave': [
    {
      shows: 'near-miss',
      given: 'Seorang PNS yang sedang CLTN mendaftar ke partai sebagai bakal calon.',
      en: 'A PNS on unpaid leave applies to a party as a prospective candidate.',
      facts: facts('approach-party-or-public', before, { actor: { ...stands, unpaidLeave: true } }),
      ...outcome('allowed'),
    },
    {
      shows: 'violation',
      given: 'Yang dijalaninya cuti tahunan, bukan CLTN.',
      en: 'It is ordinary leave, not unpaid leave.',
      facts: facts('approach-party-or-public', before, { actor: { ...stands, unpaidLeave: false } }),
      ...breach(['B3']),
    },
    {
      shows: 'unknown',
      given: 'Jenis cutinya belum diketahui.',
      en: 'The kind of leave is not known.',
      facts: facts('approach-party-or-public', before, { actor: stands }),
      ...asks(['actor.unpaidLeave']),
    },
  ],
} satisfies Record<ReadingId, [Example, ...Example[]]>;

/** Examples for PP 94/2021 art 5 letter n, which applies with or without a row of the decree. */
import type { ProvisionId } from '../instruments/pp-94-2021.ts';
import { after, asks, before, breach, type Example, facts, outcome, whoBenefits } from './example.ts';

const plain = { attributes: 'none', mobilisesCivilServants: false, stateFacility: false } as const;
const onlooker = { ...plain, activeSupport: false, onDuty: false } as const;
const notSpouse = { spouseOfBeneficiary: false } as const;

export const provisionExamples = {
  'pp94-5n-1': [
    {
      shows: 'violation',
      given: 'Seorang PNS ikut kampanye calon tanpa atribut: dilarang, tetapi tidak ada tingkat hukuman.',
      en: "A PNS takes part in a candidate's campaign without attributes: forbidden, but with no level of punishment.",
      facts: facts('campaign-participation', after, { act: plain }),
      ...breach([], ['pp94-5n-1']),
    },
    {
      shows: 'near-miss',
      given: 'Ia ikut kampanye sebelum penetapan: baris A6 (kode etik), bukan ketentuan ini.',
      en: 'The campaign was before determination: row A6 (ethics), not this provision.',
      facts: facts('campaign-participation', before, { act: plain }),
      ...breach(['A6']),
    },
    {
      shows: 'unknown',
      given: 'Ia ikut sebuah acara sesudah penetapan; siapa yang diuntungkan belum diketahui.',
      en: 'The event was after determination; who benefits is not known.',
      facts: facts('campaign-participation', after, { act: plain, contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  'pp94-5n-2': [
    {
      shows: 'violation',
      given: 'Seorang PNS ikut kampanye dengan seragam Korpri.',
      en: 'A PNS takes part in a campaign in the Korpri uniform.',
      facts: facts('campaign-participation', after, { act: { ...plain, attributes: 'civil-servant' } }),
      ...breach([], ['pp94-5n-1', 'pp94-5n-2']),
    },
    {
      shows: 'violation',
      given: 'Seorang PNS menonton deklarasi bakal calon dengan kaus partai, tanpa mendukung secara aktif.',
      en: 'A PNS watches a declaration of a prospective candidate in a party shirt, without active support.',
      facts: facts('attend-event', before, { act: { ...onlooker, attributes: 'party' }, actor: notSpouse }),
      ...breach([], ['pp94-5n-2']),
    },
    {
      shows: 'near-miss',
      given: 'Ia hadir tanpa atribut apa pun karena penugasan resmi: diperbolehkan.',
      en: 'There by official assignment, without any attributes: allowed.',
      facts: facts('attend-event', after, { act: { ...onlooker, onDuty: true }, actor: notSpouse }),
      ...outcome('allowed'),
    },
    {
      shows: 'unknown',
      given: 'Ia hadir karena penugasan; apakah memakai atribut partai atau seragam belum diketahui.',
      en: 'There by assignment; whether party attributes or a uniform were worn is not known.',
      facts: facts('attend-event', after, {
        act: { activeSupport: false, mobilisesCivilServants: false, stateFacility: false, onDuty: true },
        actor: notSpouse,
      }),
      ...asks(['act.attributes']),
    },
  ],
  'pp94-5n-3': [
    {
      shows: 'violation',
      given: 'Seorang kepala dinas datang ke kampanye membawa serta stafnya.',
      en: 'The head of an agency comes to a campaign and brings the staff along.',
      facts: facts('attend-event', after, {
        act: { ...onlooker, mobilisesCivilServants: true },
        actor: notSpouse,
      }),
      ...breach([], ['pp94-5n-3']),
    },
    {
      shows: 'near-miss',
      given: 'Stafnya datang sendiri-sendiri, tidak dikerahkan siapa pun; ia hanya mendengarkan: sumbernya berbeda.',
      en: 'The staff came on their own, mobilised by nobody, and only listened: the sources differ.',
      facts: facts('attend-event', after, { act: onlooker, actor: notSpouse }),
      ...outcome('disputed'),
    },
    {
      shows: 'unknown',
      given: 'Ia ikut kampanye tanpa atribut dan tanpa fasilitas negara; apakah mengerahkan staf belum diketahui.',
      en: 'Took part without attributes or state facilities; whether staff were mobilised is not known.',
      facts: facts('campaign-participation', after, { act: { attributes: 'none', stateFacility: false } }),
      ...asks(['act.mobilisesCivilServants'], ['pp94-5n-1']),
    },
  ],
  'pp94-5n-4': [
    {
      shows: 'violation',
      given: 'Seorang PNS datang ke kampanye dengan kendaraan dinas dan atribut partai: dua ketentuan berlaku.',
      en: 'A PNS comes to a campaign in an official vehicle with party attributes: two provisions apply.',
      facts: facts('attend-event', after, {
        act: { ...onlooker, stateFacility: true, attributes: 'party' },
        actor: notSpouse,
      }),
      ...breach([], ['pp94-5n-2', 'pp94-5n-4']),
    },
    {
      shows: 'near-miss',
      given: 'Ia ikut kampanye dengan kendaraan pribadi dan tanpa atribut: hanya angka 1, tanpa tingkat hukuman.',
      en: 'By private car and without attributes: number 1 only, with no level of punishment.',
      facts: facts('campaign-participation', after, { act: plain }),
      ...breach([], ['pp94-5n-1']),
    },
    {
      shows: 'unknown',
      given: 'Ia ikut kampanye tanpa atribut dan tanpa mengerahkan; apakah memakai fasilitas negara belum diketahui.',
      en: 'Took part without attributes and mobilised nobody; whether state facilities were used is not known.',
      facts: facts('campaign-participation', after, {
        act: { attributes: 'none', mobilisesCivilServants: false },
      }),
      ...asks(['act.stateFacility'], ['pp94-5n-1']),
    },
  ],
  'pp94-5n-5': [
    {
      shows: 'violation',
      given: 'Seorang pejabat mengubah jadwal bantuan agar menguntungkan pasangan calon.',
      en: 'An official changes a schedule of aid so that it benefits a pair of candidates.',
      facts: facts('partisan-decision', before),
      ...breach(['B12'], ['pp94-5n-5']),
    },
    {
      shows: 'near-miss',
      given: 'Jadwal bantuan diubah karena banjir dan tidak menguntungkan siapa pun.',
      en: 'The schedule was changed because of a flood and benefits nobody.',
      facts: facts('partisan-decision', before, { contest: { election: 'pilkada-2024', beneficiary: 'none' } }),
      ...outcome('no-row'),
    },
    {
      shows: 'unknown',
      given: 'Jadwal bantuan diubah; siapa yang diuntungkan belum diketahui.',
      en: 'The schedule was changed; who benefits is not known.',
      facts: facts('partisan-decision', before, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  'pp94-5n-6': [
    {
      shows: 'violation',
      given: 'Seorang PNS membagikan sembako dengan seruan memilih pasangan calon.',
      en: 'A PNS hands out food with a call to vote for a pair of candidates.',
      facts: facts('partisan-activity', before),
      ...breach(['B8'], ['pp94-5n-6']),
    },
    {
      shows: 'near-miss',
      given: 'Sembako dibagikan menurut daftar resmi, tanpa nama atau gambar calon: tidak ada yang diuntungkan.',
      en: 'The food was handed out by the official list, without a name or picture: nobody benefits.',
      facts: facts('partisan-activity', before, { contest: { election: 'pilkada-2024', beneficiary: 'none' } }),
      ...outcome('no-row'),
    },
    {
      shows: 'unknown',
      given: 'Sembako dibagikan; siapa yang diuntungkan belum diketahui.',
      en: 'Food was handed out; who benefits is not known.',
      facts: facts('partisan-activity', before, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
  'pp94-5n-7': [
    {
      shows: 'violation',
      given: 'Seorang PNS menandatangani surat dukungan dengan fotokopi KTP.',
      en: 'A PNS signs a letter of support with a copy of an identity card.',
      facts: facts('independent-candidate-support', before),
      ...breach(['B11'], ['pp94-5n-7']),
    },
    {
      shows: 'near-miss',
      given: 'Surat dukungan itu ditandatangani pegawai swasta: bukan ASN.',
      en: 'A private employee signed the letter: not a civil servant.',
      facts: facts('independent-candidate-support', before, { actor: { status: 'private' } }),
      ...outcome('out-of-scope'),
    },
    {
      shows: 'unknown',
      given: 'Sebuah surat ditandatangani; siapa yang didukungnya belum diketahui.',
      en: 'A letter was signed; whom it supports is not known.',
      facts: facts('independent-candidate-support', before, { contest: whoBenefits }),
      ...asks(['contest.beneficiary']),
    },
  ],
} satisfies Record<ProvisionId, [Example, ...Example[]]>;

/** Examples for PP 94/2021 art 5 letter n, which applies with or without a row of the decree. */
import type { ProvisionId } from '../instruments/pp-94-2021.ts';
import { after, asks, before, breach, type Example, facts } from './example.ts';

const plain = { attributes: 'none', mobilisesCivilServants: false, stateFacility: false } as const;
const onlooker = { ...plain, activeSupport: false, onDuty: false } as const;
const notSpouse = { spouseOfBeneficiary: false } as const;

export const provisionExamples = {
  'pp94-5n-1': [
    {
      shows: 'violation',
      given: 'Seorang PNS ikut kampanye calon tanpa atribut: dilarang, tetapi tidak ada tingkat hukuman.',
      facts: facts('campaign-participation', after, { act: plain }),
      ...breach([], ['pp94-5n-1']),
    },
  ],
  'pp94-5n-2': [
    {
      shows: 'violation',
      given: 'Seorang PNS ikut kampanye dengan seragam Korpri.',
      facts: facts('campaign-participation', after, { act: { ...plain, attributes: 'civil-servant' } }),
      ...breach([], ['pp94-5n-1', 'pp94-5n-2']),
    },
    {
      shows: 'violation',
      given: 'Seorang PNS menonton deklarasi bakal calon dengan kaus partai, tanpa mendukung secara aktif.',
      facts: facts('attend-event', before, { act: { ...onlooker, attributes: 'party' }, actor: notSpouse }),
      ...breach([], ['pp94-5n-2']),
    },
  ],
  'pp94-5n-3': [
    {
      shows: 'violation',
      given: 'Seorang kepala dinas datang ke kampanye membawa serta stafnya.',
      facts: facts('attend-event', after, {
        act: { ...onlooker, mobilisesCivilServants: true },
        actor: notSpouse,
      }),
      ...breach([], ['pp94-5n-3']),
    },
  ],
  'pp94-5n-4': [
    {
      shows: 'violation',
      given: 'Seorang PNS datang ke kampanye dengan kendaraan dinas dan atribut partai: dua ketentuan berlaku.',
      facts: facts('attend-event', after, {
        act: { ...onlooker, stateFacility: true, attributes: 'party' },
        actor: notSpouse,
      }),
      ...breach([], ['pp94-5n-2', 'pp94-5n-4']),
    },
    {
      shows: 'unknown',
      given: 'Ia ikut kampanye tanpa atribut dan tanpa mengerahkan; apakah memakai fasilitas negara belum diketahui.',
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
      facts: facts('partisan-decision', before),
      ...breach(['B12'], ['pp94-5n-5']),
    },
  ],
  'pp94-5n-6': [
    {
      shows: 'violation',
      given: 'Seorang PNS membagikan sembako dengan seruan memilih pasangan calon.',
      facts: facts('partisan-activity', before),
      ...breach(['B8'], ['pp94-5n-6']),
    },
  ],
  'pp94-5n-7': [
    {
      shows: 'violation',
      given: 'Seorang PNS menandatangani surat dukungan dengan fotokopi KTP.',
      facts: facts('independent-candidate-support', before),
      ...breach(['B11'], ['pp94-5n-7']),
    },
  ],
} satisfies Record<ProvisionId, [Example, ...Example[]]>;

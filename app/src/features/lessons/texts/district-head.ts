/** For heads of districts (camat) and of urban villages (lurah). */
import { after, facts, type Lesson } from '../lesson.ts';
import { atEvent } from './shared.ts';

export const districtHead: Lesson = {
  slug: 'camat-lurah',
  duty: 'camat-lurah',
  title: { id: 'Camat dan lurah', en: 'Heads of districts and urban villages' },
  lead: {
    id: 'Anda paling dekat dengan warga, dan paling sering diminta: tempat, tanda tangan, kehadiran, dan nama.',
    en: 'You are closest to the people and asked most often: for a place, a signature, your presence, your name.',
  },
  screens: [
    {
      id: 'camat-keputusan',
      value: 'akuntabel',
      story: {
        id: 'Anda memajukan jadwal pembagian bantuan supaya jatuh pada kunjungan pasangan calon petahana.',
        en: 'You move a hand-out of aid forward so that it falls on the visit of the incumbent candidates.',
      },
      facts: facts('partisan-decision', after),
      rule: 'B12',
      tip: {
        id: 'Jadwal bantuan mengikuti surat resmi. Kalau diminta mengubah, minta permintaannya tertulis.',
        en: 'Aid follows the official schedule. If asked to change it, ask for that in writing.',
      },
    },
    {
      id: 'camat-banjir',
      value: 'pelayanan',
      story: {
        id: 'Jalan ke sebuah kelurahan terputus banjir. Anda memundurkan pembagian bantuan dua hari, untuk semua warga.',
        en: 'A flood cuts the road. You move the hand-out of aid by two days, for everybody.',
      },
      facts: facts('partisan-decision', after, { beneficiary: 'none' }),
      rule: 'nobody-benefits',
      tip: {
        id: 'Tulis alasannya dan umumkan. Alasan yang terbuka melindungi Anda.',
        en: 'Write the reason down and announce it. An open reason protects you.',
      },
    },
    {
      id: 'camat-kumpul',
      value: 'harmonis',
      story: {
        id: 'Anda mengumpulkan ketua RT dan RW di kantor dan meminta mereka memenangkan seorang calon.',
        en: 'You call the heads of neighbourhoods to your office and ask them to make a candidate win.',
      },
      facts: facts('partisan-activity', after),
      rule: 'B8',
      tip: {
        id: 'Rapat dengan RT dan RW membahas layanan dan keamanan TPS, bukan pilihan.',
        en: 'Meetings with neighbourhood heads are about services and safe polling stations, not about whom to choose.',
      },
    },
    {
      id: 'camat-kendaraan',
      value: 'loyal',
      story: {
        id: 'Anda datang ke kampanye dengan mobil dinas, tanpa atribut, dan hanya mendengarkan.',
        en: 'You come to a campaign event in the official car, wearing nothing of a party, and only listen.',
      },
      facts: atEvent({ vehicle: true }),
      rule: 'pp94-5n-4',
      tip: {
        id: 'Kendaraan dinas tidak pernah parkir di lokasi kampanye, kecuali untuk tugas resmi.',
        en: 'Official vehicles never stand at a campaign, except on official duty.',
      },
    },
    {
      id: 'camat-tugas',
      value: 'kompeten',
      story: {
        id: 'Dengan surat tugas, Anda memantau ketertiban rapat umum: tanpa atribut, tanpa berbicara di panggung.',
        en: 'With a letter of assignment you watch over order at a rally: no attributes, no word on the stage.',
      },
      facts: atEvent({ duty: true }),
      rule: 'attends-on-duty',
      tip: {
        id: 'Bawa surat tugasnya, datang hanya selama bertugas, dan tolak naik panggung.',
        en: 'Carry the letter, stay only while on duty, and do not go on the stage.',
      },
    },
    {
      id: 'camat-ktp',
      value: 'kolaboratif',
      story: {
        id: 'Sebuah tim meminta fotokopi KTP warga untuk calon perseorangan, dan Anda membantu mengumpulkannya.',
        en: 'A team asks for copies of identity cards for an independent candidate, and you help to collect them.',
      },
      facts: facts('independent-candidate-support', '2024-05-20'),
      rule: 'B11',
      tip: {
        id: 'Data warga hanya untuk layanan. Laporkan permintaan seperti itu ke Bawaslu.',
        en: 'People’s data are for services only. Report such a request to the supervisors.',
      },
    },
  ],
};

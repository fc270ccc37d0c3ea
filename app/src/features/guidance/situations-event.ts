/** Situations at events and in campaigns. */
import { byEdge, byRules, type Situation, say } from './situation.ts';

const forSomebody = { 'contest.beneficiary': 'person' } as const;
/** A guest who is not married to the candidate, does nothing in support, and brings nobody. */
const quietGuest = {
  ...forSomebody,
  'actor.spouseOfBeneficiary': 'false',
  'act.activeSupport': 'false',
  'act.mobilisesCivilServants': 'false',
} as const;

export const eventSituations: readonly Situation[] = [
  {
    id: 'hadir',
    group: 'event',
    label: say('Datang diam-diam ke kampanye', 'Quietly attending a rally'),
    hint: say('hanya mendengar, atas kemauan sendiri', 'only to listen, of my own accord'),
    act: byRules('attend-event', { ...quietGuest, 'act.onDuty': 'false' }),
    safe: say(
      'Ikuti dari siaran, berita, atau debat resmi KPU di rumah.',
      'Follow it in broadcasts, the news or the official debates of KPU at home.',
    ),
    near: ['edge-11', 'edge-12', 'edge-14'],
  },
  {
    id: 'kampanye',
    group: 'event',
    label: say('Ikut kampanye atau bersorak mendukung', 'Taking part in a campaign or cheering'),
    hint: say('juga di hari libur atau saat cuti', 'also on a day off or on leave'),
    act: byRules('campaign-participation', forSomebody),
    safe: say(
      'Jangan ikut. Hak pilih Anda tetap dapat dipakai di bilik suara.',
      'Do not take part. Your vote still counts in the booth.',
    ),
    near: ['edge-15', 'edge-14', 'edge-12', 'edge-36'],
  },
  {
    id: 'tugas',
    group: 'event',
    label: say('Bertugas di acara kampanye', 'On duty at a campaign event'),
    hint: say('pengamanan, kesehatan, protokol, peliputan dinas', 'security, health, protocol, official coverage'),
    framing: {
      question: say('Apa yang Anda lakukan di sana?', 'What do you do there?'),
      options: [
        {
          id: 'tugas-saja',
          label: say('Bertugas saja, dengan surat tugas', 'Only the duty, with a written assignment'),
          act: byEdge(
            13,
            say(
              'apakah Anda berseragam atau memakai kendaraan dinas di sana',
              'whether you wear a uniform or use an official vehicle there',
            ),
          ),
          safe: say(
            'Bawa surat tugas yang juga menyebut seragam dan kendaraannya, jangan berfoto dengan calon, dan pulang begitu tugas selesai.',
            'Carry an assignment that also names the uniform and the vehicle, take no photo with the candidate, and leave when the duty is done.',
          ),
          near: ['edge-12'],
        },
        {
          id: 'lalu-mendukung',
          label: say('Bertugas, dan juga ikut mendukung', 'The duty, and support as well'),
          hint: say('bersorak, berbicara, mengajak', 'cheering, speaking, urging'),
          act: byRules('attend-event', {
            ...forSomebody,
            'actor.spouseOfBeneficiary': 'false',
            'act.activeSupport': 'true',
          }),
          safe: say(
            'Jalankan tugas saja, tanpa sorakan, isyarat, atau pernyataan.',
            'Do the duty only, without cheers, signs or statements.',
          ),
          near: ['edge-13'],
        },
      ],
    },
  },
  {
    id: 'ajak',
    group: 'event',
    label: say('Mengajak, mengundang, atau memberi barang', 'Urging, inviting or giving goods'),
    hint: say('kepada rekan, bawahan, keluarga, atau warga', 'to colleagues, subordinates, family or residents'),
    act: byRules('partisan-activity', forSomebody),
    safe: say(
      'Ajak orang memakai hak pilih tanpa menyebut calon atau partai, dan jangan membagikan apa pun dari mereka.',
      'Urge people to vote without naming a candidate or party, and hand out nothing of theirs.',
    ),
    near: ['edge-34', 'edge-39'],
  },
  {
    id: 'baliho',
    group: 'event',
    label: say('Memasang spanduk, baliho, atau stiker', 'Putting up a banner, billboard or sticker'),
    hint: say(
      'di rumah, kendaraan, atau jalan; juga gambar diri sendiri',
      'at home, on a vehicle or in the street; also of oneself',
    ),
    act: byRules('display-material', forSomebody),
    safe: say(
      'Biarkan halaman dan kendaraan Anda bersih dari gambar calon; minta tim menurunkan yang dipasang tanpa izin Anda.',
      'Keep your yard and vehicle free of candidates’ pictures; ask the team to take down what was put up without your leave.',
    ),
    near: ['edge-27'],
  },
  {
    id: 'tim',
    group: 'event',
    label: say('Menjadi tim sukses, relawan, atau saksi', 'Being on a campaign team, a volunteer or a party witness'),
    hint: say('termasuk tim ahli dan konsultan', 'including experts and consultants'),
    act: byRules('campaign-team-role', forSomebody),
    safe: say(
      'Tolak dengan tertulis. Kalau ingin ikut menjaga pemungutan suara, tanyakan menjadi KPPS dengan izin atasan.',
      'Decline in writing. If you want to help with the vote, ask about serving at the polling station with leave of your superior.',
    ),
    near: ['edge-30'],
  },
];

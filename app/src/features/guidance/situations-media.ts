/** Situations on social media and in chats, and photos. */
import { byEdge, byRules, type Situation, say } from './situation.ts';

const forSomebody = { 'contest.beneficiary': 'person' } as const;

export const mediaSituations: readonly Situation[] = [
  {
    id: 'suka',
    group: 'media',
    label: say('Menyukai, membagikan, atau berkomentar', 'Liking, sharing or commenting'),
    hint: say('pada unggahan di media sosial', 'on a post on social media'),
    framing: {
      question: say('Unggahan atau akun apa?', 'What kind of post or account?'),
      options: [
        {
          id: 'calon',
          label: say(
            'Unggahan tentang calon, partai, atau tim pemenangan',
            'A post about a candidate, party or campaign team',
          ),
          hint: say(
            'suka, komentar, bagikan, atau ikut grup pemenangan',
            'like, comment, share, or join a campaign group',
          ),
          act: byRules('social-engagement', forSomebody),
          safe: say(
            'Baca saja, tanpa menyukai, membagikan, atau berkomentar. Kalau sudah terlanjur, batalkan sekarang dan catat waktunya.',
            'Read it without liking, sharing or commenting. If you already did, undo it now and note the time.',
          ),
          near: ['edge-1', 'edge-4', 'edge-5'],
        },
        {
          id: 'terlanjur',
          label: say('Unggahan calon, tertekan tidak sengaja', 'A candidate’s post, pressed by accident'),
          act: byEdge(3),
          safe: say(
            'Batalkan sekarang, simpan tangkapan layar dengan waktunya, dan beri tahu atasan Anda sebelum ditanya.',
            'Undo it now, keep a screenshot with the time, and tell your superior before you are asked.',
          ),
          near: ['edge-1', 'edge-4'],
        },
        {
          id: 'ikuti',
          label: say(
            'Hanya mengikuti akun resmi calon supaya tahu',
            'Only following a candidate’s official account to be informed',
          ),
          act: byEdge(2),
          safe: say(
            'Baca tanpa mengikuti: akun resmi dan laman KPU terbuka untuk siapa saja.',
            'Read without following: official accounts and the pages of KPU are open to all.',
          ),
          near: ['edge-1'],
        },
        {
          id: 'netral',
          label: say(
            'Akun KPU, Bawaslu, atau instansi, tanpa dukungan',
            'An account of KPU, Bawaslu or an office, without support',
          ),
          act: byRules('social-engagement', { 'contest.beneficiary': 'none' }),
          safe: say(
            'Bagikan dari sumber resminya, tanpa menambah ajakan memilih.',
            'Share from the official source, without adding an appeal to vote for anyone.',
          ),
        },
      ],
    },
  },
  {
    id: 'foto',
    group: 'media',
    label: say('Berfoto dengan calon', 'Having a photo taken with a candidate'),
    hint: say(
      'misalnya sepupu, teman lama, atau atasan yang maju',
      'such as a cousin, an old friend or a superior who stands',
    ),
    act: byRules('public-photo', { ...forSomebody, 'actor.spouseOfBeneficiary': 'false' }),
    safe: say(
      'Simpan fotonya untuk keluarga: jangan diunggah, tanpa isyarat tangan, tanpa atribut, dan minta orang lain tidak mengunggah serta menandai Anda.',
      'Keep the photo in the family: do not post it, no hand signs, no attributes, and ask others not to post it or tag you.',
    ),
    near: ['edge-9', 'edge-10', 'edge-25'],
  },
  {
    id: 'grup-wa',
    group: 'media',
    label: say('Grup WhatsApp', 'A WhatsApp group'),
    hint: say('ikut, tetap di dalam, atau menulis di grup', 'joining, staying in, or writing in a group'),
    framing: {
      question: say('Apakah itu grup pemenangan calon?', 'Is it a campaign group of a candidate?'),
      hint: say(
        'Grup pemenangan dibuat untuk memenangkan calon atau partai.',
        'A campaign group is made to help a candidate or party win.',
      ),
      options: [
        {
          id: 'pemenangan',
          label: say('Ya, grup pemenangan', 'Yes, a campaign group'),
          act: byRules('social-engagement', forSomebody),
          safe: say(
            'Keluar dari grup itu. Kalau dimasukkan tanpa diminta, keluar segera dan simpan tangkapan layarnya.',
            'Leave the group. If you were added without asking, leave at once and keep a screenshot.',
          ),
          near: ['edge-6', 'edge-7'],
        },
        {
          id: 'biasa',
          label: say('Bukan: grup keluarga, tetangga, alumni, atau kantor', 'No: family, neighbours, alumni or office'),
          hint: say('dan saya tidak mengirim dukungan di sana', 'and I send no support there'),
          act: byRules('social-engagement', { 'contest.beneficiary': 'none' }),
          speaks: 'edge-7',
          safe: say(
            'Jangan ikut menyebarkan dukungan, ajakan, atau jajak pendapat. Keluar bila grup mulai dipakai untuk pemenangan, dan simpan buktinya.',
            'Spread no support, appeals or polls there. Leave when the group starts to be used for a campaign, and keep the proof.',
          ),
          near: ['edge-6', 'edge-7'],
        },
        {
          id: 'mengajak',
          label: say('Bukan, tetapi saya ingin mengirim dukungan di sana', 'No, but I want to send support there'),
          act: byRules('partisan-activity', forSomebody),
          safe: say(
            'Kirim hanya informasi resmi tentang cara memilih, tanpa nama calon atau partai.',
            'Send only official information on how to vote, without naming a candidate or party.',
          ),
          near: ['edge-6', 'edge-7'],
        },
      ],
    },
  },
  {
    id: 'unggah',
    group: 'media',
    label: say('Mengunggah dukungan sendiri', 'Posting support of my own'),
    hint: say('tulisan, gambar, video, status, bingkai foto', 'text, picture, video, status, photo frame'),
    act: byRules('online-campaign', forSomebody),
    safe: say(
      'Unggah informasi resmi saja: jadwal, cara memilih, imbauan netral dari instansi Anda.',
      'Post official information only: dates, how to vote, your office’s appeal to stay neutral.',
    ),
    near: ['edge-5', 'edge-14', 'edge-4'],
  },
  {
    id: 'bicara',
    group: 'media',
    label: say('Membicarakan calon', 'Talking about candidates'),
    hint: say(
      'mengkritik, menjelaskan program, bicara di rumah',
      'criticising, explaining programmes, talking at home',
    ),
    framing: {
      question: say('Pembicaraan apa?', 'What kind of talk?'),
      options: [
        {
          id: 'kritik',
          label: say('Mengkritik seorang calon', 'Criticising a candidate'),
          act: byEdge(37),
          safe: say(
            'Sampaikan fakta layanan kantor Anda tanpa menilai calon mana pun.',
            'Give facts about your office’s service without judging any candidate.',
          ),
        },
        {
          id: 'program',
          label: say('Menjelaskan program pemerintah dalam tugas', 'Explaining a government programme on duty'),
          act: byEdge(38),
          safe: say(
            'Pakai bahan resmi, tanpa nama, gambar, atau semboyan calon.',
            'Use official material, without the name, picture or slogan of a candidate.',
          ),
        },
        {
          id: 'keluarga',
          label: say('Memilih, dan menyebut pilihan di rumah', 'Voting, and naming my choice at home'),
          act: byEdge(39),
          safe: say(
            'Gunakan hak pilih Anda di bilik suara, dan simpan pilihan itu untuk diri sendiri.',
            'Use your vote in the booth, and keep the choice to yourself.',
          ),
        },
      ],
    },
  },
];

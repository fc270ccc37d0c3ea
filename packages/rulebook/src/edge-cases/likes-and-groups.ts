/** Edge cases: likes, follows, groups and what is written there. */
import { after, before, type EdgeCase, facts } from './edge-case.ts';
import { src } from './sources.ts';

export const likesAndGroups = [
  {
    id: 'edge-1',
    question: { id: 'Bolehkah saya menyukai (like) unggahan calon?', en: "May I like a candidate's post?" },
    answer: 'breach',
    says: {
      id: 'Tidak. Menyukai unggahan calon disebut dalam SKB. Sebelum penetapan calon: pelanggaran kode etik dengan sanksi moral. Sesudah penetapan: pelanggaran disiplin, yang dalam tabel SKB bertingkat berat; dalam praktik pernah direkomendasikan tingkat sedang.',
      en: "No. The joint decree names liking a candidate's post. Before candidates are determined it is a breach of ethics with a moral sanction. After that it is a breach of discipline, heavy in the table of the decree; in practice a medium level has been recommended.",
    },
    safe: {
      id: 'Baca saja, tanpa menekan tombol apa pun. Informasi calon juga tersedia di laman KPU.',
      en: 'Just read, without pressing any button. The election commission (KPU) also publishes who the candidates are.',
    },
    rules: ['A4', 'B6'],
    sources: [src.bloombergTechnoz, src.vivaJatim, src.wahanaJabar],
    confidence: 'seen',
    acts: ['social-engagement'],
    examples: [
      { facts: facts('social-engagement', before), outcome: 'violation', rows: ['A4'] },
      { facts: facts('social-engagement', after), outcome: 'violation', rows: ['B6'] },
    ],
  },
  {
    id: 'edge-2',
    question: {
      id: 'Bolehkah saya mengikuti (follow) akun calon atau partai sekadar untuk mendapat informasi?',
      en: 'May I follow the account of a candidate or party only to be informed?',
    },
    answer: 'depends',
    says: {
      id: 'Yang disebut SKB adalah bergabung dengan atau mengikuti grup atau akun pemenangan. Apakah akun resmi calon atau partai termasuk, tidak jelas dari sumber yang dilihat. Sebuah kantor KPU pada 2018 menyarankan hanya menyukai laman KPU.',
      en: 'What the decree names is joining or following a campaign group or account. Whether the official account of a candidate or party counts is not clear from the sources seen. In 2018 an office of the KPU advised liking only the pages of the KPU.',
    },
    dependsOn: {
      id: 'apakah akun itu akun pemenangan, dan apakah mengikutinya menunjukkan dukungan',
      en: 'whether the account is a campaign account, and whether following it shows support',
    },
    safe: {
      id: 'Ikuti akun KPU, Bawaslu, dan media. Buka akun calon tanpa mengikutinya.',
      en: 'Follow the KPU, Bawaslu and the press. Look at the account of a candidate without following it.',
    },
    rules: ['A4', 'B6', 'nobody-benefits'],
    sources: [src.bloombergTechnoz, src.tribunAceh],
    confidence: 'uncertain',
    acts: ['social-engagement'],
    examples: [
      { facts: facts('social-engagement', after), outcome: 'violation', rows: ['B6'] },
      { facts: facts('social-engagement', after, { beneficiary: 'none' }), outcome: 'no-row' },
    ],
  },
  {
    id: 'edge-3',
    question: { id: 'Bagaimana bila saya tidak sengaja menekan suka?', en: 'What if I pressed like by accident?' },
    answer: 'breach',
    says: {
      id: 'Tetap dapat diproses: pada 2024 kasus seperti itu di Semarang diteruskan ke BKN. Ketidaksengajaan dapat meringankan, tetapi tidak menghapus perbuatannya.',
      en: 'It can still be handled: in 2024 such a case in Semarang was passed on to BKN. That it was an accident may weigh in your favour, but does not undo the act.',
    },
    safe: {
      id: 'Batalkan segera, simpan bukti waktunya, dan beri tahu atasan Anda sebelum ditanya.',
      en: 'Undo it at once, keep proof of the time, and tell your superior before you are asked.',
    },
    rules: ['A4', 'B6'],
    sources: [src.inewsSemarang],
    confidence: 'seen',
    acts: ['social-engagement'],
    examples: [
      {
        facts: facts('social-engagement', after, { act: { aimOfSupport: false } }),
        outcome: 'violation',
        rows: ['B6'],
      },
    ],
  },
  {
    id: 'edge-4',
    question: {
      id: 'Unggahan saya sudah saya hapus. Apakah masih dipersoalkan?',
      en: 'I have deleted my post. Does it still matter?',
    },
    answer: 'breach',
    says: {
      id: 'Kemungkinan besar ya. Dalam teks yang dilihat, menghapus tidak menghapus pelanggaran; paling jauh dapat meringankan. Ini penalaran kami, bukan bunyi aturan.',
      en: 'Most likely yes. In the text that was seen, deleting does not undo the breach; at most it may weigh in your favour. This is our reasoning, not the wording of a rule.',
    },
    safe: {
      id: 'Hapus tetap lebih baik daripada membiarkan. Catat kapan diunggah dan kapan dihapus.',
      en: 'Deleting is still better than leaving it. Note when it was posted and when it was deleted.',
    },
    rules: ['A4', 'B6'],
    sources: [src.ownReasoning],
    confidence: 'uncertain',
    acts: ['social-engagement', 'online-campaign', 'public-photo'],
    examples: [{ facts: facts('social-engagement', after), outcome: 'violation', rows: ['B6'] }],
  },
  {
    id: 'edge-6',
    question: {
      id: 'Bolehkah saya menulis dukungan di grup WhatsApp?',
      en: 'May I write support in a WhatsApp group?',
    },
    answer: 'breach',
    says: {
      id: 'Tidak, juga bila grupnya tertutup. KASN menghitung kasus WhatsApp, dan aturan BKN pada 2019 menyebut WhatsApp. Bila berupa ajakan kepada rekan, keluarga, atau warga, baris tentang kegiatan yang memihak juga dapat berlaku.',
      en: 'No, not in a closed group either. KASN counted WhatsApp cases, and a rule of BKN named WhatsApp in 2019. If it is an appeal to colleagues, family or residents, the row on partisan activities may apply as well.',
    },
    safe: {
      id: 'Jangan menanggapi pesan yang memihak; ingatkan admin bahwa di grup ini ada ASN.',
      en: 'Do not react to partisan messages; remind the admin that civil servants are in the group.',
    },
    rules: ['A4', 'B6', 'B8', 'pp94-5n-6'],
    sources: [src.medcom, src.okezone2019],
    confidence: 'seen',
    acts: ['social-engagement', 'partisan-activity'],
    examples: [
      { facts: facts('social-engagement', after, { act: { public: false } }), outcome: 'violation', rows: ['B6'] },
      { facts: facts('partisan-activity', after), outcome: 'violation', rows: ['B8'], provisions: ['pp94-5n-6'] },
    ],
  },
  {
    id: 'edge-7',
    question: {
      id: 'Saya anggota grup WhatsApp yang juga beranggotakan calon. Apakah itu pelanggaran?',
      en: 'I am in a WhatsApp group that a candidate is in too. Is that a breach?',
    },
    answer: 'depends',
    says: {
      id: 'Grup pemenangan termasuk dalam SKB. Grup warga, alumni, atau keluarga yang kebetulan beranggotakan calon tidak, selama grup itu tidak dipakai untuk pemenangan.',
      en: 'A campaign group falls under the decree. A group of neighbours, alumni or family that a candidate happens to be in does not, as long as it is not used for the campaign.',
    },
    dependsOn: { id: 'untuk apa grup itu dibuat dan dipakai', en: 'what the group was made and is used for' },
    safe: {
      id: 'Keluar bila grup mulai dipakai untuk pemenangan, dan simpan bukti bahwa Anda keluar.',
      en: 'Leave when the group starts to be used for a campaign, and keep proof that you left.',
    },
    rules: ['A4', 'B6', 'nobody-benefits'],
    sources: [src.bloombergTechnoz, src.ownReasoning],
    confidence: 'uncertain',
    acts: ['social-engagement'],
    examples: [
      { facts: facts('social-engagement', before), outcome: 'violation', rows: ['A4'] },
      { facts: facts('social-engagement', before, { beneficiary: 'none' }), outcome: 'no-row' },
    ],
  },
] as const satisfies readonly EdgeCase[];

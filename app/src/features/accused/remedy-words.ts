/** Words of objection and appeal, for the accused. */
import { defineWords } from '../../platform/i18n/words.ts';

export const remedyWords = defineWords(
  'accused-remedy',
  {
    kind: { objection: 'Keberatan', appeal: 'Banding administratif ke BPASN' },
    file: { objection: 'Ajukan keberatan', appeal: 'Ajukan banding' },
    lead: {
      objection:
        'Keberatan diajukan terhadap hukuman selain pemberhentian (PP 79/2021). Keputusan belum berlaku selama keberatan diperiksa.',
      appeal:
        'Banding diajukan ke Badan Pertimbangan ASN (BPASN) terhadap pemberhentian (PP 79/2021). Keputusan belum berlaku selama banding diperiksa.',
    },
    once: 'Hanya satu kali, dan tidak dapat diubah sesudah dikirim. Tulis semua alasan Anda.',
    until: (at: string) => `Paling lambat ${at}.`,
    fromDecision: (day: string) => `Dihitung sejak tanggal keputusan, ${day}.`,
    conflict: (day: string, at: string) =>
      `Sumber hukum berbeda tentang awal hitungan: ada yang menghitung sejak keputusan diterima (${day}), jadi paling lambat ${at}. Pakailah tanggal yang lebih awal.`,
    disputed:
      'Tanggal yang lebih awal sudah lewat. Anda masih dapat mengajukan, tetapi dapat dipersoalkan apakah masih tepat waktu.',
    noLimit: 'Kami tidak menemukan batas waktu dalam aturan yang berlaku pada tanggal itu.',
    late: (at: string) => `Batas waktu mengajukan sudah lewat (${at}), jadi tidak dapat diterima lewat halaman ini.`,
    lateThen:
      'Kalau menurut Anda keterlambatan bukan karena Anda, sampaikan langsung ke PPK instansi Anda dengan buktinya: kantor dapat mencatatnya dan menilainya. Anda juga masih dapat menulis jawaban dalam berkas ini.',
    notOpen: 'Saat ini tidak ada keputusan yang dapat Anda lawan di sini.',
    before: 'Tersedia setelah keputusan Anda terima dan penyampaiannya dicatat kantor.',
    others: 'Sudah ada keberatan atau banding dalam perkara ini. Untuk mengajukan sendiri, sampaikan langsung ke PPK.',
    grounds: 'Alasan Anda',
    groundsHint: 'Apa yang keliru dalam keputusan itu, dan apa yang Anda minta.',
    send: { objection: 'Kirim keberatan', appeal: 'Kirim banding' },
    filed: 'Keberatan atau banding Anda tersimpan sebagai langkah perkara.',
    filedOn: (kind: string, day: string) => `${kind} diajukan ${day}.`,
    filedMine: 'Alasan Anda ada di bawah, bersama jawaban Anda.',
    outcome: 'Putusan',
    ended: {
      upheld: 'Keputusan diperkuat',
      reduced: 'Hukuman diperingan',
      aggravated: 'Hukuman diperberat',
      changed: 'Keputusan diubah',
      annulled: 'Keputusan dibatalkan',
    },
    now: 'Hukuman sesudah putusan',
    proof: 'Bukti bahwa Anda mengajukan',
    correction: 'Nama, jabatan, atau unit Anda keliru?',
    correctionLink: 'Minta perbaikan',
    summons: (order: string, number: string, day: string) =>
      `${order === 'second' ? 'Panggilan kedua' : 'Panggilan pertama'}, surat ${number}. Pemeriksaan ${day}.`,
    untold: {
      title: 'Terlapor belum diberi tahu',
      registered: (who: string) => `${who}: perkara sudah diregistrasi.`,
      examining: (who: string) => `${who}: pemeriksaan sudah dimulai.`,
      decided: (who: string) => `${who}: sudah ada keputusan, dan waktu untuk melawannya berjalan.`,
      why: 'Ia berhak tahu dan menjawab. Pemberitahuan berupa surat dengan kode; Anda melihat dulu apa yang dibacanya.',
      tell: 'Beri tahu terlapor',
    },
    wrong: {
      short: 'Tulis alasan Anda, paling sedikit 20 huruf',
      long: (most: string) => `Paling banyak ${most} huruf`,
      'wrong-kind':
        'Terhadap pemberhentian diajukan banding ke BPASN; terhadap hukuman lain, keberatan (PP 79/2021). Halaman ini sudah memakai yang sesuai: periksa, lalu kirim lagi',
    },
  },
  {
    kind: { objection: 'Objection', appeal: 'Administrative appeal to BPASN' },
    file: { objection: 'File an objection', appeal: 'File an appeal' },
    lead: {
      objection:
        'An objection is filed against punishment other than dismissal (PP 79/2021). The decision does not take effect while it is examined.',
      appeal:
        'An appeal is filed with the board of appeal BPASN against dismissal (PP 79/2021). The decision does not take effect while it is examined.',
    },
    once: 'Once only, and it cannot be changed once it is sent. Write all your grounds.',
    until: (at: string) => `At the latest ${at}.`,
    fromDecision: (day: string) => `Counted from the day of the decision, ${day}.`,
    conflict: (day: string, at: string) =>
      `Sources differ on where the count begins: some count from the day on which you received it (${day}), so at the latest ${at}. Keep to the earlier date.`,
    disputed: 'The earlier date has passed. You can still file, but it may be disputed whether you are in time.',
    noLimit: 'We found no limit in the rules of that day.',
    late: (at: string) => `The limit to file has passed (${at}), so it cannot be taken on this page.`,
    lateThen:
      'If you believe that it is late through no fault of yours, go to the PPK of your institution with your proof: the office can write it down and judge it. You can also still write an answer in this file.',
    notOpen: 'There is no decision at the moment that you can contest here.',
    before: 'Available once you received the decision and the office wrote its delivery down.',
    others: 'An objection or appeal was filed in this case already. To file your own, go to the PPK.',
    grounds: 'Your grounds',
    groundsHint: 'What is wrong with the decision, and what you ask for.',
    send: { objection: 'Send the objection', appeal: 'Send the appeal' },
    filed: 'Your objection or appeal is saved as a step of the case.',
    filedOn: (kind: string, day: string) => `${kind} filed ${day}.`,
    filedMine: 'Your grounds stand below, with your answers.',
    outcome: 'Outcome',
    ended: {
      upheld: 'Decision upheld',
      reduced: 'Punishment reduced',
      aggravated: 'Punishment aggravated',
      changed: 'Decision changed',
      annulled: 'Decision annulled',
    },
    now: 'Punishment after it',
    proof: 'Proof that you filed',
    correction: 'Is your name, post or unit wrong?',
    correctionLink: 'Ask for correction',
    summons: (order: string, number: string, day: string) =>
      `${order === 'second' ? 'Second summons' : 'First summons'}, letter ${number}. Hearing ${day}.`,
    untold: {
      title: 'The accused was not told',
      registered: (who: string) => `${who}: the case is registered.`,
      examining: (who: string) => `${who}: the examination has begun.`,
      decided: (who: string) => `${who}: there is a decision, and the time to contest it runs.`,
      why: 'The person has the right to know and to answer. It is a letter with a code; you see first what it lets them read.',
      tell: 'Tell the accused',
    },
    wrong: {
      short: 'Write your grounds, at least 20 letters',
      long: (most: string) => `At most ${most} letters`,
      'wrong-kind':
        'Against dismissal one appeals to BPASN; against other punishment one objects (PP 79/2021). This page now has the one that fits: check it and send again',
    },
  },
);

export type RemedyWords = ReturnType<typeof remedyWords>;

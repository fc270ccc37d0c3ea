/** Words of the front page and of the page that tells how its numbers are counted. */
import { defineWords } from '../../platform/i18n/words.ts';

export const statisticsWords = defineWords(
  'statistics',
  {
    front: {
      title: 'Menjaga aparatur tetap netral',
      heading: 'Menjaga aparatur tetap netral, dari janji sampai keputusan.',
      lead: 'Laporkan dugaan pelanggaran tanpa akun dan tanpa nama. Lihat apa yang terjadi pada setiap perkara, langkah demi langkah.',
      description:
        'Pengawasan netralitas aparatur sipil negara: lapor dengan aman, dan lihat di mana perkara menunggu.',
      report: 'Lapor dengan aman',
      guidance: 'Bolehkah saya…?',
      status: 'Cek laporan',
    },
    stage: {
      dayOf: (day: string, number: string, days: string, stage: string) =>
        `${day} · hari ke-${number} dari ${days}: ${stage}`,
      oneDay: (day: string, stage: string) => `${day} · ${stage}`,
      until: (day: string, stage: string, from: string) => `${day} · berikutnya: ${stage}, ${from}`,
      after: (day: string) => `${day} · pemungutan suara telah lewat`,
      unsure: (stage: string, confidence: string) => `Tanggal ${stage.toLowerCase()}: ${confidence}.`,
      changed:
        'Sejak penetapan calon, menyukai unggahan calon dinilai sebagai pelanggaran disiplin, bukan lagi kode etik.',
      willChange: (day: string) =>
        `Sampai penetapan calon (${day}), menyukai unggahan bakal calon dinilai sebagai pelanggaran kode etik. Sejak hari itu: pelanggaran disiplin.`,
      between: 'Penetapan calon berlangsung per jenis pemilihan: pelanggaran dinilai menurut pemilihannya.',
      why: 'Mengapa?',
      dates: 'Semua tanggal pemilihan ini, dan seberapa pasti',
      before: 'Sebelum penetapan',
      since: 'Sejak penetapan',
      practice: 'Dalam praktik',
    },
    waits: {
      title: 'Di mana perkara menunggu',
      aside: (at: string) => `Orang, bukan berkas · diperbarui ${at}`,
      asideDay: (day: string) => `Orang, bukan berkas · dihitung sekali sehari: ${day}`,
      how: 'cara menghitung',
      fewer: 'kurang dari 5',
      waiting: 'menunggu',
      decided: 'selesai',
      median: (days: string) => `median ${days} hari`,
      key: 'Bergaris: masih menunggu. Penuh: sudah diputus.',
      stages: {
        supervisor: 'Ditangani pengawas',
        verification: 'Menunggu verifikasi',
        study: 'Dikaji kembali Bawaslu',
        conveyance: 'Menunggu penyampaian BKN',
        authority: 'Menunggu keputusan PPK',
        decided: 'Diputus PPK',
      },
      emptyTitle: 'Belum ada perkara yang dihitung',
      emptyBody:
        'Sesudah laporan pertama masuk, di sini tampak berapa orang menunggu di setiap tahap, dan sudah berapa lama. Nama tidak pernah ditampilkan.',
      pledges: 'ikrar ditandatangani',
      reports: 'laporan dan informasi awal diterima',
      others: 'Sejak instalasi ini berjalan',
    },
    how: {
      title: 'Cara menghitung',
      lead: 'Setiap angka di halaman depan dihitung dari data perkara, dengan satu arti untuk setiap satuan.',
      units: 'Satuan',
      orang: 'Orang',
      orangIs:
        'Setiap terlapor dalam satu perkara dihitung satu. Orang yang sama dalam dua perkara terhitung dua kali. Terlapor bukan berarti terbukti.',
      median: 'Median',
      medianIs:
        'Separuh orang menunggu lebih lama, separuh lebih singkat. Hari dihitung sejak langkah terakhir yang dicatat kantor mana pun sampai saat ini, menurut jam hukum.',
      small: 'Angka kecil',
      smallIs:
        'Angka 1 sampai 4 ditulis "kurang dari 5", balok gambarnya sama panjang, dan mediannya tidak ditampilkan, agar tidak ada orang yang dapat dikenali.',
      ikrar: 'Ikrar',
      ikrarIs: 'Tanda tangan ikrar, satu untuk setiap orang dan pemilihan. Daftar yang belum menandatangani tidak ada.',
      laporan: 'Laporan dan informasi awal',
      laporanIs:
        'Yang masuk dari luar pengawas, dengan atau tanpa nama. Temuan pengawas sendiri tidak termasuk; beberapa laporan dapat mengenai satu peristiwa.',
      stages: 'Tahap',
      stage: 'Tahap',
      holds: 'Isinya',
      stageIs: {
        supervisor:
          'Laporan yang diterima, perkara yang diregistrasi, dikaji, atau disimpulkan, dan masih ada di pengawas. Informasi awal tidak dihitung: belum menjadi perkara terhadap seseorang.',
        verification: 'Sudah diserahkan ke satuan tugas dan belum diverifikasi.',
        study: 'Sudah diverifikasi dan kembali ke Bawaslu untuk dikuatkan kajiannya.',
        conveyance: 'Sudah dikuatkan dan menunggu BKN menyampaikannya.',
        authority: 'Rekomendasi sudah disampaikan; Pejabat Pembina Kepegawaian (PPK) belum mencatat keputusan.',
        decided:
          'PPK sudah mencatat keputusan, dengan atau tanpa sanksi. Perkara yang berhenti karena tidak terbukti tidak dihitung di tahap mana pun.',
      },
      fresh: 'Kapan diperbarui',
      freshIs:
        'Sekali sehari, agar tidak seorang pun dapat membaca dari angka kapan sebuah laporan dikirim. Tanggalnya tertulis di samping judul.',
      freshDemo:
        'Di peragaan ini: setiap kali halaman dibuka. Di tempat kerja yang sebenarnya: sekali sehari, agar tidak seorang pun dapat membaca dari angka kapan sebuah laporan dikirim.',
      rounded: 'Pembulatan',
      roundedIs:
        'Jumlah laporan, dan jumlah orang yang ditangani pengawas, dibulatkan ke bawah ke kelipatan lima: satu laporan baru tidak mengubah angka.',
      back: 'Kembali ke halaman depan',
    },
  },
  {
    front: {
      title: 'Keeping civil servants neutral',
      heading: 'Keeping civil servants neutral, from the pledge to the decision.',
      lead: 'Report a suspected breach without an account and without a name. See what happens to every case, step by step.',
      description: 'Supervision of the neutrality of civil servants: report safely, and see where cases wait.',
      report: 'Report safely',
      guidance: 'May I…?',
      status: 'Check a report',
    },
    stage: {
      dayOf: (day, number, days, stage) => `${day} · day ${number} of ${days}: ${stage}`,
      oneDay: (day, stage) => `${day} · ${stage}`,
      until: (day, stage, from) => `${day} · next: ${stage}, ${from}`,
      after: (day) => `${day} · voting is over`,
      unsure: (stage, confidence) => `Dates of the ${stage.toLowerCase()}: ${confidence}.`,
      changed:
        "Since the candidates were determined, liking a candidate's post is judged as a breach of discipline, no longer of the code of ethics.",
      willChange: (day) =>
        `Until the candidates are determined (${day}), liking a prospective candidate's post is judged as a breach of the code of ethics. From that day on: a breach of discipline.`,
      between: 'Candidates are being determined contest by contest: an act is judged by its own contest.',
      why: 'Why?',
      dates: 'All dates of this election, and how sure they are',
      before: 'Before determination',
      since: 'Since determination',
      practice: 'In practice',
    },
    waits: {
      title: 'Where cases wait',
      aside: (at) => `Persons, not files · updated ${at}`,
      asideDay: (day) => `Persons, not files · counted once a day: ${day}`,
      how: 'how we count',
      fewer: 'fewer than 5',
      waiting: 'waiting',
      decided: 'done',
      median: (days) => `median ${days} days`,
      key: 'Hatched: still waiting. Solid: decided.',
      stages: {
        supervisor: 'With the supervisor',
        verification: 'Waiting for verification',
        study: 'Studied again by Bawaslu',
        conveyance: 'Waiting for conveyance by BKN',
        authority: 'Waiting for the PPK',
        decided: 'Decided by the PPK',
      },
      emptyTitle: 'No case has been counted yet',
      emptyBody:
        'Once the first report has come in, this shows how many persons wait at each stage, and for how long. Names are never shown.',
      pledges: 'pledges signed',
      reports: 'reports and initial information received',
      others: 'Since this instance began',
    },
    how: {
      title: 'How we count',
      lead: 'Every number on the front page is counted from the cases themselves, with one meaning for each unit.',
      units: 'Units',
      orang: 'Persons',
      orangIs:
        'Each accused person in a case counts as one. The same person in two cases counts twice. Accused does not mean proven.',
      median: 'Median',
      medianIs:
        'Half of them wait longer, half less. Days are counted from the last step that any office recorded until now, by the legal clock.',
      small: 'Small numbers',
      smallIs:
        'Numbers from 1 to 4 are written "fewer than 5", their bars are all of one length, and no median is shown, so that nobody can be recognised.',
      ikrar: 'Pledges',
      ikrarIs: 'Signed pledges, one for each person and election. There is no list of those who have not signed.',
      laporan: 'Reports and initial information',
      laporanIs:
        "What came from outside the supervisors, with or without a name. Supervisors' own findings are not included; several reports may be about one event.",
      stages: 'Stages',
      stage: 'Stage',
      holds: 'What it holds',
      stageIs: {
        supervisor:
          'Reports received, and cases registered, studied or concluded that are still with the supervisor. Initial information is not counted: it is no case against anybody yet.',
        verification: 'Handed to the joint task force and not verified yet.',
        study: 'Verified, and back with Bawaslu to confirm its study.',
        conveyance: 'Confirmed, and waiting for BKN to convey it.',
        authority: 'The recommendation was conveyed; the personnel authority (PPK) has not recorded a decision.',
        decided:
          'The PPK has recorded a decision, with or without a sanction. Cases that stopped because nothing was proven count at no stage.',
      },
      fresh: 'When it is updated',
      freshIs:
        'Once a day, so that nobody can read from a number when a report was sent. The date stands beside the heading.',
      freshDemo:
        'In this demonstration: each time the page is opened. Where it is in real use: once a day, so that nobody can read from a number when a report was sent.',
      rounded: 'Rounding',
      roundedIs:
        'The number of reports, and of persons with the supervisor, is rounded down to a multiple of five: one new report does not change it.',
      back: 'Back to the front page',
    },
  },
);

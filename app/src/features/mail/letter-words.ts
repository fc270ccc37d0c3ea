/** Words of the mails themselves. They go over servers of others: no name, no number of a case, nothing of what happened, nothing about reports. */
import { defineWords } from '../../platform/i18n/words.ts';

export const letterWords = defineWords(
  'mail-letters',
  {
    subject: {
      'security-changed': 'Cara masuk akun Netra Anda berubah',
      invitation: 'Undangan membuat akun Netra',
      'work-waiting': 'Ada pekerjaan baru di Netra',
      'due-soon': 'Ada batas waktu yang mendekat di Netra',
      'due-now': 'Ada batas waktu yang segera berakhir atau sudah lewat di Netra',
      'no-stand-in': 'Kantor tanpa pengganti menghadapi batas waktu di Netra',
      test: 'Surel percobaan dari Netra',
      'pledge-reminder': 'Kampanye ikrar netralitas sedang berjalan',
      'party-notice': 'Pemberitahuan larangan melibatkan ASN menunggu Anda',
      'pledge-code': 'Kode Anda untuk ikrar netralitas',
      digest: 'Ringkasan hari ini dari Netra',
    },
    greeting: 'Yth. pengguna Netra,',
    security:
      'Cara masuk akun Anda baru saja berubah, atau sebuah sesi Anda diakhiri. Kalau itu Anda sendiri, tidak ada yang perlu dilakukan.',
    securityElse:
      'Kalau bukan Anda: masuk sekarang, ganti kata sandi, akhiri sesi lain di halaman akun, lalu beri tahu administrator kantor Anda lewat telepon.',
    invitation:
      'Anda diundang membuat akun Netra untuk pekerjaan kantor Anda. Buka tautan ini dalam tujuh hari; tautan hanya berlaku satu kali.',
    invitationElse:
      'Kalau Anda tidak menunggu undangan ini, abaikan saja. Jangan teruskan surel ini: siapa pun yang membuka tautannya dapat memakainya.',
    work: (count: string) => `Pekerjaan baru untuk kantor Anda: ${count}.`,
    due: (count: string) => `Batas waktu yang mendekat: ${count}.`,
    dueNow: (count: string) => `Batas waktu yang berakhir dalam beberapa jam atau sudah lewat: ${count}.`,
    noStandIn: (count: string) =>
      `Kantor yang petugasnya tidak ada dan belum punya pengganti, sedangkan batas waktunya mendekat: ${count}. Tunjuk pengganti di halaman Satuan tugas atau pimpinan di halaman Pimpinan kantor.`,
    signIn: 'Masuk ke Netra untuk melihatnya:',
    test: 'Surel ini membuktikan bahwa Netra dapat mengirim surel. Ketik kode ini di halaman Surel pada administrasi:',
    pledge: 'Kampanye ikrar netralitas di instansi Anda sedang berjalan.',
    pledgeHow:
      'Kalau Anda ingin menandatangani, siapkan kode Anda (15 huruf dan angka, dari slip atau pesan instansi Anda) dan buka:',
    pledgeAll:
      'Surel yang sama dikirim oleh sistem kepada semua pegawai instansi Anda, sudah menandatangani atau belum, paling banyak tiga kali. Atasan Anda tidak memintanya dan tidak diberi tahu.',
    code: 'Ini kode Anda untuk ikrar netralitas ASN di instansi Anda. Hanya untuk Anda: jangan berikan kepada siapa pun, juga tidak kepada atasan.',
    codeHow: 'Buka alamat ini, lalu isi kode itu. Ada tiga pertanyaan singkat sebelum menandatangani:',
    codeAll:
      'Kode berlaku sampai kampanye ditutup, paling lama 60 hari. Sistem mengirimnya kepada semua pegawai yang belum punya kode, sudah menandatangani atau belum. Siapa yang menandatangani atau menolak tidak diberitahukan kepada atasan.',
    codeMessage: (code: string, address: string) =>
      `Netra: kode ikrar netralitas ASN Anda ${code}. Isi di ${address}. Hanya untuk Anda, jangan berikan kepada siapa pun.`,
    pledgeMessage: (address: string) =>
      `Netra: kampanye ikrar netralitas ASN sedang berjalan. Bila ingin menandatangani, siapkan kode Anda dan buka ${address}. Pesan ini dikirim kepada semua, sudah atau belum.`,
    partyGreeting: 'Yth. narahubung peserta pemilihan,',
    party:
      'Pengawas pemilihan mengirim pemberitahuan larangan melibatkan aparatur sipil negara (ASN) dalam kampanye, dengan daftar bentuk pelanggarannya. Buka tautan ini, baca, lalu tekan “Nyatakan sudah diterima”:',
    partyElse:
      'Tautan ini hanya untuk Anda dan berlaku sampai pemberitahuan diganti, paling lama 120 hari. Jangan teruskan: siapa pun yang membukanya dapat menyatakan penerimaan. Surel yang sama dikirim paling banyak tiga kali lagi selama belum dinyatakan diterima.',
    silent: 'Surel ini sengaja tidak memuat nama, nomor, atau isi pekerjaan.',
    settings: 'Mengatur surel dari Netra:',
    noReply: 'Surel ini dikirim otomatis. Balasan tidak dibaca.',
  },
  {
    subject: {
      'security-changed': 'How you sign in to Netra has changed',
      invitation: 'Invitation to make a Netra account',
      'work-waiting': 'There is new work in Netra',
      'due-soon': 'A time limit comes near in Netra',
      'due-now': 'A time limit in Netra ends within hours or has passed',
      'no-stand-in': 'An office without a stand-in faces a time limit in Netra',
      test: 'Test mail from Netra',
      'pledge-reminder': 'The campaign of neutrality pledges is under way',
      'party-notice': 'A notice of the ban on involving civil servants waits for you',
      'pledge-code': 'Your code for the pledge of neutrality',
      digest: 'Today’s summary from Netra',
    },
    greeting: 'Dear user of Netra,',
    security:
      'How you sign in has just changed, or one of your sessions was ended. If that was you, nothing needs to be done.',
    securityElse:
      'If it was not you: sign in now, change the password, end other sessions on your account page, and tell the administrator of your office by telephone.',
    invitation:
      'You are invited to make a Netra account for the work of your office. Open this link within seven days; it works once.',
    invitationElse:
      'If you did not expect this invitation, ignore it. Do not pass this mail on: whoever opens the link can use it.',
    work: (count: string) => `New work for your office: ${count}.`,
    due: (count: string) => `Time limits that come near: ${count}.`,
    dueNow: (count: string) => `Time limits that end within hours or have passed: ${count}.`,
    noStandIn: (count: string) =>
      `Offices where somebody is away, nobody stands in, and a limit comes near: ${count}. Name a stand-in on the page of the task force, or a head on the page of heads of offices.`,
    signIn: 'Sign in to Netra to see it:',
    test: 'This mail proves that Netra can send mail. Type this code on the page Mail of the administration:',
    pledge: 'The campaign of neutrality pledges of your institution is under way.',
    pledgeHow:
      'If you want to sign, have your code at hand (15 letters and digits, from the slip or message of your institution) and open:',
    pledgeAll:
      'The system sends this same mail to everybody of your institution, signed or not, at most three times. Your superior did not ask for it and is not told.',
    code: 'This is your code for the pledge of neutrality at your institution. It is for you alone: give it to nobody, not to a superior either.',
    codeHow: 'Open this address and type the code. Three short questions come before the signature:',
    codeAll:
      'The code is good until the campaign is closed, at most 60 days. The system sends it to everybody who has no code yet, signed or not. Superiors are not told who signs or declines.',
    codeMessage: (code: string, address: string) =>
      `Netra: your code for the pledge of neutrality is ${code}. Type it at ${address}. For you alone: give it to nobody.`,
    pledgeMessage: (address: string) =>
      `Netra: the campaign of neutrality pledges is under way. To sign, have your code at hand and open ${address}. This message goes to everybody, signed or not.`,
    partyGreeting: 'To the contact of the election participant,',
    party:
      'The election supervisors send a notice of the ban on involving civil servants in campaigns, with the list of forms of breach. Open this link, read, then press “Acknowledge receipt”:',
    partyElse:
      'The link is for you alone and lives until the notice is replaced, at most 120 days. Do not pass it on: whoever opens it can acknowledge receipt. The same mail is sent at most three more times while receipt is not acknowledged.',
    silent: 'On purpose this mail holds no name, no number and nothing of the work itself.',
    settings: 'To choose which mails Netra sends you:',
    noReply: 'This mail was sent automatically. Replies are not read.',
  },
);

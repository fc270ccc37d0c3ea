/** Words that go with the actions told by a few fields: refusals, and what is wrong with a field. The names stand in `plain-actions.ts`. */
import type { Language } from '../../platform/i18n/words.ts';
import type { RefusalKind } from './case.ts';
import { plainActions } from './plain-action-words.ts';
import { type PlainActionType, plainActionTypes } from './plain-actions.ts';

/** Names of the actions, by type. */
export function plainNames(lang: Language): Readonly<Record<PlainActionType, string>> {
  return byType((type) => plainActions[type].name[lang]);
}

/** What each action does, above its form. */
export function plainLeads(lang: Language): Readonly<Record<PlainActionType, string>> {
  return byType((type) => plainActions[type].lead[lang]);
}

/** Last part of the address of each form. */
export function plainSlugs(): Readonly<Record<PlainActionType, string>> {
  return byType((type) => plainActions[type].slug);
}

function byType(of: (type: PlainActionType) => string): Readonly<Record<PlainActionType, string>> {
  const made: Partial<Record<PlainActionType, string>> = {};
  for (const type of plainActionTypes) made[type] = of(type);
  if (!isWhole(made)) throw new Error('an action has no words');
  return made;
}

function isWhole(made: Partial<Record<PlainActionType, string>>): made is Record<PlainActionType, string> {
  return plainActionTypes.every((type) => made[type] !== undefined);
}

type Refusals = Readonly<Record<RefusalKind, string>>;

export const refusalWords = {
  id: {
    'facts-missing': 'Lengkapi fakta dan terlapor lebih dulu, lalu ulangi langkah ini.',
    'not-a-report':
      'Yang masuk tanpa nama dan alamat tidak dapat diregistrasi. Jadikan temuan bila pengawas menelusurinya.',
    'already-extended': 'Waktu penanganan sudah diperpanjang satu kali.',
    'nothing-to-accept': 'Serah terima ini sudah diterima.',
    'already-accepted': 'Perkara sudah diterima kantor Anda, jadi tidak dapat dikembalikan.',
    'not-overdue': 'Batas waktu pelapor belum lewat.',
    'already-forwarded': 'Hal ini sudah dicatat sebelumnya.',
    'authority-unnamed': 'Pilih kantor yang memakai Netra, atau tulis nama lembaga atau pejabat di luar Netra.',
    'authority-misfit':
      'Kantor itu bukan pihak berwenang untuk jenis penerusan ini di wilayah perkara. Pilih yang lain, atau tulis namanya sebagai penerima di luar Netra.',
    'no-seat': 'Anda tidak duduk sebagai wakil lembaga di satgas ini. Pengelola yang mencatatnya.',
    'votes-missing': 'Belum semua lembaga memberi suara.',
    'votes-against': 'Suara terbanyak tidak mendukung putusan ini.',
    'votes-tied': 'Suara sama banyak. Bicarakan lagi, lalu beri suara baru; suara lama tetap tersimpan.',
    'recheck-missing': 'Hasil di wilayah terpilih acak untuk diperiksa ulang. Catat periksa ulang lebih dulu.',
    'nothing-to-recheck': 'Tidak ada hasil yang perlu diperiksa ulang.',
    'already-delegated': 'Pemeriksaan sudah dilimpahkan.',
    'nothing-delegated': 'Tidak ada pemeriksaan yang dilimpahkan ke kantor Anda.',
    'in-conflict': 'PPK ini tercatat berbenturan kepentingan. Perkara dialihkan ke tingkat di atasnya.',
    'no-conflict': 'Perkara hanya dialihkan bila PPK tercatat berbenturan kepentingan.',
    'sekda-route': 'Terlapor Sekretaris Daerah: pilih pejabat satu tingkat di atasnya (gubernur atau menteri).',
    'summons-order': 'Panggilan kedua hanya sesudah yang pertama tidak dihadiri.',
    'not-summoned': 'Belum ada panggilan yang dapat tidak dihadiri.',
    'not-examined':
      'Sanksi menunggu pemeriksaan: catat pemeriksaan, sidang majelis, atau dua panggilan yang tidak dihadiri.',
    'wrong-route': 'Langkah ini milik jalur pemeriksaan yang lain.',
    'outside-range': 'Sanksi ini di luar yang lazim untuk perkara serupa. Tulis alasannya.',
    'team-missing': 'Untuk hukuman berat, tulis anggota tim pemeriksa.',
    'ladder-too-early': 'Batas waktu PPK belum lewat.',
    'ladder-order': 'Tangga dilalui berurutan: pengingat, teguran, usul blokir, blokir.',
    'same-person': 'Orang lain daripada pengusul yang menetapkannya.',
    'not-blocked': 'Tidak ada blokir yang berlaku.',
    'remedy-open': 'Masih ada keberatan atau banding yang belum diputus.',
    'people-only':
      'Langkah ini diambil orang yang masuk sendiri, bukan program: suara, pleno, keputusan, blokir, dan benturan kepentingan.',
    'seats-ended':
      'Masa kursi semua lembaga di satgas ini sudah berakhir. Pengelola mencatat kursi yang baru sebelum ada putusan.',
    'remedy-runs': 'Batas terlapor untuk mengajukan keberatan atau banding belum lewat (PP 79/2021).',
    'not-in-effect-yet':
      'Keputusan berlaku pada hari kerja ke-15 sesudah diterima terlapor (PP 94/2021 ps 38), tidak sebelumnya.',
    'limit-passed':
      'Batas penanganan sudah lewat, jadi tidak dapat diperpanjang lagi. Perkara tetap dapat diselesaikan.',
    'examination-first':
      'Sanksi sesudah rekomendasi sampai menunggu pemeriksaan: buka pemeriksaan dulu (PP 94/2021, PP 42/2004). Keputusan yang sudah ditetapkan sebelumnya dicatat dengan tanggalnya sendiri; itu aturan Netra.',
    'no-reply':
      'Terlapor belum mendapat kesempatan menjawab. Catat pemeriksaan dengan jawabannya, atau dua panggilan yang tidak dihadiri.',
    'heavy-needs-team':
      'Hukuman berat diperiksa oleh tim (PP 94/2021; untuk PTDH ini aturan Netra). Buka pemeriksaan lagi dengan tim, lalu catat pemeriksaannya.',
    'other-route':
      'Sanksi ini milik jalur lain: sanksi moral dari kode etik, hukuman disiplin dari pemeriksaan disiplin. Buka pemeriksaan di jalur itu.',
    'council-found-none':
      'Majelis tidak menemukan pelanggaran. Catat keputusan tanpa sanksi, atau sidang majelis yang baru.',
    'option-missing': 'Tulis sanksi sesudah putusan: yang lama tidak berlaku lagi.',
    'option-unchanged': 'Putusan ini tidak mengubah sanksi. Kosongkan sanksinya, atau pilih putusan yang mengubahnya.',
    'wrong-remedy': 'Terhadap pemberhentian diajukan banding ke BPASN; terhadap hukuman lain, keberatan (PP 79/2021).',
    'day-order': 'Urutan tanggal tidak mungkin: yang kedua mendahului yang pertama.',
    'shelve-alone':
      'Laporan bernama tidak disimpan sebagai informasi oleh satu orang saja. Orang lain di kantor Anda yang menyimpannya sesudah Anda mencatat faktanya, atau sebaliknya. Bila syaratnya kurang, minta kelengkapan. Ini aturan Netra.',
    'plenary-alone':
      'Anda yang menulis kajiannya. Hasil pleno yang menghentikan perkara dicatat orang lain, atau sesudah berita acara plenonya terbit. Ini aturan Netra.',
    'wrong-members': 'Yang hadir dalam pleno adalah orang kantor ini. Pilih lagi dari daftar.',
    'document-missing':
      'Langkah ini menyebut suratnya: pilih dokumen yang terbit, atau tulis SHA-256 dokumen yang dibuat di tempat lain.',
    'document-unknown': 'Dokumen itu tidak terbit untuk perkara ini, sudah dicabut, atau SHA-256-nya lain.',
    'unknown-basis':
      'Dasar ini tidak ada dalam data hukum yang berlaku pada hari itu. Pilih aturannya dari daftar; pasal atau surat ditulis di sampingnya.',
    'asked-before':
      'Anda sudah meminta kelengkapan laporan ini. Permintaan berikutnya dibuat orang lain di kantor Anda. Ini aturan Netra; kami tidak menemukan aturan tentang permintaan kedua.',
    'several-accused':
      'Perkara ini memuat beberapa terlapor, sedangkan langkah ini tentang satu orang. Pisahkan terlapornya dahulu, atau sebutkan siapa.',
    'one-accused': 'Perkara ini memuat satu terlapor: tidak ada yang dipisahkan.',
    'somebody-stays': 'Paling sedikit satu terlapor tetap di perkara ini. Pilih yang dipisahkan saja.',
    'filer-stays':
      'Yang sudah mengajukan keberatan atau banding tetap di perkara ini. Pisahkan terlapor yang lain; batas waktu mereka tetap berjalan.',
    'accept-first':
      'Terima dahulu perkara ini, baru pisahkan terlapornya. Sesudah dipisahkan, perkara tidak dapat lagi dikembalikan utuh.',
    'accused-moved': 'Terlapor perkara ini sudah berubah. Periksa lagi siapa yang ada di dalamnya.',
  } satisfies Refusals,
  en: {
    'facts-missing': 'Complete the facts and the accused first, then repeat this step.',
    'not-a-report':
      'What came without name and address cannot be registered. Make it a finding when the supervisor looks into it.',
    'already-extended': 'Handling was already extended once.',
    'nothing-to-accept': 'This hand-over was accepted already.',
    'already-accepted': 'Your office accepted the case, so it cannot be returned.',
    'not-overdue': 'The limit of the reporter has not passed.',
    'already-forwarded': 'This was written down before.',
    'authority-unnamed': 'Choose an office that works with Netra, or write the name of the body or official outside.',
    'authority-misfit':
      'That office is not the authority for this kind of referral at the place of the case. Choose another, or write its name as a receiver outside Netra.',
    'no-seat': 'You do not sit in this task force for a body. An administrator writes that down.',
    'votes-missing': 'Not every body has voted.',
    'votes-against': 'Most votes do not carry this decision.',
    'votes-tied': 'The votes are tied. Talk it over and vote again; the earlier votes are kept.',
    'recheck-missing': 'The result of the region was drawn to be checked again. Record the re-check first.',
    'nothing-to-recheck': 'There is nothing to check again.',
    'already-delegated': 'The check was delegated already.',
    'nothing-delegated': 'No check was delegated to your office.',
    'in-conflict': 'This authority is known to be in conflict. The case is rerouted to the next level.',
    'no-conflict': 'A case is rerouted only when the authority is known to be in conflict.',
    'sekda-route':
      'The accused is the regional secretary: choose the authority one level above (governor or minister).',
    'summons-order': 'A second summons follows only a first one that was missed.',
    'not-summoned': 'There is no summons that could have been missed.',
    'not-examined': 'A sanction waits for the examination: record it, the council, or two summons that were missed.',
    'wrong-route': 'This step belongs to the other route of examination.',
    'outside-range': 'This sanction lies outside what like cases get. Write why.',
    'team-missing': 'For a heavy punishment write the members of the team.',
    'ladder-too-early': 'The limit of the authority has not passed.',
    'ladder-order': 'The rungs are climbed in order: reminder, reprimand, proposed block, block.',
    'same-person': 'Another person than the one who proposed it decides.',
    'not-blocked': 'There is no block in force.',
    'remedy-open': 'An objection or appeal is not decided yet.',
    'people-only':
      'A person who signed in takes this step, not a program: votes, plenary, decisions, blocks, conflicts of interest.',
    'seats-ended':
      'The seats of all bodies in this task force have ended. An administrator records new ones before anything is decided.',
    'remedy-runs': 'The accused may still object or appeal: that limit has not passed (PP 79/2021).',
    'not-in-effect-yet':
      'A decision takes effect on the 15th working day after the accused received it (PP 94/2021 art. 38), not before.',
    'limit-passed': 'The limit of handling has passed, so it cannot be extended. The case can still be finished.',
    'examination-first':
      'A sanction after the recommendation came waits for the examination: open it first (PP 94/2021, PP 42/2004). A decision made before that is written down with its own day; that is a rule of Netra.',
    'no-reply':
      'The accused could not reply yet. Record an examination with the reply, or two summons that were missed.',
    'heavy-needs-team':
      "A team examines where the punishment is heavy (PP 94/2021; for dishonourable dismissal this is Netra's rule). Open the examination again with a team, then record it.",
    'other-route':
      'This sanction belongs to the other route: moral sanctions to the code of ethics, punishment to the discipline examination. Open the examination there.',
    'council-found-none':
      'The council found no breach. Record a decision without a sanction, or a new session of the council.',
    'option-missing': 'Write the sanction after the decision: the old one is no longer in force.',
    'option-unchanged':
      'This outcome changes no sanction. Leave the sanction empty, or choose an outcome that changes it.',
    'wrong-remedy': 'Against dismissal one appeals to BPASN; against other punishment one objects (PP 79/2021).',
    'day-order': 'These days cannot be: the second lies before the first.',
    'shelve-alone':
      'One person alone does not keep a named report as information. Another person at your office keeps it after you wrote down its facts, or the other way round. If requirements are not met, ask for completion. This is a rule of Netra.',
    'plenary-alone':
      'You wrote the study. A plenary that ends the case is written down by another person, or after its record was issued. This is a rule of Netra.',
    'wrong-members': 'Who sat in the plenary are people of this office. Choose from the list again.',
    'document-missing':
      'This step names its letter: choose the issued document, or write the SHA-256 of one that was made elsewhere.',
    'document-unknown': 'That document was not issued for this case, was withdrawn, or its SHA-256 is another.',
    'unknown-basis':
      'The law data in force on that day hold no such basis. Choose the rule from the list; an article or a letter is written beside it.',
    'asked-before':
      'You have asked for the completion of this report. Another person at your office makes the next request. This is a rule of Netra; we found no rule on a second request.',
    'several-accused':
      'This case has several accused, and this step is about one person. Separate the accused first, or say who.',
    'one-accused': 'This case has one accused: there is nobody to separate.',
    'somebody-stays': 'At least one accused stays in this case. Choose only those who are separated.',
    'filer-stays': 'Whoever filed an objection or appeal stays in this case. Separate the others; their limits run on.',
    'accept-first':
      'Accept this case first, then separate its accused. Once taken apart it can no longer go back whole.',
    'accused-moved': 'The accused of this case have changed. Look again who is in it.',
  } satisfies Refusals,
} as const;

export const plainFieldWords = {
  id: {
    reason: 'Tulis paling sedikit 10 huruf',
    line: 'Isi bagian ini, paling banyak 200 huruf',
    hash: 'Tulis 64 huruf dan angka, atau kosongkan',
    document: 'Pilih salah satu dokumen',
    noDocument: 'Belum ada dokumen yang terbit untuk langkah ini.',
    makeDocument: 'Buat dokumennya',
    choice: 'Pilih salah satu',
    choices: 'Pilih paling sedikit satu',
    receiver: 'Pilih kantor dari daftar',
    outside: 'di luar Netra: tulis namanya di bawah',
    yes: 'ya',
    no: 'tidak',
    day: 'Tulis tanggal yang ada, dengan hari, bulan, dan tahun',
    future: 'Tanggal ini belum tiba menurut jam hukum',
    tooFar: 'Tanggal ini lebih dari dua tahun di depan',
    tooOld: 'Tanggal ini sebelum tahun 2017',
    option: 'Kode ini tidak ada di katalog sanksi',
    none: 'tidak diisi',
  },
  en: {
    reason: 'Write at least 10 letters',
    line: 'Fill this in, at most 200 letters',
    hash: 'Write 64 letters and digits, or leave it empty',
    document: 'Choose one of the documents',
    noDocument: 'No document for this step was issued yet.',
    makeDocument: 'Make the document',
    choice: 'Choose one',
    choices: 'Choose at least one',
    receiver: 'Choose an office from the list',
    outside: 'outside Netra: write its name below',
    yes: 'yes',
    no: 'no',
    day: 'Write a date that exists, with day, month, and year',
    future: 'By the legal clock this date has not come yet',
    tooFar: 'This date is more than two years ahead',
    tooOld: 'This date is before 2017',
    option: 'This code is not in the catalogue of sanctions',
    none: 'not filled in',
  },
} as const;

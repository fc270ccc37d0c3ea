/** Everything that a request can be refused for: status, words, and what to do. The addresses `/api/problems/<code>` never change. */
import type { Bilingual } from './fields.ts';

export interface ProblemKindWords {
  readonly status: number;
  readonly title: Bilingual;
  /** For the page of the problem: why, and what to do. */
  readonly remedy: Bilingual;
}

const kind = (status: number, id: string, en: string, doId: string, doEn: string): ProblemKindWords => ({
  status,
  title: { id, en },
  remedy: { id: doId, en: doEn },
});

export const problemKinds = {
  'invalid-json': kind(
    400,
    'Isi permintaan bukan JSON',
    'The body is not JSON',
    'Kirim satu objek JSON dalam UTF-8.',
    'Send one JSON object in UTF-8.',
  ),
  'invalid-cursor': kind(
    400,
    'Penunjuk halaman tidak berlaku',
    'The cursor is not valid',
    'Pakai `next` dari jawaban sebelumnya, dengan saringan yang sama; mulai lagi tanpa `cursor` bila perlu.',
    'Use `next` of the answer before, with the same filters; begin again without `cursor` if need be.',
  ),
  'idempotency-key-missing': kind(
    400,
    'Header Idempotency-Key tidak ada',
    'The header Idempotency-Key is missing',
    'Kirim kunci acak yang baru untuk setiap tindakan (misalnya UUID, 8 sampai 200 huruf), dan kunci yang sama saat mengulang tindakan yang sama.',
    'Send a fresh random key with every action (a UUID, for example; 8 to 200 letters), and the same key when repeating the same action.',
  ),
  unauthorized: kind(
    401,
    'Token tidak ada',
    'There is no token',
    'Kirim header `Authorization: Bearer netra_…`. Kuki tidak berlaku di API.',
    'Send the header `Authorization: Bearer netra_…`. Cookies count for nothing here.',
  ),
  'token-invalid': kind(
    401,
    'Token tidak dikenal',
    'The token is not known',
    'Periksa apakah token tersalin utuh. Token yang hilang tidak dapat dilihat lagi; minta yang baru.',
    'Check that the token was copied whole. A lost token cannot be shown again; ask for a new one.',
  ),
  'token-expired': kind(
    401,
    'Masa berlaku token habis',
    'The token has expired',
    'Minta token baru kepada administrator.',
    'Ask an administrator for a new token.',
  ),
  'token-revoked': kind(
    401,
    'Token sudah dicabut',
    'The token was revoked',
    'Token ini tidak berlaku lagi untuk apa pun. Bila Anda tidak tahu sebabnya, hubungi administrator.',
    'This token counts for nothing any more. If you do not know why, talk to an administrator.',
  ),
  'scope-missing': kind(
    403,
    'Token tidak mencakup tindakan ini',
    'The token does not cover this',
    'Dokumen menyebut cakupan yang diperlukan. Cakupan token tidak dapat ditambah; minta token baru.',
    'The document names the scope that is needed. Scopes are never added to a token; ask for a new one.',
  ),
  'not-yours': kind(
    403,
    'Langkah ini milik kantor atau tugas lain',
    'This step belongs to another office or role',
    'Perkara terlihat, tetapi kantor atau tugas token ini tidak boleh mengambil langkah tersebut sekarang. `actions` pada perkara menyebut yang boleh.',
    'The case can be seen, but the office or role of this token may not take this step now. `actions` of the case names those it may.',
  ),
  forged: kind(
    403,
    'Permintaan datang dari tempat lain',
    'The request comes from elsewhere',
    'API tidak menerima permintaan dari halaman web lain.',
    'The interface takes no requests from pages of other sites.',
  ),
  'not-found': kind(
    404,
    'Tidak ada',
    'There is nothing here',
    'Alamat atau nomor tidak ada, atau bukan untuk kantor ini: jawabannya sama.',
    'The address or number does not exist, or is not for this office: the answer is the same.',
  ),
  'method-not-allowed': kind(
    405,
    'Cara ini tidak berlaku di alamat ini',
    'This method does not work here',
    'Header `Allow` menyebut cara yang berlaku.',
    'The header `Allow` names those that do.',
  ),
  'not-acceptable': kind(
    406,
    'Bentuk jawaban yang diminta tidak ada',
    'There is no answer in the form asked for',
    'Jawaban berupa application/json; hapus header Accept atau izinkan JSON.',
    'Answers are application/json; leave Accept out or allow JSON.',
  ),
  'wrong-status': kind(
    409,
    'Langkah ini tidak mungkin pada keadaan perkara sekarang',
    'The step is not possible in the present status',
    'Baca perkara lagi; `actions` menyebut langkah yang mungkin.',
    'Read the case again; `actions` names what is possible.',
  ),
  'not-possible': kind(
    409,
    'Langkah ini belum mungkin',
    'The step is not possible yet',
    '`detail` menyebut apa yang menghalangi. Baca perkara lagi; `actions` menyebut langkah yang mungkin.',
    '`detail` says what stands in the way. Read the case again; `actions` names what is possible.',
  ),
  'facts-missing': kind(
    409,
    'Fakta dan terlapor belum dicatat',
    'Facts and accused are not written down yet',
    'Kirim `complete-facts` dahulu.',
    'Send `complete-facts` first.',
  ),
  'not-a-report': kind(
    409,
    'Hanya laporan yang dapat diregistrasi',
    'Only reports can be registered',
    'Untuk temuan dan informasi awal pakai `make-finding`.',
    'For findings and initial information use `make-finding`.',
  ),
  'already-extended': kind(
    409,
    'Batas waktu sudah pernah diperpanjang',
    'The limit was extended before',
    'Perpanjangan hanya satu kali.',
    'It is extended once only.',
  ),
  'nothing-to-accept': kind(
    409,
    'Tidak ada serah terima yang menunggu',
    'No hand-over waits',
    'Serah terima sudah diterima, dikembalikan, atau tidak pernah ada.',
    'It was accepted or returned before, or never was.',
  ),
  'already-accepted': kind(
    409,
    'Serah terima sudah diterima',
    'The hand-over was accepted',
    'Yang sudah diterima tidak dapat dikembalikan.',
    'What was accepted cannot be returned.',
  ),
  'wrong-receiver': kind(
    409,
    'Kantor itu tidak dapat menerima perkara ini',
    'That office cannot receive this case',
    '`GET /cases/{number}/receivers` menyebut kantor yang dapat.',
    '`GET /cases/{number}/receivers` names those that can.',
  ),
  'stake-unasked': kind(
    409,
    'Belum dinyatakan apakah ada kepentingan',
    'Nobody said whether an interest stands in the way',
    'Sebelum tindakan pertama atas perkara ini, kirim `POST /cases/{number}/no-interest`, atau tindakan declare-interest bila ada kepentingan.',
    'Before the first action on this case send `POST /cases/{number}/no-interest`, or the action declare-interest where there is a stake.',
  ),
  'not-staged': kind(
    409,
    'Berkas sudah diterapkan atau ditarik',
    'The file was applied or withdrawn before',
    'Baca keadaan impor.',
    'Read the state of the import.',
  ),
  'not-applied': kind(
    409,
    'Berkas tidak sedang berlaku',
    'The file is not in force',
    'Hanya yang diterapkan dapat ditarik.',
    'Only what was applied can be withdrawn.',
  ),
  'not-ready': kind(
    409,
    'Berkas belum dapat diterapkan',
    'The file cannot be applied yet',
    'Pratinjau menyebut kolom yang kurang dan baris yang salah; perbaiki dan unggah lagi.',
    'The preview names missing columns and wrong rows; mend and upload again.',
  ),
  'same-file': kind(
    409,
    'Berkas yang sama sudah diterapkan',
    'The same file was applied before',
    'Tidak perlu diterapkan lagi; tarik yang lama bila harus diulang.',
    'It need not be applied again; withdraw the old one if it must be.',
  ),
  'import-refused': kind(
    409,
    'Isi berkas ditolak',
    'What is in the file is refused',
    'Penjelasannya ada pada `detail`.',
    '`detail` says why.',
  ),
  'plan-changed': kind(
    409,
    'Akibatnya sudah berubah sejak pratinjau',
    'What it would do has changed since the preview',
    'Lihat pratinjau lagi dan kirim `fingerprint` yang baru.',
    'Look at the preview again and send the new `fingerprint`.',
  ),
  'too-many-endpoints': kind(
    409,
    'Sudah terlalu banyak alamat webhook',
    'There are too many endpoints',
    'Hapus yang tidak dipakai; satu kantor paling banyak 10.',
    'Delete what is not used; an office has 10 at most.',
  ),
  'in-progress': kind(
    409,
    'Permintaan dengan kunci ini masih berjalan',
    'A request with this key is under way',
    'Ulangi beberapa detik lagi dengan kunci yang sama.',
    'Repeat in a few seconds with the same key.',
  ),
  changed: kind(
    412,
    'Orang lain lebih cepat',
    'Somebody else was faster',
    'Perkara berubah sejak dibaca. Baca lagi, putuskan lagi, kirim dengan ETag yang baru.',
    'The case changed since it was read. Read it again, decide again, send with the new ETag.',
  ),
  'too-large': kind(
    413,
    'Permintaan terlalu besar',
    'The request is too large',
    'Paling besar 512 kB; unggahan impor 2 MB.',
    'At most 512 kB; uploads of imports 2 MB.',
  ),
  'unsupported-media-type': kind(
    415,
    'Bentuk isi tidak dikenal',
    'The body is of an unknown type',
    'Kirim `Content-Type: application/json`, untuk impor juga text/csv atau XLSX.',
    'Send `Content-Type: application/json`; for imports also text/csv or XLSX.',
  ),
  'invalid-input': kind(
    422,
    'Ada isian yang tidak dapat dipakai',
    'Some input cannot be used',
    '`errors` menunjuk setiap isian dengan penunjuk JSON.',
    '`errors` points at each field with a JSON pointer.',
  ),
  'idempotency-key-reused': kind(
    422,
    'Kunci ini sudah dipakai untuk permintaan lain',
    'This key was used for another request',
    'Pakai kunci baru untuk tindakan baru.',
    'Use a fresh key for a new action.',
  ),
  'unreadable-file': kind(
    422,
    'Berkas tidak dapat dibaca',
    'The file cannot be read',
    'Kirim CSV, JSON, atau XLSX dengan judul kolom di baris pertama; `detail` menyebut sebabnya.',
    'Send CSV, JSON or XLSX with headings in the first row; `detail` says why.',
  ),
  'address-refused': kind(
    422,
    'Alamat itu tidak dapat dipakai untuk webhook',
    'That address cannot be used for a webhook',
    'Hanya https pada porta 443 atau 8443, nama yang dapat dijangkau dari internet, tanpa nama pengguna.',
    'Only https on port 443 or 8443, a name that can be reached from the internet, without a user name.',
  ),
  'precondition-missing': kind(
    428,
    'Header If-Match tidak ada',
    'The header If-Match is missing',
    'Kirim ETag perkara yang Anda baca, supaya tidak ada langkah yang diambil atas keadaan yang sudah lewat.',
    'Send the ETag of the case you read, so that nobody acts on what is no longer so.',
  ),
  'too-many-requests': kind(
    429,
    'Terlalu banyak permintaan',
    'Too many requests',
    'Tunggu selama `Retry-After` detik. Header RateLimit menyebut sisa jatah.',
    'Wait for `Retry-After` seconds. The RateLimit header tells what is left.',
  ),
  internal: kind(
    500,
    'Ada yang salah di pihak kami',
    'Something went wrong on our side',
    'Tidak ada yang tersimpan. Ulangi dengan kunci yang sama; bila tetap gagal, sebutkan `requestId`.',
    'Nothing was stored. Repeat with the same key; if it goes on, tell us the `requestId`.',
  ),
  unavailable: kind(
    503,
    'Netra sedang tidak dapat menjawab',
    'Netra cannot answer now',
    'Ulangi nanti dengan kunci yang sama.',
    'Repeat later with the same key.',
  ),
} as const satisfies Record<string, ProblemKindWords>;

export type ProblemCode = keyof typeof problemKinds;
export const problemCodes: readonly ProblemCode[] = keysOf(problemKinds);

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(problemKinds, text);
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys;
}

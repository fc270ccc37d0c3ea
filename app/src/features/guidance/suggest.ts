/** From a typed question to at most three situations that it may mean, with the words that led there. Pure; the text goes nowhere. */
import { findSituation, situationsOf } from './situations.ts';

export interface Suggestion {
  readonly situation: string;
  /** Words of the question, as they were written. */
  readonly words: readonly string[];
}

/** What triage gives: kinds of act, best first. It is handed in, since its model reaches the browser after the page. */
export type Triage = (text: string) => {
  readonly acts: readonly { readonly kind: string; readonly score: number; readonly words: readonly string[] }[];
};

/** Triage knows kinds of act, told about others; these words tell apart situations that share a kind, and those no kind describes. */
const cues: Readonly<Record<string, RegExp>> = {
  suka: /\b(?:like|likes|nge-?like|suka|menyukai|share|bagikan|membagikan|komen\w*|komentar\w*|follow|mengikuti akun|repost)\b/giu,
  foto: /\b(?:foto\w*|berfoto|selfie|swafoto|potret|gambar bareng)\b/giu,
  'grup-wa': /\b(?:grup|group|wa|whatsapp|telegram)\b/giu,
  unggah: /\b(?:unggah\w*|mengunggah|posting\w*|upload|status|story|bikin konten|tiktok|video)\b/giu,
  bicara: /\b(?:kritik\w*|mengkritik|nyinyir|memilih|nyoblos|mencoblos|coblos|program pemerintah)\b/giu,
  hadir: /\b(?:datang\w*|hadir\w*|menghadiri|nonton|menonton|diam-diam|lihat kampanye)\b/giu,
  kampanye: /\b(?:kampanye\w*|berkampanye|yel-yel|orasi|pidato|konvoi)\b/giu,
  tugas: /\b(?:tugas\w*|bertugas|penugasan|pengamanan|satpol|protokol|dinas luar)\b/giu,
  ajak: /\b(?:ajak\w*|mengajak|undang\w*|mengundang|bagi-bagi|sembako|kaus|kaos|hadiah|memberi|menyuruh|imbau\w*)\b/giu,
  baliho: /\b(?:baliho|spanduk|stiker|poster|banner|bendera)\b/giu,
  tim: /\b(?:tim ?ses|timses|tim sukses|relawan|saksi|konsultan|tim ahli)\b/giu,
  pasangan: /\b(?:istri\w*|suami\w*|pasangan saya)\b/giu,
  formulir: /\b(?:formulir|mencalonkan|nyalon|nyaleg|mendaftar jadi calon|maju jadi|maju sebagai|penjaringan)\b/giu,
  partai: /\b(?:anggota partai|masuk partai|kartu (?:anggota|partai)|kta|sipol|pengurus partai)\b/giu,
  ktp: /\b(?:ktp|perseorangan|independen|surat dukungan)\b/giu,
  fasilitas: /\b(?:mobil dinas|motor dinas|kendaraan dinas|gedung|aula|fasilitas|plat merah|randis|ruang kantor)\b/giu,
  keputusan: /\b(?:mutasi\w*|anggaran|izin|bansos|keputusan|kebijakan|rotasi|hibah)\b/giu,
  kpps: /\b(?:kpps|pps|ppk|pantarlih|panwas\w*|petugas tps)\b/giu,
  sumbang: /\b(?:sumbang\w*|menyumbang|donasi|dana kampanye|iuran|patungan)\b/giu,
  'untuk-saya':
    /\b(?:honorer|pppk|p3k|thl|ppnpn|perangkat desa|kepala desa|kades|tni|polri|polisi|bumn|guru swasta|kontrak)\b/giu,
};

const most = 3;
/** Kinds below this share are guesses that would only distract. */
const leastScore = 0.12;
/** Longer questions hold nothing more that would help. */
const longest = 2000;

/**
 * The situations that a question may mean, likeliest first; empty when nothing in it is known.
 * @param triage absent where its model has not arrived
 */
export function suggest(text: string, triage?: Triage): readonly Suggestion[] {
  const read = text.slice(0, longest);
  const score = new Map<string, { points: number; words: string[] }>();
  const add = (situation: string, points: number, words: readonly string[]): void => {
    const one = score.get(situation) ?? { points: 0, words: [] };
    one.points += points;
    for (const word of words) {
      const said = one.words.some((known) => known.toLowerCase().includes(word.toLowerCase()));
      if (!said && word !== '') one.words.push(word);
    }
    score.set(situation, one);
  };
  const hits = Object.entries(cues).map(([id, cue]) => ({ id, words: read.match(cue) ?? [] }));
  for (const { id, words } of hits) if (words.length > 0) add(id, 1 + 0.25 * (words.length - 1), words);
  // Whose husband or wife stands is decisive whatever the act is.
  if (/\b(?:istri|suami)\w*\b.{0,200}\b(?:calon|caleg|cabup|cagub|maju|nyalon)/iu.test(read)) add('pasangan', 1.5, []);
  for (const act of triage?.(read).acts ?? []) {
    if (act.score < leastScore) continue;
    const among = situationsOf(act.kind);
    const hinted = among.filter((one) => score.has(one.id));
    for (const one of hinted.length > 0 ? hinted : among.slice(0, 1)) add(one.id, act.score, act.words.slice(0, 3));
  }
  return [...score]
    .filter(([id]) => findSituation(id) !== undefined)
    .sort(([, a], [, b]) => b.points - a.points)
    .slice(0, most)
    .map(([situation, { words }]) => ({ situation, words: words.slice(0, 4) }));
}

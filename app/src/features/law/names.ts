/** What the ids of the rulebook are called in words, in both languages. Plain data: pages, search and the documents for lawyers read it. */
import type {
  ActKind,
  Actor,
  Bilingual,
  ClosedKind,
  Confidence,
  Level,
  Nature,
  Outcome,
  Part,
  Unit,
} from '@netra/rulebook';

export const actNames: Record<ActKind, Bilingual> = {
  'social-engagement': {
    id: 'Menyukai, berkomentar, membagikan, mengikuti',
    en: 'Liking, commenting, sharing, following',
  },
  'online-campaign': { id: 'Berkampanye di media sosial', en: 'Campaigning on social media' },
  'public-photo': { id: 'Mengunggah foto bersama', en: 'Posting a photo together' },
  'attend-event': { id: 'Hadir di deklarasi atau kampanye', en: 'Attending a declaration or campaign' },
  'campaign-participation': { id: 'Ikut kegiatan kampanye', en: 'Taking part in campaign activities' },
  'display-material': { id: 'Memasang spanduk atau baliho', en: 'Putting up banners or billboards' },
  'partisan-activity': { id: 'Mengajak, mengimbau, memberi barang', en: 'Calls, appeals, gifts' },
  'partisan-decision': { id: 'Keputusan yang memihak', en: 'Decisions that take sides' },
  'campaign-team-role': { id: 'Menjadi tim sukses atau konsultan', en: 'Serving on a campaign team' },
  'independent-candidate-support': {
    id: 'Surat dukungan, fotokopi KTP',
    en: 'Support letters, copies of identity cards',
  },
  'approach-party-or-public': { id: 'Mendekati partai karena hendak maju', en: 'Approaching a party to stand oneself' },
  'party-membership': { id: 'Menjadi anggota atau pengurus partai', en: 'Being a party member or officer' },
  other: { id: 'Perbuatan lain', en: 'Other acts' },
};

export const confidenceNames: Record<Confidence, Bilingual> = {
  seen: { id: 'dilihat di sumber kedua', en: 'seen in a secondary source' },
  'seen-3p': { id: 'hanya di data pihak ketiga', en: 'third-party data only' },
  recalled: { id: 'diketahui, perlu dicek', en: 'known, to be checked' },
  uncertain: { id: 'belum pasti', en: 'uncertain' },
};

export const confidenceMeanings: Record<Confidence, Bilingual> = {
  seen: {
    id: 'Dibaca di berita, laman kantor, atau salinan, bukan di naskah resminya.',
    en: 'Read in the press, on an office page or in a copy, not in the official text.',
  },
  'seen-3p': {
    id: 'Hanya ada di data sistem kepegawaian pihak lain yang menyatakan mengikuti aturannya.',
    en: "Found only in somebody else's staff system that says it follows the instrument.",
  },
  recalled: {
    id: 'Pengetahuan umum yang belum dilihat lagi di sumber.',
    en: 'Generally known, not seen again in a source.',
  },
  uncertain: {
    id: 'Sumbernya kurang, atau saling berbeda. Jangan dijadikan dasar sebelum dicek.',
    en: 'Sources are lacking or differ. Do not rely on it before it is checked.',
  },
};

export const levelNames: Record<Level, Bilingual> = {
  moral: { id: 'sanksi moral', en: 'moral sanction' },
  sedang: { id: 'disiplin sedang', en: 'medium discipline' },
  berat: { id: 'disiplin berat', en: 'heavy discipline' },
  pemberhentian: { id: 'pemberhentian tidak dengan hormat', en: 'dishonourable dismissal' },
};
export const noLevel: Bilingual = { id: 'tanpa tingkat hukuman', en: 'no level attached' };

export const natureNames: Record<Nature, Bilingual> = {
  law: { id: 'batas hukum', en: 'limit set by law' },
  practice: { id: 'batas menurut praktik', en: 'limit by practice' },
  target: { id: 'target layanan', en: 'service target' },
};

export const unitNames: Record<Unit, { readonly id: string; readonly en: readonly [string, string] }> = {
  working_day: { id: 'hari kerja', en: ['working day', 'working days'] },
  calendar_day: { id: 'hari kalender', en: ['calendar day', 'calendar days'] },
};

export const actorNames: Record<Actor, Bilingual> = {
  reporter: { id: 'pelapor', en: 'the reporter' },
  bawaslu: { id: 'Bawaslu', en: 'Bawaslu' },
  ppk: { id: 'Pejabat Pembina Kepegawaian (PPK)', en: 'the personnel authority (PPK)' },
  satgas: { id: 'satuan tugas', en: 'the task force' },
  bkn: { id: 'BKN', en: 'BKN' },
  examiner: { id: 'pemeriksa', en: 'the examiner' },
  law: { id: 'berjalan sendiri menurut hukum', en: 'runs by itself, by law' },
  accused: { id: 'terlapor', en: 'the accused' },
  bpasn: { id: 'BPASN', en: 'BPASN' },
};

const eventNames: Readonly<Record<string, Bilingual>> = {
  'violation-known': { id: 'pelanggaran diketahui', en: 'the breach became known' },
  'violation-found': { id: 'pelanggaran ditemukan', en: 'the breach was found' },
  'report-received': { id: 'laporan diterima', en: 'the report was received' },
  'initial-review-done': { id: 'kajian awal selesai', en: 'the initial review was done' },
  'completion-requested': { id: 'pelapor diminta melengkapi', en: 'the reporter was asked to complete it' },
  'report-registered': { id: 'laporan diregistrasi', en: 'the report was registered' },
  'recommendation-received': { id: 'rekomendasi diterima', en: 'the recommendation was received' },
  'case-submitted': { id: 'perkara diserahkan ke satuan tugas', en: 'the case went to the task force' },
  'case-verified': { id: 'perkara diverifikasi', en: 'the case was verified' },
  'study-concluded': { id: 'kajian selesai', en: 'the study was concluded' },
  'examination-date': { id: 'hari pemeriksaan', en: 'the day of the examination' },
  'examination-missed': { id: 'tidak hadir pada pemeriksaan', en: 'the examination was missed' },
  'decision-issued': { id: 'keputusan ditetapkan', en: 'the decision was issued' },
  'delivery-missed': { id: 'tidak hadir saat penyampaian', en: 'the delivery was missed' },
  'decision-received': { id: 'keputusan diterima', en: 'the decision was received' },
  'objection-received': { id: 'keberatan diterima', en: 'the objection was received' },
  'appeal-copy-received': { id: 'tembusan banding diterima', en: 'the copy of the appeal was received' },
  'appeal-received': { id: 'banding diterima', en: 'the appeal was received' },
  'further-information-required': { id: 'masih diperlukan keterangan tambahan', en: 'further information is needed' },
  strengthen: { id: 'memperkuat', en: 'strengthen' },
  lighten: { id: 'memperingan', en: 'lighten' },
  aggravate: { id: 'memperberat', en: 'aggravate' },
  change: { id: 'mengubah', en: 'change' },
  cancel: { id: 'membatalkan', en: 'cancel' },
};

/** An event, condition or outcome of a procedure in words; its own id when no word was written for it. */
export function eventName(id: string): Bilingual {
  return eventNames[id] ?? { id: id.replaceAll('-', ' '), en: id.replaceAll('-', ' ') };
}

export const partNames: Record<Part, Bilingual> = {
  intake: { id: 'menerima laporan', en: 'receives reports' },
  finding: { id: 'mencatat temuan', en: 'records findings' },
  study: { id: 'mengkaji', en: 'studies' },
  'task-force': { id: 'anggota satuan tugas', en: 'member of the task force' },
  recommend: { id: 'merekomendasikan', en: 'recommends' },
  convey: { id: 'menyampaikan rekomendasi', en: 'conveys recommendations' },
  monitor: { id: 'memantau tindak lanjut', en: 'watches the follow-up' },
  block: { id: 'memblokir data', en: 'blocks data' },
  policy: { id: 'menetapkan kebijakan', en: 'sets policy' },
  'supervise-regional-ppk': { id: 'membina PPK daerah', en: 'oversees personnel authorities in the regions' },
  sanction: { id: 'menjatuhkan sanksi', en: 'imposes sanctions' },
  'pledge-owner': { id: 'penanggung jawab ikrar', en: 'answers for the pledge' },
  'prevention-owner': { id: 'penanggung jawab pencegahan', en: 'answers for prevention' },
  examine: { id: 'memeriksa', en: 'examines' },
  roster: { id: 'memegang daftar pegawai', en: 'keeps the roster of staff' },
  criminal: { id: 'menangani tindak pidana pemilu', en: 'handles election crimes' },
  appeal: { id: 'memutus banding administratif', en: 'decides administrative appeals' },
};

export const closedNames: Record<ClosedKind, Bilingual> = {
  weekend: { id: 'akhir pekan', en: 'weekend' },
  national_holiday: { id: 'hari libur nasional', en: 'national holiday' },
  collective_leave: { id: 'cuti bersama', en: 'collective leave' },
  voting_day: { id: 'hari pemungutan suara', en: 'voting day' },
  regional_holiday: { id: 'hari libur daerah', en: 'regional holiday' },
};

export const outcomeNames: Record<Outcome, Bilingual> = {
  violation: { id: 'pelanggaran', en: 'breach' },
  allowed: { id: 'boleh', en: 'allowed' },
  disputed: { id: 'diperdebatkan', en: 'disputed' },
  'no-row': { id: 'tidak ada baris yang cocok', en: 'no row fits' },
  'out-of-scope': { id: 'di luar aturan ASN', en: 'outside the rules for civil servants' },
  'more-facts-needed': { id: 'perlu fakta lagi', en: 'more facts needed' },
  'not-covered': { id: 'sebelum aturan yang dicatat', en: 'before the rules written here' },
};

export const answerNames = {
  breach: { id: 'pelanggaran', en: 'breach' },
  allowed: { id: 'boleh', en: 'allowed' },
  depends: { id: 'tergantung', en: 'depends' },
  disputed: { id: 'diperdebatkan', en: 'disputed' },
} as const satisfies Record<string, Bilingual>;

export const showsNames = {
  violation: { id: 'Pelanggaran', en: 'Breach' },
  'near-miss': { id: 'Nyaris, tetapi bukan', en: 'Near miss' },
  unknown: { id: 'Belum cukup diketahui', en: 'Not enough known' },
} as const satisfies Record<string, Bilingual>;

export const phaseNames = {
  bakal_calon: { id: 'sebelum penetapan calon', en: 'before candidates are determined' },
  calon: { id: 'sejak penetapan calon', en: 'since candidates are determined' },
  any: { id: 'kapan pun', en: 'at any time' },
} as const satisfies Record<string, Bilingual>;

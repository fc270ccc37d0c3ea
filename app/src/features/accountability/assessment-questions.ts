/**
 * Questions of the self-assessment, as dated data. They are ours: the evaluation of bureaucratic reform has its own worksheet, which was not read for
 * this, so nothing here claims to be it. Each question follows a duty that the articles or the rules name, and all weigh the same, because no source
 * gives weights. A year is answered with the set that was in force on its first day.
 */
import type { Bilingual, Confidence } from '@netra/rulebook';

export interface AssessmentQuestion {
  readonly id: string;
  readonly text: Bilingual;
  /** What the steps mean: nothing, begun, done in part, done, done and checked. */
  readonly evidence: Bilingual;
  readonly source: { readonly label: string; readonly confidence: Confidence };
  /** Figures of the snapshot that stand beside the question. */
  readonly figures: readonly ('pledge' | 'lesson' | 'waiting' | 'overdue' | 'facilities' | 'prevention' | 'holders')[];
}

export interface QuestionSet {
  readonly id: string;
  readonly from: string;
  readonly until?: string;
  readonly questions: readonly AssessmentQuestion[];
}

export const questionSets: readonly QuestionSet[] = [
  {
    id: 'netra-1',
    from: '2022-09-22',
    questions: [
      {
        id: 'pledge',
        text: {
          id: 'Pegawai menandatangani ikrar netralitas untuk pemilihan ini, setelah memahaminya.',
          en: 'Employees signed the pledge of neutrality for this election, after understanding it.',
        },
        evidence: {
          id: 'Cakupan ikrar; berita acara apel; cara menjangkau yang tidak punya surel.',
          en: 'Coverage of pledges; minutes of ceremonies; how those without e-mail were reached.',
        },
        source: { label: 'SKB 22 September 2022', confidence: 'seen' },
        figures: ['pledge'],
      },
      {
        id: 'lessons',
        text: {
          id: 'Pegawai mempelajari netralitas menurut tugasnya, dan diuji ulang menjelang tahapan.',
          en: 'Employees learn about neutrality by their duty, and are tested again before stages of the election.',
        },
        evidence: { id: 'Cakupan pelajaran; jadwal tes ulang.', en: 'Coverage of lessons; dates of re-tests.' },
        source: { label: 'SKB 22 September 2022', confidence: 'recalled' },
        figures: ['lesson'],
      },
      {
        id: 'guidance',
        text: {
          id: 'Pegawai tahu ke mana bertanya sebelum bertindak, dan dijawab tepat waktu.',
          en: 'Employees know whom to ask before they act, and are answered in time.',
        },
        evidence: {
          id: 'Meja tanya yang terbuka; surat edaran yang menyebutnya; pertanyaan yang diterbitkan.',
          en: 'A desk for questions; the circular that names it; questions that were published.',
        },
        source: { label: 'Netra', confidence: 'uncertain' },
        figures: [],
      },
      {
        id: 'facilities',
        text: {
          id: 'Fasilitas negara dipinjamkan dengan syarat dan jawaban yang sama bagi semua pihak.',
          en: 'Facilities of the state are lent on the same terms, with the same answers, to all sides.',
        },
        evidence: {
          id: 'Daftar akses setara; penjelasan atas perbedaan.',
          en: 'The equal-access register; explanations of differences.',
        },
        source: { label: 'UU 7/2017 ps 304', confidence: 'seen' },
        figures: ['facilities'],
      },
      {
        id: 'prevention',
        text: {
          id: 'Apa yang disepakati pada rapat pencegahan mempunyai penanggung jawab dan tenggat, dan dikerjakan.',
          en: 'What meetings of prevention agree has an owner and a date, and is done.',
        },
        evidence: {
          id: 'Catatan pencegahan; komitmen yang ditepati dan yang lewat.',
          en: 'The prevention log; commitments kept and missed.',
        },
        source: { label: 'SKB 22 September 2022', confidence: 'recalled' },
        figures: ['prevention'],
      },
      {
        id: 'follow-up',
        text: {
          id: 'Rekomendasi pelanggaran netralitas ditindaklanjuti dalam batas waktunya.',
          en: 'Recommendations on breaches of neutrality are followed up within their limits.',
        },
        evidence: {
          id: 'Rekomendasi yang menunggu dan yang lewat batas; surat keputusan.',
          en: 'Recommendations waiting and overdue; decisions.',
        },
        source: { label: 'PP 94/2021; SKB 22 September 2022', confidence: 'seen' },
        figures: ['waiting', 'overdue'],
      },
      {
        id: 'roles',
        text: {
          id: 'Jelas siapa yang bertanggung jawab: PPK, sekretaris daerah, dan kepala inspektorat.',
          en: 'It is clear who answers: the personnel authority, the regional secretary, and the head of the inspectorate.',
        },
        evidence: { id: 'Surat keputusan; pembagian tugas.', en: 'Decrees; the division of duties.' },
        source: { label: 'UU 20/2023', confidence: 'recalled' },
        figures: ['holders'],
      },
      {
        id: 'protection',
        text: {
          id: 'Pelapor dilindungi, dan tidak ada yang ditekan untuk berikrar atau menolak melapor.',
          en: 'Reporters are protected, and nobody is pressed to pledge or kept from reporting.',
        },
        evidence: {
          id: 'Saluran laporan; pernyataan pimpinan; penanganan keluhan.',
          en: 'Ways to report; what the head stated; how complaints were handled.',
        },
        source: { label: 'Netra', confidence: 'uncertain' },
        figures: [],
      },
    ],
  },
];

/** The set in force on the first day of a year; the oldest for years before all sets. */
export function questionsFor(period: string): QuestionSet {
  const day = `${period}-01-01`;
  const found =
    questionSets.find((set) => set.from <= day && (set.until === undefined || set.until >= day)) ?? questionSets[0];
  if (found === undefined) throw new Error('no questions of the self-assessment');
  return found;
}

export function findSet(id: string): QuestionSet | undefined {
  return questionSets.find((set) => set.id === id);
}

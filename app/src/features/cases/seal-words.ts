/** Words of the seal in casework: on the way of a case and on hand-overs. */
import { defineWords } from '../../platform/i18n/words.ts';

export const caseSealWords = defineWords(
  'case-seal',
  {
    sealed: (leaf: string) => `tersegel · daun ke-${leaf}`,
    waiting: (time: string) => `menunggu disegel sekitar ${time}`,
    missing: 'tidak ada di log publik',
    before: 'dibuat sebelum log publik',
    erased: 'isinya sudah dihapus menurut hukum; segelnya tetap',
    broken: 'tidak lagi sama dengan yang disegel',
    brokenTitle: 'Riwayat ini tidak lagi seperti yang disegel',
    brokenAt: (seq: string, name: string) =>
      `Langkah ${seq} (${name}) tidak lagi cocok dengan segelnya, atau tidak lagi mengikuti langkah sebelumnya.`,
    goneAt: (seq: string) => `Langkah ${seq} hilang.`,
    missingAt: (steps: string) => `Tidak ada di log publik: ${steps}. Catatan ini ditukar sesudah disimpan.`,
    stepName: (seq: string, name: string) => `langkah ${seq} (${name})`,
    brokenDo:
      'Laporkan kepada pengawas sistem sebelum bertindak. Bukti segel yang pernah diunduh menunjukkan keadaan semula.',
    history: 'Unduh riwayat tersegel',
    historyHint:
      'Berkas ini membuktikan urutan dan keutuhan semua langkah. Langkah yang tidak boleh dibaca kantor Anda hanya tampak sebagai segel.',
    check: 'Periksa berkas',
    marks: { sent: 'Terkirim', opened: 'Dibuka', accepted: 'Diterima', returned: 'Dikembalikan' },
    marksLabel: 'Segel serah terima',
    receipt: 'Tanda terima',
    receiptOf: (mark: string) => `, unduh: ${mark}`,
  },
  {
    sealed: (leaf: string) => `sealed · leaf ${leaf}`,
    waiting: (time: string) => `waiting to be sealed at about ${time}`,
    missing: 'not in the public log',
    before: 'made before there was a public log',
    erased: 'what it held was erased by law; its seal stays',
    broken: 'no longer what was sealed',
    brokenTitle: 'This history is no longer what was sealed',
    brokenAt: (seq: string, name: string) =>
      `Step ${seq} (${name}) no longer fits its seal, or no longer follows the step before it.`,
    goneAt: (seq: string) => `Step ${seq} is gone.`,
    missingAt: (steps: string) => `Not in the public log: ${steps}. This record was exchanged after it was saved.`,
    stepName: (seq: string, name: string) => `step ${seq} (${name})`,
    brokenDo:
      'Report this to whoever supervises the system before acting. Proofs of seals downloaded earlier show how it was.',
    history: 'Download the sealed history',
    historyHint:
      'This file proves the order of all steps and that they are whole. Steps your office may not read are in it as seals only.',
    check: 'Check the file',
    marks: { sent: 'Sent', opened: 'Opened', accepted: 'Accepted', returned: 'Returned' },
    marksLabel: 'Seals of the hand-over',
    receipt: 'Receipt',
    receiptOf: (mark: string) => `, download: ${mark}`,
  },
);

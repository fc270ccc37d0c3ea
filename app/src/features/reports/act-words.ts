/** Kinds of act in the words of somebody who saw one. The key is the rulebook's; the legal row is found later, by the office. */
import { type ActKind, actKinds } from '@netra/rulebook';
import { defineWords, type Language } from '../../platform/i18n/words.ts';

export interface ActWords {
  readonly label: string;
  readonly hint: string;
}

/** In the order in which the form offers them: what is seen most comes first. */
export const offeredActs = [
  'social-engagement',
  'online-campaign',
  'public-photo',
  'attend-event',
  'campaign-participation',
  'partisan-activity',
  'partisan-decision',
  'display-material',
  'campaign-team-role',
  'approach-party-or-public',
  'party-membership',
  'independent-candidate-support',
  'other',
] as const satisfies readonly ActKind[];

const actWords = defineWords(
  'report-acts',
  {
    'social-engagement': {
      label: 'Menyukai, membagikan, atau mengomentari unggahan',
      hint: 'suka, komentar, bagikan, mengikuti akun, atau masuk grup pemenangan',
    },
    'online-campaign': {
      label: 'Mengunggah dukungan atau kampanye sendiri',
      hint: 'di media sosial, grup percakapan, atau situs',
    },
    'public-photo': {
      label: 'Foto atau video bersama calon',
      hint: 'termasuk isyarat tangan, di tempat yang dapat dilihat siapa saja',
    },
    'attend-event': {
      label: 'Hadir di acara calon atau partai',
      hint: 'deklarasi, pendaftaran calon, kampanye: hadir atau menunjukkan dukungan',
    },
    'campaign-participation': {
      label: 'Ikut berkampanye',
      hint: 'dengan atribut, mengerahkan pegawai lain, atau memakai kendaraan, gedung, atau acara kantor',
    },
    'partisan-activity': {
      label: 'Mengajak, menekan, atau membagi barang',
      hint: 'kepada bawahan, pegawai, keluarga, atau warga; lewat rapat, imbauan, atau pemberian',
    },
    'partisan-decision': {
      label: 'Keputusan yang menguntungkan atau merugikan calon',
      hint: 'kebijakan, izin, anggaran, bantuan, atau mutasi',
    },
    'display-material': {
      label: 'Memasang spanduk, baliho, atau stiker',
      hint: 'atau alat peraga lain tentang calon atau partai',
    },
    'campaign-team-role': {
      label: 'Menjadi tim kampanye atau tim sukses',
      hint: 'pengurus, pelaksana, atau tim ahli, sebelum atau sesudah calon ditetapkan',
    },
    'approach-party-or-public': {
      label: 'Mencari dukungan untuk maju sebagai calon',
      hint: 'mendekati partai atau masyarakat sebelum mundur atau cuti',
    },
    'party-membership': {
      label: 'Menjadi anggota atau pengurus partai',
      hint: 'termasuk memegang kartu anggota',
    },
    'independent-candidate-support': {
      label: 'Memberi dukungan KTP kepada calon perseorangan',
      hint: 'surat dukungan, fotokopi KTP, atau mengumpulkannya',
    },
    other: { label: 'Lainnya', hint: 'ceritakan dengan kata sendiri di halaman berikutnya' },
  },
  {
    'social-engagement': {
      label: 'Liking, sharing or commenting on a post',
      hint: 'likes, comments, shares, following an account or joining a campaign group',
    },
    'online-campaign': {
      label: 'Posting support or campaigning themselves',
      hint: 'on social media, in a chat group or on a website',
    },
    'public-photo': {
      label: 'Photo or video together with a candidate',
      hint: 'including hand gestures, where anyone can see it',
    },
    'attend-event': {
      label: 'Being at an event of a candidate or party',
      hint: 'declaration, registration, campaign: being there or showing support',
    },
    'campaign-participation': {
      label: 'Taking part in a campaign',
      hint: 'wearing attributes, mobilising other staff, or using office vehicles, buildings or events',
    },
    'partisan-activity': {
      label: 'Urging, pressing or handing out goods',
      hint: 'to subordinates, staff, family or residents; in meetings, appeals or gifts',
    },
    'partisan-decision': {
      label: 'A decision that favours or harms a candidate',
      hint: 'policy, permit, budget, aid or transfer of staff',
    },
    'display-material': {
      label: 'Putting up banners, billboards or stickers',
      hint: 'or other display material about a candidate or party',
    },
    'campaign-team-role': {
      label: 'Being on a campaign or success team',
      hint: 'as organiser, worker or expert, before or after candidates are determined',
    },
    'approach-party-or-public': {
      label: 'Seeking support to become a candidate',
      hint: 'approaching parties or the public before resigning or taking leave',
    },
    'party-membership': {
      label: 'Being a member or officer of a party',
      hint: 'including holding a membership card',
    },
    'independent-candidate-support': {
      label: 'Giving identity-card support to an independent candidate',
      hint: 'letters of support, copies of identity cards, or collecting them',
    },
    other: { label: 'Something else', hint: 'tell it in your own words on a later page' },
  },
);

export function isActKind(text: string): text is ActKind {
  return actKinds.some((kind) => kind === text);
}

/** The plain words of a kind of act. */
export function wordsOfAct(kind: ActKind, lang: Language): ActWords {
  return actWords(lang)[kind];
}

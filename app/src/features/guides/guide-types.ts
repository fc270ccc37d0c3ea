/** What a guide is made of. The page `/panduan/<id>` and the file `docs/guide/<id>.md` are both made from it. */
export const guideIds = [
  'pelapor',
  'asn',
  'terlapor',
  'pengawas-bawaslu',
  'satgas',
  'bkn',
  'ppk',
  'media',
  'administrator',
  'admin-sistem',
] as const;
export type GuideId = (typeof guideIds)[number];

export function isGuideId(text: string): text is GuideId {
  return guideIds.some((id) => id === text);
}

/** A page of the product, without language prefix. */
export interface GuidePlace {
  readonly path: string;
  readonly label: string;
}

export interface GuideTask {
  readonly title: string;
  /** Where it is done. Left out where the way leads through a case. */
  readonly at?: GuidePlace;
  /** In order. Words that stand on buttons and pages are in “curved quotes”, exactly as they stand there (a test looks). */
  readonly steps: readonly string[];
}

export interface GuideTrouble {
  readonly what: string;
  readonly help: string;
}

/** All texts are Indonesian: the guides are for people at work and people who report in Indonesia. */
export interface Guide {
  readonly id: GuideId;
  readonly title: string;
  /** One sentence for the list of guides, and the same in English. */
  readonly short: { readonly id: string; readonly en: string };
  readonly forWhom: string;
  /** What one sees first. */
  readonly first: readonly string[];
  /** What one does most. */
  readonly tasks: readonly GuideTask[];
  readonly troubles: readonly GuideTrouble[];
  /** What nobody, or nobody of this kind, can see. */
  readonly unseen: readonly string[];
  readonly limits: readonly string[];
  readonly ask: readonly string[];
  /** Files of `docs/pictures`, for the document alone: pages stay light. */
  readonly pictures: readonly { readonly file: string; readonly alt: string }[];
}

/** Versions of the privacy notice, the newest last. A test fails when the register says something new and nobody wrote here what changed. */
import type { Bilingual } from '@netra/rulebook';

export interface NoticeVersion {
  /** Fingerprint of the register: `registerVersion()`. */
  readonly version: string;
  readonly on: string;
  readonly changed: Bilingual;
}

export const noticeVersions: readonly NoticeVersion[] = [
  {
    version: '6a2d1a17a545',
    on: '2026-11-22',
    changed: { id: 'Pemberitahuan pertama.', en: 'The first notice.' },
  },
];

/** The form that signs: its address, its fields, and how it is read. Small, because thousands of them come in a second. */
import { readPledgeCode } from './pledge-codes.ts';

export const signPath = '/ikrar/kode/tanda-tangan';
export const signFields = {
  code: 'kode',
  campaign: 'kampanye',
  text: 'naskah',
  read: 'ikrar',
  presence: 'hadir',
} as const;
/** Bytes of the longest form that is one of ours. */
export const LONGEST_FORM = 2048;

export interface SignForm {
  /** As we write it; undefined: mistyped. */
  readonly code: string | undefined;
  readonly typed: string;
  readonly campaignId: string;
  readonly textVersion: string;
  readonly hasRead: boolean;
  readonly presence: string;
}

/** @param get one value of the form by its name */
export function readSignForm(get: (name: string) => string): SignForm {
  const typed = get(signFields.code).slice(0, 100);
  return {
    typed,
    code: readPledgeCode(typed),
    campaignId: get(signFields.campaign).slice(0, 36),
    textVersion: get(signFields.text).slice(0, 60),
    hasRead: get(signFields.read) === 'ya',
    presence: get(signFields.presence).slice(0, 300),
  };
}

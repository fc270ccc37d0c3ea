/** Addresses of the log's pages, without the language. */
export const logHome = '/log';
export const lawLeaves = '/log/hukum';
export const dailyFeed = '/log/harian.xml';
export const healthHome = '/kantor/log';
/** Where receipts are checked, and the file that does so without internet. */
export const verifierPath = '/periksa';
export const offlinePath = '/periksa/netra-periksa.html';
export const rotatePath = '/kantor/log/kunci';

/** @param day a calendar day in WIB, `2026-11-22` */
export function dayPath(day: string): string {
  return `/log/harian/${day}`;
}

/** @param commitment in hex */
export function lawReceiptPath(commitment: string): string {
  return `${lawLeaves}/${commitment}`;
}

/** Base45 (RFC 9285): bytes in the letters that a QR code holds most densely, three letters for two bytes. One value, one text. */

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const BASE = LETTERS.length;

export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const [high = 0, low] = bytes.subarray(at, at + 2);
    let rest = low === undefined ? high : high * 256 + low;
    for (let letter = low === undefined ? 2 : 3; letter > 0; letter -= 1) {
      text += LETTERS[rest % BASE];
      rest = Math.floor(rest / BASE);
    }
  }
  return text;
}

/** The bytes, or null when the text is not base45. */
export function fromBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = Array.from(text.slice(at, at + 3), (letter) => LETTERS.indexOf(letter));
    if (group.includes(-1)) return null;
    const value = group.reduceRight((sum, digit) => sum * BASE + digit, 0);
    if (value >= 256 ** (group.length - 1)) return null;
    if (group.length === 3) bytes.push(Math.floor(value / 256));
    bytes.push(value % 256);
  }
  return Uint8Array.from(bytes);
}

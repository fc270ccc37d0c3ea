/** How a token is written: `netra_`, thirty random letters, and six that check them, so that scanners of secrets find it and slips are told from lies. */
import { crc32 } from 'node:zlib';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM = 30;
const CHECK = 6;
export const tokenPattern = /^netra_[0-9A-Za-z]{36}$/;

/** 178 bits of chance. */
export function newToken(random: (bytes: number) => Uint8Array): string {
  let text = '';
  while (text.length < RANDOM) {
    // 248 = 4 · 62: a byte above it would favour the first letters.
    for (const byte of random(RANDOM - text.length)) if (byte < 248) text += LETTERS.charAt(byte % LETTERS.length);
  }
  return `netra_${text}${checkOf(text)}`;
}

/** Whether the letters fit their check: whatever does not was never one of ours, and the database need not be asked. */
export function isToken(text: string): boolean {
  return tokenPattern.test(text) && text.slice(-CHECK) === checkOf(text.slice('netra_'.length, -CHECK));
}

function checkOf(text: string): string {
  let rest = crc32(text);
  let check = '';
  for (let at = 0; at < CHECK; at += 1) {
    check = LETTERS.charAt(rest % LETTERS.length) + check;
    rest = Math.floor(rest / LETTERS.length);
  }
  return check;
}

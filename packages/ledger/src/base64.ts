/** Base64 as RFC 4648 section 4 writes it, and no other way: one value, one text. */

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In slices: a call with a million arguments fails.
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(text);
}

/** The bytes, or null when the text is not base64, has spaces in it, or is not the one way to write these bytes. */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : null;
}

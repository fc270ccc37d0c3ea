/** Spoils an account the way hurried thumbs do: letters swapped, dropped, doubled; short spellings; no capitals; no punctuation. */

const short = {
  yang: 'yg',
  dengan: 'dgn',
  untuk: 'utk',
  tidak: 'tdk',
  sudah: 'sdh',
  karena: 'krn',
  dalam: 'dlm',
  saya: 'sy',
  juga: 'jg',
  kepada: 'kpd',
  belum: 'blm',
  sampai: 'smp',
  bisa: 'bs',
  media: 'med',
  banyak: 'byk',
  orang: 'org',
  dapat: 'dpt',
  jangan: 'jgn',
  kemarin: 'kmrn',
  pakai: 'pake',
  kalau: 'klo',
  gimana: 'gmn',
  bapak: 'bpk',
  pada: 'pd',
  dari: 'dr',
};
const slips = {
  a: 'sq',
  i: 'uo',
  u: 'iy',
  e: 'wr',
  o: 'ip',
  n: 'bm',
  m: 'n',
  k: 'jl',
  g: 'hf',
  t: 'ry',
  r: 'et',
  s: 'ad',
  d: 'sf',
  p: 'o',
  b: 'vn',
  l: 'k',
};

/** @param {string} text @param {() => number} random */
export function noisy(text, random) {
  const much = 0.03 + random() * 0.22;
  const plain = random() < 0.5;
  const bare = random() < 0.4;
  let out = text;
  if (plain) out = out.toLowerCase();
  if (bare) out = out.replaceAll(/[.,"“”()]/g, '');
  return out
    .split(' ')
    .map((word) => {
      const abbreviated = short[word.toLowerCase()];
      if (abbreviated !== undefined && random() < 0.35) return abbreviated;
      return random() < much && /^\p{L}{4,}/u.test(word) ? spoilt(word, random) : word;
    })
    .join(' ');
}

function spoilt(word, random) {
  const at = 1 + Math.floor(random() * (word.length - 1));
  const letter = word[at] ?? '';
  const kind = random();
  if (kind < 0.25) return word.slice(0, at) + word.slice(at + 1);
  if (kind < 0.5) return word.slice(0, at - 1) + letter + (word[at - 1] ?? '') + word.slice(at + 1);
  if (kind < 0.6) return word.slice(0, at) + letter + word.slice(at);
  // Vowels are what a short message leaves out.
  if (kind < 0.8) return word[0] + word.slice(1).replace(/[aiueo]/, '');
  const near = slips[letter.toLowerCase()];
  return near === undefined ? word : word.slice(0, at) + near[Math.floor(random() * near.length)] + word.slice(at + 1);
}

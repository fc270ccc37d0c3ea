/** Passwords that are guessed first. A password that is made of nothing but such words, digits and signs protects nobody. */

/** The hundred words behind most guessed passwords here: the world's list, the country's, and the words of this work. */
const obvious = [
  ...['password', 'passwd', 'passw', 'pass', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'asdfgh', 'zxcvbnm', 'zxcvbn'],
  ...['qazwsx', 'abcdefghijkl', 'abcdefgh', 'abcdef', 'abcd', 'letmein', 'welcome', 'iloveyou', 'monkey', 'dragon'],
  ...['football', 'baseball', 'master', 'sunshine', 'princess', 'shadow', 'superman', 'batman', 'trustno', 'login'],
  ...['admin', 'administrator', 'root', 'user', 'guest', 'test', 'demo', 'default', 'secret', 'changeme'],
  ...['computer', 'internet', 'google', 'facebook', 'samsung', 'whatever', 'hello', 'freedom', 'michael', 'charlie'],
  ...['katasandi', 'sandi', 'rahasia', 'rahasiaku', 'sayang', 'sayangku', 'cinta', 'cintaku', 'akucinta', 'kamu'],
  ...[
    'indonesia',
    'merdeka',
    'pancasila',
    'garuda',
    'jakarta',
    'bandung',
    'surabaya',
    'nusantara',
    'bismillah',
    'alhamdulillah',
  ],
  ...['allah', 'semangat', 'sukses', 'bahagia', 'keluarga', 'doraemon', 'naruto', 'persib', 'persija', 'arema'],
  ...['netra', 'netral', 'netralitas', 'bawaslu', 'panwaslu', 'pemilu', 'pilkada', 'satgas', 'bkn', 'kpu'],
  ...['pegawai', 'negeri', 'asn', 'pns', 'kantor', 'pengawas', 'pengelola', 'arunika', 'nusaraya', 'selamatdatang'],
] as const;

/** Longest first, so that "password" is taken away before "pass". */
const words = [...obvious].sort((a, b) => b.length - a.length);

export type PasswordProblem = 'short' | 'obvious' | 'contains-email';

export const PASSWORD_LENGTH = 12;

/** What is wrong with a new password, or null. */
export function problemOf(password: string, email: string): PasswordProblem | null {
  if ([...password].length < PASSWORD_LENGTH) return 'short';
  const plain = password.toLowerCase();
  const address = email.toLowerCase();
  const [local = ''] = address.split('@');
  if (address !== '' && (plain.includes(address) || (local.length >= 4 && plain.includes(local))))
    return 'contains-email';
  return isObvious(plain) ? 'obvious' : null;
}

function isObvious(plain: string): boolean {
  if (new Set(plain).size < 5 || /^[\d\s]+$/.test(plain)) return true;
  // "p@ssw0rd" is the same word to whoever guesses.
  const spelled = plain.replace(/[@013$]/g, (sign) => lookalikes[sign] ?? sign);
  return [plain, spelled].some((text) => {
    const letters = text.replaceAll(/[^\p{L}]/gu, '');
    let rest = letters;
    for (const word of words) rest = rest.replaceAll(word, '');
    return rest.length < letters.length && rest.length < 4;
  });
}

const lookalikes: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', '1': 'i', '3': 'e', $: 's' };

/** Writes `docs/law`, or says which of its files are stale. Runs under the product's Node. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lawDocs } from '../../app/src/features/law/docs.ts';
import { lawItems } from '../../app/src/features/law/items.ts';
import { builtInLaw } from '../../app/src/features/law/law.ts';
import { fingerprintOf, readSignOffs, type SignOffs } from '../../app/src/features/law/sign-off.ts';

const folder = resolve(import.meta.dirname, '../../docs/law');
const signOffFile = join(folder, 'sign-off.json');
const items = lawItems(builtInLaw);
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function fail(line: string): never {
  console.error(`law-docs: ${line}`);
  process.exit(2);
}

function readArguments() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      options: { check: { type: 'boolean' }, sign: text, by: text, verdict: text, on: text, note: text },
    }).values;
  } catch (error) {
    return fail(
      `${error instanceof Error ? error.message : 'wrong arguments'}; allowed: --check, or --sign ITEM --by ROLE --verdict VERDICT --on DAY [--note TEXT]`,
    );
  }
}

function stored(): unknown {
  if (!existsSync(signOffFile)) return {};
  try {
    return JSON.parse(readFileSync(signOffFile, 'utf8'));
  } catch {
    return fail('docs/law/sign-off.json is no JSON');
  }
}

function checked(input: unknown): SignOffs {
  const read = readSignOffs(input, new Set(items.map((item) => item.key)));
  return read.ok ? read.value : fail(read.error);
}

const asked = readArguments();
let signOffs = checked(stored());
if (asked.sign !== undefined) {
  const { sign, by, verdict, on, note } = asked;
  const item = items.find((one) => one.key === sign);
  if (item === undefined) fail(`${sign}: there is no such item; the keys stand in docs/law/tinjauan.md`);
  const entry = {
    by,
    on,
    rulebookVersion: builtInLaw.version,
    fingerprint: fingerprintOf(item, hash),
    verdict,
    ...(note === undefined ? {} : { note }),
  };
  const all = { ...Object.fromEntries(signOffs), [sign]: [...(signOffs.get(sign) ?? []), entry] };
  signOffs = checked(all);
  mkdirSync(folder, { recursive: true });
  writeFileSync(signOffFile, `${JSON.stringify(all, null, 2)}\n`);
}

const docs = lawDocs({ law: builtInLaw, signOffs, hash });
const there = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : [];
const stale = [...docs].filter(
  ([name, text]) => !there.includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
);
const left = there.filter((name) => !docs.has(name));
if (asked.check === true) {
  for (const [name] of stale) console.error(`docs/law/${name} is stale`);
  for (const name of left) console.error(`docs/law/${name} belongs to nothing any more`);
  if (stale.length + left.length > 0) {
    console.error('write them again: node scripts/law-docs.mjs');
    process.exit(1);
  }
  console.log(`docs/law: ${docs.size} files say what the law says`);
} else {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of stale) writeFileSync(join(folder, name), text);
  for (const name of left) rmSync(join(folder, name));
  console.log(`docs/law: ${stale.length} of ${docs.size} files written`);
}

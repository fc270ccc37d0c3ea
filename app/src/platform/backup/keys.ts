/** The keys of a backup: age recipients and identities (age1…, AGE-SECRET-KEY-…) or a passphrase. Never the secret of the instance. */
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { ok, type Result } from '../result.ts';
import { codeOf, diskLine, failed, type Trouble, unusable } from './outcome.ts';

/** Shorter ones can be guessed by whoever has the file and time. */
const PASSPHRASE_LENGTH = 20;

export type Lock =
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

export type Unlock =
  | { readonly kind: 'identities'; readonly identities: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

/** Public keys as people write them: separated by commas or blanks. */
export function parseRecipients(text: string, what: string): Result<Lock, Trouble> {
  const recipients = text.split(/[\s,]+/).filter((one) => one !== '');
  const encrypter = new Encrypter();
  for (const one of recipients) {
    try {
      encrypter.addRecipient(one);
    } catch {
      return unusable(
        `${what}: ${JSON.stringify(one.slice(0, 12))}… is no age recipient; allowed is age1…, as "netra backup key" prints it`,
      );
    }
  }
  if (recipients.length === 0) return unusable(`${what} is empty; allowed is an age recipient, age1…`);
  return ok({ kind: 'recipients', recipients });
}

async function readText(file: string, option: string): Promise<Result<string, Trouble>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    return unusable(`${option}: cannot read ${path.basename(file)} (${codeOf(error) || 'unreadable'})`);
  }
}

/** The first line of a file. */
export async function readPassphrase(
  file: string,
): Promise<Result<{ readonly kind: 'passphrase'; readonly passphrase: string }, Trouble>> {
  const text = await readText(file, '--passphrase-file');
  if (!text.ok) return text;
  const passphrase = text.value.split('\n')[0]?.trim() ?? '';
  if (passphrase.length < PASSPHRASE_LENGTH)
    return unusable(
      `--passphrase-file: the passphrase is shorter than ${PASSPHRASE_LENGTH} characters; make one with "openssl rand -base64 32"`,
    );
  return ok({ kind: 'passphrase', passphrase });
}

/** A key file as age writes it: comments with #, one AGE-SECRET-KEY- a line. */
export async function readIdentities(file: string): Promise<Result<Unlock, Trouble>> {
  const text = await readText(file, '--identity');
  if (!text.ok) return text;
  const identities = text.value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const decrypter = new Decrypter();
  try {
    for (const one of identities) decrypter.addIdentity(one);
  } catch {
    return unusable(
      `--identity: ${path.basename(file)} is no file of age identities; allowed are lines AGE-SECRET-KEY-…`,
    );
  }
  if (identities.length === 0) return unusable(`--identity: there is no key in ${path.basename(file)}`);
  return ok({ kind: 'identities', identities });
}

export function encrypterFor(lock: Lock): Encrypter {
  const encrypter = new Encrypter();
  if (lock.kind === 'passphrase') encrypter.setPassphrase(lock.passphrase);
  else for (const one of lock.recipients) encrypter.addRecipient(one);
  return encrypter;
}

export function decrypterFor(unlock: Unlock): Decrypter {
  const decrypter = new Decrypter();
  if (unlock.kind === 'passphrase') decrypter.addPassphrase(unlock.passphrase);
  else for (const one of unlock.identities) decrypter.addIdentity(one);
  return decrypter;
}

/**
 * Makes a key pair: the identity into a new file that only this account may read.
 * @returns the recipient, for NETRA_BACKUP_RECIPIENT
 */
export async function makeKeyFile(file: string): Promise<Result<string, Trouble>> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(
        `# Netra backups. Whoever has this file reads every backup made for the key below.\n# public key: ${recipient}\n${identity}\n`,
      );
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      return unusable(`${file} is there already: it is never overwritten, name another file`);
    const line = diskLine(error, file);
    if (line === null) throw error;
    return failed(line);
  }
  return ok(recipient);
}

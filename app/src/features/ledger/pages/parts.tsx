/** Pieces that the log's pages share: numbers in groups, keys, texts to copy. */
import { createHash } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { formatInstant } from '../../../platform/i18n/dates.ts';
import type { Language } from '../../../platform/i18n/words.ts';
import { Tag } from '../../../ui/index.ts';
import type { LogKey } from '../log-keys.ts';
import { logWords } from './log-words.ts';

/** Hex in groups of four, so that two people can compare it line by line or over the phone. */
export function groupsOf(hex: string): readonly string[] {
  return hex.match(/.{1,4}/g) ?? [];
}

/** @param large as on a printed sheet */
export const HexGroups: FC<{ readonly hex: string; readonly large?: boolean | undefined }> = ({ hex, large }) => (
  <p class={large === true ? 'log-hex log-hex-large' : 'log-hex'}>
    {groupsOf(hex).map((group) => (
      <>
        <span>{group}</span>{' '}
      </>
    ))}
  </p>
);

/** The copy button appears only where the script runs; without it the text can be marked as a whole. */
export const CopyText: FC<{ readonly lang: Language; readonly text: string; readonly what: string }> = ({
  lang,
  text,
  what,
}) => (
  <div class="log-copy">
    <code>{text}</code>
    <button class="btn quiet small" type="button" hidden data-copy={text} aria-label={logWords(lang).copyOf(what)}>
      {logWords(lang).copy}
    </button>
  </div>
);

/** SHA-256 over the text of a key, as `printf %s KEY | sha256sum` gives it, in hex. */
export function keyFingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether a key signs at this moment. */
export function signsAt(key: LogKey, now: Temporal.Instant): boolean {
  return key.signsUntil === null || Temporal.Instant.compare(key.signsUntil, now) > 0;
}

export const KeyCard: FC<{ readonly lang: Language; readonly entry: LogKey; readonly now: Temporal.Instant }> = ({
  lang,
  entry,
  now,
}) => {
  const words = logWords(lang);
  const signs = signsAt(entry, now);
  const until = entry.signsUntil === null ? '' : `, ${words.until(formatInstant(entry.signsUntil, 'WIB', lang))}`;
  return (
    <li class="card log-key">
      <h3>
        {words.key(entry.number)} <Tag kind={signs ? 'done' : 'neutral'}>{signs ? words.signing : words.ended}</Tag>
      </h3>
      <p class="small">
        {words.from(formatInstant(entry.signsFrom, 'WIB', lang))}
        {until}
      </p>
      <CopyText lang={lang} text={entry.text} what={words.key(entry.number)} />
      <p class="small">{words.fingerprint}</p>
      <HexGroups hex={keyFingerprint(entry.text)} />
    </li>
  );
};

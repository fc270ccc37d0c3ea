/** A long fingerprint that may break on a narrow screen, and is copied in one piece. */
import type { FC } from 'hono/jsx';

export const Fingerprint: FC<{ readonly hex: string }> = ({ hex }) => (
  <code class="num">
    {(hex.match(/.{1,16}/g) ?? []).map((part) => (
      <>
        {part}
        <wbr />
      </>
    ))}
  </code>
);

/** Small drawings, all in currentColor. Hidden from screen readers: the word beside each of them says it. */
import type { FC } from 'hono/jsx';

/** The eye. Drawn open and level: it looks, it does not aim. */
export const BrandMark: FC = () => (
  <svg class="brand-mark" viewBox="0 0 32 32" width="32" height="32" fill="none" aria-hidden="true" focusable="false">
    <path
      d="M2.5 16.5C6.4 10.2 10.9 7 16 7s9.6 3.2 13.5 9.5C25.6 22.8 21.1 26 16 26S6.4 22.8 2.5 16.5Z"
      stroke="currentColor"
      stroke-width="2.4"
      stroke-linejoin="round"
    />
    <circle cx="16" cy="16.5" r="5" stroke="currentColor" stroke-width="2.4" />
    <circle cx="16" cy="16.5" r="1.5" fill="currentColor" />
  </svg>
);

const strokes = {
  back: 'M12.5 4.5 7 10l5.5 5.5',
  forward: 'M7.5 4.5 13 10l-5.5 5.5',
  check: 'm4.5 10.5 3.7 3.7 7.3-8',
  cross: 'm5.5 5.5 9 9m0-9-9 9',
  exit: 'M8 4H4.5v12H8M8.5 10h8m-3-3.2 3.2 3.2-3.2 3.2',
  info: 'M10 9v5M10 6.2v.1',
  warn: 'M10 5.5v5.7M10 14.3v.1',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  search: 'M9 3.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 9 3.8Zm3.9 9.1 3.6 3.6',
  file: 'M5 3h6.5L15 6.5V17H5V3Zm6.5 0v3.5H15',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm0 3.5V10l2.5 1.8',
} as const;

export type IconName = keyof typeof strokes;

/** @param name what is drawn; the size follows the text around it */
export const Icon: FC<{ readonly name: IconName }> = ({ name }) => (
  <svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" aria-hidden="true" focusable="false">
    <path d={strokes[name]} stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);

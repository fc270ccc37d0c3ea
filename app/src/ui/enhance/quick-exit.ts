/** "Keluar cepat": leaves at once, and the page does not stay one step back. Esc twice does the same. */
import { hush, say } from './polite.ts';

const withinMs = 3000;

export function quickExit(): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-quick-exit]');
  if (link === null) return;
  const leave = () => {
    // First make the page unreadable: a slow network must not leave it standing.
    document.title = '…';
    document.body.hidden = true;
    window.location.replace(link.href);
  };
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  let last = Number.NEGATIVE_INFINITY;
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') {
      if (last > 0) hush();
      last = Number.NEGATIVE_INFINITY;
      return;
    }
    if (event.repeat) return;
    if (event.timeStamp - last < withinMs) leave();
    last = event.timeStamp;
    say('exit');
  });
}

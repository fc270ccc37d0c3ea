/**
 * The check in the browser. From here on the form is answered here: nothing is sent, and nothing is kept anywhere but in these variables, which
 * end with the page.
 */
import { parseKey, type VerifierKey } from '@netra/ledger';
import { asPasted, type Checked, check, readKeyFile } from '../check.ts';
import { spokenResult } from '../result-view.tsx';
import { type Obstacle, VerifyView, type View } from '../verify-view.tsx';
import { verifierWords } from '../words.ts';
import { type Looking, lookThroughCamera } from './camera.ts';
import { findReader, type LoadDecoder } from './qr.ts';

/** A stretch of a large log; a receipt is a thousandth of it. */
const LARGEST_BYTES = 50_000_000;

export interface Start {
  readonly root: HTMLElement;
  /** The line that is read aloud without interrupting. */
  readonly said: HTMLElement;
  readonly view: Pick<View, 'lang' | 'by' | 'to' | 'keys' | 'publicUrl'>;
  readonly loadDecoder: LoadDecoder;
  /** Runs a check to its end, however the signatures in it are looked at. */
  readonly settle: (run: () => Checked) => Promise<Checked>;
}

/** Takes over the page; gives a way to draw it in another language. */
export function run({ root, said, view: start, loadDecoder, settle }: Start): { redraw(change: Partial<View>): void } {
  const hasCamera = typeof navigator.mediaDevices?.getUserMedia === 'function';
  let view: View = { ...start, outcome: null, typed: { text: '', key: '' }, camera: 'none' };
  let looking: Looking | null = null;

  const draw = (change: Partial<View>): void => {
    view = { ...view, ...change };
    const drawn: unknown = <VerifyView view={view} />;
    if (drawn instanceof Node) root.replaceChildren(drawn);
  };
  const remember = (): View['typed'] => ({ text: typedIn('f-teks'), key: typedIn('f-kunci') });
  const redraw = (change: Partial<View>): void => draw({ typed: remember(), ...change });
  const stopCamera = (): void => {
    looking?.stop();
    looking = null;
    if (view.camera === 'looking') view = { ...view, camera: 'offered' };
  };

  const tell = (obstacle: Obstacle): void => {
    stopCamera();
    said.textContent = '';
    draw({ outcome: { kind: 'obstacle', obstacle }, typed: remember() });
    document.getElementById(obstacle === 'bad-key' ? 'f-kunci' : 'f-berkas')?.focus();
  };
  const trusted = (): readonly VerifierKey[] | null => {
    const typed = typedIn('f-kunci').trim();
    if (typed !== '') return readKeyFile(typed);
    return view.keys.flatMap((text) => parseKey(text) ?? []);
  };
  const answer = async (text: string, file: string | null): Promise<void> => {
    const keys = trusted();
    if (keys === null) return tell('bad-key');
    stopCamera();
    const checked = await settle(() => check(text, keys));
    draw({ outcome: { kind: 'checked', checked, file }, typed: { text: '', key: typedIn('f-kunci') } });
    said.textContent = spokenResult(checked, view.lang);
    const result = document.getElementById('hasil');
    result?.focus({ preventScroll: true });
    result?.closest('section')?.scrollIntoView({ block: 'start' });
  };

  const readPicture = async (file: File): Promise<void> => {
    const picture = await createImageBitmap(file).catch(() => null);
    if (picture === null) return tell('no-text');
    const read = await findReader(loadDecoder);
    if (read === null) return tell('no-reader');
    const text = await read(picture);
    picture.close();
    if (text === null) return tell('no-code');
    await answer(asPasted(text), file.name);
  };
  const readFile = async (file: File): Promise<void> => {
    if (file.size > LARGEST_BYTES) return tell('too-large');
    if (file.type.startsWith('image/')) return readPicture(file);
    const bytes = await file.arrayBuffer().catch(() => null);
    const text = bytes === null ? null : asText(bytes);
    if (text === null) return readPicture(file);
    await answer(text, file.name);
  };
  const scan = async (): Promise<void> => {
    const read = await findReader(loadDecoder);
    if (read === null) return tell('no-reader');
    draw({ camera: 'looking', outcome: null, typed: remember() });
    root.querySelector<HTMLButtonElement>('button[name="stop"]')?.focus();
    try {
      const video = (): HTMLVideoElement | null => root.querySelector('video');
      looking = await lookThroughCamera(video, read, (text) => void answer(asPasted(text), null));
      // Stopped while the browser was still asking.
      if (view.camera !== 'looking') stopCamera();
    } catch {
      tell('no-camera');
    }
  };
  const stopScanning = (): void => {
    stopCamera();
    draw({ typed: remember() });
    root.querySelector<HTMLButtonElement>('button[name="scan"]')?.focus();
  };

  root.addEventListener('change', (event) => {
    const file = event.target instanceof HTMLInputElement ? event.target.files?.[0] : undefined;
    if (file !== undefined) void readFile(file);
  });
  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.name === 'scan') void scan();
    if (button?.name === 'stop') stopScanning();
  });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && view.camera === 'looking') stopScanning();
  });
  // It must not reach the script that lets forms be sent once.
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopPropagation();
    const text = asPasted(typedIn('f-teks'));
    if (text === '') tell('nothing');
    else void answer(text, null);
  });
  // Anywhere on the page: whoever misses the frame must not lose the page to the file.
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    root.classList.add('verify-over');
  });
  document.addEventListener('dragleave', () => root.classList.remove('verify-over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    root.classList.remove('verify-over');
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void readFile(file);
  });
  // Whoever comes back by the browser's memory finds an empty page, not somebody's receipt.
  window.addEventListener('pagehide', () => {
    stopCamera();
    said.textContent = '';
    draw({ outcome: null, typed: { text: '', key: '' } });
  });

  draw({ camera: hasCamera ? 'offered' : 'none' });
  root.setAttribute('data-ready', verifierWords(view.lang).title);
  return { redraw };
}

function typedIn(id: string): string {
  const field = document.getElementById(id);
  return field instanceof HTMLTextAreaElement ? field.value : '';
}

/** The file as text, byte for byte; null when it is none. */
function asText(bytes: ArrayBuffer): string | null {
  try {
    // A mark at its beginning stays, as it does for the command line.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Looks through the camera until a code is found or it is told to stop. The picture goes nowhere but into the reader. */
import type { ReadQr } from './qr.ts';

const LOOK_EVERY_MS = 200;

export interface Looking {
  stop(): void;
}

/** @throws what the browser says when the camera is not there or not allowed */
export async function lookThroughCamera(
  findVideo: () => HTMLVideoElement | null,
  read: ReadQr,
  found: (text: string) => void,
): Promise<Looking> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    // The code of a receipt is dense: ask for a sharp picture.
    video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
  });
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    for (const track of stream.getTracks()) track.stop();
  };
  const video = findVideo();
  if (video === null) {
    stop();
    return { stop };
  }
  video.srcObject = stream;
  void video.play().catch(() => undefined);
  const look = async (): Promise<void> => {
    if (stopped) return;
    const text = video.readyState >= 2 ? await read(video) : null;
    if (stopped) return;
    if (text === null) window.setTimeout(() => void look(), LOOK_EVERY_MS);
    else found(text);
  };
  void look();
  return { stop };
}

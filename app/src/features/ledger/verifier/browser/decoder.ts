/**
 * The decoder of QR codes for browsers without one of their own. A file of its own, fetched only when a picture or the camera is used.
 * None is shipped yet: a package that reads pixels goes in here, and nothing else changes.
 */
import type { Decoder } from './qr.ts';

export const decoder: Decoder | null = null;

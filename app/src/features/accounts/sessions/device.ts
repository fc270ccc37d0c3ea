/** What kind of browser a session was opened with: two words from a short list, so that a person knows the own devices and nothing else is kept. */

const browsers: readonly (readonly [string, RegExp])[] = [
  ['edge', /\bEdgA?\//],
  ['opera', /\bOPR\//],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\b(?:Firefox|FxiOS)\//],
  ['chrome', /\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ['safari', /\bSafari\//],
];

const systems: readonly (readonly [string, RegExp])[] = [
  ['android', /\bAndroid\b/],
  ['ios', /\b(?:iPhone|iPad|iPod)\b/],
  ['windows', /\bWindows\b/],
  ['macos', /\bMac OS X\b/],
  ['chromeos', /\bCrOS\b/],
  ['linux', /\bLinux\b/],
];

/** For example `firefox android`; `unknown` for a browser that says nothing we know. */
export function deviceOf(userAgent: string | null): string {
  const text = userAgent ?? '';
  const found = [browsers, systems].map((list) => list.find(([, pattern]) => pattern.test(text))?.[0]);
  return found.every((word) => word === undefined) ? 'unknown' : found.map((word) => word ?? 'other').join(' ');
}

const names: Readonly<Record<string, string>> = {
  edge: 'Edge',
  opera: 'Opera',
  samsung: 'Samsung Internet',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
  android: 'Android',
  ios: 'iOS',
  windows: 'Windows',
  macos: 'macOS',
  chromeos: 'ChromeOS',
  linux: 'Linux',
};

/** A kind of device in words. @param words how "on" and "unknown" are said in the language of the page */
export function tellDevice(device: string, words: { readonly on: string; readonly unknown: string }): string {
  const told = device.split(' ').flatMap((word) => names[word] ?? []);
  return told.length === 0 ? words.unknown : told.join(` ${words.on} `);
}

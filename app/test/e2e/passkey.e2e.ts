/** Passkeys from end to end in a real browser: a virtual authenticator makes and shows them, the server believes nothing else. */
import { createServer } from 'node:net';
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openTab, signInAs, signOut, type Tab } from '../support/pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';

const officer = 'pengawas.arunika@netra.contoh';

let browser: Browser;
let server: ServerUnderTest;
let dataDir: string;
beforeAll(async () => {
  dataDir = await filledDataDir();
  const port = await freePort();
  // Passkeys belong to a name; an address of numbers has none.
  server = await startServer(dataDir, { PORT: String(port), NETRA_URL: `http://localhost:${port}` });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeDataDir(dataDir);
});

describe('a passkey', () => {
  it('is made, signs in as both factors, and is worth nothing once revoked', async () => {
    const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
    const device = await authenticator(tab, true);
    const { page } = tab;
    expect(await signInAs(tab, officer)).toBe('/antrean');

    await tab.goto('/akun/kunci');
    await page.fill('input[name="name"]', 'Laptop kantor');
    await tab.press(page.locator('[data-passkey="make"] button'));
    expect(new URL(page.url()).search).toBe('?selesai=tambah');
    await tab.look('passkeys with one');
    const [made] = await credentials(device);
    expect(made?.isResidentCredential).toBe(true);
    // The device keeps a mark of the person that is not the e-mail and nothing like it.
    expect(Buffer.from(made?.userHandle ?? '', 'base64')).toHaveLength(32);

    await signOut(tab);
    await tab.goto('/masuk?lanjut=/akun/sesi');
    await tab.look('sign-in with passkey');
    await tab.press(page.locator('[data-passkey="show"] button'));
    expect(new URL(page.url()).pathname).toBe('/akun/sesi');
    expect(await page.locator('main').textContent()).toContain('kunci sandi');
    await tab.look('sessions');

    // A second one is the same device: refused by it, nothing is stored.
    await tab.goto('/akun/kunci');
    await page.fill('input[name="name"]', 'Sekali lagi');
    await page.locator('[data-passkey="make"] button').click();
    await page.locator('[data-passkey-said]').filter({ hasText: 'Tidak ada yang berubah' }).waitFor();

    await tab.goto('/akun/kunci');
    await tab.press(page.getByRole('button', { name: /^Cabut/ }));
    expect(new URL(page.url()).search).toBe('?selesai=cabut');
    await signOut(tab);
    await tab.goto('/masuk');
    await tab.press(page.locator('[data-passkey="show"] button'));
    expect(tab.status()).toBe(422);
    expect(await page.locator('.error-summary').textContent()).toContain('sudah dicabut');
    await tab.look('revoked passkey refused');
    expect(tab.found).toEqual([]);
    await tab.close();
  });

  it('is refused when the device did not verify its owner: then it would be one factor only', async () => {
    const tab = await openTab(browser, server.url, { width: 1280, scheme: 'dark', script: true });
    const device = await authenticator(tab, true);
    const { page } = tab;
    await signInAs(tab, 'satgas@netra.contoh');
    await tab.goto('/akun/kunci');
    await page.fill('input[name="name"]', 'Ponsel');
    await tab.press(page.locator('[data-passkey="make"] button'));
    await tab.look('passkeys, dark');
    await signOut(tab);

    // The same passkey on a device that asks for no finger and no PIN.
    const [made] = await credentials(device);
    await device.cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: device.id });
    const lax = await authenticator(tab, false);
    if (made === undefined) throw new Error('no passkey was made');
    await lax.cdp.send('WebAuthn.addCredential', { authenticatorId: lax.id, credential: made });
    await tab.goto('/masuk');
    // The browser itself refuses to answer, since the options require it…
    await page.locator('[data-passkey="show"] button').click();
    await page.locator('[data-passkey-said]').filter({ hasText: 'Dibatalkan' }).waitFor();
    // …and a page that was changed to ask for less gets no further: the answer says that nobody was verified.
    const id = Buffer.from(made.credentialId, 'base64').toString('base64url');
    await page.evaluate(
      `((id) => {
        const box = document.querySelector('[data-passkey="show"]');
        const less = { userVerification: 'discouraged', allowCredentials: [{ type: 'public-key', id }] };
        box.dataset.options = JSON.stringify({ ...JSON.parse(box.dataset.options), ...less });
      })(${JSON.stringify(id)})`,
    );
    await tab.press(page.locator('[data-passkey="show"] button'));
    expect(tab.status()).toBe(422);
    await tab.close();
  });

  it('cannot be shown a second time: an answer that was listened to is worth nothing', async () => {
    const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
    await authenticator(tab, true);
    const { page } = tab;
    await signInAs(tab, 'bkn@netra.contoh');
    await tab.goto('/akun/kunci');
    await page.fill('input[name="name"]', 'Laptop');
    await tab.press(page.locator('[data-passkey="make"] button'));
    await signOut(tab);
    await tab.goto('/masuk');
    const sent = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/masuk/kunci'),
    );
    await tab.press(page.locator('[data-passkey="show"] button'));
    const heard = new URLSearchParams((await sent).postData() ?? '');
    await signOut(tab);
    await tab.goto('/masuk');
    await page.evaluate(
      `((challenge, answer) => {
        const form = document.querySelector('[data-passkey="show"] form');
        form.elements.challenge.value = challenge;
        form.elements.answer.value = answer;
        form.submit();
      })(${JSON.stringify(heard.get('challenge'))}, ${JSON.stringify(heard.get('answer'))})`,
    );
    await page.locator('.error-summary').waitFor();
    expect(new URL(page.url()).pathname).toBe('/masuk/kunci');
    await tab.close();
  });

  it('says without a script that password and code remain', async () => {
    const tab = await openTab(browser, server.url, { width: 320, scheme: 'light', script: false });
    await tab.goto('/masuk');
    expect(await tab.page.locator('main').textContent()).toContain('Kunci sandi memerlukan JavaScript');
    await tab.look('sign-in without script');
    await tab.press(tab.page.locator('[data-passkey="show"] button'));
    expect(tab.status()).toBe(422);
    expect(await signInAs(tab, 'asn.perhubungan@netra.contoh')).toBe('/ikrar');
    expect(tab.found).toEqual([]);
    await tab.close();
  });
});

interface Device {
  readonly cdp: CDPSession;
  readonly id: string;
}

/** A device of the person. @param verifies whether it asks for finger, face or PIN and gets it */
async function authenticator(tab: Tab, verifies: boolean): Promise<Device> {
  const cdp = await tab.context.newCDPSession(tab.page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: verifies,
      isUserVerified: verifies,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id: authenticatorId };
}

async function credentials(device: Device) {
  return (await device.cdp.send('WebAuthn.getCredentials', { authenticatorId: device.id })).credentials;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

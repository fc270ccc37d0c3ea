/** Single sign-on in a real browser: an administrator writes a rule, a person comes by the provider, and goes again. Strict cookies and the policy for forms hold. */
import { createServer } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { PASSWORD, startProvider, type TestProvider } from '../support/oidc-provider.ts';
import { openTab, readErrors, signInAs, signOut, type Tab } from '../support/pages.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';

let browser: Browser;
let server: ServerUnderTest;
let provider: TestProvider;
let dataDir: string;
beforeAll(async () => {
  dataDir = await filledDataDir();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  // The provider is another site in the browser's eyes, as it is in life.
  provider = await startProvider(url, { mfa: true });
  server = await startServer(dataDir, {
    PORT: String(port),
    NETRA_URL: url,
    NETRA_OIDC_ISSUER: provider.issuer,
    NETRA_OIDC_CLIENT_ID: provider.settings.clientId,
    NETRA_OIDC_CLIENT_SECRET: provider.settings.clientSecret,
    NETRA_OIDC_NAME: 'SSO Contoh',
    NETRA_OIDC_SCOPES: provider.settings.scopes,
    NETRA_OIDC_MFA: 'amr=otp',
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await provider?.stop();
  await removeDataDir(dataDir);
});

/** What the browser asks of the provider is meant; everything else that is found is not. */
const own = (tab: Tab): readonly string[] => tab.found.filter((line) => !line.includes(provider.issuer));

async function comeByProvider(tab: Tab, login: string): Promise<void> {
  await tab.page.fill('input[name="login"]', login);
  await tab.page.fill('input[name="password"]', PASSWORD);
  await tab.page.getByRole('button', { name: 'Masuk' }).click();
}

describe('single sign-on', () => {
  it('is ruled by an administrator, who sees what a rule gives before saving it', async () => {
    const tab = await openTab(browser, server.url, { width: 1280, scheme: 'light', script: true });
    const { page } = tab;
    await signInAs(tab, 'admin@netra.contoh');
    await tab.goto('/admin/sso');
    await tab.look('rules, none yet');
    await tab.press(page.getByRole('button', { name: 'Lihat hasilnya' }));
    expect(await readErrors(tab)).not.toEqual([]);
    await tab.look('rule with mistakes');

    await page.fill('input[name="claim"]', 'realm_access.roles');
    await page.fill('input[name="value"]', 'netra-pengawas');
    await page.selectOption('select[name="role"]', 'officer');
    await page.selectOption('select[name="body"]', { index: await officeIndex(tab, 'Bawaslu Kota Arunika') });
    await page.fill('textarea[name="claims"]', '{"realm_access":{"roles":["netra-pengawas"]}}');
    await tab.press(page.getByRole('button', { name: 'Lihat hasilnya' }));
    expect(await page.locator('.callout').last().textContent()).toContain('Bawaslu Kota Arunika');
    await tab.look('preview of a rule');
    await tab.press(page.getByRole('button', { name: 'Simpan aturan' }));
    expect(new URL(page.url()).search).toBe('?selesai=aturan');
    await tab.look('rules with one');

    // Nobody becomes administrator by a rule that does not mean it.
    await page.fill('input[name="claim"]', 'realm_access.roles');
    await page.fill('input[name="value"]', 'netra-admin');
    await page.selectOption('select[name="role"]', 'admin');
    await page.selectOption('select[name="body"]', { index: await officeIndex(tab, 'Administrasi Netra') });
    await tab.press(page.getByRole('button', { name: 'Lihat hasilnya' }));
    expect(tab.status()).toBe(422);
    await signOut(tab);
    expect(new URL(page.url()).pathname).toBe('/keluar/sso');
    await tab.look('signed out, here and there');
    expect(own(tab)).toEqual([]);
    await tab.close();
  });

  it.each([
    { script: true, width: 1280 },
    { script: false, width: 320 },
  ] as const)('brings a person in by the provider and out again (script $script, $width px)', async (options) => {
    provider.people.set('pegawai', {
      login: 'pegawai',
      amr: ['pwd', 'otp'],
      claims: { name: 'Pegawai Contoh', email: 'pegawai@instansi.contoh', realm_access: { roles: ['netra-pengawas'] } },
    });
    const tab = await openTab(browser, server.url, { ...options, scheme: 'light' });
    const { page } = tab;
    await tab.goto('/masuk?lanjut=/akun/sesi');
    await tab.look('sign-in with provider');
    await tab.press(page.getByRole('link', { name: 'Masuk lewat SSO Contoh' }));
    expect(new URL(page.url()).origin).toBe(provider.issuer);
    await comeByProvider(tab, 'pegawai');
    await page.waitForURL('**/akun/sesi');
    expect(await page.locator('main').textContent()).toContain('lewat penyedia masuk');
    const cookies = await tab.context.cookies(server.url);
    expect(cookies.find((one) => one.name === 'netra.session_token')?.sameSite).toBe('Strict');
    expect(cookies.some((one) => one.name === 'netra_sso')).toBe(false);
    await tab.look('sessions of a person from the provider');
    await tab.goto('/akun');
    await tab.look('own account');
    expect(own(tab)).toEqual([]);
    await tab.close();
  });

  it('tells a person whom nobody knows whom to ask, in both languages', async () => {
    provider.people.set('tamu', { login: 'tamu', claims: { name: 'Tamu' } });
    const tab = await openTab(browser, server.url, { width: 320, scheme: 'dark', script: true });
    await tab.goto('/en/masuk/sso');
    await comeByProvider(tab, 'tamu');
    await tab.page.waitForURL('**/masuk/sso/kembali**');
    await tab.page.getByText('You are not registered in Netra yet').first().waitFor();
    await tab.look('unknown person');
    expect(own(tab)).toEqual([]);
    await tab.close();
  });
});

/** Place of an office in the list, by the beginning of its label. */
async function officeIndex(tab: Tab, name: string): Promise<number> {
  const labels = await tab.page.locator('select[name="body"] option').allTextContents();
  const index = labels.findIndex((label) => label.startsWith(name));
  if (index === -1) throw new Error(`${name} is not among the offices: ${labels.slice(0, 10).join(', ')}`);
  return index;
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

import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Page } from 'playwright-core';
import { Portal } from './Portal';
import { PortalBrowser } from './PortalBrowser';
import { PasswordRegistry, startPasswordRegistry } from './PasswordRegistry';

const outputDir = resolve(__dirname, '../../../e2e-output');

/** Unique in each run, so that a hit anywhere is a leak and nothing else. */
const password = `canary-${randomBytes(12).toString('hex')}`;
const wrongPassword = `wrong-${randomBytes(12).toString('hex')}`;
const username = 'payments-reader';

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}

/** Calls the backend with the token of whoever is signed in. */
async function callAs(page: Page, portal: Portal, path: string) {
  const token = await tokenOf(page, portal);
  const response = await fetch(
    `${portal.backendUrl}/api/integrated-registry${path}`,
    { headers: { Authorization: `Bearer ${token}` } },
  );
  return { status: response.status, body: await response.text() };
}

async function tokenOf(page: Page, portal: Portal): Promise<string> {
  const user = await page.evaluate(() =>
    window.sessionStorage.getItem('demo-sign-in'),
  );
  const response = await fetch(`${portal.backendUrl}/api/auth/demo/refresh`, {
    headers: {
      'x-demo-user': user ?? '',
      'X-Requested-With': 'XMLHttpRequest',
    },
  });
  const session = await response.json();
  return session.backstageIdentity.token;
}

describe('a workspace integrates a registry, and a member chooses an image from it', () => {
  let registry: PasswordRegistry;
  let portal: Portal;
  let browser: PortalBrowser;
  let admin: Page;
  let integrationId: string;

  beforeAll(async () => {
    browser = await PortalBrowser.launch({ baseUrl: '', outputDir });
    await browser.close();
    [registry, portal] = await Promise.all([
      startPasswordRegistry({ username, password }),
      Portal.start({
        logFile: join(outputDir, 'portal.log'),
        config: {
          integratedRegistry: {
            platformAdmins: ['user:default/olivia'],
            encryption: { keys: [{ id: 'e2e', secret: 'only-for-this-run' }] },
            network: { allow: ['127.0.0.1', 'localhost'] },
            integrations: [],
          },
        },
      }),
    ]);
    browser = await PortalBrowser.launch({
      baseUrl: portal.baseUrl,
      outputDir,
    });
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    await registry?.stop();
  });

  it('lets the admin integrate it: a wrong password is named and nothing saved, the right one is', async () => {
    admin = await browser.signIn('Priya Raman');
    await admin.getByRole('link', { name: 'Integrated Registry' }).click();
    await admin
      .getByRole('button', { name: 'Integrate Registry' })
      .first()
      .click();
    const form = admin.getByRole('dialog');
    await form.getByRole('radio', { name: /Docker Registry/ }).check();
    await form.getByLabel('Name', { exact: true }).fill('Company registry');
    await form.getByLabel(/^Address/).fill(registry.url);
    await form.getByLabel(/^User name/).fill(username);
    await form.getByLabel(/^Password/).fill(wrongPassword);
    await form.getByRole('button', { name: 'Test connection' }).click();
    await form.getByText(/login/i).first().waitFor();
    await form.getByText(/Check user name and password/).first().waitFor();
    await browser.screenshot(admin, 'connection-test-failed');

    await form.getByRole('button', { name: 'OK' }).click();
    await form.getByText(/Check user name and password/).first().waitFor();
    expect(
      JSON.parse((await callAs(admin, portal, '/integrations')).body).items,
    ).toEqual([]);

    await form.getByLabel(/^Password/).fill(password);
    await form.getByRole('button', { name: 'Test connection' }).click();
    await form.getByText(/can be used|passed|succeeded/i).first().waitFor();
    await browser.screenshot(admin, 'connection-test-passed');
    await form.getByRole('button', { name: 'OK' }).click();
    await form.waitFor({ state: 'detached' });
    await admin.getByText('Company registry').first().waitFor();
    await browser.screenshot(admin, 'page');

    const { items } = JSON.parse(
      (await callAs(admin, portal, '/integrations')).body,
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      name: 'Company registry',
      workspace: 'group:default/payments',
      hasCredential: true,
      createdBy: 'user:default/priya',
    });
    integrationId = items[0].id;
  });
});

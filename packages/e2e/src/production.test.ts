import { resolve } from 'node:path';
import { Browser } from 'playwright-core';
import { launchChromium } from './launchChromium';
import { ProductionPortal } from './ProductionPortal';

const repository = resolve(__dirname, '../../..');

describe('the portal in production', () => {
  let portal: ProductionPortal;
  let browser: Browser;

  beforeAll(async () => {
    portal = await ProductionPortal.start(repository, {
      catalog: {
        locations: [
          {
            type: 'file',
            target: resolve(repository, 'examples/org.yaml'),
            rules: [{ allow: ['User', 'Group'] }],
          },
        ],
      },
    });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  /** Opens the portal as somebody whom a proxy before it names, or without such a proxy. */
  async function open(forwardedUser?: string) {
    const context = await browser.newContext({
      baseURL: portal.url,
      ...(forwardedUser && {
        extraHTTPHeaders: { 'X-Forwarded-User': forwardedUser },
      }),
    });
    const page = await context.newPage();
    await page.goto('/integrated-registry');
    return page;
  }

  it('signs in whom the OAuth2 proxy names', async () => {
    const page = await open('priya');
    await page
      .getByRole('button', { name: 'Integrate registry' })
      .first()
      .waitFor({ timeout: 60_000 });
    await page.goto('/settings');
    const name = page.getByText('Priya Raman').first();
    await name.waitFor();
    expect(await name.isVisible()).toBe(true);
  });

  it('lets nobody in without the proxy, or whom the catalog does not have', async () => {
    for (const user of [undefined, 'nobody-of-this-name']) {
      const page = await open(user);
      await page
        .getByText(/You do not appear to be signed in/)
        .first()
        .waitFor();
      expect(
        await page.getByRole('button', { name: 'Integrate registry' }).count(),
      ).toBe(0);
      const { ok } = await fetch(
        `${portal.url}/api/auth/oauth2Proxy/refresh`,
        user ? { headers: { 'X-Forwarded-User': user } } : {},
      );
      expect(ok).toBe(false);
    }
  });

  it('does not know the sign-in of the demo', async () => {
    const { status } = await fetch(`${portal.url}/api/auth/demo/refresh`, {
      headers: { 'x-demo-user': 'user:default/priya' },
    });
    expect(status).toBe(404);
  });
});

import { Page } from 'playwright-core';
import { Portal } from './Portal';

/**
 * Calls the backend over HTTP, past the page, as whoever is signed in there.
 *
 * @param plugin - whose part of the backend
 */
export async function callAs(
  page: Page,
  portal: Portal,
  path: string,
  body?: object,
  plugin: string = 'integrated-registry',
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${portal.backendUrl}/api/${plugin}${path}`, {
    headers: {
      Authorization: `Bearer ${await tokenOf(page, portal)}`,
      'Content-Type': 'application/json',
      // Restarts of the backend leave no connection to come back to.
      Connection: 'close',
    },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
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

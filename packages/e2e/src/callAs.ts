import { Page } from 'playwright-core';
import { Portal } from './Portal';
import { within } from './within';

const PATIENCE_SECONDS = 120;

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
  const token = await tokenOf(page, portal);
  const call = async () => {
    const response = await fetch(`${portal.backendUrl}/api/${plugin}${path}`, {
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        // Restarts of the backend leave no connection to come back to.
        Connection: 'close',
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  return within(PATIENCE_SECONDS, `the answer to ${plugin}${path}`, call());
}

async function tokenOf(page: Page, portal: Portal): Promise<string> {
  const user = await within(
    PATIENCE_SECONDS,
    `the page at ${page.url()} to tell who is signed in`,
    page.evaluate(() => window.sessionStorage.getItem('demo-sign-in')),
  );
  const refresh = async () => {
    const response = await fetch(`${portal.backendUrl}/api/auth/demo/refresh`, {
      headers: {
        'x-demo-user': user ?? '',
        'X-Requested-With': 'XMLHttpRequest',
      },
    });
    return response.json();
  };
  const session = await within(
    PATIENCE_SECONDS,
    `a token for ${user}`,
    refresh(),
  );
  return session.backstageIdentity.token;
}

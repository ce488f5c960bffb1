import { setTimeout } from 'node:timers/promises';
import { Page } from 'playwright-core';
import { callAs } from './callAs';
import { Canary } from './Canary';
import { Portal } from './Portal';
import { PortalBrowser } from './PortalBrowser';
import { within } from './within';

const PATIENCE_SECONDS = 30;
const POLL_MS = 100;

/** Of an image that is found where its name is mistyped. */
export const VERSIONS = ['1.0.0', '1.1.0', '1.1.1', '2.0.0'].map(
  tag => `checkout-service:${tag}`,
);

export interface Scene {
  portal: Portal;
  browser: PortalBrowser;
  canary: Canary;
  /** On the page that lists the integration. */
  admin: Page;
  member: Page;
  integrationId: string;
  /** Of the registry, which has `team/app` and the versions. */
  host: string;
  indexDigest: string;
  /** @param image - such as `app:1.0` */
  push(image: string): Promise<void>;
}

/** A member mistypes a name, takes tags of a version line, and pastes a reference. */
export async function findMistypedAndPasted(scene: Scene): Promise<void> {
  const { browser, member, host, indexDigest } = scene;
  // The pictures of this one are dark.
  await member.emulateMedia({ colorScheme: 'dark' });
  await member.goto('/create/templates/default/deploy-container-image');
  await member.locator('input[value=Payments]').waitFor();
  await member.getByRole('button', { name: 'Choose image' }).click();
  const dialog = member.getByRole('dialog', { name: 'Choose image' });
  const search = dialog.getByRole('combobox', { name: 'Search images' });
  const found = dialog.getByRole('option', {
    name: /team\/checkout-service/,
  });
  await search.fill('chekout');
  await dialog.getByText('Similar names').waitFor();
  await browser.screenshot(member, 'similar-names');
  await found.click();
  await dialog.getByRole('radio', { name: '1.1 (2)' }).click();
  await dialog.getByRole('option', { name: /^1\.1\.1/ }).waitFor();
  expect(await dialog.getByRole('option', { name: /^2\.0\.0/ }).count()).toBe(
    0,
  );
  await browser.screenshot(member, 'version-lines');

  await search.fill(`docker pull ${host}/team/checkout-service:1.0.0`);
  await dialog.getByText(/^1 found/).waitFor();
  await found.click();
  await dialog
    .getByText(`/team/checkout-service:1.0.0@${indexDigest}`)
    .waitFor();
  await browser.screenshot(member, 'pasted-reference');
  await member.emulateMedia({ colorScheme: 'light' });
}

/** An admin sets a webhook up, and a member sees what is pushed. */
export async function seePushedTag(scene: Scene): Promise<void> {
  const { admin, browser, canary, indexDigest, push } = scene;
  await admin
    .getByRole('button', { name: 'Actions for Company registry' })
    .click();
  await admin.getByRole('menuitem', { name: 'Webhook' }).click();
  const webhook = admin.getByRole('dialog', {
    name: 'Webhook of Company registry',
  });
  await webhook.getByRole('button', { name: 'Create secret' }).click();
  await webhook
    .getByText('Copy the secret now. It is not shown again.')
    .waitFor();
  await browser.screenshot(admin, 'webhook');
  const configuration = await webhook
    .getByRole('group', { name: 'Configuration of Docker Registry' })
    .innerText();
  const [, url] = /url: (\S+)/.exec(configuration)!;
  const [, authorization] = /Authorization: \['(.+)'\]/.exec(configuration)!;
  canary.secret(authorization.split(' ')[1], 'the secret of the webhook');

  const tag = '3.0.0';
  await push(`app:${tag}`);
  // As the registry itself notifies of it.
  const called = await fetch(url, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/vnd.docker.distribution.events.v2+json',
    },
    body: JSON.stringify({
      events: [
        {
          action: 'push',
          target: { repository: 'team/app', tag, digest: indexDigest },
        },
      ],
    }),
  });
  expect(called.status).toBe(202);
  await within(PATIENCE_SECONDS, 'the pushed tag', tagged(scene, tag));
  await webhook.getByRole('button', { name: 'Close' }).last().click();
}

async function tagged(
  { member, portal, integrationId }: Scene,
  tag: string,
): Promise<void> {
  for (;;) {
    const { body } = await callAs(
      member,
      portal,
      `/integrations/${integrationId}/tags?repository=team/app`,
    );
    const { items } = body as { items: { name: string }[] };
    if (items.some(({ name }) => name === tag)) {
      return;
    }
    await setTimeout(POLL_MS);
  }
}

import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Page } from 'playwright-core';
import {
  buildImage,
  buildIndex,
  RegistrySimulator,
  SimulatorOptions,
} from 'registry-simulator';
import { Portal } from './Portal';
import { PortalBrowser } from './PortalBrowser';

const repository = resolve(__dirname, '../../..');
const outputDir = join(repository, 'e2e-output');

const login = {
  username: 'robot$portal',
  password: `canary-${randomBytes(12).toString('hex')}`,
};
const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
const { digest } = image.manifest;

interface Kind {
  type: string;
  options: SimulatorOptions;
  /** As the registry knows it. */
  name: string;
  /** What people see when the image is chosen. */
  seen?: RegExp;
}

const kinds: Kind[] = [
  { type: 'Docker Registry', options: { login }, name: 'team/docker-app' },
  {
    type: 'Harbor',
    options: {
      harbor: {
        accounts: [{ ...login, kind: 'robot' }],
        scanned: ['team/harbor-app:1.2.0'],
      },
    },
    name: 'team/harbor-app',
    seen: /1 critical, 1 high, 1 medium, 1 low; 2 fixed in newer packages/,
  },
  {
    type: 'JFrog Artifactory',
    options: {
      artifactory: {
        accounts: [login],
        repositories: [{ key: 'docker-local' }, { key: 'open' }],
        // What everybody sees must not make a wrong password pass.
        anonymous: ['open'],
      },
    },
    name: 'docker-local/team/jfrog-app',
  },
];

describe('every type of registry, from the form to the template', () => {
  let portal: Portal;
  let browser: PortalBrowser;
  let admin: Page;
  let member: Page;
  const registries: RegistrySimulator[] = [];

  beforeAll(async () => {
    await mkdir(outputDir, { recursive: true });
    portal = await Portal.start({
      repository,
      logFile: join(outputDir, 'portal-registries.log'),
      config: {
        integratedRegistry: {
          platformAdmins: ['user:default/olivia'],
          encryption: {
            keys: [{ id: 'e2e', secret: randomBytes(16).toString('hex') }],
          },
          network: { allow: ['127.0.0.1', 'localhost'] },
          integrations: [],
        },
      },
    });
    browser = await PortalBrowser.launch({
      baseUrl: portal.baseUrl,
      outputDir,
    });
    admin = await browser.signIn('Priya Raman');
    member = await browser.signIn('Marco Bianchi');
    await admin.getByRole('link', { name: 'Integrated Registry' }).click();
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    await Promise.all(registries.map(registry => registry.stop()));
  });

  describe.each(kinds)('$type', ({ type, options, name, seen }) => {
    let registry: RegistrySimulator;

    beforeAll(async () => {
      registry = await RegistrySimulator.start(options);
      registries.push(registry);
      registry.store.addImage(name, image, '1.2.0');
    });

    async function fillForm(password: string) {
      const form = admin.getByRole('dialog');
      await form.getByText(type, { exact: true }).click();
      await form.getByRole('textbox', { name: /^Name/ }).fill(`Our ${type}`);
      await form.getByLabel(/^Address/).fill(registry.url);
      await form.getByLabel(/^User name/).fill(login.username);
      await form.getByLabel(/^Password/).fill(password);
      return form;
    }

    it('is not integrated with a wrong password', async () => {
      await admin
        .getByRole('button', { name: 'Integrate Registry' })
        .first()
        .click();
      const form = await fillForm('not-the-password');
      await form.getByRole('button', { name: 'OK' }).click();
      await form
        .getByText('Nothing was saved: the connection test failed')
        .first()
        .waitFor();
    });

    it('is integrated with the right one', async () => {
      const form = await fillForm(login.password);
      await form.getByRole('button', { name: 'OK' }).click();
      await form.waitFor({ state: 'detached' });
      await admin
        .getByRole('row', { name: new RegExp(`Our ${type}`) })
        .filter({ hasText: /Healthy/ })
        .filter({ hasText: /1 repositor/ })
        .waitFor();
      await browser.screenshot(admin, `page-${type.toLowerCase()}`);
    });

    it('has its image chosen in a template', async () => {
      await member.goto('/create/templates/default/deploy-container-image');
      await member.locator('input[value=Payments]').waitFor();
      await member.getByRole('button', { name: 'Choose Image' }).click();
      const dialog = member.getByRole('dialog', { name: 'Choose Image' });
      const word = name.split('/').at(-1)!;
      await dialog.getByRole('combobox', { name: 'Search images' }).fill(word);
      await dialog
        .getByRole('option', { name: new RegExp(`^${name}`) })
        .click();
      await dialog
        .getByRole('option', { name: /^1\.2\.0.*linux\/amd64, linux\/arm64/ })
        .click();
      await dialog.getByText(`@${digest}`).waitFor();
      if (seen) {
        await dialog.getByText(seen).waitFor();
      }
      await browser.screenshot(member, `picker-${type.toLowerCase()}`);
      await dialog.getByRole('button', { name: 'Choose', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(
        await member.getByRole('textbox', { name: /^Image/ }).inputValue(),
      ).toBe(`${registry.host}/${name}:1.2.0@${digest}`);
    });
  });
});

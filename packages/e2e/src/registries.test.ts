import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Page } from 'playwright-core';
import {
  buildImage,
  buildIndex,
  RegistrySimulator,
  SimulatorOptions,
} from 'registry-simulator';
import { Canary } from './Canary';
import { Portal } from './Portal';
import { PortalBrowser } from './PortalBrowser';
import { runTemplate } from './runTemplate';
import { vacuumTasks } from './vacuumTasks';

const repository = resolve(__dirname, '../../..');
const outputDir = join(repository, 'e2e-output');
const logFile = join(outputDir, 'portal-registries.log');

const canary = Canary.create();
const username = 'robot$portal';
const image = buildIndex([
  buildImage({ architecture: 'amd64' }),
  buildImage({ architecture: 'arm64' }),
]);
const { digest } = image.manifest;

interface Login {
  username: string;
  password: string;
}

interface Kind {
  type: string;
  options: (login: Login) => SimulatorOptions;
  /** As the registry knows it. */
  name: string;
  handsOutTokens: boolean;
  /** What people see when the image is chosen. */
  seen?: RegExp;
}

const kinds: Kind[] = [
  {
    type: 'Docker Registry',
    options: login => ({ login, auth: 'bearer' }),
    name: 'team/docker-app',
    handsOutTokens: true,
  },
  {
    type: 'Harbor',
    options: login => ({
      harbor: {
        accounts: [{ ...login, kind: 'robot' }],
        scanned: ['team/harbor-app:1.2.0'],
      },
    }),
    name: 'team/harbor-app',
    handsOutTokens: true,
    seen: /1 critical, 1 high, 1 medium, 1 low; 2 fixed in newer packages/,
  },
  {
    type: 'JFrog Artifactory',
    options: login => ({
      artifactory: {
        accounts: [login],
        repositories: [{ key: 'docker-local' }, { key: 'open' }],
        // What everybody sees must not make a wrong password pass.
        anonymous: ['open'],
      },
    }),
    name: 'docker-local/team/jfrog-app',
    // It takes the password itself everywhere.
    handsOutTokens: false,
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
      logFile,
      config: {
        integratedRegistry: {
          platformAdmins: ['user:default/olivia'],
          encryption: {
            keys: [
              { id: 'e2e', secret: canary.password('the encryption key') },
            ],
          },
          network: { allow: ['127.0.0.1', 'localhost'] },
          integrations: [],
        },
      },
    });
    browser = await PortalBrowser.launch({
      baseUrl: portal.baseUrl,
      outputDir,
      canary,
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

  describe.each(kinds)('$type', kind => {
    const { type, options, name, seen, handsOutTokens } = kind;
    let registry: RegistrySimulator;
    let tokens = 0;
    const right = canary.password(`the password of ${type}`);
    const wrong = canary.password(`the wrong password of ${type}`);

    beforeAll(async () => {
      registry = await RegistrySimulator.start({
        ...options({ username, password: right }),
        onToken(token) {
          tokens += 1;
          canary.secret(token, `a token of ${type}`);
        },
      });
      registries.push(registry);
      registry.store.addImage(name, image, '1.2.0');
    });

    async function fillForm(password: string) {
      const form = admin.getByRole('dialog');
      await form.getByText(type, { exact: true }).click();
      await form.getByRole('textbox', { name: /^Name/ }).fill(`Our ${type}`);
      await form.getByLabel(/^Address/).fill(registry.url);
      await form.getByLabel(/^User name/).fill(username);
      await form.getByLabel(/^Password/).fill(password);
      return form;
    }

    it('is not integrated with a wrong password', async () => {
      await admin
        .getByRole('button', { name: 'Integrate registry' })
        .first()
        .click();
      const form = await fillForm(wrong);
      await form.getByRole('button', { name: 'Save integration' }).click();
      await form
        .getByText('Not saved: connection test failed at step “Login”')
        .first()
        .waitFor();
      expect(await admin.getByText(`Our ${type}`).count()).toBe(0);
    });

    it('is integrated with the right one', async () => {
      const form = await fillForm(right);
      await form.getByRole('button', { name: 'Save integration' }).click();
      await form.waitFor({ state: 'detached' });
      const row = admin
        .getByRole('row', { name: new RegExp(`Our ${type}`) })
        .filter({ hasText: /Healthy/ })
        .filter({ hasText: /1 repositor/ });
      await row.waitFor();
      expect(await row.count()).toBe(1);
      await browser.screenshot(admin, `page-${type.toLowerCase()}`);
    });

    it('has its image chosen in a template', async () => {
      // To load the page again keeps what was chosen there, of the registry before.
      await member.evaluate(() =>
        Object.keys(sessionStorage)
          .filter(key => key.startsWith('integrated-registry '))
          .forEach(key => sessionStorage.removeItem(key)),
      );
      await member.goto('/create/templates/default/deploy-container-image');
      await member.locator('input[value=Payments]').waitFor();
      await member.getByRole('button', { name: 'Choose image' }).click();
      const dialog = member.getByRole('dialog', { name: 'Choose image' });
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
      await dialog.getByRole('button', { name: 'Use image' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(
        await member.getByRole('textbox', { name: /^Image/ }).inputValue(),
      ).toBe(`${registry.host}/${name}:1.2.0@${digest}`);
    });

    it('is deployed by a task', async () => {
      const { status, told } = await runTemplate(member, portal, {
        workspace: 'group:default/payments',
        image: `${registry.host}/${name}:1.2.0`,
        name: name.split('/').at(-1),
        replicas: 1,
      });
      expect(status).toBe('completed');
      expect(JSON.stringify(told)).toContain(digest);
      canary.inspectBehind('a task', told);
      // Where passwords are exchanged for tokens, those were looked for as well.
      expect(tokens > 0).toBe(handsOutTokens);
    });
  });

  it('has no password go out, whichever the type', async () => {
    for (const { type } of kinds) {
      canary.bait(`Our ${type}`);
    }
    await browser.close();
    await portal.stopBackend();
    canary.inspectBehind('a log', await readFile(logFile));
    const databases = join(portal.dataDir, 'database');
    await vacuumTasks(databases);
    await canary.inspectFiles('the database', databases);
    expect(canary.leaks).toEqual([]);
    expect(canary.places).toEqual(
      expect.arrayContaining(['a log', 'the database', 'the page']),
    );
  });
});

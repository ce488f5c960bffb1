import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Page } from 'playwright-core';
import {
  DockerRegistry,
  inspectDigest,
  makeTwoPlatformLayout,
  pushLayout,
  startDockerRegistry,
} from 'registry-simulator';
import { callAs } from './callAs';
import { Canary } from './Canary';
import {
  findMistypedAndPasted,
  Scene,
  seePushedTag,
  VERSIONS,
} from './findImages';
import { Portal } from './Portal';
import { PortalBrowser } from './PortalBrowser';
import { taskEvents } from './runTemplate';
import { seeNothing } from './seeNothing';
import { vacuumTasks } from './vacuumTasks';

const repository = resolve(__dirname, '../../..');
const outputDir = join(repository, 'e2e-output/portal');

const canary = Canary.create();
const password = canary.password('the password');
const wrongPassword = canary.password('the wrong password');
const username = 'payments-reader';
const login = { username, password };
const keys = [{ id: 'e2e', secret: canary.password('the encryption key') }];
const wrongKey = canary.password('the wrong encryption key');

const settings = {
  platformAdmins: ['user:default/olivia'],
  encryption: { keys },
  network: { allow: ['127.0.0.1', 'localhost'] },
  integrations: [],
};

describe('a workspace integrates a registry, and a member chooses an image from it', () => {
  let directory: string;
  let registry: DockerRegistry;
  let portal: Portal;
  let browser: PortalBrowser;
  let admin: Page;
  let member: Page;
  let integrationId: string;
  let indexDigest: string;

  const push = (image: string) =>
    pushLayout(
      join(directory, 'layout'),
      '1.2.0',
      `${registry.host}/team/${image}`,
      login,
    );

  const scene = (): Scene => ({
    portal,
    browser,
    admin,
    member,
    integrationId,
    host: registry.host,
    indexDigest,
    canary,
    push,
  });

  beforeAll(async () => {
    await rm(outputDir, { recursive: true, force: true });
    await mkdir(outputDir, { recursive: true });
    directory = await mkdtemp(join(tmpdir(), 'e2e-'));
    registry = await startDockerRegistry({ login });
    const layout = join(directory, 'layout');
    indexDigest = await makeTwoPlatformLayout(layout, '1.2.0');
    for (const image of ['app:1.2.0', ...VERSIONS]) {
      await push(image);
    }
    portal = await Portal.start({
      repository,
      logFile: join(outputDir, 'portal.log'),
      config: { integratedRegistry: settings },
    });
    browser = await PortalBrowser.launch({
      baseUrl: portal.baseUrl,
      outputDir,
      canary,
    });
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    await registry?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('names a wrong password in the form, and saves nothing', async () => {
    admin = await browser.signIn('Priya Raman');
    await admin.getByRole('link', { name: 'Integrated Registry' }).click();
    await admin
      .getByRole('button', { name: 'Integrate registry' })
      .first()
      .click();
    const form = admin.getByRole('dialog');
    await form.getByText('Docker Registry', { exact: true }).click();
    await form.getByRole('textbox', { name: /^Name/ }).fill('Company registry');
    await form.getByLabel(/^Address/).fill(registry.url);
    await form.getByLabel(/^User name/).fill(username);
    await form.getByLabel(/^Password/).fill(wrongPassword);
    await form.getByRole('button', { name: 'Test connection' }).click();
    await form
      .getByText(/Check user name and password/)
      .first()
      .waitFor();
    await browser.screenshot(admin, 'connection-test-failed');

    await form.getByRole('button', { name: 'Save integration' }).click();
    await form
      .getByText('Not saved: connection test failed at step “Login”')
      .first()
      .waitFor();
    const { body } = await callAs(admin, portal, '/integrations');
    expect(body).toMatchObject({ items: [] });
  });

  it('integrates the registry with the right password', async () => {
    const form = admin.getByRole('dialog');
    await form.getByLabel(/^Password/).fill(password);
    await form.getByRole('button', { name: 'Test connection' }).click();
    await form
      .getByText(/accepted the login of payments-reader/)
      .first()
      .waitFor();
    await browser.screenshot(admin, 'connection-test-passed');
    await form.getByRole('button', { name: 'Save integration' }).click();
    await form.waitFor({ state: 'detached' });
    await admin.getByRole('row', { name: /Company registry/ }).waitFor();
    await admin
      .getByRole('row')
      .filter({ hasText: /Healthy/ })
      .filter({ hasText: /2 repositor/ })
      .waitFor();
    await browser.screenshot(admin, 'page');

    const { body } = await callAs(admin, portal, '/integrations');
    const { items } = body as { items: { id: string }[] };
    expect(items).toEqual([
      expect.objectContaining({
        name: 'Company registry',
        workspace: 'group:default/payments',
        username,
        hasCredential: true,
        createdBy: 'user:default/priya',
      }),
    ]);
    integrationId = items[0].id;
  });

  it('lets a member choose an image in a template, pinned to the digest of the index', async () => {
    member = await browser.signIn('Marco Bianchi');
    await member.goto('/create/templates/default/deploy-container-image');
    // Who has one workspace need not choose it.
    await member.locator('input[value=Payments]').waitFor();
    await member.getByRole('button', { name: 'Choose image' }).click();
    const dialog = member.getByRole('dialog', { name: 'Choose image' });
    await dialog.getByRole('combobox', { name: 'Search images' }).fill('app');
    await dialog.getByRole('option', { name: /^team\/app/ }).click();
    await dialog
      .getByRole('option', { name: /^1\.2\.0.*linux\/amd64, linux\/arm64/ })
      .click();
    await dialog.getByText(`@${indexDigest}`).waitFor();
    await browser.screenshot(member, 'picker');
    await dialog.getByRole('button', { name: 'Use image' }).click();
    await dialog.waitFor({ state: 'detached' });
    const reference = `${registry.host}/team/app:1.2.0@${indexDigest}`;
    expect(
      await member.getByRole('textbox', { name: /^Image/ }).inputValue(),
    ).toBe(reference);

    await member.getByRole('button', { name: 'Next' }).click();
    await member.getByRole('textbox', { name: /^Name\b/ }).fill('checkout');
    await member.getByRole('button', { name: 'Review' }).click();
    await member.getByRole('button', { name: 'Create' }).click();
    await member
      .getByText(/^Deploys/)
      .first()
      .waitFor();
    await browser.screenshot(member, 'finished-task');

    const written = join(portal.outputDir, 'checkout');
    expect(
      await readFile(join(written, 'k8s/deployment.yaml'), 'utf8'),
    ).toContain(`image: '${reference}'`);
    expect(
      await readFile(join(written, 'catalog-info.yaml'), 'utf8'),
    ).toContain(`integrated-registry.io/image: '${reference}'`);
  });

  it('has the digest that skopeo and the registry tell', async () => {
    expect(await inspectDigest(`${registry.host}/team/app:1.2.0`, login)).toBe(
      indexDigest,
    );
    const head = await fetch(`${registry.url}/v2/team/app/manifests/1.2.0`, {
      method: 'HEAD',
      headers: {
        accept: 'application/vnd.oci.image.index.v1+json',
        authorization: `Basic ${btoa(`${username}:${password}`)}`,
      },
    });
    expect(head.headers.get('docker-content-digest')).toBe(indexDigest);
  });

  it('finds what a member mistypes or pastes, and narrows tags to a version line', async () => {
    await expect(findMistypedAndPasted(scene())).resolves.toBeUndefined();
  });

  it('shows a pushed tag as soon as the registry has called', async () => {
    await expect(seePushedTag(scene())).resolves.toBeUndefined();
  });

  it.each([
    ['who belongs to no workspace', 'Noah Weber', false],
    ['who administers another workspace', 'Lena Hoffmann', true],
  ])('shows nothing of it to somebody %s', async (_, name, hasWorkspace) => {
    await expect(
      seeNothing(scene(), name, hasWorkspace),
    ).resolves.toBeUndefined();
  });

  it('keeps its integrations over a restart', async () => {
    await portal.stopBackend();
    await portal.startBackend();
    const tags = await callAs(
      member,
      portal,
      `/integrations/${integrationId}/tags?repository=team/app`,
    );
    expect(tags.body).toMatchObject({
      items: [{ name: '3.0.0' }, { name: '1.2.0' }],
    });
  });

  it.each([
    ['a wrong encryption key', [{ id: 'e2e', secret: wrongKey }]],
    ['another key in its place', [{ id: 'new', secret: wrongKey }]],
    ['an empty list of keys', []],
  ])(
    'does not start with %s, says so, and destroys nothing',
    async (what, wrong) => {
      await portal.stopBackend();
      const started = portal.startBackend({
        integratedRegistry: { ...settings, encryption: { keys: wrong } },
      });
      await expect(started).rejects.toThrow(/encryption key "e2e" is/);
      await portal.startBackend();
      const answer = await callAs(
        member,
        portal,
        `/integrations/${integrationId}/artifact?repository=team/app&reference=1.2.0`,
      );
      expect({ what, status: answer.status }).toEqual({ what, status: 200 });
    },
  );

  it('has let no password out into a response, a log, a task, the database or the browser', async () => {
    canary.bait('Company registry');
    canary.inspectBehind('a task', await taskEvents(member, portal));
    // The page has outlived six backends; it is to show what is there now.
    await admin.goto('/integrated-registry');
    await admin.getByRole('row', { name: /Company registry/ }).waitFor();
    await browser.close();
    await portal.stopBackend();
    const log = await readFile(join(outputDir, 'portal.log'), 'utf8');
    canary.inspectBehind('a log', log);
    const databases = join(portal.dataDir, 'database');
    await vacuumTasks(databases);
    await canary.inspectFiles('the database', databases);
    await canary.inspectFiles('the output of a template', portal.outputDir);
    expect(canary.leaks).toEqual([]);
    expect(canary.places).toEqual(
      expect.arrayContaining([
        'a log',
        'a response',
        'a task',
        'the database',
        'the page',
      ]),
    );
    expect(log).toMatch(/\bdebug\b/);
    expect(log).toMatch(/integration-create/);
  });
});

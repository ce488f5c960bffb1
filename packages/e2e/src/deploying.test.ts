import { KubernetesSimulator, manifestProblems } from 'kubernetes-simulator';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Page } from 'playwright-core';
import {
  describeWithPrograms,
  DockerRegistry,
  makeTwoPlatformLayout,
  pushLayout,
  runProgram,
  startDockerRegistry,
} from 'registry-simulator';
import { parse } from 'yaml';
import { callAs } from './callAs';
import { Canary } from './Canary';
import { Portal } from './Portal';
import { PortalBrowser } from './PortalBrowser';
import { taskEvents } from './runTemplate';
import { startCluster } from './startCluster';
import { vacuumTasks } from './vacuumTasks';

const repository = resolve(__dirname, '../../..');
const outputDir = join(repository, 'e2e-output/deploying');
const logFile = join(outputDir, 'portal.log');

const canary = Canary.create();
const password = canary.password('the password');
const login = { username: 'payments-reader', password };
const key = canary.password('the encryption key');
const serviceAccountToken = canary.password('the token of the portal');

const workspace = 'group:default/payments';
const namespace = 'payments-dev';
const secretName = 'integrated-registry';
const DOCKER_CONFIG = '.dockerconfigjson';

describe('a chosen private image runs', () => {
  let directory: string;
  let registry: DockerRegistry;
  let cluster: KubernetesSimulator;
  /** File with the certificate of its authority. */
  let authority: string;
  let portal: Portal;
  let browser: PortalBrowser;
  let member: Page;
  let digest: string;
  /** Of the Deployment. */
  let image: string;

  beforeAll(async () => {
    await rm(outputDir, { recursive: true, force: true });
    await mkdir(outputDir, { recursive: true });
    canary.bait('Company registry');
    directory = await mkdtemp(join(tmpdir(), 'deploying-'));
    registry = await startDockerRegistry({ login });
    const layout = join(directory, 'layout');
    digest = await makeTwoPlatformLayout(layout, '1.2.0');
    await pushLayout(layout, '1.2.0', `${registry.host}/team/app:1.2.0`, login);
    ({ cluster, authority } = await startCluster({
      directory,
      namespace,
      secretName,
      token: serviceAccountToken,
    }));
    portal = await Portal.start({
      repository,
      logFile,
      config: {
        integratedRegistry: {
          platformAdmins: ['user:default/olivia'],
          encryption: { keys: [{ id: 'e2e', secret: key }] },
          network: { allow: ['127.0.0.1', 'localhost'] },
          integrations: [
            {
              workspace,
              type: 'docker',
              name: 'Company registry',
              url: registry.url,
              ...login,
            },
          ],
          clusters: [
            {
              name: 'production',
              url: cluster.url,
              caFile: authority,
              serviceAccountToken,
            },
          ],
        },
      },
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
    await cluster?.stop();
    await registry?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** What is in the Secret, as skopeo takes it. */
  const writtenSecret = () =>
    Buffer.from(
      cluster.secret(namespace, secretName)!.data![DOCKER_CONFIG],
      'base64',
    ).toString();

  /** Copies the image of the manifest with these credentials only. */
  async function pull(dockerConfig: string): Promise<string> {
    const authfile = join(directory, 'auth.json');
    await writeFile(authfile, dockerConfig);
    const copy = join(directory, 'copy');
    await rm(copy, { recursive: true, force: true });
    await runProgram('skopeo', [
      'copy',
      '--all',
      '--src-tls-verify=false',
      `--authfile=${authfile}`,
      // skopeo takes a tag or a digest.
      `docker://${image.replace(/:[^:/@]+@/, '@')}`,
      `dir:${copy}`,
    ]);
    return readFile(join(copy, 'manifest.json'), 'utf8');
  }

  /** Without loading the page anew, which takes long in development. */
  async function openNamespaces(person: string): Promise<Page> {
    const page = await browser.signIn(person);
    await page.getByRole('link', { name: 'Integrated Registry' }).click();
    await page.getByRole('link', { name: 'Namespaces' }).click();
    return page;
  }

  it('a platform admin binds a namespace', async () => {
    const page = await openNamespaces('Olivia Chen');
    await page.getByRole('button', { name: 'Bind namespace' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Payments', { exact: true }).waitFor();
    await dialog.getByRole('textbox', { name: /^Namespace/ }).fill(namespace);
    await dialog.getByRole('button', { name: 'Bind namespace' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /payments-dev/ })
      .filter({ hasText: 'No credential' })
      .waitFor();
    // Without a decision nothing goes out.
    expect(cluster.secrets()).toEqual([]);
  });

  it('a workspace admin decides on the credential', async () => {
    const page = await openNamespaces('Priya Raman');
    await page
      .getByRole('button', { name: 'Decide on Company registry' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Separate credential', { exact: true }).click();
    await dialog.getByLabel(/^User name/).fill(login.username);
    await dialog.getByLabel(/^Password/).fill(password);
    await dialog.getByRole('button', { name: 'Save decision' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /payments-dev/ })
      .filter({ hasText: 'In place' })
      .waitFor();
    await browser.screenshot(page, 'namespaces');
    expect(cluster.secrets()).toMatchObject([
      {
        metadata: { name: secretName, namespace },
        type: 'kubernetes.io/dockerconfigjson',
      },
    ]);
    canary.secret(
      cluster.secret(namespace, secretName)!.data![DOCKER_CONFIG],
      'the pull secret',
    );
    await page.close();
  });

  it('a member runs the template in the namespace', async () => {
    member = await browser.signIn('Marco Bianchi');
    await member.getByRole('link', { name: 'Create' }).click();
    await member.getByRole('button', { name: 'Choose', exact: true }).click();
    await member.locator('input[value=Payments]').waitFor();
    await member.getByRole('button', { name: 'Choose image' }).click();
    const dialog = member.getByRole('dialog', { name: 'Choose image' });
    await dialog.getByRole('option', { name: /^team\/app/ }).click();
    await dialog.getByRole('option', { name: /^1\.2\.0/ }).click();
    await dialog.getByRole('button', { name: 'Use image' }).click();
    await dialog.waitFor({ state: 'detached' });
    await member.getByRole('button', { name: 'Next' }).click();
    await member.getByRole('textbox', { name: /^Name\b/ }).fill('checkout');
    await member.getByLabel(/^Namespace/).click();
    await member
      .getByRole('option', {
        name: /^payments-dev on production\s*Pull secret in place/,
      })
      .click();
    await browser.screenshot(member, 'namespace-picker');
    await member.getByRole('button', { name: 'Review' }).click();
    await member.getByRole('button', { name: 'Create' }).click();
    await member
      .getByText(/^Deploys/)
      .first()
      .waitFor();
    await browser.screenshot(member, 'finished-task');

    const manifest = parse(
      await readFile(
        join(portal.outputDir, 'checkout/k8s/deployment.yaml'),
        'utf8',
      ),
    );
    expect(manifestProblems(manifest)).toEqual([]);
    const podSpec = manifest.spec.template.spec;
    image = podSpec.containers[0].image;
    expect(manifest.metadata.namespace).toBe(namespace);
    expect(image).toBe(`${registry.host}/team/app:1.2.0@${digest}`);
    expect(podSpec.imagePullSecrets).toEqual([{ name: secretName }]);
  });

  it('skopeo pulls the image of the manifest with the Secret and nothing else', async () => {
    const index = JSON.parse(await pull(writtenSecret()));
    expect(index.manifests).toHaveLength(2);
    await expect(pull('{"auths":{}}')).rejects.toThrow(
      /authentication required|unauthorized/,
    );
  });

  it('a namespace of another workspace gets nothing', async () => {
    cluster.createNamespace('storefront-dev', {
      'integrated-registry.io/workspace': 'default.storefront',
    });
    const { body } = await callAs(member, portal, '/pull-secrets/ensure', {
      workspace,
      cluster: 'production',
      namespace: 'storefront-dev',
    });
    expect(body).toMatchObject({ ready: false, state: 'refused' });
    expect(cluster.secrets('storefront-dev')).toEqual([]);
  });

  describeWithPrograms(describe, ['kubectl-1.32'], 'kubectl', () => {
    it('shows the Secret that pulls the image', async () => {
      const kubectl = (...args: string[]) =>
        runProgram('kubectl-1.32', [
          `--kubeconfig=${join(directory, 'kubeconfig')}`,
          `--cache-dir=${join(directory, 'kubectl')}`,
          ...args,
        ]);
      const place = ['secret', secretName, `--namespace=${namespace}`];
      expect(await kubectl('get', ...place)).toMatch(
        /^NAME +AGE\nintegrated-registry +\w+\n$/,
      );
      const { data } = JSON.parse(
        await kubectl('get', ...place, '--output=json'),
      );
      const content = Buffer.from(data[DOCKER_CONFIG], 'base64').toString();
      expect(content).toBe(writtenSecret());
    });
  });

  it('lets no credential out into a response, a log, a task, a manifest, the database or the browser', async () => {
    canary.inspectBehind('a task', await taskEvents(member, portal));
    await browser.close();
    await portal.stopBackend();
    canary.inspectBehind('a log', await readFile(logFile));
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
  });
});

import {
  hostileAnswers,
  hostileValues,
} from 'backstage-plugin-integrated-registry-node/testUtils';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Page } from 'playwright-core';
import {
  buildImage,
  buildIndex,
  ContentStore,
  digestOf,
  HostileFront,
  RegistrySimulator,
  SecretNet,
} from 'registry-simulator';
import { Portal } from './Portal';
import { PortalBrowser } from './PortalBrowser';

declare global {
  interface Window {
    /** How long each long task of the page took, in milliseconds. */
    longTasks: number[];
  }
}

const repository = resolve(__dirname, '../../..');
const outputDir = join(repository, 'e2e-output');
const workspace = 'group:default/payments';
const login = { username: 'admin', password: 'password-of-the-admin' };

const MAX_BYTES = 300_000;
/** Ten times what is claimed, since only time shows it and machines are slow. */
const MAX_TASK_MS = 2_000;

/** An answer of Harbor with 90 entries that have a field of another value each, under names of their own. */
function hostileEntries(entry: Record<string, any>): unknown[] {
  return hostileAnswers(entry, 90).map((changed, at) => {
    const one = Object(changed);
    return {
      ...one,
      ...(one.name === entry.name && { name: `team/hostile-${at}` }),
      ...(JSON.stringify(one.tags) === JSON.stringify(entry.tags) &&
        entry.tags && { tags: [{ ...entry.tags[0], name: `hostile-${at}` }] }),
    };
  });
}

function distort(path: string, answer: any): unknown {
  if (/\/(repositories|artifacts)\?/.test(path) && answer.length > 0) {
    const [smallest] = [...answer].sort(
      (a, b) => JSON.stringify(a).length - JSON.stringify(b).length,
    );
    return [...answer, ...hostileEntries(smallest)];
  }
  return undefined;
}

/** Adds an image with hostile texts and lists in its configuration, as anybody could push it. */
function addHostileImage(store: ContentStore, name: string, tag: string) {
  const image = buildImage();
  store.addImage(name, image);
  const wide = '\u202E漢\u200B'.repeat(40_000);
  const config = Buffer.from(
    JSON.stringify({
      os: `linux${wide}`,
      architecture: `amd64${wide}`,
      author: wide,
      config: {
        Labels: { ...Array(300).fill(wide.slice(0, 3_000)), ...hostileValues },
        Cmd: hostileValues,
      },
      history: hostileValues.map(created_by => ({ created_by })),
    }),
  );
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: store.addBlob(name, config),
        size: Number.MAX_SAFE_INTEGER,
      },
      layers: [],
    }),
  );
  store.addManifest(name, { digest: digestOf(bytes), mediaType, bytes }, tag);
}

/** What a page shows that it must not show. */
async function wrongIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const invisible =
      /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}\u2800]/u;
    const wrong: string[] = [];
    const texts = document.createTreeWalker(
      document.body,
      NodeFilter.SHOW_TEXT,
    );
    while (texts.nextNode()) {
      const { parentElement, data } = texts.currentNode as Text;
      const text = data.replace(/[\n\t]/g, '');
      const isStyle = parentElement?.closest('style, script');
      // Material UI keeps the height of empty labels with one.
      if (!isStyle && text !== '\u200B' && invisible.test(text)) {
        wrong.push(`invisible: ${JSON.stringify(text.slice(0, 200))}`);
      }
      if (/Something went wrong|Error: /.test(text)) {
        wrong.push(`error: ${text.slice(0, 200)}`);
      }
    }
    return wrong;
  });
}

describe('a registry with hostile answers, in Chromium', () => {
  let harbor: RegistrySimulator;
  let front: HostileFront;
  let portal: Portal;
  let browser: PortalBrowser;
  let member: Page;
  const net = new SecretNet();
  const errors: string[] = [];
  const sizes: number[] = [];
  let longest = 0;

  beforeAll(async () => {
    net.addFrom(login);
    await mkdir(outputDir, { recursive: true });
    harbor = await RegistrySimulator.start({
      harbor: { accounts: [{ ...login, kind: 'admin' }] },
    });
    const image = buildIndex([buildImage()]);
    harbor.store.addImage('team/app', image, '1.0');
    addHostileImage(harbor.store, 'team/app', 'pushed');
    front = await HostileFront.start(harbor.url, distort);
    const entities = join(outputDir, 'hostile-entities.yaml');
    const host = new URL(front.url).host;
    await writeFile(
      entities,
      JSON.stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'hostile',
          annotations: {
            'integrated-registry.io/image': `${host}/team/app:pushed, ${host}/team/\u202Eppa:1`,
          },
        },
        spec: { type: 'service', lifecycle: 'production', owner: workspace },
      }),
    );
    portal = await Portal.start({
      repository,
      logFile: join(outputDir, 'portal-hostile.log'),
      config: {
        integratedRegistry: {
          platformAdmins: ['user:default/olivia'],
          encryption: { keys: [{ id: 'e2e', secret: 'key-of-hostile-test' }] },
          network: { allow: ['127.0.0.1', 'localhost'] },
          integrations: [
            {
              workspace,
              type: 'harbor',
              name: 'Hostile registry',
              url: front.url,
              ...login,
            },
          ],
        },
        catalog: {
          rules: [{ allow: ['User', 'Group', 'Component', 'Template'] }],
          locations: [
            join(repository, 'examples/org.yaml'),
            join(
              repository,
              'examples/templates/deploy-container-image/template.yaml',
            ),
            entities,
          ].map(target => ({ type: 'file', target })),
        },
      },
    });
    browser = await PortalBrowser.launch({
      baseUrl: portal.baseUrl,
      outputDir,
    });
    member = await browser.signIn('Marco Bianchi');
    member.on('pageerror', error => errors.push(String(error)));
    member.on('response', async response => {
      if (response.url().includes('/api/integrated-registry/')) {
        const body = await response.body().catch(() => Buffer.alloc(0));
        sizes.push(body.length);
        net.inspect('an answer', body.toString());
      }
    });
    await member.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver(list =>
        list
          .getEntries()
          .forEach(({ duration }) => window.longTasks.push(duration)),
      ).observe({ type: 'longtask' });
    });
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    front?.stop();
    await harbor?.stop();
  });

  /** Forgets the long tasks so far: in development it takes long to load the frontend. */
  async function measure(): Promise<void> {
    await member.evaluate(() => {
      window.longTasks = [];
    });
  }

  /** What is wrong with what a view shows and how long it took, in milliseconds where that is too long. */
  async function problemsOf(view: string) {
    const tasks = await member.evaluate(() => window.longTasks);
    longest = Math.max(longest, ...tasks);
    await browser.screenshot(member, `hostile-${view}`);
    return [
      ...(await wrongIn(member)),
      ...errors.splice(0),
      ...tasks.filter(ms => ms >= MAX_TASK_MS),
    ];
  }

  it('is drawn in the picker', async () => {
    await member.goto('/create/templates/default/deploy-container-image');
    await member.locator('input[value=Payments]').waitFor();
    await measure();
    await member.getByRole('button', { name: 'Choose image' }).click();
    const dialog = member.getByRole('dialog', { name: 'Choose image' });
    await dialog
      .getByRole('option', { name: /^team\/hostile-/ })
      .first()
      .waitFor();
    expect(await problemsOf('repositories')).toEqual([]);
    await dialog
      .getByRole('combobox', { name: 'Search images' })
      .fill('team/app');
    await dialog.getByRole('option', { name: /^team\/app/ }).click();
    await dialog
      .getByRole('option', { name: /^hostile-/ })
      .first()
      .waitFor();
    expect(await problemsOf('tags')).toEqual([]);
    await dialog.getByRole('option', { name: /^pushed/ }).click();
    await dialog.getByText(/:pushed@sha256:/).waitFor();
    expect(await problemsOf('details')).toEqual([]);
  });

  it('is drawn on the card of an entity', async () => {
    await member.goto('/catalog/default/component/hostile');
    await measure();
    await member.getByText('Hostile registry').first().waitFor();
    await member.getByText(/ppa:1/).first().waitFor();
    expect(await problemsOf('card')).toEqual([]);
  });

  it('is drawn on the page', async () => {
    await member.goto('/integrated-registry');
    await measure();
    await member.getByRole('row', { name: /Hostile registry/ }).waitFor();
    expect(await problemsOf('page')).toEqual([]);
  });

  it('sends no answer that is too large', () => {
    expect(sizes.length).toBeGreaterThan(5);
    expect(Math.max(...sizes)).toBeLessThan(MAX_BYTES);
    net.assertNoLeaks();
    // eslint-disable-next-line no-console
    console.info(
      `longest task ${Math.round(longest)} ms, largest answer ${Math.max(
        ...sizes,
      )} bytes`,
    );
  });
});

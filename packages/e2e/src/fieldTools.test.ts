import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Page } from 'playwright-core';
import { buildImage, RegistrySimulator } from 'registry-simulator';
import { Portal } from './Portal';
import { PortalBrowser } from './PortalBrowser';

const repository = resolve(__dirname, '../../..');
const outputDir = join(repository, 'e2e-output/field-tools');

const parameters = `parameters:
  - title: Image
    properties:
      own:
        title: Bring your own image
        type: boolean
        default: true
    dependencies:
      own:
        oneOf:
          - properties:
              own: { const: false }
          - properties:
              own: { const: true }
              image:
                title: Image
                type: string
                description: Take a **small** one
                ui:field: RegistryImagePicker
                ui:help: Ask the platform team
                ui:options:
                  workspace: payments
`;

const template = `apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: in-the-editor
  title: In the editor
spec:
  owner: group:default/payments
  type: service
${parameters.replace(/^(?=.)/gm, '  ')}
  steps:
    - id: resolve
      name: Resolve the image
      action: integrated-registry:image:resolve
      input:
        workspace: group:default/payments
        image: \${{ parameters.image }}
        tagPattern: 1\\..*
`;

describe('the image picker in the tools of Backstage for fields and templates', () => {
  let registry: RegistrySimulator;
  let portal: Portal;
  let browser: PortalBrowser;
  let page: Page;
  let reference: string;

  beforeAll(async () => {
    await rm(outputDir, { recursive: true, force: true });
    await mkdir(outputDir, { recursive: true });
    registry = await RegistrySimulator.start({});
    registry.store.addImage('team/app', buildImage(), '1.2.0');
    registry.store.addImage('team/app', buildImage(), '2.0.0');
    reference = `${new URL(registry.url).host}/team/app:1.2.0`;
    portal = await Portal.start({
      repository,
      logFile: join(outputDir, 'portal.log'),
      config: {
        integratedRegistry: {
          network: { allow: ['127.0.0.1', 'localhost'] },
          integrations: [
            {
              workspace: 'group:default/payments',
              type: 'docker',
              name: 'Company registry',
              url: registry.url,
            },
          ],
        },
      },
    });
    browser = await PortalBrowser.launch({
      baseUrl: portal.baseUrl,
      outputDir,
    });
    page = await browser.signIn('Marco Bianchi');
    // Chromium asks a person for a folder; here, it is one of the page's own.
    await page.addInitScript(text => {
      Object.assign(window, {
        async showDirectoryPicker() {
          const folder = await navigator.storage.getDirectory();
          const file = await folder.getFileHandle('template.yaml', {
            create: true,
          });
          const stream = await file.createWritable();
          await stream.write(text);
          await stream.close();
          return folder;
        },
      });
    }, template);
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    await registry?.stop();
  });

  const image = () => page.getByRole('textbox', { name: /^Image/ });
  const click = (name: string) => page.getByRole('button', { name }).click();

  async function choose() {
    await page.getByRole('button', { name: 'Choose image' }).click();
    const dialog = page.getByRole('dialog', { name: 'Choose image' });
    await dialog.getByRole('option', { name: /^team\/app/ }).click();
    await dialog.getByRole('option', { name: /^1\.2\.0/ }).click();
    await dialog.getByRole('button', { name: 'Use image' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await image().inputValue()).toMatch(
      new RegExp(`^${reference}@sha256:`),
    );
  }

  it('is shown by the explorer of custom fields, with a type in its Template Spec', async () => {
    await page.goto('/create/edit/custom-fields');
    await page.locator('#custom-fields-autocomplete').fill('RegistryImage');
    await page.getByRole('option', { name: 'RegistryImagePicker' }).click();
    await image().waitFor();
    await page.getByLabel('workspace', { exact: true }).fill('payments');
    await click('Apply');
    const spec = page.locator('.cm-content').first();
    await spec.getByText('payments').waitFor();
    // The explorer draws the field anew with its options, a moment after it has written the text.
    await page.waitForLoadState('networkidle');
    expect(await spec.innerText()).toMatch(/type: string/);
    await choose();
    await browser.screenshot(page, 'explorer');
  });

  it('works in the form playground, to its review', async () => {
    await page.goto('/create/edit/template-form');
    await page.locator('.cm-content').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(parameters);
    await choose();
    const form = page.locator('form');
    expect(await form.locator('strong').innerText()).toBe('small');
    expect(await form.getByText('Ask the platform team').count()).toBe(1);
    await browser.screenshot(page, 'form-playground');
    await click('Review');
    await page.getByText(reference).first().waitFor();
  });

  it('works in the template editor, and its dry run resolves the image', async () => {
    await page.goto('/create/edit');
    await page.getByText('Load Template Directory').click();
    await page.getByText('template.yaml').first().click();
    await choose();
    await browser.screenshot(page, 'template-editor');
    await click('Review');
    await click('Create');
    await page.getByText('Result 1').first().click();
    await page.getByText('Log', { exact: true }).first().click();
    const log = page.getByText(`Chose ${reference}`).first();
    await log.waitFor();
    expect(await log.innerText()).toContain(reference);
    await browser.screenshot(page, 'dry-run');
  });

  it('is filled in again where a task is started over', async () => {
    await page.goto('/create/templates/default/deploy-container-image');
    await page.locator('input[value=Payments]').waitFor();
    await choose();
    await click('Next');
    await page.getByRole('textbox', { name: /^Name\b/ }).fill('checkout');
    await click('Review');
    await page.getByText(reference).first().waitFor();
    await browser.screenshot(page, 'review');
    await click('Create');
    await page
      .getByText(/^Deploys/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /more/i }).first().click();
    await page.getByText('Start Over').click();
    await image().waitFor();
    expect(await image().inputValue()).toContain(reference);
    await click('Next');
    await page.getByRole('textbox', { name: /^Name\b/ }).waitFor();
  });

  it.each([
    ['null', null],
    ['an empty object', {}],
  ])('shows the form where an address brings %s', async (_, value) => {
    const formData = encodeURIComponent(JSON.stringify({ image: value }));
    await page.goto(
      `/create/templates/default/deploy-container-image?formData=${formData}`,
    );
    await image().waitFor();
    expect(await image().inputValue()).toBe('');
  });

  it('keeps what a condition has switched off, and the task judges it', async () => {
    await page.goto('/create/edit');
    await page.getByText('Load Template Directory').click();
    await page.getByText('template.yaml').first().click();
    // Its tag breaks the rule of the step, which the field does not have.
    await image().fill(reference.replace('1.2.0', '2.0.0'));
    await page
      .getByRole('checkbox', { name: 'Bring your own image' })
      .uncheck();
    await image().waitFor({ state: 'detached' });
    await click('Review');
    await browser.screenshot(page, 'switched-off');
    const answer = page.waitForResponse(/\/v2\/dry-run$/);
    await click('Create');
    const response = await answer;
    expect(response.status()).toBe(400);
    expect(await response.text()).toMatch(/The tag .*2\.0\.0/);
  });
});

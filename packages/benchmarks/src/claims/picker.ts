import { join } from 'node:path';
import { callAs, Portal, PortalBrowser } from 'e2e';
import { Page } from 'playwright-core';
import { Bench, Claim } from '../Claim';
import { ms, percentile, spread } from '../measure/statistics';
import { phraseFor, seededRandom } from '../registries/names';
import { startSimulators } from '../registries/startSimulators';

const FORM = '/create/templates/default/deploy-container-image';

/** Options of the list with this name, as a selector. */
const options = (list: string) =>
  `[role=dialog] [role=listbox][aria-label="${list}"] [role=option]`;

const LISTS = { repositories: 'Search images', tags: 'Search tags' };

/** Starts the portal as `./dev start` runs it, with all repositories in the workspace Payments. */
async function startPortal(bench: Bench): Promise<Page> {
  const { repositories, integrations } = bench.sizes;
  const simulators = await startSimulators({
    registries: integrations,
    repositories,
    tags: 20,
  });
  bench.onEnd(() => simulators.stop());
  bench.say('starting the portal with its frontend');
  const portal = await Portal.start({
    repository: bench.repository,
    logFile: join(bench.directory, 'portal.log'),
    config: {
      integratedRegistry: {
        platformAdmins: ['user:default/olivia'],
        encryption: { keys: [{ id: 'bench', secret: 'for-the-benchmark' }] },
        network: { allow: ['127.0.0.1', 'localhost'] },
        integrations: simulators.urls.map((url, at) => ({
          workspace: 'group:default/payments',
          type: 'docker',
          name: `Registry ${at + 1}`,
          url,
        })),
      },
    },
  });
  bench.onEnd(() => portal.stop());
  const browser = await PortalBrowser.launch({
    baseUrl: portal.baseUrl,
    outputDir: bench.directory,
  });
  bench.onEnd(() => browser.close());
  // The frontend is compiled when it is first asked for.
  const page = await browser
    .signIn('Marco Bianchi')
    .catch(() => browser.signIn('Marco Bianchi'));
  page.setDefaultTimeout(120_000);
  bench.say('filling the repository index');
  for (;;) {
    const { body } = await callAs(
      page,
      portal,
      '/integrations?workspace=group:default/payments&limit=100',
    );
    const { items } = body as {
      items: { repositoryIndex: { state: string; repositories: number } }[];
    };
    const done = items.filter(
      ({ repositoryIndex }) => repositoryIndex.state === 'finished',
    );
    if (done.length === integrations) {
      return page;
    }
    await page.waitForTimeout(1_000);
  }
}

/**
 * Does something in the page and waits until what is to be seen is drawn, both within the page, so
 * that the way to the browser is not measured; in milliseconds.
 */
function untilDrawn(
  page: Page,
  step: {
    click?: string;
    type?: { selector: string; text: string };
    options: string;
    /** Each option shown holds this text. */
    holds?: string;
  },
): Promise<number> {
  return page.evaluate(
    ({ click, type, options: selector, holds = '' }) =>
      new Promise<number>((done, fail) => {
        const from = performance.now();
        if (click) {
          document.querySelector<HTMLElement>(click)?.click();
        }
        if (type) {
          const input = document.querySelector<HTMLInputElement>(type.selector);
          // React looks at the value behind its own setter.
          Object.getOwnPropertyDescriptor(
            HTMLInputElement.prototype,
            'value',
          )?.set?.call(input, type.text);
          input?.dispatchEvent(new Event('input', { bubbles: true }));
        }
        const look = () => {
          const shown = [...document.querySelectorAll(selector)];
          if (
            shown.length > 0 &&
            shown.every(option =>
              (option.textContent ?? '').toLowerCase().includes(holds),
            )
          ) {
            // The frame that shows them.
            requestAnimationFrame(() => done(performance.now() - from));
          } else if (performance.now() - from > 30_000) {
            fail(new Error(`${selector} did not come, holding "${holds}"`));
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      }),
    step,
  );
}

/** Scrolls through the list for some seconds; the time between frames in milliseconds. */
function scroll(page: Page, option: string, seconds: number) {
  return page.evaluate(
    ([selector, duration]) =>
      new Promise<number[]>(done => {
        const list = document
          .querySelector(selector)
          ?.closest('[role=listbox]');
        const frames: number[] = [];
        const from = performance.now();
        let last = from;
        const step = (now: number) => {
          frames.push(now - last);
          last = now;
          list?.scrollBy(0, 120);
          if (now - from < duration) {
            requestAnimationFrame(step);
          } else {
            done(frames.slice(1));
          }
        };
        requestAnimationFrame(step);
      }),
    [option, seconds * 1_000] as const,
  );
}

export const picker: Claim = {
  title: 'The picker in Chromium',
  programs: ['chromium'],
  async measure(bench) {
    const page = await startPortal(bench);
    const count = bench.sizes.repositories.toLocaleString('en-US');
    await page.goto(FORM);
    await page.locator('input[value=Payments]').waitFor();
    const button = page.getByRole('button', { name: 'Choose Image' });
    await button.waitFor();
    await button.evaluate(element => element.setAttribute('data-bench', ''));
    const dialog = page.getByRole('dialog', { name: 'Choose Image' });
    const repositories = options(LISTS.repositories);
    const tags = options(LISTS.tags);
    const random = seededRandom(3);
    const opened: number[] = [];
    const typed: number[] = [];
    const tagged: number[] = [];
    const frames: number[] = [];
    for (let round = 0; round <= bench.sizes.rounds; round++) {
      // The first round opens what a browser has to load once.
      const counts = round > 0;
      const first = await untilDrawn(page, {
        click: '[data-bench]',
        options: repositories,
      });
      const input = '[role=dialog] input[role=combobox]';
      const texts = Array.from({ length: 3 }, () =>
        phraseFor(random).slice(0, 7),
      );
      const keys: number[] = [];
      for (const text of texts) {
        keys.push(
          await untilDrawn(page, {
            type: { selector: input, text },
            options: repositories,
            holds: text,
          }),
        );
      }
      const list = await untilDrawn(page, {
        click: repositories,
        options: tags,
      });
      if (counts) {
        opened.push(first);
        typed.push(...keys);
        tagged.push(list);
      }
      if (round === bench.sizes.rounds) {
        await untilDrawn(page, {
          type: { selector: input, text: '' },
          options: repositories,
        });
        frames.push(...(await scroll(page, repositories, 5)));
      }
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    const dropped = frames.filter(frame => frame > 100).length;
    const row = (what: string, values: number[], limit: number) => ({
      what: `picker in Chromium, ${count} repositories: ${what}`,
      mustReach: `p95 ≤ ${limit} ms`,
      measured: spread(values),
      reached: percentile(values, 95) <= limit,
    });
    return [
      row('click to first rows', opened, 300),
      row('keystroke to updated rows', typed, 150),
      row('tag list shown', tagged, 400),
      {
        what: 'scrolling through the list',
        mustReach: 'no frame above 100 ms',
        measured: `${dropped} of ${frames.length} frames, the longest ${ms(
          Math.max(...frames),
        )}`,
        reached: dropped === 0,
      },
    ];
  },
};

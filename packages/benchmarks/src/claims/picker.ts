import { buildFrontend, launchChromium } from 'e2e';
import { Page } from 'playwright-core';
import { Bench, Claim } from '../Claim';
import {
  areDrawn,
  framesOfScrolling,
  untilDrawn,
  untilOpaque,
  untilQuiet,
} from '../frontend/drawn';
import { ms, percentile, spread } from '../measure/statistics';
import { repositoryName, seededRandom } from '../registries/names';
import { startFullPortal } from './scene';

const FORM = '/create/templates/default/deploy-container-image';
/** A key of somebody who types very fast, in milliseconds. */
const FAST_KEY = 60;
const SCROLL_SECONDS = 3;
/** After so many openings the form is loaded anew: most people open the picker once. */
const OPENINGS_PER_PAGE = 4;

const listOf = (name: string) =>
  `[role=dialog] [role=listbox][aria-label="${name}"]`;
const LIST = listOf('Images');
const REPOSITORIES = `${LIST} [role=option]`;
const TAGS = `${listOf('Tags')} [role=option]`;

/** A browser with a production portal, as a member of a workspace. */
async function openPortal(bench: Bench): Promise<Page> {
  const frontend = await buildFrontend(bench);
  const { backend } = await startFullPortal(bench, { frontend });
  const browser = await launchChromium();
  bench.onEnd(() => browser.close());
  const context = await browser.newContext({
    baseURL: backend.url,
    viewport: { width: 1360, height: 900 },
    extraHTTPHeaders: { Authorization: `Bearer ${backend.person(0).token}` },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

/** Each list is measured, in milliseconds. */
interface Round {
  /** Nothing of the picker had been drawn in the page before. */
  first: boolean;
  opened: number;
  fadedIn: number;
  keys: number[];
  /** The last one of a word that was typed fast. */
  lastKey: number;
  tags: number;
}

/** Opens the picker, searches twice and looks at the tags of what was found. */
async function measureRound(
  page: Page,
  names: string[],
): Promise<Omit<Round, 'first'>> {
  const opened = await untilDrawn(
    page,
    { event: 'click', rows: REPOSITORIES },
    () => page.getByRole('button', { name: 'Choose image' }).click(),
  );
  const fadedIn = await untilOpaque(page);
  const search = page.getByRole('combobox', { name: 'Search images' });
  const keys: number[] = [];
  const [slowly, fast] = names;
  for (let at = 1; at <= slowly.length; at++) {
    const sight = {
      event: 'keydown' as const,
      rows: REPOSITORIES,
      holding: slowly.slice(0, at),
    };
    const press = () => page.keyboard.press(slowly[at - 1]);
    await untilQuiet(page, LIST);
    // Where the rows stay the same ones, nothing can be seen to change.
    if (await areDrawn(page, sight)) {
      await press();
    } else {
      keys.push(await untilDrawn(page, sight, press));
    }
  }
  await search.fill('');
  await untilQuiet(page, LIST);
  const lastKey = await untilDrawn(
    page,
    {
      event: 'keydown',
      nth: fast.length,
      rows: REPOSITORIES,
      holding: fast,
    },
    () => page.keyboard.type(fast, { delay: FAST_KEY }),
  );
  const tags = await untilDrawn(page, { event: 'click', rows: TAGS }, () =>
    page.locator(REPOSITORIES).first().click(),
  );
  return { opened, fadedIn, keys, lastKey, tags };
}

async function measureScrolling(page: Page): Promise<number[]> {
  const search = page.getByRole('combobox', { name: 'Search images' });
  await search.fill('');
  await untilQuiet(page, LIST);
  return framesOfScrolling(page, LIST, SCROLL_SECONDS);
}

export const picker: Claim = {
  title: 'The picker in Chromium',
  programs: ['chromium'],
  whenMissed: `A click is answered with a first page that the portal’s index gave before it. In a profile of the first click in a page, 110 of 194 ms
    are React’s and the styles’ that Material UI makes for what is drawn for the first time; 55 ms are the browser’s, for style, layout
    and painting. Later clicks take half. Before, it took 450 ms: the list had no room before its rows came, and so was laid out and
    drawn three times, and each registry’s button was a dozen elements. Chromium draws here without a graphics card, on the two cores
    that backend and registries use.`,
  async measure(bench) {
    const { repositories, openings } = bench.sizes;
    const page = await openPortal(bench);
    bench.say('opening, typing, scrolling');
    const random = seededRandom(3);
    /** The beginning of what a repository is called within its team. */
    const name = () =>
      repositoryName(Math.floor(random() * repositories))
        .split('/')[1]
        .slice(0, 5);
    const rounds: Round[] = [];
    const frames: number[] = [];
    for (let round = 0; round < openings; round++) {
      const first = round % OPENINGS_PER_PAGE === 0;
      if (first) {
        await page.goto(FORM);
      }
      rounds.push({
        first,
        ...(await measureRound(page, [name(), name()])),
      });
      if (first) {
        frames.push(...(await measureScrolling(page)));
      }
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page
        .getByRole('dialog', { name: 'Choose image' })
        .waitFor({ state: 'detached' });
    }
    const dropped = frames.filter(frame => frame > 100).length;
    const count = repositories.toLocaleString('en-US');
    const row = (what: string, values: number[], limit: number) => ({
      what: `picker in Chromium, ${count} repositories: ${what}`,
      mustReach: `p95 ≤ ${limit} ms`,
      measured: spread(values),
      reached: percentile(values, 95) <= limit,
    });
    return [
      row(
        'click to first rows',
        rounds.map(({ opened }) => opened),
        300,
      ),
      row(
        'the first click in a page, of these',
        rounds.flatMap(({ first, opened }) => (first ? opened : [])),
        300,
      ),
      row(
        'click to first rows, until the dialog has faded in',
        rounds.map(({ fadedIn }) => fadedIn),
        300,
      ),
      row(
        'keystroke to updated rows',
        rounds.flatMap(({ keys }) => keys),
        150,
      ),
      row(
        `the last of ${FAST_KEY} ms keystrokes to updated rows`,
        rounds.map(({ lastKey }) => lastKey),
        150,
      ),
      row(
        'tag list shown',
        rounds.map(({ tags }) => tags),
        400,
      ),
      {
        what: 'scrolling through the list',
        mustReach: 'no frame above 100 ms',
        measured: `${dropped} of ${frames.length} frames, the longest ${ms(
          Math.max(...frames),
        )}, p95 ${ms(percentile(frames, 95))}`,
        reached: dropped === 0,
      },
    ];
  },
};

import { buildFrontend, launchChromium } from 'e2e';
import { Page } from 'playwright-core';
import { Bench, Claim, Row } from '../Claim';
import { untilDrawn } from '../frontend/drawn';
import { percentile, spread } from '../measure/statistics';
import { startBackend } from './scene';

const PAGE = '/integrated-registry';
const ELSEWHERE = '/catalog';
const FORM = '/create/templates/default/own-workspaces';
const ROWS =
  '[role=dialog] [role=listbox][aria-label="Workspaces"] [role=option]';
const MAX_MS = 1_000;
const MAX_NODES = 500;
/** What the backend remembers of groups is older then. */
const FORGOTTEN_MS = 11_000;

interface Opening {
  /** From the address to a select that can be used: most of it is the portal's own start. */
  cold: number;
  /** From another page of the portal to a select that can be used. */
  usable: number;
  /** From a click to the rows of the list. */
  list: number;
  /** From the last key of a search to its row. */
  found: number;
  /** That the list added to the page. */
  nodes: number;
}

/** Opens an address, cold and from another page, and its list of workspaces. */
async function open(
  page: Page,
  address: string,
  select: string,
  last: string,
): Promise<Opening> {
  const trigger = page.locator(select);
  const start = Date.now();
  await page.goto(address, { waitUntil: 'commit' });
  await trigger.waitFor();
  const cold = Date.now() - start;
  await page.goto(ELSEWHERE);
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  await page.waitForTimeout(FORGOTTEN_MS);
  const from = Date.now();
  await page.evaluate(to => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  await trigger.waitFor();
  const usable = Date.now() - from;
  const before = await countNodes(page);
  const list = await untilDrawn(page, { event: 'click', rows: ROWS }, () =>
    trigger.click(),
  );
  const nodes = (await countNodes(page)) - before;
  const found = await untilDrawn(
    page,
    { event: 'keydown', nth: last.length, rows: ROWS, holding: last },
    () => page.keyboard.type(last, { delay: 30 }),
  );
  await page.keyboard.press('Escape');
  return { cold, usable, list, found, nodes };
}

function countNodes(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('*').length);
}

function rowsOf(what: string, openings: Opening[]): Row[] {
  const timed = (name: string, values: number[]): Row => ({
    what: `${what}: ${name}`,
    mustReach: `p95 ≤ ${MAX_MS} ms`,
    measured: spread(values),
    reached: percentile(values, 95) <= MAX_MS,
  });
  const most = Math.max(...openings.map(({ nodes }) => nodes));
  return [
    timed(
      'open to usable',
      openings.map(({ usable }) => usable),
    ),
    {
      what: `${what}: the same with the portal loaded anew`,
      mustReach: 'reported',
      measured: spread(openings.map(({ cold }) => cold)),
    },
    timed(
      'click to the list of workspaces',
      openings.map(({ list }) => list),
    ),
    timed(
      'the last key of a search to its row',
      openings.map(({ found }) => found),
    ),
    {
      what: `${what}: what the list adds to the page`,
      mustReach: `at most ${MAX_NODES} nodes`,
      measured: `${most} nodes`,
      reached: most <= MAX_NODES,
    },
  ];
}

async function measureFor(
  bench: Bench,
  { url, token }: { url: string; token: string },
  [what, address, select]: [string, string, string],
  last: string,
): Promise<Row[]> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width: 1360, height: 900 },
      extraHTTPHeaders: { Authorization: `Bearer ${token}` },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    // The browser has the portal's files, as everybody's has after the first visit.
    await open(page, address, select, last);
    const openings: Opening[] = [];
    for (let round = 0; round < bench.sizes.rounds; round++) {
      openings.push(await open(page, address, select, last));
    }
    return rowsOf(what, openings);
  } finally {
    await browser.close();
  }
}

export const workspaces: Claim = {
  title: 'Portals of many workspaces in Chromium',
  programs: ['chromium'],
  async measure(bench) {
    const { groups, memberOf } = bench.sizes;
    const frontend = await buildFrontend(bench);
    const backend = await startBackend(bench, { frontend, groups, memberOf });
    const count = (value: number) => value.toLocaleString('en-US');
    const page = 'button[aria-haspopup=dialog]:has-text("Workspace")';
    const field = 'input[role=combobox][aria-haspopup=dialog]';
    const rows: Row[] = [];
    for (const [of, who, total] of [
      ['admin', `a portal of ${count(groups)} workspaces`, groups],
      ['member', `a member of ${count(memberOf)}`, memberOf],
    ] as const) {
      const portal = { url: backend.url, token: backend.token(of) };
      const last = `Team ${total - 1}`;
      for (const [what, address, select] of [
        [`page, ${who}`, PAGE, page],
        [`picker, ${who}`, FORM, field],
      ] as [string, string, string][]) {
        bench.say(what);
        rows.push(
          ...(await measureFor(bench, portal, [what, address, select], last)),
        );
      }
    }
    const { body } = await backend.api.call('GET /workspaces');
    const bytes = JSON.stringify(body).length;
    rows.push({
      what: 'the first page of GET /workspaces',
      mustReach: 'at most 50 kB',
      measured: `${Math.round(bytes / 1_000)} kB`,
      reached: bytes <= 50_000,
    });
    return rows;
  },
};

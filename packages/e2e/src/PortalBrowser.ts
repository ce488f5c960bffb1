import { createHash } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Browser, Page, Response } from 'playwright-core';
import { Canary } from './Canary';
import { launchChromium } from './launchChromium';
import { within } from './within';

const PATIENCE_SECONDS = 120;
/** For an answer that came to a page which has gone elsewhere: mostly, it has been read by then. */
const GRACE_SECONDS = 10;

/** @internal */
export interface PortalBrowserOptions {
  baseUrl: string;
  /** For screenshots of failures and the record of answers. */
  outputDir: string;
  colorScheme?: 'light' | 'dark';
  /** Sees all that reaches the browser and all that stays in it. */
  canary?: Canary;
}

/**
 * Chromium, signed in as one person at a time; it records every answer of the backend.
 *
 * @internal
 */
export class PortalBrowser {
  readonly #browser: Browser;
  readonly #options: PortalBrowserOptions;
  readonly #recording = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];
  /** What belongs to the frontend itself comes again with every page, and is large. */
  readonly #looked = new Set<string>();

  static async launch(options: PortalBrowserOptions): Promise<PortalBrowser> {
    await mkdir(options.outputDir, { recursive: true });
    return new PortalBrowser(await launchChromium(), options);
  }

  private constructor(browser: Browser, options: PortalBrowserOptions) {
    this.#browser = browser;
    this.#options = options;
  }

  get responsesFile(): string {
    return join(this.#options.outputDir, 'responses.log');
  }

  /** Opens the portal in a fresh profile and signs in. */
  async signIn(name: string): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: this.#options.baseUrl,
      viewport: { width: 1360, height: 900 },
      colorScheme: this.#options.colorScheme ?? 'light',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    let left = nextDocument(page);
    page.on('domcontentloaded', () => {
      left = nextDocument(page);
    });
    page.on('response', response => {
      const recorded = this.#recorded(response, left)
        .catch(error => {
          this.#failures.push(error);
        })
        .finally(() => this.#recording.delete(recorded));
      this.#recording.add(recorded);
    });
    page.on('console', message => {
      this.#options.canary?.inspect('the console', message.text());
      void appendFile(
        this.responsesFile,
        `CONSOLE ${message.type()} ${message.text()}\n`,
      );
    });
    page.on('pageerror', error => {
      this.#options.canary?.inspect('an error of the page', error);
    });
    // Also where a page only notes another address in its history.
    page.on('framenavigated', frame => {
      this.#options.canary?.inspect('an address', frame.url());
    });
    page.on('request', request => {
      this.#options.canary?.inspect('the address of a request', request.url());
    });
    // The first visit waits for the frontend to be built, on a busy machine for minutes.
    await page.goto('/', { timeout: 240_000 });
    await page.getByRole('button', { name: `Sign in as ${name}` }).click();
    await page.getByRole('link', { name: 'Settings' }).waitFor();
    return page;
  }

  async screenshot(page: Page, name: string): Promise<void> {
    await page.screenshot({
      path: join(this.#options.outputDir, `${name}.png`),
      animations: 'disabled',
    });
  }

  /** @throws where something that reached the browser was not looked through */
  async close(): Promise<void> {
    try {
      await Promise.all(this.#recording);
      const pages = this.#browser
        .contexts()
        .flatMap(context => context.pages());
      for (const page of pages) {
        await this.#options.canary?.inspectState(page);
      }
    } finally {
      await this.#browser.close();
    }
    if (this.#failures.length > 0) {
      throw this.#failures[0];
    }
  }

  /**
   * Chromium never tells the end of an answer which a page had not read when it went elsewhere.
   *
   * @param left - resolves when the page has loaded another document
   * @throws where the page is still there, and the answer does not end
   */
  async #recorded(response: Response, left: Promise<void>): Promise<void> {
    const what = `${response.request().method()} ${response.url()}`;
    await Promise.race([
      within(
        PATIENCE_SECONDS,
        `the end of the answer to ${what}`,
        this.#record(response),
      ),
      left.then(() =>
        setTimeout(GRACE_SECONDS * 1_000, undefined, { ref: false }),
      ),
    ]);
  }

  async #record(response: Response) {
    const { canary } = this.#options;
    const { pathname, search } = new URL(response.url());
    const isApi = pathname.startsWith('/api/');
    if (!isApi && !canary) {
      return;
    }
    const headers = JSON.stringify(
      await response.allHeaders().catch(() => ({})),
    );
    // Streams of events have no body to wait for.
    const isStream = headers.includes('text/event-stream');
    // Nothing where it was cut off, or the page has gone elsewhere and the browser has let go of it.
    const body = isStream
      ? Buffer.alloc(0)
      : await response.body().catch(() => Buffer.alloc(0));
    const digest = createHash('sha256').update(body).digest('hex');
    const known = !isApi && this.#looked.has(digest);
    this.#looked.add(digest);
    canary?.inspectAnswer([headers, known ? '' : body.toString('utf8')]);
    if (!isApi) {
      return;
    }
    await appendFile(
      this.responsesFile,
      `${response
        .request()
        .method()} ${pathname}${search} ${response.status()} ${headers}\n${body}\n`,
    );
  }
}

/** Resolves when the page has loaded another document. */
function nextDocument(page: Page): Promise<void> {
  return new Promise(resolve => {
    page.once('domcontentloaded', () => resolve());
  });
}

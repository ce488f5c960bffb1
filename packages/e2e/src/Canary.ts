import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Page } from 'playwright-core';
import { SecretNet } from 'registry-simulator';

/** What every place is to have in it, so that one which nobody looked through is noticed. */
const BAIT = 'the bait';

/**
 * Credentials that are new in every run, and a net that looks for them in what a portal lets out.
 *
 * @internal
 */
export class Canary {
  readonly #net = SecretNet.create();

  static create(): Canary {
    return new Canary();
  }

  private constructor() {}

  /**
   * A password no other run has had, so that a hit is a leak. It looks different in JSON, in a URL and
   * as it is.
   *
   * @param name - what it is called where it is found
   */
  password(name: string): string {
    const secret = `canary-"+/?${randomBytes(12).toString('hex')}`;
    this.#net.add(secret, name);
    return secret;
  }

  /** Something that is no secret, and is to be found. */
  bait(text: string): void {
    this.#net.add(text, BAIT);
  }

  readonly inspect = (where: string, value: unknown): void => {
    this.#net.inspect(where, value);
  };

  /** All that a page keeps: what is drawn and typed, what the browser stores, where it has been. */
  async inspectState(page: Page): Promise<void> {
    const { cookies, origins } = await page
      .context()
      .storageState({ indexedDB: true });
    const places = {
      'the page': await page.content(),
      'a cookie': cookies,
      'the local storage and databases of the browser': origins,
      ...(await page.evaluate(readState)),
    };
    for (const [where, value] of Object.entries(places)) {
      this.inspect(where, value);
    }
  }

  /** Files as bytes: what a database has deleted and not yet overwritten is there, too. */
  async inspectFiles(where: string, directory: string): Promise<void> {
    const entries = await readdir(directory, {
      recursive: true,
      withFileTypes: true,
    });
    for (const entry of entries.filter(found => found.isFile())) {
      const file = join(entry.parentPath, entry.name);
      this.inspect(where, [relative(directory, file), await readFile(file)]);
    }
  }

  /** Empty where nothing leaked. */
  get leaks(): string[] {
    return this.#net.leaks.filter(leak => !leak.startsWith(BAIT));
  }

  /** Where the bait was found: the places that were really looked through. */
  get places(): string[] {
    const found = this.#net.leaks
      .filter(leak => leak.startsWith(BAIT))
      .map(leak => leak.slice(`${BAIT} in `.length).replace(/, [^,]*$/, ''));
    return [...new Set(found)].sort();
  }
}

/** Runs in the page. */
async function readState() {
  const inputs = [...document.querySelectorAll('input, textarea, select')];
  const databases = await indexedDB.databases();
  return {
    'a field': inputs.map(input => (input as HTMLInputElement).value),
    'the session storage': { ...sessionStorage },
    'the state of the history': JSON.stringify(history.state ?? {}),
    'the address': location.href,
    'the name of a database': databases.map(({ name }) => name ?? ''),
    'an address that was loaded': performance
      .getEntries()
      .map(({ name }) => name),
  };
}

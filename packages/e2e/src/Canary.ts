import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Page } from 'playwright-core';
import { SecretNet } from 'registry-simulator';
import { within } from './within';

/** What every place is to have in it, so that one which nobody looked through is noticed. */
const BAIT = 'the bait';

/** A JSON Web Token, signed: RFC 7515, section 7.1. */
const SIGNED_TOKEN = /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/g;
const PATIENCE_SECONDS = 120;

/**
 * Credentials that are new in every run, and a net that looks for them in what a portal lets out.
 *
 * @internal
 */
export class Canary {
  readonly #net = new SecretNet();
  /** What only the browser may have. */
  readonly #sessions = new SecretNet();
  readonly #tokensBehind = new Set<string>();

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

  /** What somebody else has made up, such as the token that a registry gives for a password. */
  secret(text: string, name: string): void {
    this.#net.add(text, name);
  }

  /** Something that is no secret, and is to be found. */
  bait(text: string): void {
    this.#net.add(text, BAIT);
  }

  readonly inspect = (where: string, value: unknown): void => {
    this.#net.inspect(where, value);
  };

  /**
   * An answer that the browser got. The tokens in it are the portal's, by which it knows who is
   * signed in: they belong in the browser, and nowhere behind the backend.
   */
  inspectAnswer(value: string[]): void {
    this.inspect('a response', value);
    for (const [token] of value.join('\n').matchAll(SIGNED_TOKEN)) {
      this.#sessions.add(token, 'the token of a session');
    }
  }

  /** What stays behind the backend: logs, tasks, files. No token of the portal belongs there either. */
  inspectBehind(where: string, value: unknown): void {
    this.inspect(where, value);
    this.#sessions.inspect(where, value);
    const text = Buffer.isBuffer(value)
      ? value.toString('latin1')
      : JSON.stringify(value) ?? '';
    if (text.search(SIGNED_TOKEN) >= 0) {
      this.#tokensBehind.add(`a signed token in ${where}, as it is`);
    }
  }

  /** All that a page keeps: what is drawn and typed, what the browser stores, where it has been. */
  async inspectState(page: Page): Promise<void> {
    const soon = <T>(what: string, read: Promise<T>) =>
      within(PATIENCE_SECONDS, `${what} of the page at ${page.url()}`, read);
    const { cookies, origins } = await soon(
      'cookies and storage',
      page.context().storageState({ indexedDB: true }),
    );
    const places = {
      'the page': await soon('the content', page.content()),
      'a cookie': cookies,
      'the local storage and databases of the browser': origins,
      ...(await soon('the state', page.evaluate(readState))),
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
      this.inspectBehind(where, relative(directory, file));
      this.inspectBehind(where, await readFile(file));
    }
  }

  /** Empty where nothing leaked. */
  get leaks(): string[] {
    return [
      ...this.#net.leaks.filter(leak => !leak.startsWith(BAIT)),
      ...this.#sessions.leaks,
      ...this.#tokensBehind,
    ];
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

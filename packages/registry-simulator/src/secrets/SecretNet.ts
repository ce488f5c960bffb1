/** What is shorter is found in many an innocent text. */
const MIN_LENGTH = 8;

interface Secret {
  name: string;
  forms: Map<string, string>;
}

/**
 * Looks for secrets in whatever a test sees go out: answers, logs, events, rows. Found are the
 * secret itself and its usual disguises: JSON, URLs, HTML, hexadecimal, and base64 with anything before and
 * behind it, as in a Basic header.
 */
export class SecretNet {
  readonly #secrets = new Map<string, Secret>();
  readonly #leaks = new Set<string>();

  /** @param name - what it is called where it is found; the secret itself is not told */
  add(secret: string, name: string): void {
    if (secret.length >= MIN_LENGTH && !this.#secrets.has(secret)) {
      this.#secrets.set(secret, { name, forms: formsOf(secret) });
    }
  }

  /**
   * Adds what stands in fields with the name of a secret, however deep, and the passwords in
   * addresses.
   */
  addFrom(value: unknown): void {
    if (typeof value === 'string') {
      const [, password] = /:\/\/[^/\s:@]*:([^/\s@]+)@/.exec(value) ?? [];
      this.add(password ?? '', 'a password in an address');
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (/^(?:password|secret)$/.test(name) && typeof inner === 'string') {
          this.add(inner, `a ${name}`);
        }
        this.addFrom(inner);
      }
    }
  }

  /**
   * @param where - names the place
   * @param value - a text, or anything else, which is looked through with all that hangs on it
   */
  inspect(where: string, value: unknown): void {
    if (this.#secrets.size === 0) {
      return;
    }
    const text = textsOf(value).join('\n');
    const lowerCase = text.toLowerCase();
    for (const { name, forms } of this.#secrets.values()) {
      const found = [...forms].find(([form, disguised]) =>
        (/hexadecimal|URL/.test(form) ? lowerCase : text).includes(disguised),
      );
      if (found) {
        this.#leaks.add(`${name} in ${where}, ${found[0]}`);
      }
    }
  }

  /** `a password in an answer, as base64`; empty where nothing leaked. */
  get leaks(): readonly string[] {
    return [...this.#leaks];
  }

  /** @throws where something leaked, so that the test fails that it belongs to */
  assertNoLeaks(): void {
    if (this.#leaks.size > 0) {
      throw new Error(`Secrets have leaked: ${this.leaks.join('; ')}`);
    }
  }
}

function formsOf(secret: string): Map<string, string> {
  const json = JSON.stringify(secret).slice(1, -1);
  const bytes = Buffer.from(secret, 'utf8');
  return new Map([
    ['as it is', secret],
    ['as JSON', json],
    ['as JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['in a URL', encodeURIComponent(secret).toLowerCase()],
    [
      'in a form for a URL',
      String(new URLSearchParams([['', secret]]))
        .slice(1)
        .toLowerCase(),
    ],
    ['in HTML', inHtml(secret)],
    ['in an attribute in HTML', inHtml(secret).replaceAll('"', '&quot;')],
    ['as hexadecimal', bytes.toString('hex')],
    ...[0, 1, 2].flatMap((before): [string, string][] => [
      [`as base64 behind ${before}`, base64Behind(before, bytes, 'base64')],
      [
        `as base64url behind ${before}`,
        base64Behind(before, bytes, 'base64url'),
      ],
    ]),
  ]);
}

function inHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** What is the same whatever stands before and behind it. */
function base64Behind(
  before: number,
  bytes: Buffer,
  encoding: 'base64' | 'base64url',
): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  return whole
    .toString(encoding)
    .slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6));
}

/** Every text that hangs on a value: names and values of fields, hidden ones as well. */
function textsOf(root: unknown): string[] {
  const texts: string[] = [];
  const seen = new Set<unknown>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') {
      texts.push(value);
    } else if (Buffer.isBuffer(value)) {
      texts.push(value.toString('utf8'));
    } else if (
      (typeof value === 'object' || typeof value === 'function') &&
      value !== null &&
      !seen.has(value)
    ) {
      seen.add(value);
      if (value instanceof Map || value instanceof Set) {
        waiting.push(...value.values(), ...value.keys());
      }
      for (const name of Reflect.ownKeys(value)) {
        // A getter is not called: it may do anything.
        waiting.push(
          String(name),
          Reflect.getOwnPropertyDescriptor(value, name)?.value,
        );
      }
    }
  }
  return texts;
}

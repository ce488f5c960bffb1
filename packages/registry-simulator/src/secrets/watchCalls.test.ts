import { SecretNet } from './SecretNet';
import { inspectError, watchCalls } from './watchCalls';

const secret = 'canary-9e1b';

/** A client with a private field, and every way to say something. */
class Client {
  readonly #said: string;
  readonly name = 'client';

  constructor(said: string) {
    this.#said = said;
  }

  answer() {
    return { answer: this.#said };
  }

  async answerLater() {
    return { answer: this.#said };
  }

  async *answerInPages() {
    yield { page: 1 };
    yield { page: this.#said };
  }

  fail() {
    throw new Error(this.#said);
  }

  async failLater() {
    throw Object.assign(new Error('x'), { config: { said: this.#said } });
  }

  async *failInPages() {
    yield { page: 1 };
    throw new Error('x', { cause: new Error(this.#said) });
  }

  async failForAnAnswer() {
    throw Object.assign(new Error('x'), {
      toFailure: () => ({ message: this.#said }),
    });
  }
}

type Call = Exclude<keyof Client, 'name'>;

/** Whatever a call does: what comes of it, or what it throws. */
async function outcome(client: Client, name: Call): Promise<unknown> {
  try {
    const result = client[name]() as unknown;
    if (!name.endsWith('InPages')) {
      return await result;
    }
    const pages: unknown[] = [];
    for await (const page of result as AsyncIterable<unknown>) {
      pages.push(page);
    }
    return pages;
  } catch (error) {
    return error;
  }
}

const answers: Call[] = ['answer', 'answerLater', 'answerInPages'];
const failures: Call[] = [
  'fail',
  'failLater',
  'failInPages',
  'failForAnAnswer',
];

describe('watchCalls', () => {
  async function leaksOf(name: Call, said: string, results: boolean) {
    const net = new SecretNet();
    net.add(secret, 'the canary');
    const watched = watchCalls(net, new Client(said), { results });
    // Whoever calls notices nothing of it.
    expect(await outcome(watched, name)).toEqual(
      await outcome(new Client(said), name),
    );
    return net.leaks;
  }

  it.each([...answers, ...failures])('finds a secret in %s', async name => {
    const place = answers.includes(name) ? 'an answer' : 'an error';
    expect(await leaksOf(name, secret, true)).toEqual([
      `the canary in ${place}, as it is`,
    ]);
    expect(await leaksOf(name, 'something else', true)).toEqual([]);
  });

  it.each(answers)('leaves alone what %s gives where it may', async name => {
    expect(await leaksOf(name, secret, false)).toEqual([]);
  });

  it('gives what is no call as it is', () => {
    const net = new SecretNet();
    const watched = watchCalls(net, new Client(secret), { results: true });
    expect(watched.name).toBe('client');
  });
});

describe('inspectError', () => {
  it('has a test fail that an error with a secret belongs to', () => {
    const net = new SecretNet();
    net.add(secret, 'the canary');
    inspectError(net, new Error('something else'));
    net.assertNoLeaks();
    inspectError(net, new Error(`Basic ${btoa(`robot:${secret}`)}`));
    expect(() => net.assertNoLeaks()).toThrow(
      /^Secrets have leaked: the canary in an error, as base64/,
    );
  });
});

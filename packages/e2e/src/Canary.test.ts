import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Canary } from './Canary';
import { PortalBrowser } from './PortalBrowser';

/** A portal with a leak: what stands behind the sign-in is what the test puts there. */
function pageOf(script: string): string {
  return `<!DOCTYPE html>
    <link rel="icon" href="data:,">
    <button id="in" aria-label="Sign in as Priya Raman">Sign in</button>
    <script>
      document.getElementById('in').onclick = async () => {
        ${script};
        document.body.insertAdjacentHTML('beforeend', '<a href="#">Settings</a>');
      };
    </script>`;
}

/** Each puts `secret` in one place, and the page says nothing of it before. */
const leaks: [place: string, script: string][] = [
  ['a response', "await (await fetch('/api/leak')).text()"],
  ['a response', "await (await fetch('/elsewhere')).text()"],
  ['a response', "await (await fetch('/api/header')).text()"],
  ['the console', 'console.debug(await secret())'],
  [
    'an error of the page',
    'const text = await secret(); setTimeout(() => { throw new Error(text); })',
  ],
  ['the page', 'document.body.dataset.x = await secret()'],
  [
    'a field',
    `document.body.insertAdjacentHTML('beforeend', '<input type="password">');
     document.querySelector('input').value = await secret()`,
  ],
  ['a cookie', 'document.cookie = `x=${encodeURIComponent(await secret())}`'],
  [
    'the local storage and databases of the browser',
    "localStorage.setItem('x', await secret())",
  ],
  [
    'the local storage and databases of the browser',
    `const text = await secret();
     await new Promise(done => {
       const request = indexedDB.open('x', 1);
       request.onupgradeneeded = () => request.result.createObjectStore('s');
       request.onsuccess = () => {
         const change = request.result.transaction('s', 'readwrite');
         change.objectStore('s').put({ deep: [text] }, 'key');
         change.oncomplete = () => { request.result.close(); done(); };
       };
     })`,
  ],
  ['the session storage', "sessionStorage.setItem('x', await secret())"],
  [
    'the state of the history',
    "history.pushState({ x: await secret() }, '', '/')",
  ],
  [
    'an address',
    `history.pushState({}, '', '/?x=' + encodeURIComponent(await secret()));
     history.pushState({}, '', '/')`,
  ],
  [
    'the address of a request',
    "await fetch('/nothing?x=' + encodeURIComponent(await secret()))",
  ],
];

function signedToken(sub: string): string {
  const encode = (part: string | object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  return [
    encode({ typ: 'vnd.backstage.user', alg: 'ES256' }),
    encode({ sub, iat: 1_700_000_000 }),
    encode('the signature of the one who signed it'),
  ].join('.');
}

const noLeak = ['nothing', 'await secret()'];

describe('the canary', () => {
  let directory: string;
  let server: Server;
  let script: string;
  let answer: string;
  let unended = 0;
  let baseUrl: string;
  let found: string[];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'canary-'));
    server = createServer((request, response) => {
      switch (request.url) {
        case '/api/leak':
        case '/elsewhere':
          response.end(JSON.stringify({ answer }));
          break;
        case '/api/endless':
          unended += 1;
          response.write('the beginning');
          break;
        case '/api/header':
          response.setHeader('x-header', Buffer.from(answer).toString('hex'));
          response.end();
          break;
        default:
          response.setHeader('content-type', 'text/html');
          response.end(pageOf(script));
      }
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const { port } = server.address() as AddressInfo;
    baseUrl = `http://127.0.0.1:${port}`;
    found = await provokeLeaks();
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
    await rm(directory, { recursive: true, force: true });
  });

  /** Each with a password of its own, which the page got hold of in a way nobody sees. */
  async function provokeLeaks(): Promise<string[]> {
    const canary = Canary.create();
    const browser = await PortalBrowser.launch({
      baseUrl,
      outputDir: directory,
      canary,
    });
    for (const [number, [, leak]] of [...leaks, noLeak].entries()) {
      answer = canary.password(`password ${number}`);
      // Reversed, it is in no response, and the page turns it round.
      const hidden = JSON.stringify([...answer].reverse().join(''));
      script = `const secret = async () => [...${hidden}].reverse().join('');
        ${leak}`;
      await browser.signIn('Priya Raman');
    }
    await browser.close();
    return canary.leaks;
  }

  const leaksOf = (number: number) =>
    found.filter(leak => leak.startsWith(`password ${number} in `));

  it.each(leaks.map(([place, leak], number) => ({ place, leak, number })))(
    'finds a secret in $place: $leak',
    ({ place, number }) => {
      expect(leaksOf(number)).toContainEqual(
        expect.stringContaining(` in ${place}, `),
      );
    },
  );

  it('finds nothing where nothing leaks', () => {
    expect(leaksOf(leaks.length)).toEqual([]);
  });

  it('does not wait for what a page was still being sent when it went elsewhere', async () => {
    const browser = await PortalBrowser.launch({
      baseUrl,
      outputDir: directory,
      canary: Canary.create(),
    });
    script = "await fetch('/api/endless')";
    const page = await browser.signIn('Priya Raman');
    await page.goto('/');
    // Chromium tells neither that it ended nor that it was given up.
    await expect(browser.close()).resolves.toBeUndefined();
    expect(unended).toBe(1);
  });

  it('finds a secret in files and in their names', async () => {
    const canary = Canary.create();
    const password = canary.password('the password');
    const files = await mkdtemp(join(directory, 'files-'));
    await writeFile(join(files, 'a.sqlite'), `\0${password}\0`);
    await canary.inspectFiles('the database', files);
    expect(canary.leaks).toEqual(['the password in the database, as it is']);
    await rm(join(files, 'a.sqlite'));
    await writeFile(
      join(files, Buffer.from(password).toString('base64url')),
      '',
    );
    await canary.inspectFiles('the output', files);
    expect(canary.leaks).toHaveLength(2);
  });

  it.each<[string, (token: string) => unknown]>([
    ['as it is', token => `{"authorization":"Bearer ${token}"}`],
    ['on an event', token => ({ headers: { cookie: [`auth=${token}`] } })],
    ['in bytes', token => Buffer.from(`\0\u{fffd}${token}\0`)],
    ['as hexadecimal', token => Buffer.from(token).toString('hex')],
    ['as base64', token => btoa(`Bearer ${token}`)],
  ])(
    'finds a token of the portal behind the backend %s, and leaves it to the browser',
    async (_, disguise) => {
      const canary = Canary.create();
      const token = signedToken('user:default/marco');
      canary.inspectAnswer(['{}', JSON.stringify({ identity: { token } })]);
      canary.inspectBehind('a log', disguise('eyJ.nothing.of-it'));
      expect(canary.leaks).toEqual([]);
      canary.inspectBehind('a log', disguise(token));
      expect(canary.leaks).toContainEqual(
        expect.stringContaining('the token of a session in a log, as '),
      );
    },
  );

  it('finds a token of the portal that no browser has had', () => {
    const canary = Canary.create();
    canary.inspectBehind('a task', [{ token: signedToken('plugin:catalog') }]);
    expect(canary.leaks).toEqual(['a signed token in a task, as it is']);
  });

  it('finds a token that a registry has given', () => {
    const canary = Canary.create();
    canary.secret('7d0a3c1e-token', 'the token of a registry');
    canary.inspectAnswer(['{}', '{"message":"Bearer 7d0a3c1e-token"}']);
    expect(canary.leaks).toEqual([
      'the token of a registry in a response, as it is',
    ]);
  });

  it('tells where the bait was found, and takes it for no leak', () => {
    const canary = Canary.create();
    canary.bait('Company registry');
    canary.inspect('a log', 'Company registry');
    canary.inspect('a task', { log: ['Company registry'] });
    canary.inspect('the database', 'something else');
    expect(canary.places).toEqual(['a log', 'a task']);
    expect(canary.leaks).toEqual([]);
  });
});

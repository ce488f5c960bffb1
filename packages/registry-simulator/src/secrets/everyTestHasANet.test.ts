import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');
const BACKEND = 'plugins/integrated-registry-backend/src';
const NODE = 'plugins/integrated-registry-node/src';
const SCAFFOLDER = 'plugins/scaffolder-backend-module-integrated-registry/src';
const E2E = 'packages/e2e/src';

/**
 * Where secrets may come out, what looks for them there in every run of the tests, and the test that
 * puts a leak there and sees it found.
 */
const places: {
  place: string;
  /** File and what is in it, for each of the nets. */
  looked: [file: string, inspects: string][];
  /** File and title of the test. */
  shown: [file: string, title: string];
}[] = [
  {
    place: 'an answer of the backend',
    looked: [[`${BACKEND}/__testUtils__/startPortal.ts`, "'an answer'"]],
    shown: [
      `${BACKEND}/credentials/secrets.test.ts`,
      'the header in a diagnosis',
    ],
  },
  {
    place: 'the log, at every level',
    looked: [
      [`${BACKEND}/__testUtils__/observedServices.ts`, "'a log'"],
      [`${E2E}/portal.test.ts`, "'a log'"],
      [`${E2E}/registries.test.ts`, "'a log'"],
    ],
    shown: [
      `${BACKEND}/credentials/secrets.test.ts`,
      'logs them for debugging',
    ],
  },
  {
    place: 'an audit event',
    looked: [
      [`${BACKEND}/__testUtils__/observedServices.ts`, "'an audit event'"],
    ],
    shown: [`${BACKEND}/credentials/secrets.test.ts`, 'health and audit keep'],
  },
  {
    place: 'the database: each statement, and a dump at the end',
    looked: [
      [`${BACKEND}/__testUtils__/startPortal.ts`, "'the database'"],
      [`${E2E}/portal.test.ts`, "'the database'"],
      [`${E2E}/registries.test.ts`, "'the database'"],
    ],
    shown: [
      `${BACKEND}/credentials/secrets.test.ts`,
      'lists them as a repository',
    ],
  },
  {
    place: 'the cache',
    looked: [[`${BACKEND}/__testUtils__/observedServices.ts`, "'the cache'"]],
    shown: [
      `${BACKEND}/credentials/secrets.test.ts`,
      'as a tag, which is cached',
    ],
  },
  {
    place: 'an error, with all that hangs on it, and an answer of a client',
    looked: [
      [`${NODE}/oci/__testUtils__/openTestClients.ts`, 'watchCalls'],
      [`${NODE}/transport/__testUtils__/TestNetwork.ts`, 'watchCalls'],
      [`${BACKEND}/providers/__testUtils__/HostileNetwork.ts`, 'watchProvider'],
    ],
    shown: [
      'packages/registry-simulator/src/secrets/watchProvider.test.ts',
      'finds the password and the token in what clients do',
    ],
  },
  {
    place: 'the log and output of a template’s task',
    looked: [
      [`${SCAFFOLDER}/__testUtils__/useActions.ts`, 'net.assertNoLeaks'],
      ['packages/backend/src/__testUtils__/useTemplate.ts', 'net.inspect'],
      [`${E2E}/portal.test.ts`, "'a task'"],
      [`${E2E}/registries.test.ts`, "'a task'"],
    ],
    shown: [`${E2E}/Canary.test.ts`, 'that no browser has had'],
  },
  {
    place: 'all that the browser gets, shows and keeps',
    looked: [
      [`${E2E}/PortalBrowser.ts`, 'inspectAnswer'],
      [`${E2E}/PortalBrowser.ts`, 'inspectState'],
    ],
    shown: [`${E2E}/Canary.test.ts`, 'finds a secret in $place: $leak'],
  },
];

/** What gives a secret to the code under test: a portal, a client, a real backend. */
const DOOR =
  /\b(?:startPortal|startTestBackend|createHttpTransport|describeProviderContract|new OciClient|Portal\.start)\b|\.connect\(/;
/** Whether a provider demands a credential is none, and neither are kinds of Kubernetes. */
const SECRET =
  /password|(?<!sealed|external|cluster)secret|credential(?!: '(?:optional|required)')/i;
/** What looks through whatever comes out. */
const NET =
  /\b(?:startPortal|testHarbor|testArtifactory|HostileNetwork|TestNetwork|openTestClients|SecretNet|Canary)\b/;

/** What has the test fail for what was found. */
const END = /\bassertNoLeaks\(\)|\.leaks\b|\.close\(\)|\.stop\(\)/;

/** Hooks that have both. */
const HOOK =
  /\buse(?:Artifactory|Integration|RegistriesPortal|TestClients|TestNetwork)\(/;

/** Who imports the type of a portal opens none. */
const IMPORTS = /^import [^;]*;$/gm;

const handsOver = (source: string) =>
  DOOR.test(source.replace(IMPORTS, '')) && SECRET.test(source);
const lacksNet = (source: string) =>
  handsOver(source) &&
  !HOOK.test(source) &&
  !(NET.test(source) && END.test(source));

/** Tests, and the helpers that start what tests use. */
function testFiles(): string[] {
  return ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder)).flatMap(name => {
      const sources = join(root, folder, name, 'src');
      return existsSync(sources)
        ? readdirSync(sources, { recursive: true, encoding: 'utf8' })
            .filter(file => /\.test\.tsx?$|__testUtils__\/.*\.tsx?$/.test(file))
            .map(file => join(sources, file))
        : [];
    }),
  );
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the nets for secrets', () => {
  it.each(places)('look through $place', ({ looked, shown }) => {
    for (const [file, inspects] of looked) {
      expect(read(file)).toContain(inspects);
    }
    const [file, title] = shown;
    expect(read(file)).toContain(title);
  });

  it('are in every test that hands a secret to a portal, a client or a backend', () => {
    const sources = testFiles().map(file => ({
      file,
      source: readFileSync(file, 'utf8'),
    }));
    const those = sources.filter(({ source }) => handsOver(source));
    expect(those.length).toBeGreaterThan(30);
    expect(
      those.filter(({ source }) => lacksNet(source)).map(({ file }) => file),
    ).toEqual([]);
  });

  it.each([
    ['a client', 'provider.connect({ credential, transport })'],
    ['a backend', "startTestBackend({}); const password = 'p'"],
    ['a portal', "Portal.start({ keys: [{ secret: 's' }] })"],
  ])('are missed in a test that opens %s without one', (_, source) => {
    expect(lacksNet(source)).toBe(true);
    expect(lacksNet(`${source}; new SecretNet()`)).toBe(true);
    expect(lacksNet(`${source}; useIntegration('SQLITE_3')`)).toBe(false);
    expect(lacksNet(`${source}; net: SecretNet; net.assertNoLeaks()`)).toBe(
      false,
    );
  });
});

import {
  diagnosisSchema,
  RegistryErrorCode,
  registryErrorCodes,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';
import {
  deadlineSignal,
  isRegistryError,
  NetworkPolicy,
  RegistryClient,
  RegistryConnection,
} from 'backstage-plugin-integrated-registry-node';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificates, describeWithPrograms } from 'registry-simulator';
import { dockerProvider } from './docker';
import { harborProvider } from './harbor';
import { HostileNetwork } from './__testUtils__/HostileNetwork';

const DOCUMENT = join(__dirname, '../../../../docs/diagnosis.md');
const INTRODUCTION = `<!-- Written by plugins/integrated-registry-backend/src/providers/diagnosis.test.ts; do not edit. -->
<!-- prettier-ignore-start -->

# What a connection test says

Every failure of a registry has a code, a sentence about what happened and why, and one about what to
do. They are the same in the page, in the HTTP API (\`code\`, \`message\`, \`remedy\`) and in the log of
template actions. The sentences below come from servers that really failed in this way.

| Code | When | What the page says happened | What it says to do |
| ---- | ---- | --------------------------- | ------------------ |
`;
const END = `
<!-- prettier-ignore-end -->

\`PORTAL_ERROR\` is no finding of a connection test: a crawl failed inside the portal, such as for its
database. The reason is in the log of the backend.
`;
const { signal } = new AbortController();
const network = new HostileNetwork();
let directory: string;

/** One way to each code: what is wrong, and what the person who integrates the registry must learn. */
interface Row {
  code: RegistryErrorCode;
  /** The situation, for the document. */
  when: string;
  provoke: () => Promise<RegistryClient>;
  /** What is done with the client; default: the connection test. */
  call?: (client: RegistryClient) => Promise<unknown>;
  happened: RegExp;
  why: RegExp;
  todo: RegExp;
}

function connect(
  url: string,
  settings?: Partial<RegistryConnection>,
  transport?: Parameters<HostileNetwork['connect']>[3],
) {
  return network.connect(dockerProvider, url, settings, transport);
}

const credential = { username: 'robot', password: 'canary-72f0b9' };

/** A registry of `team/app` that behaves as `handler` says for everything else. */
async function serve(
  handler: RequestListener,
  settings?: Partial<RegistryConnection>,
) {
  const { url } = await network.http((request, response) => {
    if (request.url === '/v2/') {
      response.end('{}');
    } else {
      handler(request, response);
    }
  });
  return connect(url, settings);
}

async function serveTls(options: Parameters<typeof createCertificates>[1]) {
  const place = await mkdtemp(join(directory, 'tls-'));
  const files = await createCertificates(place, options);
  const read = (path: string) => readFileSync(path, 'utf8');
  const { url } = await network.https(
    { key: read(files.key), cert: read(files.certificate) },
    (_, response) => response.end('{}'),
  );
  return { url, caCertificate: read(files.authority) };
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

const tagsOf = (client: RegistryClient) =>
  client.listTags('team/app', { signal });
const imageOf = (client: RegistryClient) =>
  client.getArtifact('team/app', '1.0', { signal });

const rows: Row[] = [
  {
    code: 'DNS_FAILED',
    when: 'No address is known for the host name',
    provoke: async () => connect('https://registry.invalid'),
    happened: /registry\.invalid:443 could not be resolved/,
    why: /misspelt, or known in another network/,
    todo: /Check the spelling of the host name/,
  },
  {
    code: 'CONNECTION_REFUSED',
    when: 'Nothing listens at the port',
    provoke: async () => connect(`http://127.0.0.1:${await closedPort()}`),
    happened: /could not be reached/,
    why: /nothing listens there, or a firewall/,
    todo: /Check the port, that the registry is running/,
  },
  {
    code: 'TIMED_OUT',
    when: 'The registry takes the connection and does not answer',
    provoke: async () => connect((await network.raw(() => {})).url),
    call: client =>
      client.diagnose({
        signal: deadlineSignal(300, 'Testing the connection'),
      }),
    happened: /took longer than 0\.3 seconds/,
    why: /reachable from the portal and not overloaded/,
    todo: /try again/,
  },
  {
    code: 'TLS_UNTRUSTED',
    when: 'The certificate is signed by an authority of your own',
    provoke: async () => connect((await serveTls({})).url),
    happened: /The certificate of .* was not signed by/,
    why: /an authority the portal trusts/,
    todo: /field “CA certificate”/,
  },
  {
    code: 'TLS_UNTRUSTED',
    when: 'The certificate has expired',
    provoke: async () => {
      const { url, caCertificate } = await serveTls({ expired: true });
      return connect(url, {}, { tls: { caCertificate } });
    },
    happened: /The certificate of/,
    why: /has expired/,
    todo: /Have the certificate renewed/,
  },
  {
    code: 'TLS_HOSTNAME',
    when: 'The certificate is for another name',
    provoke: async () => {
      const { url, caCertificate } = await serveTls({
        names: 'DNS:registry.example.com',
      });
      return connect(url, {}, { tls: { caCertificate } });
    },
    happened: /The certificate of/,
    why: /was made for another host name/,
    todo: /Use the host name the certificate was made for/,
  },
  {
    code: 'PROTOCOL_MISMATCH',
    when: 'The address says https, and the port speaks plain http',
    provoke: async () => {
      const { port } = await network.http((_, response) => response.end('{}'));
      return connect(`https://127.0.0.1:${port}`);
    },
    happened: /does not speak TLS/,
    why: /the address starts with https/,
    todo: /Start the address with http:\/\//,
  },
  {
    code: 'PROTOCOL_MISMATCH',
    when: 'The address says http, and the port speaks TLS',
    provoke: async () =>
      connect((await serveTls({})).url.replace('https:', 'http:')),
    happened: /plain HTTP/,
    why: /expect https/,
    todo: /Start the address with https:\/\//,
  },
  {
    code: 'NOT_A_REGISTRY',
    when: 'Something else is at the address',
    provoke: async () => {
      const { url } = await network.http((_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<!DOCTYPE html><title>Welcome</title>');
      });
      return connect(url);
    },
    happened: /answers, but not as a registry does/,
    why: /may be a web page, or a proxy/,
    todo: /Check the address/,
  },
  {
    code: 'UNAUTHORIZED',
    when: 'The registry refuses the login',
    provoke: async () => {
      const { url } = await network.http((_, response) => {
        response.setHeader('www-authenticate', 'Basic realm="registry"');
        response.writeHead(401).end();
      });
      return connect(url, { credential });
    },
    happened: /the registry rejected the user name or password/,
    why: /neither disabled nor expired/,
    todo: /Check user name and password/,
  },
  {
    code: 'FORBIDDEN',
    when: 'The login is good, and does not open this repository',
    provoke: () =>
      serve(
        (_, response) => {
          response.writeHead(403).end('{"errors":[{"code":"DENIED"}]}');
        },
        { credential },
      ),
    call: tagsOf,
    happened: /to read the tags of team\/app/,
    why: /does not allow this user/,
    todo: /Ask the registry’s administrator/,
  },
  {
    code: 'NOT_FOUND',
    when: 'There is no such image',
    provoke: () =>
      serve((_, response) => {
        response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
      }),
    call: imageOf,
    happened: /The registry does not have team\/app:1\.0/,
    why: /may have been removed, or this user may not see it/,
    todo: /Check the name/,
  },
  {
    code: 'CATALOG_UNAVAILABLE',
    when: 'The registry has no list of its repositories',
    provoke: () =>
      serve(
        (_, response) => {
          response.writeHead(404).end();
        },
        { credential },
      ),
    happened: /has no catalogue of its repositories/,
    why: /this registry does not list them/,
    todo: /Name the repositories in the integration’s field “Repositories”/,
  },
  {
    code: 'RATE_LIMITED',
    when: 'The registry was asked too often',
    provoke: () =>
      serve((_, response) => {
        response.writeHead(429, { 'retry-after': '3600' }).end();
      }),
    call: tagsOf,
    happened: /refused the request for the tags of team\/app/,
    why: /limits how often it may be asked/,
    todo: /Wait and try again/,
  },
  {
    code: 'UPSTREAM_ERROR',
    when: 'The registry fails',
    provoke: () =>
      serve((_, response) => {
        response.writeHead(500).end();
      }),
    call: tagsOf,
    happened: /failed with HTTP 500/,
    why: /The registry failed/,
    todo: /Try again later/,
  },
  {
    code: 'BAD_RESPONSE',
    when: 'A proxy answers with its login page',
    provoke: () =>
      serve((_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end('<!DOCTYPE html><title>Log in</title>');
      }),
    call: tagsOf,
    happened: /A web page came back instead of the tags of team\/app/,
    why: /a proxy or login page before it/,
    todo: /Check that the address leads to the registry itself/,
  },
  {
    code: 'RESPONSE_TOO_LARGE',
    when: 'An answer does not end',
    provoke: () =>
      serve((_, response) => {
        const chunk = Buffer.alloc(64 * 1024);
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', more);
        more();
      }),
    call: tagsOf,
    happened: /answered with more than 6 MiB/,
    why: /it is no registry, or its list is very long/,
    todo: /Check the address/,
  },
  {
    code: 'ADDRESS_BLOCKED',
    when: 'The portal’s network policy denies the address',
    provoke: async () => {
      const { url } = await network.http((_, response) => response.end('{}'));
      return connect(
        url,
        {},
        { networkPolicy: new NetworkPolicy({ deny: ['127.0.0.1'] }) },
      );
    },
    happened: /127\.0\.0\.1/,
    why: /network policy/,
    todo: /integratedRegistry\.network\.allow/,
  },
  {
    code: 'UNSUPPORTED_VERSION',
    when: 'The image has a format that has been withdrawn',
    provoke: () =>
      serve((_, response) => {
        response.setHeader(
          'content-type',
          'application/vnd.docker.distribution.manifest.v1+prettyjws',
        );
        response.end('{"schemaVersion":1}');
      }),
    call: imageOf,
    happened: /holds team\/app:1\.0 in the old manifest format/,
    why: /has been withdrawn/,
    todo: /Push the image again with a current tool/,
  },
  {
    code: 'UNSUPPORTED_VERSION',
    when: 'Harbor is older than 2.0',
    provoke: async () => {
      const { url } = await network.http((request, response) => {
        const known = request.url === '/api/systeminfo';
        response
          .writeHead(known ? 200 : 404)
          .end(
            JSON.stringify(
              known ? { auth_mode: 'db_auth', harbor_version: 'v1.10.19' } : {},
            ),
          );
      });
      return network.connect(harborProvider, url, { credential });
    },
    happened: /This is Harbor v1\.10\.19/,
    why: /2\.0 is the oldest that is supported/,
    todo: /Upgrade Harbor/,
  },
];

/** What a person reads, from the connection test or from the call that failed. */
async function failureOf({
  provoke,
  call,
}: Row): Promise<RegistryFailure | undefined> {
  const client = await provoke();
  try {
    const diagnosis =
      (await call?.(client)) ?? (await client.diagnose({ signal }));
    return diagnosisSchema.parse(diagnosis).steps.find(step => step.failure)
      ?.failure;
  } catch (error) {
    if (isRegistryError(error)) {
      return error.toFailure();
    }
    throw error;
  }
}

/** Ports differ from run to run, and the document is about somebody's registry. */
function asWritten(text: string): string {
  return (
    text
      .replace(
        /127\.0\.0\.1(?::\d+)?|registry\.invalid/g,
        'registry.example.com',
      )
      .replace(/registry\.example\.com(?::\d+)?/g, 'registry.example.com')
      // What a resolver says depends on the network it is in.
      .replace('(EAI_AGAIN)', '(ENOTFOUND)')
      .replace('0.3 seconds', '90 seconds')
  );
}

describeWithPrograms(describe, ['openssl'], 'diagnosis', () => {
  const read = new Map<Row, RegistryFailure>();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'diagnosis-test-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  afterEach(() => network.close());

  it('has a row for every code that says something of a registry', () => {
    expect([...new Set(rows.map(({ code }) => code)), 'PORTAL_ERROR']).toEqual([
      ...registryErrorCodes,
    ]);
  });

  it.each(rows.map(row => [row.code, row.when, row] as const))(
    '%s: %s',
    async (code, _, row) => {
      const failure = await failureOf(row);

      expect(failure).toMatchObject({ code });
      const { message, remedy } = failure!;
      expect(message).toMatch(row.happened);
      expect(`${message} ${remedy}`).toMatch(row.why);
      expect(remedy).toMatch(row.todo);
      read.set(row, failure!);
    },
    20_000,
  );

  it('is written in the documentation', () => {
    const lines = rows.map(row => {
      const { message, remedy } = read.get(row)!;
      return `| \`${row.code}\` | ${row.when} | ${asWritten(
        message,
      )} | ${asWritten(remedy)} |\n`;
    });
    const document = `${INTRODUCTION}${lines.join('')}${END}`;
    if (process.env.UPDATE_DOCS) {
      writeFileSync(DOCUMENT, document);
    }
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
  });
});

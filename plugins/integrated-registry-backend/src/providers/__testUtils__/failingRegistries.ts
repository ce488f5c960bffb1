import {
  RegistryClient,
  RegistryConnection,
} from 'backstage-plugin-integrated-registry-node';
import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createCertificates } from 'registry-simulator';
import { dockerProvider } from '../docker';
import { harborProvider } from '../harbor';
import { HostileNetwork } from './HostileNetwork';

const { signal } = new AbortController();

/** All servers and clients. */
export const network = new HostileNetwork();

afterEach(() => network.close());

/** Where certificates are written to; set it before the first test. */
export const temporary = { directory: '' };

export function connect(
  url: string,
  settings?: Partial<RegistryConnection>,
  transport?: Parameters<HostileNetwork['connect']>[3],
) {
  return network.connect(dockerProvider, url, settings, transport);
}

export const credential = { username: 'robot', password: 'canary-72f0b9' };

export function connectHarbor(url: string) {
  return network.connect(harborProvider, url, { credential });
}

/** A registry of `team/app` that behaves as `handler` says for everything else. */
export async function serve(
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

export async function serveTls(
  options: Parameters<typeof createCertificates>[1],
) {
  const place = await mkdtemp(join(temporary.directory, 'tls-'));
  const files = await createCertificates(place, options);
  const read = (path: string) => readFileSync(path, 'utf8');
  const { url } = await network.https(
    { key: read(files.key), cert: read(files.certificate) },
    (_, response) => response.end('{}'),
  );
  return { url, caCertificate: read(files.authority) };
}

export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

export const tagsOf = (client: RegistryClient) =>
  client.listTags('team/app', { signal });
export const imageOf = (client: RegistryClient) =>
  client.getArtifact('team/app', '1.0', { signal });

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Certificates } from './createCertificates';
import { freePort } from './freePort';
import { runProgram } from './programs';
import { startProgram } from './startProgram';
import { TOKEN_ISSUER, TOKEN_SERVICE } from './startTokenServer';

export interface DockerRegistryOptions {
  /** User name and password that are demanded. */
  login?: { username: string; password: string };
  /** Tokens that are demanded, from this server. */
  token?: { realm: string; authority: string };
  tls?: Pick<Certificates, 'certificate' | 'key'>;
  /** Where it reports pushes and deletions to, and with what `Authorization`. */
  notifications?: { url: string; authorization: string };
  /** Default: a free one. */
  port?: number;
  /** Where it keeps everything, also when it has ended. Default: one of its own, and nothing stays. */
  directory?: string;
}

export interface DockerRegistry {
  /** `http://127.0.0.1:40123` */
  url: string;
  /** `127.0.0.1:40123` */
  host: string;
  stop(): Promise<void>;
}

/** Debian's docker-registry, on a free port of the loopback interface. */
export async function startDockerRegistry(
  options: DockerRegistryOptions = {},
): Promise<DockerRegistry> {
  const directory =
    options.directory ?? (await mkdtemp(join(tmpdir(), 'docker-registry-')));
  await mkdir(directory, { recursive: true });
  const port = options.port ?? (await freePort());
  const host = `127.0.0.1:${port}`;
  const config = join(directory, 'config.json');
  // JSON is YAML.
  await writeFile(
    config,
    JSON.stringify({
      version: '0.1',
      log: { level: 'error' },
      storage: {
        filesystem: { rootdirectory: join(directory, 'storage') },
        delete: { enabled: true },
      },
      http: {
        addr: host,
        ...(options.tls && {
          tls: { certificate: options.tls.certificate, key: options.tls.key },
        }),
      },
      ...notifications(options),
      ...(await authentication(options, directory)),
    }),
  );
  const server = await startProgram(
    'docker-registry',
    ['serve', config],
    port,
    { cwd: directory },
  );
  return {
    url: `${options.tls ? 'https' : 'http'}://${host}`,
    host,
    async stop() {
      await server.stop();
      if (options.directory === undefined) {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/** As the portal shows it to be configured. */
function notifications({ notifications: to }: DockerRegistryOptions): object {
  return to
    ? {
        notifications: {
          endpoints: [
            {
              name: 'portal',
              url: to.url,
              headers: { Authorization: [to.authorization] },
              timeout: '5s',
              threshold: 5,
              backoff: '10s',
              ignoredmediatypes: ['application/octet-stream'],
            },
          ],
        },
      }
    : {};
}

async function authentication(
  { login, token }: DockerRegistryOptions,
  directory: string,
): Promise<object> {
  if (token) {
    return {
      auth: {
        token: {
          realm: token.realm,
          service: TOKEN_SERVICE,
          issuer: TOKEN_ISSUER,
          rootcertbundle: token.authority,
        },
      },
    };
  }
  if (!login) {
    return {};
  }
  const path = join(directory, 'htpasswd');
  await writeFile(
    path,
    await runProgram('htpasswd', ['-Bbn', login.username, login.password]),
  );
  return { auth: { htpasswd: { realm: 'Test registry', path } } };
}

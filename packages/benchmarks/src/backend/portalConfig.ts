import { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { BackendOptions } from './BackendOptions';
import { CatalogFiles } from './catalogFiles';

/** The template of the demo that the picker is measured in. */
const TEMPLATE = 'examples/templates/deploy-container-image/template.yaml';
/** The benchmark itself asks for each crawl and each health check. */
const NOT_BY_ITSELF = {
  frequency: { hours: 12 },
  timeout: { hours: 1 },
  initialDelay: { hours: 12 },
};

export interface PortalConfigOptions
  extends Pick<
    BackendOptions,
    'directory' | 'repository' | 'database' | 'permissions' | 'frontend'
  > {
  url: string;
  /** `auth.keyStore`, with the key of the benchmark's user tokens. */
  keyStore: object;
  /** The same one for each start: the credentials in the database are encrypted with it. */
  encryptionKey: string;
  catalog: CatalogFiles;
}

/** The configuration of a portal in production, with limits that a benchmark does not reach. */
export function portalConfig(options: PortalConfigOptions): object {
  const { url, permissions, frontend, keyStore, encryptionKey } = options;
  return {
    app: {
      title: 'Benchmarks',
      baseUrl: url,
      ...(frontend && {
        packageName: frontend.packageName,
        packages: 'all',
        // The demo's sign-in page does not load in production.
        extensions: [{ 'sign-in-page:app': false }],
      }),
    },
    organization: { name: 'Benchmarks' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port: Number(new URL(url).port) },
      auth: { keys: [{ secret: randomBytes(24).toString('base64') }] },
      cache: { store: 'memory' },
      database: databaseConfig(options),
    },
    auth: { keyStore },
    permission: { enabled: permissions },
    integratedRegistry: {
      platformAdmins: ['group:default/platform-admins'],
      encryption: { keys: [{ id: 'bench', secret: encryptionKey }] },
      network: { allow: ['127.0.0.1'] },
      limits: {
        connectionTestsPerMinute: 10_000,
        resolvesPerMinute: 10_000,
        imageUsesPerMinute: 10_000,
      },
      schedule: { health: NOT_BY_ITSELF, crawl: NOT_BY_ITSELF },
    },
    catalog: { locations: catalogLocations(options) },
  };
}

function databaseConfig({ database, directory }: PortalConfigOptions): object {
  return 'sqlite' in database
    ? {
        client: 'better-sqlite3',
        connection: { directory: join(directory, 'database') },
      }
    : { client: 'pg', connection: database.postgres };
}

function catalogLocations({
  catalog,
  frontend,
  repository,
}: PortalConfigOptions): object[] {
  const location = (target: string, ...kinds: string[]) => ({
    type: 'file',
    target,
    rules: [{ allow: kinds }],
  });
  return [
    location(catalog.entities, 'Group', 'User'),
    ...(frontend
      ? [join(repository, TEMPLATE), catalog.template].map(target =>
          location(target, 'Template'),
        )
      : []),
  ];
}

/** The database of the portal's auth plugin. */
export function authDatabase({
  database,
  directory,
}: Pick<BackendOptions, 'database' | 'directory'>): Knex.Config {
  if ('sqlite' in database) {
    return {
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'database/auth.sqlite') },
      useNullAsDefault: true,
    };
  }
  const url = new URL(database.postgres);
  url.pathname = '/backstage_plugin_auth';
  return { client: 'pg', connection: url.href };
}

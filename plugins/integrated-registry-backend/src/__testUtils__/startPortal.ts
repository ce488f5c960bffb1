import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { SecretNet } from 'registry-simulator';
import request from 'supertest';
import plugin from '..';
import { dumpDatabase } from './dumpDatabase';
import { createCache, observedServices } from './observedServices';
import { routesOf } from './routesOf';

/** A group whose workspace these people administer; `admins` is a list with commas. */
export function groupEntity(name: string, admins: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name,
      annotations: { 'integrated-registry.io/admins': admins },
    },
    spec: { type: 'team', children: [] },
  };
}

const groups = [
  groupEntity('payments', 'user:default/priya, user:default/petra'),
  groupEntity('storefront', 'user:default/lena'),
];

export function userEntity(name: string, memberOf: readonly string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: {},
    relations: memberOf.map(targetRef => ({ type: 'memberOf', targetRef })),
  };
}

/** People of the tests, and what they own through. */
const people: Record<string, string[]> = {
  olivia: [],
  priya: ['group:default/payments'],
  /** Looks after the workspace without being a member of it. The catalog does not have her team. */
  petra: ['group:default/platform'],
  marco: ['group:default/payments'],
  lena: ['group:default/storefront'],
  /** Works for the storefront, as a contractor. */
  carla: ['group:default/storefront', 'group:default/contractors'],
  noah: [],
};

export type Person =
  | 'olivia'
  | 'priya'
  | 'petra'
  | 'marco'
  | 'lena'
  | 'carla'
  | 'noah'
  | 'service';

export const encryption = {
  keys: [{ id: 'test', secret: 'a-key-for-tests-and-nothing-else' }],
};

export interface PortalOptions {
  knex: Knex;
  /** Of `integratedRegistry`. */
  settings?: JsonObject;
  /** Modules and services besides. */
  features?: BackendFeature[];
  /** Entities of the catalog besides. */
  entities?: Entity[];
  /** The catalog in the place of one with `entities`. */
  catalog?: BackendFeature;
  /** What people own through besides. */
  owned?: Record<string, string[]>;
  /** Of `permission` in the configuration. */
  permission?: JsonObject;
  /** `backend.auth.externalAccess`: static tokens of services. */
  externalAccess?: JsonObject[];
  /** `backend.cache`; default: each portal has its own, which is looked through for secrets. */
  cache?: JsonObject;
  /** Default: one that runs tasks when the test says so. */
  scheduler?: BackendFeature;
}

/**
 * The backend plugin in a portal with two workspaces, and whoever calls it.
 *
 * Whatever goes out of it is looked through for the passwords and keys that went in: answers, logs of
 * every level, audit events, the cache, and what is written to the database. A secret that is found
 * there makes `stop` fail, and with it the test.
 */
export async function startPortal({
  knex,
  settings,
  features = [],
  entities = [],
  catalog,
  owned = {},
  permission = {},
  externalAccess,
  cache,
  scheduler: ownScheduler,
}: PortalOptions) {
  const ownedBy = (person: string) => [
    ...(people[person] ?? []),
    ...(owned[person] ?? []),
  ];
  const net = new SecretNet();
  net.addFrom({ encryption, settings });
  const { logged, audited, events, features: observed } = observedServices(net);
  const watchQuery = ({ sql, bindings }: Knex.Sql) =>
    net.inspect('the database', [sql, bindings]);
  knex.on('query', watchQuery);
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      plugin,
      ...features,
      catalog ??
        catalogServiceMock.factory({
          entities: [
            ...groups,
            ...Object.keys(people).map(name => userEntity(name, ownedBy(name))),
            ...entities,
          ],
        }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: 'http://localhost:7007',
            ...(cache && { cache }),
            ...(externalAccess && { auth: { externalAccess } }),
          },
          permission,
          integratedRegistry: {
            platformAdmins: ['user:default/olivia'],
            encryption,
            network: { allow: ['127.0.0.1', 'localhost'] },
            limits: {
              connectionTestsPerMinute: 10_000,
              clusterRequestsPerMinute: 10_000,
            },
            // Tests change their mind about policies faster than people do.
            permissions: { maxAgeSeconds: 0 },
            ...settings,
          },
        },
      }),
      mockServices.database.mock({ getClient: async () => knex }).factory,
      ...observed,
      // One that was asked for is the platform's own, and shared.
      ...(cache ? [] : [mockServices.cache.mock(createCache(net)).factory]),
      ownScheduler ??
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          async getUserInfo(credentials) {
            const { userEntityRef } = credentials.principal as unknown as {
              userEntityRef: string;
            };
            const name = userEntityRef.slice(userEntityRef.indexOf('/') + 1);
            return {
              userEntityRef,
              ownershipEntityRefs: [userEntityRef, ...ownedBy(name)],
            };
          },
        }),
      }),
    ],
  });
  const answers: string[] = [];

  /** `GET /integrations`, with the path below the plugin's. */
  async function call(
    person: Person,
    route: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ) {
    net.addFrom(body);
    const [method, path] = route.split(' ');
    const verb = method.toLowerCase() as
      | 'get'
      | 'post'
      | 'put'
      | 'patch'
      | 'delete';
    const sent = request(backend.server)
      [verb](`/api/integrated-registry${path}`)
      .set(
        'Authorization',
        person === 'service'
          ? mockCredentials.service.header()
          : mockCredentials.user.header(`user:default/${person}`),
      )
      .set('Content-Type', 'application/json')
      .set(headers);
    const answer = await (body === undefined ? sent : sent.send(body));
    const said = `${JSON.stringify(answer.headers)} ${answer.text}`;
    net.inspect('an answer', said);
    answers.push(said);
    // The one answer that has it.
    net.add(answer.body?.secret ?? '', 'the secret of a webhook');
    return answer;
  }

  async function stop() {
    await backend.stop();
    knex.off('query', watchQuery);
    net.inspect('the database', await dumpDatabase(knex));
    net.assertNoLeaks();
  }

  return {
    /** Of the plugin; a registry calls it. */
    url: `http://127.0.0.1:${backend.server.port()}/api/integrated-registry`,
    call,
    answers,
    logged,
    audited,
    events,
    routes: () => routesOf(backend.server, '/api/integrated-registry'),
    net,
    /** For a registry, which knows what it has given. */
    onToken: (token: string) => net.add(token, 'a token of a registry'),
    /** Does now what is done from time to time. */
    runTask: (
      name:
        | 'health'
        | 'recovery'
        | 'crawl'
        | 'crawl-resumption'
        | 'reencryption'
        | 'credential-binding'
        | 'workspaces'
        | 'pull-secrets'
        | 'minted-credentials'
        | 'webhooks',
    ) => scheduler.triggerTask(`integrated-registry-${name}`),
    stop,
  };
}

export type TestPortal = Awaited<ReturnType<typeof startPortal>>;

import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import demoSignIn from './demoSignIn';

const demoConfig = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: { baseUrl: 'http://localhost:7007' },
  auth: {
    providers: {
      demo: {
        people: [
          { entityRef: 'user:default/priya', name: 'Priya', role: 'Admin' },
        ],
      },
    },
  },
};

function startAuth(data: object) {
  return startTestBackend({
    features: [
      authPlugin,
      demoSignIn,
      mockServices.rootConfig.factory({ data }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'priya', namespace: 'default' },
            spec: {},
            relations: [
              { type: 'memberOf', targetRef: 'group:default/payments' },
            ],
          },
        ],
      }),
    ],
  });
}

function signIn(server: { port(): number }, headers: Record<string, string>) {
  return fetch(`http://localhost:${server.port()}/api/auth/demo/refresh`, {
    headers: { 'X-Requested-With': 'XMLHttpRequest', ...headers },
  });
}

describe('the demo sign-in', () => {
  const nodeEnv = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: nodeEnv });
  });

  it('signs in the people of the configuration and nobody else', async () => {
    const backend = await startAuth(demoConfig);
    try {
      const known = await signIn(backend.server, {
        'x-demo-user': 'user:default/priya',
      });
      expect(known.status).toBe(200);
      expect((await known.json()).backstageIdentity.identity).toMatchObject({
        userEntityRef: 'user:default/priya',
        ownershipEntityRefs: expect.arrayContaining(['group:default/payments']),
      });

      const unknown = await signIn(backend.server, {
        'x-demo-user': 'user:default/mallory',
      });
      expect(unknown.status).toBe(401);
      expect((await signIn(backend.server, {})).status).toBe(401);
    } finally {
      await backend.stop();
    }
  });

  it('refuses to load in production', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    await expect(startAuth(demoConfig)).rejects.toThrow(
      /does not load when NODE_ENV is production/,
    );
  });

  it('is not there without configuration', async () => {
    const backend = await startAuth({ ...demoConfig, auth: {} });
    try {
      const response = await signIn(backend.server, {
        'x-demo-user': 'user:default/priya',
      });
      expect(response.status).toBe(404);
    } finally {
      await backend.stop();
    }
  });
});

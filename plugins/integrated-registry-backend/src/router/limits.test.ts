import { TestDatabases } from '@backstage/backend-test-utils';
import { RegistrySimulator } from 'registry-simulator';
import { startPortal, TestPortal } from '../__testUtils__/startPortal';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const workspace = 'group:default/payments';

describe('limits for each person', () => {
  let registry: RegistrySimulator;
  let portal: TestPortal;

  beforeEach(async () => {
    registry = await RegistrySimulator.start({
      login: { username: 'robot', password: 'password-of-a-test' },
    });
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: {
        limits: { connectionTestsPerMinute: 3, resolvesPerMinute: 2 },
      },
    });
  }, 120_000);

  afterEach(async () => {
    await portal?.stop();
    await registry?.stop();
  });

  const settings = (password: string) => ({
    workspace,
    type: 'docker',
    url: registry.url,
    username: 'robot',
    password,
  });

  it('keep passwords from being guessed, by whatever call', async () => {
    for (let guess = 0; guess < 2; guess += 1) {
      const { status } = await portal.call(
        'priya',
        'POST /connection-tests',
        settings(`a-guess-${guess}`),
      );
      expect(status).toBe(200);
    }
    const created = await portal.call('priya', 'POST /integrations', {
      ...settings('password-of-a-test'),
      name: 'Company registry',
    });
    expect(created.status).toBe(201);
    const { id, etag } = created.body;
    while (
      (await portal.call('priya', `GET /integrations/${id}`)).body
        .repositoryIndex.state === 'crawling'
    ) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    registry.takeRequests();

    const ifMatch = { 'If-Match': etag };
    const refused = [
      await portal.call('priya', 'POST /connection-tests', settings('guess-3')),
      await portal.call('priya', 'POST /connection-tests', {
        integrationId: id,
        password: 'guess-of-a-saved-one',
      }),
      await portal.call('priya', 'POST /integrations', {
        ...settings('guess-of-a-new-one'),
        name: 'Another',
      }),
      await portal.call('priya', 'POST /integrations?verify=false', {
        ...settings('guess-by-the-crawl'),
        name: 'Another',
      }),
      await portal.call(
        'priya',
        `PATCH /integrations/${id}`,
        { password: 'guess-by-a-change' },
        ifMatch,
      ),
      await portal.call('priya', `POST /integrations/${id}/refresh`),
    ];
    for (const { status, headers, body } of refused) {
      expect(status).toBe(429);
      expect(headers['retry-after']).toMatch(/^\d+$/);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
      expect(body.error).toMatchObject({
        name: 'TooManyRequestsError',
        message: expect.stringMatching(
          /connections checked 3 times within a minute.*Try again in \d+ s/,
        ),
        retryAfter: Number(headers['retry-after']),
      });
    }
    expect(registry.takeRequests()).toEqual([]);

    // A new name asks no registry, and nobody else pays for it.
    const renamed = await portal.call(
      'priya',
      `PATCH /integrations/${id}`,
      { name: 'Renamed' },
      ifMatch,
    );
    expect(renamed.status).toBe(200);
    const other = await portal.call(
      'olivia',
      `POST /integrations/${id}/refresh`,
    );
    expect(other.status).toBe(202);
  });

  it('keep registries from being hammered with images', async () => {
    const resolve = (person: 'marco' | 'priya' | 'lena') =>
      portal.call(person, 'POST /images/resolve', {
        workspace,
        reference: 'registry.example.com/team/app@sha256:'.padEnd(101, 'a'),
      });
    const statuses = [];
    for (let time = 0; time < 3; time += 1) {
      statuses.push((await resolve('marco')).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    expect((await resolve('marco')).body.error.message).toMatch(
      /images checked 2 times within a minute/,
    );
    expect((await resolve('priya')).status).toBe(200);
    // Whom it is hidden from does not hear of limits.
    for (let time = 0; time < 3; time += 1) {
      expect((await resolve('lena')).status).toBe(404);
    }
  });

  it.each([0, -1, 1.5])('cannot be %d', async connectionTestsPerMinute => {
    await expect(
      startPortal({
        knex: await databases.init('SQLITE_3'),
        settings: { limits: { connectionTestsPerMinute } },
      }),
    ).rejects.toThrow(
      /integratedRegistry.limits.connectionTestsPerMinute is .* must be a whole number above 0/,
    );
  });
});

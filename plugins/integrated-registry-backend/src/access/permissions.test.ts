import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_INTEGRATION } from 'backstage-plugin-integrated-registry-common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { permissionBackend } from '../__testUtils__/permissionBackend';
import { ArtifactoryPolicy } from '../__testUtils__/policies/ArtifactoryPolicy';
import { ContractorPolicy } from '../__testUtils__/policies/ContractorPolicy';
import { ProductionPolicy } from '../__testUtils__/policies/ProductionPolicy';
import { share } from '../__testUtils__/share';
import { Person, startPortal, TestPortal } from '../__testUtils__/startPortal';
import { login, useRegistry, workspace } from '../__testUtils__/useIntegration';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe('policies, asked by the permission backend', () => {
  const scene = useRegistry();
  let portal: TestPortal;
  let id: string;
  let policy: PermissionPolicy;

  /** A portal with this policy, with a registry of `payments` that is shared with `storefront`. */
  async function start(demanded: PermissionPolicy) {
    policy = { handle: async () => ({ result: AuthorizeResult.ALLOW }) };
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      permission: { enabled: true },
      features: permissionBackend({
        handle: (...query) => policy.handle(...query),
      }),
    });
    ({ id } = await integrate(portal, { url: scene.registry.url, ...login }));
    await share(portal, id, {
      with: 'workspaces',
      workspaces: ['group:default/storefront'],
    });
    policy = demanded;
  }

  afterEach(() => portal?.stop());

  const statusOf = async (
    person: Person,
    route: string,
    body?: object,
    headers?: Record<string, string>,
  ) => (await portal.call(person, route, body, headers)).status;
  const ids = async (person: Person, route: string) =>
    (await portal.call(person, route)).body.items.map(
      (item: { id?: string; integrationId?: string }) =>
        item.id ?? item.integrationId,
    );

  it.each(['ArtifactoryPolicy', 'ContractorPolicy', 'ProductionPolicy'])(
    'are printed in docs/permissions.md word for word: %s',
    name => {
      const read = (...path: string[]) =>
        readFileSync(join(__dirname, ...path), 'utf8');
      expect(read('..', '..', '..', '..', 'docs', 'permissions.md')).toContain(
        `\`\`\`ts\n${read(
          '..',
          '__testUtils__',
          'policies',
          `${name}.ts`,
        )}\`\`\``,
      );
    },
  );

  it('ArtifactoryPolicy: only the platform team integrates Artifactory, others use it', async () => {
    await start(new ArtifactoryPolicy());
    const settings = (name: string, type: string) => ({
      workspace,
      type,
      name,
      url: scene.registry.url,
      ...login,
    });
    const create = 'POST /integrations?verify=false';

    const refused = await portal.call(
      'priya',
      create,
      settings('Artifactory', 'jfrog'),
    );
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('of the type jfrog');
    expect(portal.events.at(-1)).toMatchObject({
      eventId: 'integration-create',
      status: 'failed',
      meta: { refusal: { reason: 'policy', role: 'workspace-admin' } },
    });
    const { name: _, ...unsaved } = settings('', 'jfrog');
    expect(await statusOf('priya', 'POST /connection-tests', unsaved)).toBe(
      403,
    );
    expect(await statusOf('priya', create, settings('Mine', 'docker'))).toBe(
      201,
    );
    // The roles hold beside it: the platform team alone makes nobody an admin.
    expect(await statusOf('marco', create, settings('His', 'docker'))).toBe(
      403,
    );

    const created = await portal.call(
      'petra',
      create,
      settings('Artifactory', 'jfrog'),
    );
    expect(created.status).toBe(201);
    const jfrog = `/integrations/${created.body.id}`;
    const seen = await portal.call('priya', `GET ${jfrog}`);
    expect(seen.body).toMatchObject({ type: 'jfrog', access: 'use' });
    expect(await ids('marco', 'GET /integrations')).toContain(created.body.id);
    expect((await portal.call('marco', `GET /integrations/${id}`)).status).toBe(
      200,
    );
    const ifMatch = { 'If-Match': seen.body.etag };
    const change = { description: 'Ours' };
    expect(await statusOf('priya', `PATCH ${jfrog}`, change, ifMatch)).toBe(
      403,
    );
    expect(await statusOf('priya', `DELETE ${jfrog}`, undefined, ifMatch)).toBe(
      403,
    );
    expect(await statusOf('petra', `PATCH ${jfrog}`, change, ifMatch)).toBe(
      200,
    );
  });

  it('ContractorPolicy: contractors see what their own workspaces own, and nothing shared', async () => {
    await start(new ContractorPolicy());
    const search = 'GET /repositories?workspace=group:default/storefront';
    for (const [person, expected] of [
      ['lena', [id]],
      ['carla', []],
    ] as const) {
      expect(await ids(person, 'GET /integrations')).toEqual(expected);
      expect(await ids(person, search)).toEqual(expected);
      const status = expected.length > 0 ? 200 : 404;
      expect(await statusOf(person, `GET /integrations/${id}`)).toBe(status);
      expect(
        await statusOf(
          person,
          `GET /integrations/${id}/tags?repository=team/app`,
        ),
      ).toBe(status);
    }
    const { body } = await portal.call(
      'lena',
      'POST /integrations?verify=false',
      {
        workspace: 'group:default/storefront',
        type: 'docker',
        name: 'Own',
        url: scene.registry.url,
        ...login,
      },
    );
    expect(await ids('carla', 'GET /integrations')).toEqual([body.id]);
    expect(await statusOf('carla', `GET /integrations/${body.id}`)).toBe(200);
  });

  it('ProductionPolicy: in production only the platform team rotates, changes and removes', async () => {
    await start(new ProductionPolicy());
    const one = `/integrations/${id}`;
    const seen = await portal.call('priya', `GET ${one}`);
    expect(seen.body.access).toBe('use');
    const ifMatch = { 'If-Match': seen.body.etag };
    for (const [route, body] of [
      [`PATCH ${one}`, login],
      [`DELETE ${one}`, undefined],
      [`POST ${one}/refresh`, undefined],
      [`GET ${one}/webhook`, undefined],
      [`POST ${one}/webhook`, undefined],
      [`DELETE ${one}/webhook`, undefined],
      ['POST /connection-tests', { integrationId: id, ...login }],
    ] as const) {
      expect(await statusOf('priya', route, body, ifMatch)).toBe(403);
    }
    const { body: workspaces } = await portal.call('priya', 'GET /workspaces');
    expect(workspaces.items).toEqual([
      expect.objectContaining({ role: 'workspace-admin', canCreate: false }),
    ]);
    // Elsewhere workspace admins keep what is theirs.
    expect(
      await statusOf('lena', 'POST /integrations?verify=false', {
        workspace: 'group:default/storefront',
        type: 'docker',
        name: 'Own',
        url: scene.registry.url,
        ...login,
      }),
    ).toBe(201);
    const rotated = await portal.call('petra', `PATCH ${one}`, login, ifMatch);
    expect(rotated.status).toBe(200);
    expect(
      await statusOf('petra', `DELETE ${one}`, undefined, {
        'If-Match': rotated.headers.etag,
      }),
    ).toBe(204);
  });

  it.each([
    ['anyOf', false],
    ['allOf', false],
    ['anyOf', true],
    ['allOf', true],
  ])(
    'a policy that has put nothing into %s opens nothing on the way (negated: %s)',
    async (group, negated) => {
      const none = { [group]: [] };
      await start({
        handle: async ({ permission }) =>
          permission.name === 'integrated-registry.access'
            ? { result: AuthorizeResult.ALLOW }
            : ({
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'integrated-registry',
                resourceType: RESOURCE_TYPE_INTEGRATION,
                conditions: negated ? { not: none } : none,
              } as unknown as PolicyDecision),
      });
      for (const route of [
        'GET /integrations',
        `GET /integrations/${id}`,
        `GET /repositories?workspace=${workspace}`,
        `GET /integrations/${id}/tags?repository=team/app`,
      ]) {
        const { status, body } = await portal.call('priya', route);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(Object.keys(body)).not.toContain('items');
        expect(body).not.toHaveProperty('id');
      }
    },
  );
});

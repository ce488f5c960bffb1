import { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  integrationCredentialPermission,
  integrationUpdatePermission,
} from 'backstage-plugin-integrated-registry-common';
import { everybody } from '../__testUtils__/accessTable';
import { databases } from '../__testUtils__/databases';
import { allow, deny, permissionsThat } from '../__testUtils__/permissionsThat';
import {
  login,
  useIntegration,
  workspace,
} from '../__testUtils__/useIntegration';
import {
  createIntegrationConditionalDecision,
  integrationConditions,
} from './conditions';

const { inWorkspace, isType } = integrationConditions;

// Each test asks for everybody, also on a busy machine.
jest.setTimeout(60_000);

/** Those who manage it are answered with `code`; nothing is changed by it. */
const managing = (code: number) => `${code} ${code} ${code} 403 404 404 403`;

/** With a stale ETag or a type that is not there, so that nothing is changed by those who may. */
const table = [
  {
    name: 'PATCH of a description',
    route: 'PATCH /integrations/:id',
    body: { description: 'Ours' },
    allowed: 409,
    denied: 409,
  },
  ...[
    login,
    // A stored password is not kept for another user.
    { username: 'another', password: 'their-password' },
    { password: 'another-password' },
    { credentialExpiresAt: '2031-01-31' },
    { credentialExpiresAt: null },
    { username: null },
    { username: null, password: null },
    { description: 'Ours', password: 'another-password' },
    { url: 'http://127.0.0.1:1', ...login },
  ].map(body => ({
    name: `PATCH of ${Object.entries(body)
      .map(([field, value]) => (value ? field : `no ${field}`))
      .join(', ')}`,
    route: 'PATCH /integrations/:id',
    body,
    allowed: 409,
    denied: 403,
  })),
  {
    name: 'POST of an integration without a credential',
    route: 'POST /integrations',
    body: { workspace, type: 'no-such-type', name: 'A', url: 'http://a' },
    allowed: 400,
    denied: 400,
  },
  ...[login, { credentialExpiresAt: '2031-01-31' }].map(part => ({
    name: `POST of an integration with ${Object.keys(part).join(', ')}`,
    route: 'POST /integrations',
    body: {
      workspace,
      type: 'no-such-type',
      name: 'A',
      url: 'http://a',
      ...part,
    },
    allowed: 400,
    denied: 403,
  })),
  {
    name: 'a connection test of what is saved, with another password',
    route: 'POST /connection-tests',
    body: { integrationId: ':id', ...login },
    allowed: 200,
    denied: 200,
  },
  {
    name: 'a connection test of what is not saved',
    route: 'POST /connection-tests',
    body: { workspace, type: 'docker', url: 'http://127.0.0.1:1', ...login },
    allowed: 200,
    denied: 200,
  },
];

describe.each(databases.eachSupportedId())(
  'the permission about credentials on %s',
  databaseId => {
    let credential: PolicyDecision = allow;
    let update: PolicyDecision = allow;
    const scene = useIntegration(databaseId, {
      features: [
        permissionsThat(({ name }) => {
          if (name === integrationCredentialPermission.name) {
            return credential;
          }
          return name === integrationUpdatePermission.name ? update : allow;
        }),
      ],
    });

    beforeEach(() => {
      credential = allow;
      update = allow;
    });

    const patch = (body: object, etag = '"v999"') =>
      scene.portal.call('priya', `PATCH /integrations/${scene.id}`, body, {
        'If-Match': etag,
      });
    const read = async () =>
      (await scene.portal.call('priya', `GET /integrations/${scene.id}`)).body;

    async function answersTo({ route, body }: (typeof table)[number]) {
      const got: number[] = [];
      for (const person of everybody) {
        const { status } = await scene.portal.call(
          person,
          route.replace(':id', scene.id),
          JSON.parse(JSON.stringify(body).replace(':id', scene.id)),
          { 'If-Match': '"v999"' },
        );
        got.push(status);
      }
      return got.join(' ');
    }

    it.each(table)('asks everybody: $name', async row => {
      expect(await answersTo(row)).toBe(managing(row.allowed));
      credential = deny;
      expect(await answersTo(row)).toBe(managing(row.denied));
    });

    it('asks for update as well', async () => {
      update = deny;
      expect((await patch({ password: 'another-password' })).status).toBe(403);
      expect(scene.portal.events.at(-1)).toMatchObject({
        meta: { refusal: { action: 'update', reason: 'policy' } },
      });
    });

    const ofPayments = inWorkspace({ workspaces: [workspace] });
    it.each([
      ['of the workspace', ofPayments, true],
      ['of other workspaces', { not: ofPayments }, false],
      ['of the type', isType({ types: ['docker'] }), true],
      ['of another type', isType({ types: ['jfrog'] }), false],
      ['of both', { allOf: [ofPayments, isType({ types: ['docker'] })] }, true],
      [
        'of one of two',
        { anyOf: [isType({ types: ['jfrog'] }), ofPayments] },
        true,
      ],
      ['of no workspace', inWorkspace({ workspaces: [] }), false],
    ] as const)(
      'is decided about the integration, and told with it: %s',
      async (_, conditions, may) => {
        credential = createIntegrationConditionalDecision(
          integrationCredentialPermission,
          conditions as Parameters<
            typeof createIntegrationConditionalDecision
          >[1],
        );
        expect(await read()).toMatchObject({
          access: 'manage',
          canChangeCredential: may,
        });
        const { body } = await scene.portal.call('priya', 'GET /integrations');
        expect(body.items).toEqual([
          expect.objectContaining({ id: scene.id, canChangeCredential: may }),
        ]);
        expect((await patch({ password: 'another-password' })).status).toBe(
          may ? 409 : 403,
        );
        expect((await patch({ description: 'Ours' })).status).toBe(409);
        const created = await scene.portal.call(
          'priya',
          'POST /integrations?verify=false',
          {
            workspace,
            type: 'docker',
            name: 'To come',
            url: scene.registry.url,
            ...login,
          },
        );
        expect(created.status).toBe(may ? 201 : 403);
        if (may) {
          await scene.portal.call(
            'priya',
            `DELETE /integrations/${created.body.id}`,
            undefined,
            { 'If-Match': created.headers.etag },
          );
        }
      },
    );

    it('is not told to those who change nothing anyhow', async () => {
      const { body } = await scene.portal.call(
        'marco',
        `GET /integrations/${scene.id}`,
      );
      expect(body.access).toBe('use');
      expect(body).not.toHaveProperty('canChangeCredential');
    });

    it('decides whether types that need a password may be integrated', async () => {
      credential = deny;
      const create = (type: string, settings: object) =>
        scene.portal.call('priya', 'POST /integrations?verify=false', {
          workspace,
          type,
          name: `Without (${type})`,
          url: scene.registry.url,
          ...settings,
        });
      expect((await create('harbor', login)).status).toBe(403);
      expect((await create('docker', {})).status).toBe(201);
      const { body } = await scene.portal.call('priya', 'GET /workspaces');
      // Docker registries need none.
      expect(body.items).toEqual([
        expect.objectContaining({ entityRef: workspace, canCreate: true }),
      ]);
      update = createIntegrationConditionalDecision(
        integrationUpdatePermission,
        isType({ types: ['harbor'] }),
      );
      const demanding = await scene.portal.call('priya', 'GET /workspaces');
      expect(demanding.body.items).toEqual([
        expect.objectContaining({ entityRef: workspace, canCreate: false }),
      ]);
    });

    it('keeps the stored password where it refuses, and says what to do', async () => {
      credential = deny;
      const before = await read();
      const { status, body } = await patch({ password: 'new' }, before.etag);
      expect(status).toBe(403);
      expect(body.error.message).toBe(
        'You may not change the credential of this integration. Leave user name, password and expiry date as they are, or ask the portal’s administrators for the permission integrated-registry.integration.credential',
      );
      expect(scene.portal.events.at(-1)).toMatchObject({
        eventId: 'integration-update',
        status: 'failed',
        meta: {
          fields: ['password'],
          refusal: {
            action: 'credential',
            reason: 'policy',
            role: 'workspace-admin',
            workspace,
            integrationId: scene.id,
          },
        },
      });
      expect((await read()).etag).toBe(before.etag);
      const tested = await scene.portal.call(
        'priya',
        'POST /connection-tests',
        {
          integrationId: scene.id,
        },
      );
      expect(tested.body.ok).toBe(true);

      const created = await scene.portal.call('priya', 'POST /integrations', {
        workspace,
        type: 'docker',
        name: 'To come',
        url: scene.registry.url,
        ...login,
      });
      expect(created.body.error.message).toMatch(
        /Integrate the registry without user name, password and expiry date, or ask .* integrated-registry\.integration\.credential$/,
      );
      expect(scene.portal.events.at(-1)).toMatchObject({
        eventId: 'integration-create',
        status: 'failed',
        meta: {
          refusal: { action: 'credential', reason: 'policy', workspace },
        },
      });
    });
  },
);

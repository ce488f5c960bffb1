import { JsonObject } from '@backstage/types';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { login, workspace } from '../__testUtils__/useIntegration';
import { useConfigured } from './__testUtils__/useConfigured';

jest.setTimeout(300_000);

describe.each(databases.eachSupportedId())(
  'integrations of the configuration that are refused, on %s',
  databaseId => {
    const scene = useConfigured(databaseId);

    async function startFailure(
      ...integrations: JsonObject[]
    ): Promise<string> {
      try {
        await scene.start(...integrations);
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error('The portal has started');
    }

    describe('refuse the start, with path, reason and remedy and without a secret, for', () => {
      it.each<[string, JsonObject, RegExp]>([
        [
          'an address that is none',
          { url: 'my registry' },
          /integrations\[1\]\.url: The address is not a URL\. Write it such as/,
        ],
        [
          'a password in the address',
          { url: 'https://me:canary-in-the-url@registry.example.com' },
          /integrations\[1\]\.url: .*Take them out/,
        ],
        [
          'a type nobody speaks',
          { type: 'quay' },
          /integrations\[1\]\.type: The type "quay" is unknown\. It must be one of docker, harbor, jfrog/,
        ],
        ['no name', { name: null }, /integrations\[1\]\.name: Name is missing/],
        [
          'a user name alone, as where a variable is not set',
          { password: undefined },
          /variable that is not set[^]*integrations\[1\]\.password: There is a user name but no password/,
        ],
        [
          'a password alone',
          { username: undefined },
          /integrations\[1\]\.username: There is a password but no user name/,
        ],
        [
          'a password that is no text',
          { password: 7_700_770_077 },
          /looks like a number needs quotes[^]*integrations\[1\]\.password: Password must be a text/,
        ],
        [
          'a registry that wants a login',
          { type: 'harbor', username: undefined, password: undefined },
          /integrations\[1\]\.username: Harbor needs a user name and a password/,
        ],
        [
          'an expiry date that is none',
          { credentialExpiresAt: 'next year' },
          /integrations\[1\]\.credentialExpiresAt: The expiry date must be a day such as/,
        ],
        [
          'an expiry date without a password',
          {
            username: undefined,
            password: undefined,
            credentialExpiresAt: '2099-01-31',
          },
          /integrations\[1\]\.credentialExpiresAt: There is an expiry date but no password/,
        ],
        [
          'a certificate that is a key',
          {
            tls: {
              caCertificate:
                '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\ncanary-in-a-key',
            },
          },
          /integrations\[1\]\.tls\.caCertificate: .*Take the key out/,
        ],
        [
          'a field nobody knows',
          { pasword: 'canary-in-a-misspelt-field' },
          /integrations\[1\]\.pasword: There is no field "pasword" here/,
        ],
        [
          'a repository that is empty',
          { repositories: ['team/app', ''] },
          /integrations\[1\]\.repositories\[1\]: Repository is empty/,
        ],
        [
          'a workspace that is no group',
          { workspace: 'payments' },
          /integrations\[1\]\.workspace: A workspace is the entity ref of a group, such as/,
        ],
        [
          'a sharing nobody knows',
          { sharing: 'friends' },
          /integrations\[1\]\.sharing: Write nobody, everybody, or a list of workspaces/,
        ],
        [
          'sharing with what is no workspace',
          { sharing: [workspace, 'user:default/lena'] },
          /integrations\[1\]\.sharing\[1\]: A workspace is the entity ref of a group/,
        ],
        [
          'sharing with a list of nobody',
          { sharing: [] },
          /integrations\[1\]\.sharing: Name at least one workspace/,
        ],
      ])('%s', async (_, wrong, message) => {
        const told = await startFailure(
          { ...scene.entry, name: 'Right' },
          { ...scene.entry, ...wrong },
        );
        expect(told).toMatch(message);
        expect(told).not.toContain(login.password);
        expect(told).not.toContain('canary');
        expect(told).not.toContain('7700770077');
        // Not even the one that is right is there.
        expect(await scene.knex('integrations').select()).toEqual([]);
      });

      it('several things at once, all of them told', async () => {
        const told = await startFailure(
          { ...scene.entry, url: 'ftp://registry.example.com', name: '' },
          { ...scene.entry, type: 'quay', username: undefined },
        );
        for (const path of ['[0].url', '[0].name', '[1].type']) {
          expect(told).toContain(`integratedRegistry.integrations${path}: `);
        }
      });
    });

    describe('with a name that is taken', () => {
      it('by another entry, name both entries', async () => {
        const told = await startFailure(
          scene.entry,
          { ...scene.entry, name: 'Other' },
          {
            ...scene.entry,
            name: 'company REGISTRY',
            url: 'https://example.com',
          },
        );
        expect(told).toMatch(
          /integrations\[2\]\.name: integratedRegistry\.integrations\[0\] has the name "company REGISTRY" in group:default\/payments already\. Give one/,
        );
      });

      it('by an integration of the page, name both, and leave everything as it was', async () => {
        await scene.start({ ...scene.entry, name: 'Kept' });
        const { id } = await integrate(scene.portal!, {
          url: scene.registry.url,
          ...login,
          name: 'Made in the page',
        });
        const before = await scene.list();
        const told = await startFailure(
          { ...scene.entry, name: 'New' },
          { ...scene.entry, name: 'made in THE page' },
        );
        expect(told).toContain('integratedRegistry.integrations[1].name: ');
        expect(told).toContain('group:default/payments already that was made');
        expect(told).toContain(`by user:default/priya, with the id ${id}`);
        expect(told).toMatch(/Give this one another name, or rename or remove/);
        expect(told).not.toContain(login.password);

        await scene.start({ ...scene.entry, name: 'Kept' });
        expect((await scene.list()).map(({ name }) => name)).toEqual(
          before.map(({ name }) => name),
        );
      });

      it('in another workspace, take no offence', async () => {
        await scene.start({
          ...scene.entry,
          workspace: 'group:default/storefront',
        });
        await integrate(scene.portal!, { url: scene.registry.url, ...login });
        await scene.start({
          ...scene.entry,
          workspace: 'group:default/storefront',
        });
        expect(await scene.list()).toHaveLength(2);
      });

      it('are named to whoever wants it in the page', async () => {
        await scene.start({ ...scene.entry, name: 'First' }, scene.entry);
        const made = await scene.portal!.call('priya', 'POST /integrations', {
          ...scene.entry,
          name: 'COMPANY REGISTRY',
        });
        const { id, etag } = await integrate(scene.portal!, {
          url: scene.registry.url,
          ...login,
          name: 'Another',
        });
        const renamed = await scene.portal!.call(
          'priya',
          `PATCH /integrations/${id}`,
          { name: scene.entry.name },
          { 'If-Match': etag },
        );
        for (const { status, body } of [made, renamed]) {
          expect(status).toBe(409);
          expect(body.error.message).toMatch(
            /managed by the portal’s configuration at integratedRegistry\.integrations\[1\]\. Choose another name/,
          );
        }
      });
    });
  },
);

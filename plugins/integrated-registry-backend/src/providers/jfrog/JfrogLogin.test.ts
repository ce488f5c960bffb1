import { buildImage } from 'registry-simulator';
import { failureOf, namesOf } from './__testUtils__/read';
import { logins, testArtifactory } from './__testUtils__/testArtifactory';

const { connect, digest, image, running, signal, start } = testArtifactory;
const { accessToken, person } = logins;

describe('JfrogProvider', () => {
  afterEach(() => running.artifactory.stop());

  describe('and logins', () => {
    it.each([
      ['a wrong password', { ...person, password: 'wrong' }],
      ['an unknown user', { ...person, username: 'nobody' }],
      ['an access token that nobody has', { ...accessToken, password: 'no' }],
      [
        'an API key, which are gone (fact 18)',
        { ...person, password: 'an-old-api-key' },
      ],
    ])(
      'refuses %s, though ping says OK and some is shown to everybody (fact 5)',
      async (_, credential) => {
        await start({ anonymous: ['docker-local'] });
        running.artifactory.store.addImage(
          'docker-local/team/app',
          image,
          '1.0',
        );
        expect(await failureOf(connect({ credential }))).toMatchObject({
          id: 'login',
          code: 'UNAUTHORIZED',
        });
        await expect(
          namesOf(connect({ credential }).listRepositories({ signal })),
        ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
      },
    );

    it('stops at the first refusal, lest the user be locked out', async () => {
      await start();
      const client = connect({ credential: { ...person, password: 'wrong' } });
      await client.diagnose({ signal });
      const asked = running.artifactory.takeRequests();
      expect(
        asked.filter(request => /api\/(?!system|v1\/system)/.test(request)),
      ).toEqual(['GET /artifactory/api/repositories?packageType=docker']);
    });

    it('shows what everybody may read where nobody has entered a login', async () => {
      await start({ anonymous: ['docker-local'] });
      running.artifactory.store.addImage('docker-local/team/app', image, '1.0');
      running.artifactory.store.addImage('oci-local/secret', image, '1.0');
      const client = connect({ credential: undefined });
      const { ok, steps } = await client.diagnose({ signal });
      expect([ok, steps[4].message]).toEqual([
        true,
        'Artifactory lets callers in without a login.',
      ]);
      expect(await namesOf(client.listRepositories({ signal }))).toEqual([
        'docker-local/team/app',
      ]);
    });

    it('opens with a narrow token what it opens, and no more', async () => {
      await start();
      running.artifactory.store.addImage('docker-local/team/app', image, '1.0');
      running.artifactory.store.addImage('oci-local/secret', image, '1.0');
      const credential = { ...accessToken, password: 'a-narrow-token' };
      const client = connect({ credential });
      expect(await namesOf(client.listRepositories({ signal }))).toEqual([
        'docker-local/team/app',
      ]);
      await expect(
        client.listTags('oci-local/secret', { signal }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });

    it('does not end a list as if it were whole when the login ends under way', async () => {
      await start();
      running.artifactory.store.addImage('docker-local/team/app', image, '1.0');
      running.artifactory.store.addImage('oci-local/charts/app', image, '1.0');
      let revoked = false;
      running.artifactory.setFaults({
        failWith: path =>
          revoked && path.includes('/api/repositories') ? 401 : undefined,
      });
      const cursors: (string | undefined)[] = [];
      const read = async () => {
        for await (const { cursor } of connect().listRepositories({ signal })) {
          cursors.push(cursor);
          revoked = true;
        }
      };
      await expect(read()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
      expect(cursors).not.toHaveLength(0);
      expect(cursors).not.toContain(undefined);
    });
  });

  describe('and signatures', () => {
    it('finds them by their tags, and hides these (fact 24)', async () => {
      await start();
      const { store } = running.artifactory;
      const signature = buildImage({ layers: ['signature'] });
      const tag = `${digest.replace(':', '-')}.sig`;
      store.addImage('docker-local/team/app', image, '1.0');
      store.addImage('docker-local/team/app', signature, tag);
      const client = connect();
      const { items } = await client.listTags('docker-local/team/app', {
        signal,
      });
      expect(items.map(({ name }) => name)).toEqual(['1.0']);
      expect(
        await client.listReferrers!('docker-local/team/app', digest, {
          signal,
        }),
      ).toEqual({
        items: [
          expect.objectContaining({
            digest: signature.manifest.digest,
            kind: 'signature',
          }),
        ],
      });
    });
  });
});

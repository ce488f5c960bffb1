import { RegistryError } from 'backstage-plugin-integrated-registry-node';
import { databases } from '../__testUtils__/databases';
import { namesOf, numbered, useCrawls } from './__testUtils__/useCrawls';

// The machine may be busy, and crawls tell how far they are once a second.
jest.setTimeout(40_000);

describe.each(databases.eachSupportedId())(
  'what crawls keep and leave out, on %s:',
  databaseId => {
    const { scene, newRegistry } = useCrawls(databaseId);

    it('say that the index is not complete beyond the limit, or where a name is too long', async () => {
      const many = newRegistry(numbered(1_010));
      many.registry.pageSize = 300;
      const id = await many.integrate();
      expect(await many.ended(id)).toMatchObject({
        state: 'finished',
        repositories: 1_000,
        complete: false,
      });
      expect((await many.search(id)).complete).toBe(false);

      const long = newRegistry([{ name: 'a'.repeat(256) }, { name: 'b' }]);
      const longId = await long.integrate();
      expect(await long.ended(longId)).toMatchObject({
        repositories: 1,
        complete: false,
      });
    });

    it('keep and mark what the registry no longer shows without calling it gone', async () => {
      const { registry, ...people } = newRegistry(numbered(120));
      const id = await people.integrate();
      expect(await people.ended(id)).toMatchObject({ complete: true });

      const [hidden, gone] = registry.repositories.map(({ name }) => name);
      registry.hidden.add(hidden);
      registry.repositories = registry.repositories.filter(
        ({ name }) => name !== gone,
      );
      await people.refresh(id);
      const index = await people.ended(id);
      expect(index).toMatchObject({
        state: 'finished',
        repositories: 119,
        complete: false,
        kept: 1,
        gaps: [
          {
            scope: { kind: 'registry' },
            code: 'HIDDEN',
            count: 1,
            message:
              'Some repositories of the registry are no longer listed, and the registry does not say that they are gone.',
            since: expect.any(String),
          },
        ],
      });
      const list = await people.search(id);
      expect(list.complete).toBe(false);
      expect(list.gaps).toMatchObject([{ code: 'HIDDEN', integrationId: id }]);
      expect(list.items.filter(item => item.keptSince)).toMatchObject([
        { name: hidden },
      ]);

      // The same again writes nothing, and tells since when.
      await people.refresh(id);
      const again = await people.ended(id);
      expect(again.gaps?.[0].since).toBe(index.gaps?.[0].since);

      const forgotten = await scene.portal.call(
        'priya',
        `DELETE /integrations/${id}/kept-repositories`,
      );
      expect(forgotten.status).toBe(200);
      expect(forgotten.body.repositoryIndex).toMatchObject({
        repositories: 118,
      });
      expect(forgotten.body.repositoryIndex.kept).toBeUndefined();
      expect(await people.names(id)).toEqual(
        namesOf(registry.repositories).filter(name => name !== hidden),
      );

      // What is shown again is as it was.
      registry.hidden.clear();
      await people.refresh(id);
      expect(await people.ended(id)).toMatchObject({
        complete: true,
        repositories: 119,
      });
      expect(await people.names(id)).toEqual(namesOf(registry.repositories));
    });

    it('keep what a refused project had, for so long as it is configured', async () => {
      const of = (project: string) =>
        numbered(60).map(({ name }) => ({
          name: `${project}/${name}`,
          project,
        }));
      const { registry, ...people } = newRegistry([
        ...of('open'),
        ...of('private'),
      ]);
      const id = await people.integrate();
      await people.ended(id);

      registry.repositories = of('open');
      registry.gaps = [
        {
          scope: { kind: 'project', name: 'private' },
          code: 'REFUSED',
          message: 'The user may not list the repositories of private.',
          remedy: 'Add the permission.',
          permission: 'List Repository',
        },
      ];
      await people.refresh(id);
      expect(await people.ended(id)).toMatchObject({
        repositories: 120,
        kept: 60,
        complete: false,
        gaps: [{ code: 'REFUSED', count: 60, permission: 'List Repository' }],
      });

      const past = new Date(Date.now() - 31 * 24 * 60 * 60_000).toISOString();
      await scene
        .knex('repositories')
        .where({ integration_id: id })
        .whereNotNull('kept_since')
        .update({ kept_since: past });
      await people.refresh(id);
      expect(await people.ended(id)).toMatchObject({
        repositories: 60,
        complete: false,
        gaps: [{ code: 'REFUSED' }],
      });
    });

    it('keep everything where the registry refuses the whole list', async () => {
      const { registry, ...people } = newRegistry(numbered(60));
      const id = await people.integrate();
      await people.ended(id);

      registry.beforePage = () => {
        throw new RegistryError('CATALOG_UNAVAILABLE', {
          message: 'The registry does not list its repositories to this user.',
          upstreamStatus: 403,
        });
      };
      await people.refresh(id);
      const index = await people.ended(id);
      expect(index).toMatchObject({
        state: 'failed',
        repositories: 60,
        complete: false,
        gaps: [{ scope: { kind: 'registry' }, code: 'REFUSED' }],
      });
      const list = await people.search(id);
      expect(list.items[0].keptSince).toBe(index.gaps?.[0].since);
      const { body } = await scene.portal.call(
        'priya',
        `DELETE /integrations/${id}/kept-repositories`,
      );
      expect(body.repositoryIndex.repositories).toBe(0);
    });

    it('leave out what no client could pull, and count it', async () => {
      const { registry, ...people } = newRegistry([
        ...numbered(2),
        ...['', 'a b', 'Team/App', '../../../etc/passwd', 'x'.repeat(300)].map(
          name => ({ name }),
        ),
      ]);
      registry.pageSize = 3;
      // The empty name comes first, and a page begins behind it.
      registry.repositories.sort((a, b) => (a.name < b.name ? -1 : 1));
      const id = await people.integrate();
      const index = await people.ended(id);
      expect(index).toMatchObject({
        repositories: 2,
        complete: false,
        gaps: [{ code: 'INVALID_NAMES', count: expect.any(Number) }],
      });
      expect(index.gaps?.[0].count).toBeGreaterThanOrEqual(4);
      expect(await people.names(id)).toEqual(namesOf(numbered(2)));
    });
  },
);

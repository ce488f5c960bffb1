import { TagList } from 'backstage-plugin-integrated-registry-common';
import { buildArtifact, buildImage, buildIndex } from 'registry-simulator';
import { workspace } from '../__testUtils__/useIntegration';
import { useImages } from './__testUtils__/useImages';

const amd64 = buildImage({ architecture: 'amd64' });

describe('lists that are held against the rules of a template', () => {
  const { scene, use } = useImages();

  const get = (path: string, query: Record<string, string>) =>
    scene.portal.call(
      'marco',
      `GET ${path}?${new URLSearchParams(query).toString()}`,
    );
  const tags = async (query: Record<string, string>) =>
    (
      await get(`/integrations/${scene.id}/tags`, {
        repository: 'team/app',
        ...query,
      })
    ).body as TagList;
  const brief = ({ items }: TagList) =>
    items.map(({ name, refused = [] }) =>
      [name, ...refused.map(({ rule }) => rule)].join(' '),
    );

  it('have the tags that are allowed first, and each other one with the rules it breaks', async () => {
    for (const tag of ['3.0', '2.1-alpine', '2.1', '2.0-alpine', 'latest']) {
      scene.registry.store.addImage('team/app', amd64, tag);
    }
    await use();
    const rules = { semverRange: '>=2 <3', variant: 'alpine' };
    const list = await tags(rules);
    expect(brief(list)).toEqual([
      '2.1-alpine',
      '2.0-alpine',
      '3.0 semverRange variant',
      '2.1 semverRange variant',
      'latest semverRange variant',
    ]);
    expect(list).toMatchObject({ totalItems: 5, allowedItems: 2 });
    expect(list.items[2].refused?.[0]).toEqual({
      rule: 'semverRange',
      passed: false,
      message: 'The tag 3.0 must be a version within >=2 <3',
      wording: {
        message: {
          code: 'VERDICT_VERSION',
          params: { tag: '3.0', range: '>=2 <3' },
        },
      },
    });

    const paged: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page: TagList = await tags({
        ...rules,
        limit: '1',
        ...(cursor && { cursor }),
      });
      paged.push(...brief(page));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(brief(list));

    expect(await tags({ tagPattern: '9\\..*', q: '2.' })).toMatchObject({
      totalItems: 3,
      allowedItems: 0,
    });
    expect(await tags({ prerelease: 'true' })).not.toHaveProperty(
      'allowedItems',
    );
  });

  it('are refused where a rule cannot be read', async () => {
    await use();
    for (const [name, rule] of [
      ['tagPattern', '('],
      ['semverRange', 'latest'],
      ['prerelease', 'yes'],
    ]) {
      const { status } = await get(`/integrations/${scene.id}/tags`, {
        repository: 'team/app',
        [name]: rule,
      });
      expect(status).toBe(400);
    }
  });

  it('say of a tag whether it runs on the platform', async () => {
    scene.registry.store.addImage('team/app', buildIndex([amd64]), '1.0');
    await use();
    const path = `/integrations/${scene.id}/artifact`;
    const of = { repository: 'team/app', reference: '1.0' };
    const { body } = await get(path, { ...of, platform: 'linux/s390x' });
    expect(body.refused).toMatchObject([
      {
        rule: 'platform',
        passed: false,
        message:
          'The image does not run on linux/s390x. It runs on linux/amd64',
      },
    ]);
    const fitting = await get(path, { ...of, platform: 'linux/x86_64' });
    expect(fitting.body).not.toHaveProperty('refused');
    expect((await get(path, of)).body).not.toHaveProperty('refused');
  });

  it('say of a tag whether it is an image, or another artifact that is allowed', async () => {
    const helm = 'application/vnd.cncf.helm.config.v1+json';
    const chart = buildArtifact({ config: helm, layers: ['text/plain'] });
    scene.registry.store.addImage('team/app', chart, '1.0');
    await use();
    const path = `/integrations/${scene.id}/artifact`;
    const of = { repository: 'team/app', reference: '1.0' };
    expect((await get(path, of)).body.refused).toMatchObject([
      { rule: 'artifactType', passed: false },
    ]);
    const artifactTypes = `application/wasm,${helm}`;
    const allowed = await get(path, { ...of, artifactTypes });
    expect(allowed.body).not.toHaveProperty('refused');
  });

  it('have only the repositories that are allowed, and the number of the others', async () => {
    for (const name of ['base/a', 'team/app', 'team/deep/b', 'web/app']) {
      scene.registry.store.addImage(name, amd64, '1.0');
    }
    await use();
    const search = async (query: Record<string, string>) =>
      (await get('/repositories', { workspace, ...query })).body;
    const all = await search({});
    expect(all.totalItems).toBe(4);
    expect(all).not.toHaveProperty('leftOut');
    expect(await search({ repositories: 'team/*,base/*' })).toMatchObject({
      items: [{ name: 'base/a' }, { name: 'team/app' }],
      totalItems: 2,
      leftOut: 2,
    });
    expect(await search({ repositories: 'team/**', q: 'app' })).toMatchObject({
      items: [{ name: 'team/app' }],
      totalItems: 1,
      leftOut: 1,
    });
  });
});

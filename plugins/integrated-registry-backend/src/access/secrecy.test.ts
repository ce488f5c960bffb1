import { accessTable, ask, Row, Target } from '../__testUtils__/accessTable';
import { bindNamespace } from '../__testUtils__/bindNamespace';
import { clusterModule, silentCluster } from '../__testUtils__/clusterModule';
import { databases } from '../__testUtils__/databases';
import { share } from '../__testUtils__/share';
import { Person, TestPortal } from '../__testUtils__/startPortal';
import {
  useIntegration,
  workspace as payments,
} from '../__testUtils__/useIntegration';

const nowhere = '00000000-0000-4000-8000-000000000000';
const noGroup = 'group:default/no-such-team';
const outsiders = ['lena', 'noah'] as const;

/** Whoever has nothing to do with an integration learns nothing of it, whatever they try. */
describe.each(databases.eachSupportedId())('secrecy on %s', databaseId => {
  const scene = useIntegration(databaseId, {
    features: [clusterModule(silentCluster('dev'))],
  });
  let hidden: Target;

  // Shared with somebody else, so that there is as much to read of it as there can be.
  beforeAll(async () => {
    const { id, portal, registry } = scene;
    await share(portal, id, { with: 'workspaces', workspaces: [payments] });
    const bound = { cluster: 'dev', namespace: 'shop' };
    const { id: bindingId } = await bindNamespace(portal, bound);
    hidden = { id, bindingId, url: registry.url, workspace: payments };
  });

  const byId = accessTable.filter(({ route, body }) =>
    /:id|integrationId/.test(`${route} ${body}`),
  );
  const byWorkspace = accessTable.filter(({ route, body }) =>
    /:workspace|[{ ]workspace/.test(`${route} ${body}`),
  );

  /** All that can be noticed of a call: the answer, and the work it makes, which takes its time. */
  async function notice(
    act: () => ReturnType<TestPortal['call']>,
    guess: string,
  ) {
    const statements: string[] = [];
    const watch = ({ sql }: { sql: string }) => statements.push(sql);
    scene.registry.takeRequests();
    scene.knex.on('query', watch);
    const { status, text, headers } = await act();
    scene.knex.off('query', watch);
    return {
      status,
      text: text.replaceAll(guess, 'GUESS'),
      headers: Object.keys(headers),
      statements: statements.sort(),
      requests: scene.registry.takeRequests(),
    };
  }

  async function noticeAll(row: Row, target: Target, guess: string) {
    const askAs = (person: Person) =>
      notice(() => ask(scene.portal, person, row, target), guess);
    return [await askAs('lena'), await askAs('noah')];
  }

  it('has routes by id and by workspace to ask', () => {
    expect(byId.length).toBeGreaterThan(7);
    expect(byWorkspace.length).toBeGreaterThan(4);
  });

  it.each(byId)('answers a guessed id as one of nothing: $route', async row => {
    const { id, bindingId } = hidden;
    const guess = row.route.includes('bindings/:id') ? bindingId : id;
    const noticed = await noticeAll(row, hidden, guess);
    // What registries call asks for its own secret, whatever is there.
    const refusal = row.route === 'POST /webhooks/:id' ? 401 : 404;
    expect(noticed.map(({ status }) => status)).toEqual([refusal, refusal]);
    expect(noticed.flatMap(({ requests }) => requests)).toEqual([]);
    const target = { ...hidden, id: nowhere, bindingId: nowhere };
    expect(await noticeAll(row, target, nowhere)).toEqual(noticed);
  });

  it.each(byWorkspace)(
    'answers of a workspace as of one that is not there: $route',
    async row => {
      const noticed = await noticeAll(row, hidden, hidden.workspace);
      // What nobody but platform admins may is refused whatever is asked about.
      const refusal = row.route === 'POST /namespace-bindings' ? 403 : 404;
      expect(noticed.map(({ status }) => status)).toEqual([refusal, refusal]);
      const target = { ...hidden, workspace: noGroup };
      expect(await noticeAll(row, target, noGroup)).toEqual(noticed);
    },
  );

  it('answers a selection of it as one of nothing', async () => {
    const resolve = (integrationId: string) =>
      notice(
        () =>
          scene.portal.call('lena', 'POST /images/resolve', {
            workspace: 'group:default/storefront',
            selection: { integrationId, repository: 'team/app', tag: 'latest' },
          }),
        integrationId,
      );
    const noticed = await resolve(hidden.id);
    expect(noticed.status).toBe(404);
    expect(await resolve(nowhere)).toEqual(noticed);
  });

  it('has no answer to ETags, guessed or right', async () => {
    for (const guess of [scene.etag, '"v1"', 'W/"v2"', '*', '"nonsense"']) {
      for (const method of ['PATCH', 'DELETE']) {
        const { status } = await scene.portal.call(
          'lena',
          `${method} /integrations/${hidden.id}`,
          { name: 'Mine now' },
          { 'If-Match': guess },
        );
        expect(status).toBe(404);
      }
      const { status } = await scene.portal.call(
        'lena',
        `GET /integrations/${hidden.id}`,
        undefined,
        { 'If-None-Match': guess },
      );
      expect(status).toBe(404);
    }
  });

  it('lists nothing of it', async () => {
    for (const person of outsiders) {
      for (const query of [
        '',
        '?workspace=group:default/payments',
        '?workspace=group:default/no-such-team',
        '?q=Company',
        `?q=${new URL(scene.registry.url).port}`,
      ]) {
        const { body } = await scene.portal.call(
          person,
          `GET /integrations${query}`,
        );
        expect(body.items).toEqual([]);
        expect(body.nextCursor).toBeUndefined();
      }
    }
  });

  it('says nothing of it in a search, a parse or the uses of another workspace', async () => {
    const workspace = 'workspace=group:default/storefront';
    const { body: used } = await scene.portal.call(
      'marco',
      'POST /image-uses',
      {
        workspace: 'group:default/payments',
        reference: `${scene.registry.host}/team/app:latest`,
        usedBy: 'component:default/shop',
      },
    );
    expect(used.integrationId).toBe(hidden.id);
    for (const query of [
      `GET /repositories?${workspace}&integration=${hidden.id}`,
      `GET /repositories?${workspace}&q=app`,
      `GET /repository-sources?${workspace}`,
      `GET /image-uses?${workspace}&integration=${hidden.id}`,
      `GET /image-uses?${workspace}&repository=team/app`,
    ]) {
      const { body } = await scene.portal.call('lena', query);
      expect(body.items).toEqual([]);
    }
    const parsed = await scene.portal.call(
      'lena',
      `GET /images/parse?${workspace}&reference=${scene.registry.host}/team/app:latest`,
    );
    expect(parsed.status).toBe(200);
    expect(parsed.text).not.toContain(hidden.id);
    const resolved = await scene.portal.call('lena', 'POST /images/resolve', {
      workspace: 'group:default/storefront',
      reference: `${scene.registry.host}/team/app:latest`,
    });
    expect(resolved.text).not.toContain(hidden.id);
    const recorded = await scene.portal.call('lena', 'POST /image-uses', {
      workspace: 'group:default/storefront',
      reference: `${scene.registry.host}/team/app:latest`,
      usedBy: 'component:default/shop',
    });
    expect(recorded.text).not.toContain(hidden.id);
  });
});

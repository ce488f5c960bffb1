import { buildImage } from 'registry-simulator';
import { change as changeIntegration, remove } from '../__testUtils__/change';
import { workspace } from '../__testUtils__/useIntegration';
import {
  behind,
  login,
  useConnectionTests,
} from './__testUtils__/useConnectionTests';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

describe('a connection test of an image host that the address does not prove', () => {
  const { scene, simulate, simulateApp, serve, test, create, select } =
    useConnectionTests();

  /** A registry, and the host its images are pulled from; both of one content. */
  async function twoFaces() {
    const registry = await simulateApp();
    const images = await serve(behind(registry, path => path));
    return { url: registry.url, imageHost: new URL(images).host };
  }

  const resolveString = (
    imageHost: string,
    who: 'marco' | 'olivia' = 'marco',
  ) =>
    scene.portal.call(who, 'POST /images/resolve', {
      workspace,
      reference: `${imageHost}/team/app:1.0`,
    });

  async function read(id: string) {
    return (await scene.portal.call('olivia', `GET /integrations/${id}`)).body;
  }

  const change = (
    id: string,
    body: object,
    who: 'priya' | 'olivia' = 'priya',
    query = '',
  ) => changeIntegration(scene.portal, id, body, who, query);

  it('proves it by a pull', async () => {
    const { url, imageHost } = await twoFaces();
    const { step } = await test({ url, imageHost });
    expect(step('pull').message).toMatch(
      `It can be pulled as ${imageHost}/team/app.`,
    );
    const { body } = await create({ url, imageHost });
    expect(body.imageHostState).toBe('proven');
    const { body: resolved } = await resolveString(imageHost.toUpperCase());
    expect(resolved).toMatchObject({ integrationId: body.id });
    // Another host is another claim.
    const moved = await change(
      body.id,
      { imageHost: 'r.io' },
      'priya',
      '?verify=false',
    );
    expect(moved.body.imageHostState).toBe('claimed');
  });

  it('is proven by a test of what was saved before anything could be pulled', async () => {
    const registry = await simulate();
    const images = await serve(behind(registry, path => path));
    const { host } = new URL(images);
    const { body } = await create({ url: registry.url, imageHost: host });
    expect(body.imageHostState).toBe('claimed');
    const retest = () =>
      scene.portal.call('priya', 'POST /connection-tests', {
        integrationId: body.id,
      });
    await retest();
    expect((await read(body.id)).imageHostState).toBe('claimed');

    registry.store.addImage('team/app', buildImage(), '1.0');
    expect((await retest()).body.ok).toBe(true);
    const { imageHostState, etag } = await read(body.id);
    expect(imageHostState).toBe('proven');
    // Nobody who is editing it meanwhile is held up.
    expect(etag).toBe(body.etag);
  });

  it('takes nothing for a proof but the same digest', async () => {
    const registry = await simulateApp();
    const images = await serve((_, response) => {
      response
        .writeHead(200, {
          'content-type': 'application/vnd.oci.image.manifest.v1+json',
          'docker-content-digest': `sha256:${'a'.repeat(64)}`,
        })
        .end('{"schemaVersion":2}');
    });
    const { host } = new URL(images);
    const { body } = await create({ url: registry.url, imageHost: host });
    expect(body.imageHostState).toBe('claimed');
  });

  it('works in its own workspace where nobody could prove it, and nowhere else', async () => {
    const registry = await simulate();
    const { status, body } = await create({
      url: registry.url,
      imageHost: 'images.example.com',
    });
    expect(status).toBe(201);
    expect(body.imageHostState).toBe('claimed');
    registry.store.addImage('team/app', buildImage(), '1.0');
    const own = await resolveString('images.example.com');
    expect(own.body).toMatchObject({ integrationId: body.id });

    await change(body.id, { sharing: { with: 'everybody' } }, 'olivia');
    const elsewhere = { workspace: 'group:default/storefront' };
    const asString = await scene.portal.call('lena', 'POST /images/resolve', {
      ...elsewhere,
      reference: 'images.example.com/team/app:1.0',
    });
    expect(asString.body.integrationId).toBeUndefined();
    const chosen = await scene.portal.call('lena', 'POST /images/resolve', {
      ...elsewhere,
      selection: {
        integrationId: body.id,
        repository: 'team/app',
        tag: '1.0',
      },
    });
    expect(chosen.status).toBe(400);
    expect(chosen.body.error.message).toMatch(
      /^The image host images\.example\.com of ".*" is not proven, so only its own workspace can choose its images/,
    );
  });

  it.each([
    'docker.io',
    'index.docker.io',
    'DOCKER.IO',
    'ghcr.io',
    'quay.io/team',
  ])('has a platform admin confirm the public host %s', async imageHost => {
    const registry = await simulateApp();
    const { body } = await create(
      { url: registry.url, imageHost },
      '?verify=false',
    );
    expect(body.imageHostState).toBe('needsConfirmation');
    const asString = await resolveString(imageHost);
    expect(asString.body.integrationId).toBeUndefined();
    const chosen = await select(body.id);
    expect(chosen.status).toBe(400);
    expect(chosen.body.error.message).toMatch(
      /is a public one or another workspace’s, so nobody can choose its images before a platform admin/,
    );

    const refused = await change(body.id, { confirmImageHost: true });
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toMatch(
      /Only the portal’s platform admins may confirm an image host/,
    );
    const confirmed = await change(
      body.id,
      { confirmImageHost: true },
      'olivia',
    );
    expect(confirmed.body.imageHostState).toBe('confirmed');
    expect((await select(body.id)).status).toBe(200);
    // What is changed afterwards is not what was confirmed.
    const renamed = await change(body.id, { name: `N ${imageHost}` });
    expect(renamed.body.imageHostState).toBe('confirmed');
    const moved = await change(
      body.id,
      { url: (await simulate()).url },
      'priya',
      '?verify=false',
    );
    expect(moved.body.imageHostState).toBe('needsConfirmation');
    await remove(scene.portal, body.id);
  });

  it('does not let a copied image prove another workspace’s host', async () => {
    const { url, imageHost } = await twoFaces();
    // Whose it is.
    const theirs = await scene.portal.call('olivia', 'POST /integrations', {
      workspace: 'group:default/storefront',
      type: 'docker',
      name: 'Theirs',
      url: `http://${imageHost}`,
    });
    expect(theirs.status).toBe(201);
    const { body } = await create({ url, imageHost });
    expect(body.imageHostState).toBe('needsConfirmation');
    await change(theirs.body.id, { sharing: { with: 'everybody' } }, 'olivia');
    const resolved = await resolveString(imageHost);
    expect(resolved.body.integrationId).toBe(theirs.body.id);
  });

  it('sends a stored password to no image host', async () => {
    const registry = await simulateApp({ login });
    const seen: (string | undefined)[] = [];
    const pass = behind(registry, path => path);
    const images = await serve((request, response) => {
      seen.push(request.headers.authorization);
      pass(request, response);
    });
    const { body } = await create({ url: registry.url, ...login });
    const { host } = new URL(images);
    const changed = await change(body.id, { imageHost: host });
    expect(changed.body.imageHostState).toBe('claimed');
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(Boolean)).toEqual([]);

    const again = await change(body.id, {
      imageHost: host,
      password: login.password,
    });
    expect(again.body.imageHostState).toBe('proven');
  });
});

import { describeWithPrograms } from 'registry-simulator';
import { bindNamespace, readBinding } from '../__testUtils__/bindNamespace';
import { integrate } from '../__testUtils__/integrate';
import { until } from '../__testUtils__/until';
import { login } from '../__testUtils__/useIntegration';
import {
  readManifest,
  resolveExternal,
  unseal,
} from './__testUtils__/manifests';
import { pulling, SECRET, stateOf } from './__testUtils__/useDeploying';
import { external, sealed, useManifests } from './__testUtils__/useManifests';

// Each test starts a portal and a registry, also on a busy machine.
jest.setTimeout(120_000);

describeWithPrograms(describe, ['openssl'], 'ExternalSecrets', () => {
  const scene = useManifests();

  it('name the keys of a secret store, and make the entries that a Secret would have', async () => {
    const host = new URL(scene.registry.url).host;
    const secrets = {
      company: {
        username: 'robot$one',
        password: 'quoted "and" <back\\slashed>',
      },
      team: { username: 'robot$two', password: '{{ .password0 }} 密码' },
    };
    const { id: other } = await integrate(scene.portal, {
      url: scene.registry.url,
      ...login,
      name: 'Team / Zürich',
      repositoryFilter: ['team/**'],
    });
    await scene.decide(scene.id, { source: 'separate', ...secrets.company });
    await scene.decide(other, { source: 'separate', ...secrets.team });
    await bindNamespace(scene.portal, sealed);
    const bound = await bindNamespace(scene.portal, external);
    const { manifest: text } = await scene.ensure(external);
    const manifest = readManifest(text);
    const [company, team] = [
      'registries/default.payments/company-registry',
      'registries/default.payments/team---zürich',
    ];
    expect(manifest.spec.data).toEqual([
      {
        secretKey: 'username0',
        remoteRef: { key: company, property: 'username' },
      },
      {
        secretKey: 'password0',
        remoteRef: { key: company, property: 'password' },
      },
      {
        secretKey: 'username1',
        remoteRef: { key: team, property: 'username' },
      },
      {
        secretKey: 'password1',
        remoteRef: { key: team, property: 'password' },
      },
    ]);
    const resolved = JSON.parse(
      resolveExternal(manifest, {
        [company]: secrets.company,
        [team]: secrets.team,
      }),
    );
    const planned = JSON.parse(
      await unseal(
        await scene.handOut(sealed),
        scene.controller.key,
        `shop/${SECRET}`,
      ),
    );
    expect(resolved).toEqual(planned);
    expect(Object.keys(resolved.auths)).toEqual([host, `${host}/team`]);
    for (const { username, password } of Object.values(secrets)) {
      expect(text).not.toContain(username);
      expect(text).not.toContain(password);
    }
    // The operator itself takes over what the store has: no other manifest is needed.
    await scene.decide(scene.id, {
      source: 'separate',
      ...secrets.company,
      password: 'another-for-the-robot',
    });
    const decidedAt = new Date().toISOString();
    await scene.portal.call(
      'priya',
      `POST /namespace-bindings/${bound.id}/sync`,
    );
    await until(
      () => readBinding(scene.portal, bound.id),
      ({ checkedAt = '' }) => checkedAt > decidedAt,
    );
    expect(stateOf(await readBinding(scene.portal, bound.id))).toBe('manifest');
  });

  it('name the generator that makes the credential of an image host', async () => {
    const host = new URL(scene.registry.url).host;
    await scene.decide(scene.id, pulling);
    await scene.restart({
      generators: [
        { imageHost: host, kind: 'ArtifactoryAccessToken', name: 'pull-token' },
        { imageHost: `${host}/other`, kind: 'GCRAccessToken', name: 'other' },
      ],
    });
    await bindNamespace(scene.portal, external);
    const { manifest: text } = await scene.ensure(external);
    expect(text).toContain('kind: ArtifactoryAccessToken');
    // The published definition at hand is older than this generator.
    const manifest = readManifest(
      text.replace('ArtifactoryAccessToken', 'ECRAuthorizationToken'),
    );
    expect(manifest.spec.data).toBeUndefined();
    expect(manifest.spec.secretStoreRef).toBeUndefined();
    const token = {
      registry: host,
      username: 'pulls',
      access_token: 'token "of" Artifactory',
      auth: 'unused',
    };
    const { auths } = JSON.parse(
      resolveExternal(manifest, { 'pull-token': token }),
    );
    expect(auths).toEqual({
      [host]: {
        username: 'pulls',
        password: 'token "of" Artifactory',
        auth: Buffer.from('pulls:token "of" Artifactory').toString('base64'),
      },
    });
    expect(text).not.toContain(pulling.username);
  });

  it('are not made where two integrations would have one key of the store', async () => {
    const { id: other } = await integrate(scene.portal, {
      url: scene.registry.url,
      ...login,
      name: 'company-registry',
      repositoryFilter: ['team/**'],
    });
    await scene.decide(scene.id, pulling);
    await scene.decide(other, { ...pulling, username: 'another-puller' });
    const bound = await bindNamespace(scene.portal, external);
    expect(stateOf(bound)).toBe(
      'refused: company-registry and Company registry have the same key in the secret store: registries/default.payments/company-registry Rename one of the two, or have the portal’s administrators use {integrationId} in externalSecrets.key.',
    );
    expect((await scene.ensure(external)).manifest).toBeUndefined();
  });
});

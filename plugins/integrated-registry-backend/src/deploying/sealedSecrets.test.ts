import { describeWithPrograms } from 'registry-simulator';
import { bindNamespace, readBinding } from '../__testUtils__/bindNamespace';
import { until } from '../__testUtils__/until';
import { unseal, readManifest } from './__testUtils__/manifests';
import { LABEL, pulling, SECRET, stateOf } from './__testUtils__/useDeploying';
import { payments, sealed, useManifests } from './__testUtils__/useManifests';

// Each test starts a portal and a registry, also on a busy machine.
jest.setTimeout(120_000);

describeWithPrograms(describe, ['openssl'], 'SealedSecrets', () => {
  const scene = useManifests();

  it('can be read by their controller alone, and only in the bound namespace', async () => {
    const bound = await bindNamespace(scene.portal, sealed);
    expect(bound).toMatchObject({
      state: 'empty',
      manifestKind: 'SealedSecret',
    });
    expect(bound.role).toBeUndefined();
    expect(
      await scene.ensure({ ...sealed, integration: scene.id }),
    ).toMatchObject({
      ready: false,
      imagePullSecrets: [],
    });
    await scene.decide(scene.id, pulling);
    await scene.reaches(bound.id, 'manifest');
    const answer = await scene.ensure({ ...sealed, integration: scene.id });
    expect(answer).toEqual({
      ...sealed,
      state: 'manifest',
      ready: true,
      imagePullSecrets: [{ name: SECRET }],
      manifest: expect.any(String),
    });
    const manifest = readManifest(answer.manifest);
    expect(manifest).toMatchObject({
      metadata: { name: SECRET, namespace: 'shop' },
      spec: {
        template: {
          type: 'kubernetes.io/dockerconfigjson',
          metadata: {
            name: SECRET,
            namespace: 'shop',
            labels: {
              'app.kubernetes.io/managed-by': 'integrated-registry',
              [LABEL]: 'default.payments',
            },
          },
        },
      },
    });
    const { username, password } = pulling;
    const content = await unseal(
      manifest,
      scene.controller.key,
      `shop/${SECRET}`,
    );
    expect(JSON.parse(content)).toEqual({
      auths: {
        [new URL(scene.registry.url).host]: {
          username,
          password,
          auth: Buffer.from(`${username}:${password}`).toString('base64'),
        },
      },
    });
    await expect(
      unseal(manifest, scene.controller.key, `other/${SECRET}`),
    ).rejects.toThrow(/oaep decoding error/i);
    await expect(
      unseal(manifest, scene.controller.authorityKey, `shop/${SECRET}`),
    ).rejects.toThrow(/pkeyutl/);
    expect(
      scene.portal.events.find(
        ({ eventId }) => eventId === 'pull-manifest-hand-out',
      ),
    ).toMatchObject({
      status: 'succeeded',
      who: expect.stringContaining('marco'),
      meta: {
        ...sealed,
        workspace: payments,
        integrations: [scene.id],
        kind: 'SealedSecret',
      },
    });
  });

  it('are out of date once the credential is another one, and the binding says what to do', async () => {
    await scene.decide(scene.id, pulling);
    const bound = await bindNamespace(scene.portal, sealed);
    expect(stateOf(bound)).toBe('manifest');
    expect(bound.appliedAt).toBeUndefined();
    const before = await scene.handOut(sealed);
    const { appliedAt = '' } = await readBinding(scene.portal, bound.id);
    const minute = `${appliedAt.slice(0, 16).replace('T', ' ')} UTC`;
    await scene.decide(scene.id, {
      ...pulling,
      password: 'another-for-the-puller',
    });
    expect(stateOf(await scene.reaches(bound.id, 'out of date'))).toBe(
      `manifest: The manifest that was handed out on ${minute} is out of date: the pull secret has to hold something else now Download the manifest again, and apply it in place of the old one.`,
    );
    const after = await scene.handOut(sealed);
    expect(stateOf(await readBinding(scene.portal, bound.id))).toBe('manifest');
    const passwordIn = async (manifest: typeof after) =>
      (await unseal(manifest, scene.controller.key, `shop/${SECRET}`)).match(
        /"password":"([^"]*)"/,
      )?.[1];
    expect(await passwordIn(before)).toBe(pulling.password);
    expect(await passwordIn(after)).toBe('another-for-the-puller');

    await scene.decide(scene.id, { source: 'none' });
    expect(stateOf(await scene.reaches(bound.id, 'No credential'))).toContain(
      'Delete that manifest wherever it was applied or committed.',
    );
    expect(await scene.ensure(sealed)).toMatchObject({
      ready: false,
      imagePullSecrets: [],
    });
    await scene.portal.call('olivia', `DELETE /namespace-bindings/${bound.id}`);
    await until(
      () => readBinding(scene.portal, bound.id),
      found => found === undefined,
    );
  });

  it('are not made without a usable certificate, and the binding says which one is needed', async () => {
    await scene.decide(scene.id, pulling);
    await scene.use(scene.controller.key);
    const bound = await bindNamespace(scene.portal, sealed);
    expect(stateOf(bound)).toBe(
      'refused: The certificate of the Sealed Secrets controller of sealed cannot be used: it is not a certificate in PEM Have the portal’s administrators configure the controller’s current certificate: kubeseal --fetch-cert prints it.',
    );
    await scene.removeCertificate();
    expect((await scene.ensure(sealed)).problem.message).toContain(
      'the file that sealedSecrets.certificateFile names in the configuration cannot be read',
    );
    await scene.use(await scene.expired());
    const refused = await scene.ensure(sealed);
    expect(refused).toMatchObject({ state: 'refused', ready: false });
    expect(refused.problem.message).toMatch(
      /^The certificate of the Sealed Secrets controller of sealed has expired on \d{4}-/,
    );
    expect(refused.manifest).toBeUndefined();
    await scene.use(scene.controller.certificate);
    expect(await scene.ensure(sealed)).toMatchObject({ ready: true });
  });

  it('are not made without a credential that cannot be read any more', async () => {
    await scene.decide(scene.id, pulling);
    const bound = await bindNamespace(scene.portal, sealed);
    await scene.handOut(sealed);
    await scene.knex('pull_credentials').update({ key_id: 'gone' });
    const answer = await scene.ensure(sealed);
    expect(answer).toMatchObject({ state: 'manifest', ready: false });
    expect(answer.manifest).toBeUndefined();
    expect(stateOf(await readBinding(scene.portal, bound.id))).toBe(
      'manifest: A credential of the pull secret cannot be read any more, so no manifest is made without it Enter its password again.',
    );
  });

  it('link no ServiceAccounts, and go to no other workspace', async () => {
    const { status, body } = await scene.portal.call(
      'olivia',
      'POST /namespace-bindings',
      { ...sealed, workspace: payments, serviceAccounts: ['default'] },
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain(
      'The cluster sealed takes manifests, so the portal links no ServiceAccounts there',
    );
    await scene.decide(scene.id, pulling);
    await bindNamespace(scene.portal, sealed);
    const { body: refused } = await scene.portal.call(
      'lena',
      'POST /pull-secrets/ensure',
      { ...sealed, workspace: 'group:default/storefront' },
    );
    expect(refused).toMatchObject({ ready: false, state: 'refused' });
    expect(refused.manifest).toBeUndefined();
  });

  it('are none while the workspace is away for too long, nor what was written before', async () => {
    await scene.decide(scene.id, pulling);
    const { id } = await bindNamespace(scene.portal, sealed);
    const change = async (columns: object) => {
      await scene.knex('namespace_bindings').where({ id }).update(columns);
      const answer = await scene.ensure({ ...sealed, integration: 'other' });
      expect(answer.manifest).toBeUndefined();
      return readBinding(scene.portal, id);
    };
    // As after a time in which the cluster was written to.
    const before = '2026-01-01T00:00:00.000Z';
    const written = await change({
      secret_uid: 'a-uid',
      applied_hash: 'a-hash',
      applied_at: before,
    });
    expect(stateOf(written)).toBe('manifest');
    expect(written.appliedAt).toBeUndefined();
    expect(stateOf(await change({ suspended_since: before }))).toBe(
      'refused: The workspace group:default/payments has left the catalog, so no manifest is made for it Delete manifests that were applied. If the workspace is back, a platform admin removes this binding and binds the namespace again.',
    );
  });
});

import {
  MERGE,
  SECRETS,
  base64,
  dockerConfig,
  failure,
  secretObject,
  secretPath,
} from '../__testUtils__/openSimulator';
import { useCluster } from '../__testUtils__/useCluster';

const cluster = useCluster();

describe('objects', () => {
  it('creates by apply, and does not change what is applied again', async () => {
    const labels = { 'app.kubernetes.io/managed-by': 'portal' };
    const fields = { metadata: { labels }, ...dockerConfig() };

    const created = await cluster.apply('registry', fields);
    const again = await cluster.apply('registry', fields);

    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'registry',
        namespace: 'payments-dev',
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        resourceVersion: expect.stringMatching(/^\d+$/),
        creationTimestamp: '2026-01-01T10:00:00Z',
        labels,
        managedFields: [
          {
            manager: 'portal',
            operation: 'Apply',
            apiVersion: 'v1',
            time: '2026-01-01T10:00:00Z',
            fieldsType: 'FieldsV1',
            fieldsV1: {
              'f:metadata': {
                'f:labels': { 'f:app.kubernetes.io/managed-by': {} },
              },
              'f:data': { 'f:.dockerconfigjson': {} },
              'f:type': {},
            },
          },
        ],
      },
      ...dockerConfig(),
    });
    expect(again).toMatchObject({ status: 200, body: created.body });
  });

  it('keeps one counter for the resource versions of all objects', async () => {
    const { body: one } = await cluster.apply('one', { type: 'Opaque' });
    const { body: other } = await cluster.apply('other', { type: 'Opaque' });
    const { body: list } = await cluster.send('GET', SECRETS);

    const versions = [one, other, list].map(({ metadata }) =>
      Number(metadata.resourceVersion),
    );
    expect(versions).toEqual([versions[0], versions[0] + 1, versions[0] + 1]);
  });

  it('lists by labels and by name', async () => {
    await cluster.apply('ours', { metadata: { labels: { by: 'portal' } } });
    await cluster.apply('theirs', { metadata: { labels: { by: 'them' } } });
    await cluster.apply('plain', {});
    const names = async (query: string) => {
      const { body } = await cluster.send('GET', `${SECRETS}?${query}`);
      return body.items.map(({ metadata }: any) => metadata.name);
    };

    expect(await names('labelSelector=by=portal')).toEqual(['ours']);
    expect(await names('labelSelector=by!=portal')).toEqual([
      'plain',
      'theirs',
    ]);
    expect(await names('labelSelector=by in (portal, them)')).toEqual([
      'ours',
      'theirs',
    ]);
    expect(await names('labelSelector=!by')).toEqual(['plain']);
    expect(await names('fieldSelector=metadata.name=plain')).toEqual(['plain']);
    expect(
      failure(await cluster.send('GET', `${SECRETS}?labelSelector=a===b`)),
    ).toMatchObject({ status: 400, reason: 'BadRequest' });
  });

  it('merges stringData into data', async () => {
    const { body } = await cluster.send('POST', SECRETS, {
      body: secretObject('mixed', {
        data: { kept: base64('1'), written: base64('2') },
        stringData: { written: '3' },
      }),
    });

    expect(body.type).toBe('Opaque');
    expect(body.data).toEqual({ kept: base64('1'), written: base64('3') });
    expect(body).not.toHaveProperty('stringData');
  });

  it('changes nothing in a dry run', async () => {
    const created = await cluster.apply('dry', dockerConfig(), {
      query: '&dryRun=All',
    });
    expect(created.status).toBe(201);
    expect(created.body.metadata).not.toHaveProperty('resourceVersion');
    expect(cluster.simulator.secret('payments-dev', 'dry')).toBeUndefined();

    await cluster.apply('dry', dockerConfig());
    const before = cluster.simulator.secret('payments-dev', 'dry');
    await cluster.apply('dry', dockerConfig('{"auths":{"a":{}}}'), {
      query: '&dryRun=All',
    });
    await cluster.send('DELETE', `${secretPath('dry')}?dryRun=All`);
    expect(cluster.simulator.secret('payments-dev', 'dry')).toEqual(before);
  });

  it('updates a ServiceAccount only under its resource version', async () => {
    const path = '/api/v1/namespaces/payments-dev/serviceaccounts/default';
    const { body: account } = await cluster.send('GET', path);
    const linked = { ...account, imagePullSecrets: [{ name: 'registry' }] };

    const updated = await cluster.send('PUT', path, { body: linked });
    expect(updated).toMatchObject({
      status: 200,
      body: { imagePullSecrets: [{ name: 'registry' }] },
    });
    expect(failure(await cluster.send('PUT', path, { body: linked }))).toEqual({
      status: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on serviceaccounts "default": the object has been modified; please apply your changes to the latest version and try again',
      details: { name: 'default', kind: 'serviceaccounts' },
    });
    const { resourceVersion, ...metadata } = account.metadata;
    expect(
      failure(
        await cluster.send('PUT', path, { body: { ...account, metadata } }),
      ),
    ).toMatchObject({
      status: 422,
      message:
        'serviceaccounts "default" is invalid: metadata.resourceVersion: Invalid value: 0x0: must be specified for an update',
    });
  });

  it('replaces the pull secrets of a ServiceAccount by a merge patch', async () => {
    const path = '/api/v1/namespaces/payments-dev/serviceaccounts/default';
    const patch = (body: object) =>
      cluster.send('PATCH', path, {
        contentType: MERGE,
        body,
      });
    await patch({ imagePullSecrets: [{ name: 'default-dockercfg' }] });
    await patch({ imagePullSecrets: [{ name: 'registry' }] });

    expect(
      cluster.simulator.serviceAccount('payments-dev', 'default'),
    ).toMatchObject({ imagePullSecrets: [{ name: 'registry' }] });
    expect(
      failure(await patch({ metadata: { resourceVersion: '1' } })),
    ).toMatchObject({ status: 409, reason: 'Conflict' });
  });

  it('deletes under preconditions', async () => {
    const { body: created } = await cluster.apply('registry', dockerConfig());
    const remove = (preconditions: object) =>
      cluster.send('DELETE', secretPath('registry'), {
        body: { kind: 'DeleteOptions', apiVersion: 'v1', preconditions },
      });

    expect(failure(await remove({ uid: 'another' }))).toMatchObject({
      status: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on Secret "registry": the UID in the precondition (another) does not match the UID in record (${created.metadata.uid}). The object might have been deleted and then recreated`,
    });
    expect(failure(await remove({ resourceVersion: '1' }))).toMatchObject({
      status: 409,
      reason: 'Conflict',
    });
    const { uid } = created.metadata;
    expect(await remove({ uid })).toMatchObject({
      status: 200,
      body: {
        status: 'Success',
        details: { name: 'registry', kind: 'secrets', uid },
      },
    });
    expect(failure(await cluster.send('GET', secretPath('registry')))).toEqual({
      status: 404,
      reason: 'NotFound',
      message: 'secrets "registry" not found',
      details: { name: 'registry', kind: 'secrets' },
    });
  });
});

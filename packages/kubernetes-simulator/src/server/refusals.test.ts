import {
  DOCKER_CONFIG,
  SECRETS,
  dockerConfig,
  failure,
  secretObject,
  secretPath,
} from '../__testUtils__/openSimulator';
import { useCluster } from '../__testUtils__/useCluster';

const cluster = useCluster();

describe('refusals', () => {
  it.each([
    [
      'a docker config that is missing',
      { type: DOCKER_CONFIG },
      'data[.dockerconfigjson]: Required value',
    ],
    [
      'a docker config that is no JSON',
      dockerConfig('{'),
      'data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": unexpected end of JSON input',
    ],
    [
      'a docker config that is no object',
      dockerConfig('[]'),
      'data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
    [
      'a label that is too long',
      { metadata: { labels: { by: 'x'.repeat(64) } } },
      `metadata.labels: Invalid value: "${'x'.repeat(
        64,
      )}": must be no more than 63 characters`,
    ],
    [
      'a key with a slash',
      { data: { 'a/b': '' } },
      `data[a/b]: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
    ],
    [
      'more than 1 MiB',
      { data: { big: Buffer.alloc(1_048_577).toString('base64') } },
      'data: Too long: may not be more than 1048576 bytes',
    ],
  ])('answers 422 to %s', async (_, fields, why) => {
    expect(failure(await cluster.apply('wrong', fields))).toMatchObject({
      status: 422,
      reason: 'Invalid',
      message: `Secret "wrong" is invalid: ${why}`,
      details: { name: 'wrong', kind: 'Secret' },
    });
  });

  it('keeps the type of a Secret, and the data of an immutable one', async () => {
    await cluster.apply('registry', dockerConfig());
    expect(
      failure(
        await cluster.apply('registry', { ...dockerConfig(), type: 'Opaque' }),
      ),
    ).toMatchObject({
      status: 422,
      message:
        'Secret "registry" is invalid: type: Invalid value: "Opaque": field is immutable',
    });
    await cluster.apply('fixed', { immutable: true, data: { a: 'YQ==' } });
    expect(
      failure(
        await cluster.apply('fixed', { immutable: true, data: { a: 'Yg==' } }),
      ).message,
    ).toBe(
      'Secret "fixed" is invalid: data: Forbidden: field is immutable when `immutable` is set',
    );
  });

  it.each([
    [
      'an unknown field',
      { metadata: { foo: 1 }, bar: {} },
      'strict decoding error: unknown field "metadata.foo", unknown field "bar"',
    ],
    [
      'a field of another type',
      { type: 5 },
      'json: cannot unmarshal number into Go struct field Secret.type of type string',
    ],
    [
      'data that is not Base64',
      { data: { a: 'YQ' } },
      'illegal base64 data at input byte 0',
    ],
  ])('answers 400 to %s', async (_, fields, why) => {
    expect(
      failure(
        await cluster.send('POST', `${SECRETS}?fieldValidation=Strict`, {
          body: secretObject('wrong', fields),
        }),
      ),
    ).toMatchObject({
      status: 400,
      reason: 'BadRequest',
      message: `Secret in version "v1" cannot be handled as a Secret: ${why}`,
    });
  });

  it('warns of unknown fields that it leaves out', async () => {
    const { status, headers, body } = await cluster.send('POST', SECRETS, {
      body: secretObject('warned', { foo: 1 }),
    });
    expect(status).toBe(201);
    expect(headers.warning).toBe(String.raw`299 - "unknown field \"foo\""`);
    expect(body).not.toHaveProperty('foo');
  });

  it('answers in other words to unknown fields that are applied', async () => {
    expect(failure(await cluster.apply('wrong', { foo: 1 }))).toEqual({
      status: 500,
      reason: undefined,
      message:
        'failed to create typed patch object (/wrong; /v1, Kind=Secret): .foo: field not declared in schema',
      details: undefined,
    });
  });

  it('wants a manager, a known format and the right name', async () => {
    const body = secretObject('registry');
    expect(
      failure(await cluster.apply('registry', {}, { manager: '' })).message,
    ).toBe(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
    expect(
      failure(
        await cluster.send('PATCH', secretPath('registry'), {
          contentType: 'text/plain',
          body,
        }),
      ),
    ).toMatchObject({ status: 415, reason: 'UnsupportedMediaType' });
    expect(
      failure(await cluster.apply('registry', { metadata: { name: 'other' } })),
    ).toMatchObject({
      status: 400,
      message:
        'the name of the object (other) does not match the name on the URL (registry)',
    });
  });

  it('creates nothing twice, in no missing and in no ending namespace', async () => {
    const create = (namespace: string) =>
      cluster.send('POST', `/api/v1/namespaces/${namespace}/secrets`, {
        body: secretObject('registry', dockerConfig()),
      });
    await create('payments-dev');
    expect(failure(await create('payments-dev'))).toMatchObject({
      status: 409,
      reason: 'AlreadyExists',
      message: 'secrets "registry" already exists',
    });
    expect(failure(await create('missing'))).toMatchObject({
      status: 404,
      message: 'namespaces "missing" not found',
    });
    cluster.simulator.createNamespace('ending');
    cluster.simulator.terminate('ending');
    expect(failure(await create('ending'))).toEqual({
      status: 403,
      reason: 'Forbidden',
      message:
        'secrets "registry" is forbidden: unable to create new content in namespace ending because it is being terminated',
      details: {
        name: 'registry',
        kind: 'secrets',
        causes: [
          {
            reason: 'NamespaceTerminating',
            message: 'namespace ending is being terminated',
            field: 'metadata.namespace',
          },
        ],
      },
    });
  });

  it('answers 413 to a body of more than 3 MiB', async () => {
    const body = ' '.repeat(3_145_729);
    expect(failure(await cluster.send('POST', SECRETS, { body }))).toEqual({
      status: 413,
      reason: 'RequestEntityTooLarge',
      message: 'Request entity too large: limit is 3145728',
      details: undefined,
    });
  });

  it('has no other paths and methods', async () => {
    expect(await cluster.send('GET', '/api/v1/pods')).toMatchObject({
      status: 404,
    });
    expect(await cluster.send('GET', `${SECRETS}?watch=true`)).toMatchObject({
      status: 405,
    });
    expect(
      await cluster.send('DELETE', '/api/v1/namespaces/payments-dev'),
    ).toMatchObject({ status: 405 });
  });
});

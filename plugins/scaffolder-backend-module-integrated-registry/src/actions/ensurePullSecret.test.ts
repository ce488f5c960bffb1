import { JsonObject } from '@backstage/types';
import { Run, useActions } from '../__testUtils__/useActions';

const ACTION = 'integrated-registry:pull-secret:ensure';

const input = {
  workspace: 'group:default/payments',
  namespace: { cluster: 'production', namespace: 'payments-dev' },
  integrationId: 'one',
};

const asked = {
  workspace: 'group:default/payments',
  cluster: 'production',
  namespace: 'payments-dev',
  integration: 'one',
};

const imagePullSecrets = [{ name: 'integrated-registry' }];

const place = { cluster: 'production', namespace: 'payments-dev' };
const ready = { ...place, state: 'inPlace', ready: true, imagePullSecrets };
const writing = {
  ...place,
  state: 'writing',
  ready: false,
  imagePullSecrets: [],
};
const unreachable = {
  ...writing,
  state: 'unreachable',
  problem: { message: 'No answer.', remedy: 'Check\nthe\u202E firewall.' },
};

describe('integrated-registry:pull-secret:ensure', () => {
  const scene = useActions();
  const { calls, logged } = scene;

  const ensure = (more: JsonObject = {}, how?: Run) =>
    scene.run(ACTION, { ...input, ...more }, how);

  it('gives what a manifest needs where images can be pulled, as the person of the task', async () => {
    scene.answer = { code: 200, body: ready };
    expect(await ensure({}, { person: 'user:default/marco' })).toEqual({
      imagePullSecrets,
      ready: true,
      state: 'inPlace',
    });
    expect(calls).toEqual([
      {
        path: 'POST /pull-secrets/ensure',
        body: asked,
        authorization: expect.stringContaining('user:default/marco'),
      },
    ]);
    expect(logged).toEqual([
      'Images can be pulled in payments-dev on production with the pull secret integrated-registry',
    ]);
  });

  it('asks about no integration where the template has none', async () => {
    scene.answer = { code: 200, body: { ...ready, imagePullSecrets: [] } };
    const { integration, ...rest } = asked;
    expect(await ensure({ integrationId: '' })).toMatchObject({ ready: true });
    expect(calls).toMatchObject([{ body: rest }]);
    expect(calls[0].body).not.toHaveProperty('integration');
    expect(logged).toEqual([
      'Images can be pulled in payments-dev on production',
    ]);
  });

  it('gives the manifest where the cluster takes one', async () => {
    const manifest = 'kind: SealedSecret\n';
    scene.answer = {
      code: 200,
      body: { ...ready, state: 'manifest', manifest },
    };
    expect(await ensure()).toEqual({
      imagePullSecrets,
      ready: true,
      state: 'manifest',
      manifest,
    });
    expect(logged).toEqual([
      'Images can be pulled in payments-dev on production once the manifest of the pull secret integrated-registry is applied',
    ]);
  });

  it('waits until images can be pulled, and says why once', async () => {
    scene.first = [
      { code: 200, body: unreachable },
      { code: 200, body: unreachable },
    ];
    scene.answer = { code: 200, body: ready };
    expect(await ensure()).toMatchObject({ ready: true });
    expect(calls).toHaveLength(3);
    expect(logged).toEqual([
      'Waiting until images can be pulled: No answer.',
      'Images can be pulled in payments-dev on production with the pull secret integrated-registry',
    ]);
  });

  it.each<[string, object, string, string]>([
    ['what the cluster does', unreachable, 'No answer.', 'Check the‹U+202E› '],
    [
      'that it takes time',
      writing,
      'The pull secret is not written yet',
      'Run the task again in a while.',
    ],
    [
      'that nobody has decided',
      { ...writing, state: 'empty' },
      'No credential goes out, so there is no pull secret',
      'Have an admin of the workspace decide on one in the tab Namespaces',
    ],
  ])(
    'fails when the time is up, and tells %s and what to do',
    async (_, body, told, remedy) => {
      scene.answer = { code: 200, body };
      const { message } = await ensure({ waitSeconds: 0 }).catch(
        error => error,
      );
      const [first, second, ...others] = message.split('\n');
      expect(first).toBe(
        `Images cannot be pulled in payments-dev on production: ${told}`,
      );
      expect(second).toContain(`What to do: ${remedy}`);
      expect(others).toEqual([]);
      expect(calls).toHaveLength(1);
    },
  );

  it('asks once more when the time is up', async () => {
    scene.first = [{ code: 200, body: writing }];
    scene.answer = { code: 200, body: unreachable };
    await expect(ensure({ waitSeconds: 1 })).rejects.toThrow('No answer.');
    expect(calls).toHaveLength(2);
  });

  it('goes on with a warning where images need not be pulled', async () => {
    scene.answer = { code: 200, body: unreachable };
    expect(await ensure({ waitSeconds: 0, required: false })).toEqual({
      imagePullSecrets: [],
      ready: false,
      state: 'unreachable',
    });
    expect(logged).toEqual([
      'Images cannot be pulled in payments-dev on production: No answer.',
      'What to do: Check the‹U+202E› firewall.',
    ]);
  });

  it('fails in any case where the backend refuses the call', async () => {
    scene.answer = {
      code: 404,
      body: { error: { name: 'NotFoundError', message: 'No such workspace' } },
    };
    await expect(ensure({ required: false })).rejects.toThrow(
      'No such workspace',
    );
  });

  it('ends with the task while it pauses', async () => {
    const task = new AbortController();
    scene.answer = { code: 200, body: writing };
    const ended = ensure({ waitSeconds: 600 }, { signal: task.signal }).catch(
      error => error,
    );
    while (logged.length === 0) {
      await new Promise(done => setTimeout(done, 5));
    }
    task.abort();
    expect(await ended).toMatchObject({ name: 'AbortError' });
    expect(calls).toHaveLength(1);
  });

  it('ends with the task while the backend does not answer', async () => {
    const task = new AbortController();
    scene.answer = { code: 200, body: undefined };
    const ended = ensure({ required: false }, { signal: task.signal }).catch(
      error => error,
    );
    while (calls.length === 0) {
      await new Promise(done => setTimeout(done, 5));
    }
    task.abort();
    expect(await ended).toMatchObject({ name: 'AbortError' });
  });

  it('waits no longer than it may for a backend that does not answer', async () => {
    const timeout = AbortSignal.timeout;
    const waits = jest
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation(ms => timeout(ms / 100));
    try {
      scene.answer = { code: 200, body: undefined };
      await expect(ensure({ waitSeconds: 20 })).rejects.toThrow(
        /The portal has no answer from the cluster production yet\nWhat to do: /,
      );
      expect(waits.mock.calls[0][0]).toBeGreaterThan(19_000);
      expect(waits.mock.calls[0][0]).toBeLessThanOrEqual(20_000);
    } finally {
      waits.mockRestore();
    }
  });

  it('takes waits up to ten minutes, and a namespace with its cluster', () => {
    expect(scene.schemaOf(ACTION)?.input).toMatchObject({
      required: ['workspace', 'namespace'],
      properties: {
        waitSeconds: { type: 'integer', minimum: 0, maximum: 600 },
        namespace: { required: ['cluster', 'namespace'] },
      },
    });
  });
});

import {
  Checkpoint,
  digest,
  resolved,
  useActions,
} from '../__testUtils__/useActions';

describe('when a task is resumed, it', () => {
  const scene = useActions();
  const { resolve, calls } = scene;
  const input = { workspace: 'group:default/payments', image: 'app:1' };
  const moved = `sha256:${'b'.repeat(64)}`;

  function useCheckpoints() {
    const kept = new Map<string, unknown>();
    const checkpoint: Checkpoint = async ({ key, fn }) => {
      if (!kept.has(key)) {
        kept.set(key, await fn());
      }
      return kept.get(key) as Awaited<ReturnType<typeof fn>>;
    };
    return { kept, checkpoint };
  }

  it('asks again, for the digest it began with', async () => {
    const { kept, checkpoint } = useCheckpoints();
    await resolve(input, { checkpoint });
    expect([...kept.values()]).toEqual([{ digest }]);
    await resolve(input, { checkpoint });
    expect(calls.map(({ body }) => body)).toMatchObject([
      { reference: 'app:1' },
      { reference: `app:1@${digest}` },
    ]);
    // Another image of the same step is not taken for the first.
    await resolve({ ...input, image: 'app:2' }, { checkpoint });
    expect(calls[2].body).toMatchObject({ reference: 'app:2' });
  });

  it('keeps the integration and the tag of a choice beside the digest', async () => {
    const { checkpoint } = useCheckpoints();
    const parts = {
      integrationId: 'one',
      repository: 'team/app',
      tag: '1.2.0',
    };
    const image = { ...parts, reference: 'registry.example.com/team/app' };
    await resolve({ ...input, image }, { checkpoint });
    await resolve({ ...input, image }, { checkpoint });
    expect(calls[1].body).toMatchObject({ selection: { ...parts, digest } });
  });

  it('fails for a person who has lost the workspace since', async () => {
    const { checkpoint } = useCheckpoints();
    await resolve(input, { checkpoint });
    scene.answer = {
      code: 404,
      body: { error: { name: 'NotFoundError', message: 'no such image' } },
    };
    await expect(resolve(input, { checkpoint })).rejects.toThrow(
      'no such image',
    );
  });

  it('starts over for another person', async () => {
    const { checkpoint } = useCheckpoints();
    await resolve(input, { checkpoint, person: 'user:default/marco' });
    scene.answer.body = { ...resolved, digest: moved };
    const { digest: found } = await resolve(input, {
      checkpoint,
      person: 'user:default/sofia',
    });
    expect(found).toBe(moved);
    expect(calls[1].body).toMatchObject({ reference: 'app:1' });
  });

  it('resolves again what had no digest', async () => {
    const { checkpoint } = useCheckpoints();
    scene.answer.body = {
      ...resolved,
      reference: 'registry.example.com/team/app:1.2.0',
      digest: undefined,
    };
    await resolve(input, { checkpoint });
    await resolve(input, { checkpoint });
    expect(calls[1].body).toMatchObject({ reference: 'app:1' });
  });

  it('has another person note the use themselves', async () => {
    const { checkpoint } = useCheckpoints();
    const use = {
      workspace: 'group:default/payments',
      reference: resolved.reference,
      usedBy: 'component:default/shop',
    };
    scene.answer = {
      code: 201,
      body: {
        ...use,
        id: '1',
        repository: 'team/app',
        usedAt: '2026-01-01T00:00:00.000Z',
        chosenBy: 'user:default/marco',
      },
    };
    const id = 'integrated-registry:image:record-use';
    await scene.run(id, use, { checkpoint, person: 'user:default/marco' });
    await scene.run(id, use, { checkpoint, person: 'user:default/marco' });
    expect(calls).toHaveLength(1);
    scene.answer = {
      code: 404,
      body: { error: { name: 'NotFoundError', message: 'no workspace' } },
    };
    await expect(
      scene.run(id, use, { checkpoint, person: 'user:default/sofia' }),
    ).rejects.toThrow('no workspace');
  });
});

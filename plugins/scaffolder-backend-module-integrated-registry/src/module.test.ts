import { SecretNet } from 'registry-simulator';
import { resolved, canary, useActions } from './__testUtils__/useActions';

describe('the scaffolder module', () => {
  const scene = useActions();
  const { run, calls, resolve } = scene;

  it('records the use of an image, but not in a dry run', async () => {
    scene.answer = {
      code: 201,
      body: {
        id: '1',
        workspace: 'group:default/payments',
        reference: resolved.reference,
        repository: 'team/app',
        usedBy: 'component:default/shop',
        usedAt: '2026-01-01T00:00:00.000Z',
        chosenBy: 'user:default/marco',
      },
    };
    const input = {
      workspace: 'group:default/payments',
      reference: resolved.reference,
      usedBy: 'component:default/shop',
    };
    await run('integrated-registry:image:record-use', input, {
      isDryRun: true,
    });
    expect(calls).toEqual([]);
    await run('integrated-registry:image:record-use', input);
    expect(calls).toMatchObject([{ path: 'POST /image-uses', body: input }]);
  });

  describe('a secret', () => {
    const input = { workspace: 'group:default/payments', image: 'app:1' };

    it.each([
      ['a name', { integrationName: canary }, 'the log of a task'],
      ['a tag', { tag: canary }, 'an output'],
    ])('in %s that the backend gives is found: %j', async (_, more, place) => {
      scene.answer.body = { ...resolved, ...more };
      await resolve(input);
      expect(scene.net.leaks).toContain(
        `a secret of the backend in ${place}, as it is`,
      );
      scene.net = new SecretNet();
    });

    it('in what a checkpoint keeps is found', async () => {
      await resolve({ ...input, image: `app:${canary}` });
      expect(scene.net.leaks).toContain(
        'a secret of the backend in a checkpoint, as it is',
      );
      scene.net = new SecretNet();
    });

    it('in a message of the backend is found', async () => {
      scene.answer = {
        code: 404,
        body: { error: { name: 'x', message: canary } },
      };
      await expect(resolve(input)).rejects.toThrow(canary);
      expect(scene.net.leaks).toContain(
        'a secret of the backend in an error, as it is',
      );
      scene.net = new SecretNet();
    });
  });
});

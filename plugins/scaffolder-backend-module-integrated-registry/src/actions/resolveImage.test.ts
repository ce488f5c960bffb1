import { JsonObject } from '@backstage/types';
import {
  Checkpoint,
  digest,
  resolved,
  useActions,
} from '../__testUtils__/useActions';

describe('integrated-registry:image:resolve', () => {
  const scene = useActions();
  const { resolve, calls } = scene;

  it('gives the pinned reference of a reference', async () => {
    const policy = {
      pin: 'both',
      registries: ['Company registry'],
      types: ['docker'],
      repositories: ['team/*'],
      tagPattern: '1\\..*',
      semverRange: '>=1.0.0',
      platform: 'linux/arm64',
      maxSeverity: 'high',
      requireSignature: true,
      allowCustom: false,
    };
    const outputs = await resolve({
      workspace: 'group:default/payments',
      image: 'registry.example.com/team/app:1.2.0',
      ...policy,
    });
    expect(calls).toEqual([
      {
        path: 'POST /images/resolve',
        body: {
          workspace: 'group:default/payments',
          reference: 'registry.example.com/team/app:1.2.0',
          policy,
        },
        // As the person who started the task, to this backend and no other.
        authorization: expect.stringContaining('integrated-registry'),
      },
    ]);
    expect(outputs).toEqual({
      reference: resolved.reference,
      digest,
      tag: '1.2.0',
      name: 'registry.example.com/team/app',
      repository: 'team/app',
      imageHost: 'registry.example.com',
      integrationId: 'one',
      mediaType: resolved.mediaType,
      platforms: ['linux/amd64', 'linux/arm64/v8'],
    });
  });

  it('takes what the picker gives as an object', async () => {
    await resolve({
      workspace: 'group:default/payments',
      image: { integrationId: 'one', repository: 'team/app', tag: '1.2.0' },
    });
    expect(calls[0].body).toMatchObject({
      selection: { integrationId: 'one', repository: 'team/app', tag: '1.2.0' },
    });
  });

  describe('with a rule instead of a tag', () => {
    const workspace = 'group:default/payments';
    const newest = { semverRange: '>=1', variant: 'alpine' };
    const image = 'registry.example.com/team/app';
    const resolvedAt = '2026-01-01T00:00:00.000Z';

    beforeEach(() => {
      scene.answer.body = { ...resolved, newest, resolvedAt };
    });

    it('gives what was found, when, and by which rule', async () => {
      const outputs = await resolve({ workspace, image, newest });
      expect(calls[0].body).toEqual({
        workspace,
        reference: image,
        policy: { pin: 'both', newest },
      });
      expect(outputs).toMatchObject({
        reference: resolved.reference,
        tag: '1.2.0',
        digest,
        newest,
        resolvedAt,
      });
    });

    it('takes the rule that the field gives, unless it has one of its own', async () => {
      const own = { tagPattern: '1.*' };
      const parts = { integrationId: 'one', repository: 'team/app' };
      const chosen = { ...parts, reference: image, newest };
      await resolve({ workspace, image: chosen });
      await resolve({ workspace, image: chosen, newest: own });
      expect(calls.map(({ body }) => body)).toEqual([
        { workspace, selection: parts, policy: { pin: 'both', newest } },
        { workspace, selection: parts, policy: { pin: 'both', newest: own } },
      ]);
    });

    it.each<[string, object | string, object]>([
      ['a reference', image, { reference: `${image}:1.2.0@${digest}` }],
      [
        'a choice',
        { integrationId: 'one', repository: 'team/app', newest },
        {
          selection: {
            integrationId: 'one',
            repository: 'team/app',
            tag: '1.2.0',
            digest,
          },
        },
      ],
    ])('goes on with what it found when resumed: %s', async (...args) => {
      const [, given, asked] = args;
      const kept = new Map<string, unknown>();
      const checkpoint: Checkpoint = async ({ key, fn }) => {
        kept.set(key, kept.get(key) ?? (await fn()));
        return kept.get(key) as Awaited<ReturnType<typeof fn>>;
      };
      const input = {
        workspace,
        image: given,
        newest,
        platform: 'linux/amd64',
      } as JsonObject;
      await resolve(input, { checkpoint });
      expect([...kept.values()]).toEqual([
        { digest, tag: '1.2.0', resolvedAt },
      ]);
      scene.answer.body = resolved;
      const outputs = await resolve(input, { checkpoint });
      expect(calls[1].body).toEqual({
        workspace,
        ...asked,
        policy: { pin: 'both', platform: 'linux/amd64' },
      });
      expect(outputs).toMatchObject({ digest, newest, resolvedAt });
    });

    it('names the option that was meant', async () => {
      await expect(
        resolve({ workspace, image, newest: { semverrange: '1' } }),
      ).rejects.toThrow(/newest\.semverrange: .*Did you mean semverRange\?/);
      expect(calls).toEqual([]);
    });
  });

  describe('where its person has asked too often', () => {
    const tooOften = (retryAfter: number) => ({
      code: 429,
      body: {
        error: {
          name: 'TooManyRequestsError',
          message: 'You have had images checked 120 times within a minute',
          retryAfter,
        },
      },
    });
    const input = { workspace: 'group:default/payments', image: 'app:1' };

    it('waits as long as it is told, and goes on', async () => {
      scene.first = [tooOften(0.01), tooOften(0.01)];
      const outputs = await resolve(input);
      expect(outputs.reference).toBe(resolved.reference);
      expect(calls).toHaveLength(3);
    });

    it('gives up where it does not end', async () => {
      scene.answer = tooOften(0.01);
      await expect(resolve(input)).rejects.toThrow(/120 times within a minute/);
      expect(calls).toHaveLength(6);
    });

    it('does not wait for an hour', async () => {
      scene.answer = tooOften(3_600);
      await expect(resolve(input)).rejects.toThrow(/120 times within a minute/);
      expect(calls).toHaveLength(1);
    });
  });

  it('resolves in a dry run as well', async () => {
    const outputs = await resolve(
      { workspace: 'group:default/payments', image: 'app:1' },
      { isDryRun: true },
    );
    expect(outputs.reference).toBe(resolved.reference);
  });

  it('names every rule the image breaks', async () => {
    scene.answer.body = {
      ...resolved,
      passed: false,
      rules: [
        { rule: 'type', passed: true, message: 'fine' },
        { rule: 'platform', passed: false, message: 'not for s390x' },
        { rule: 'semverRange', passed: false, message: 'too old' },
      ],
    };
    await expect(
      resolve({ workspace: 'group:default/payments', image: 'app:1' }),
    ).rejects.toThrow(
      /platform: not for s390x[\s\S]*semverRange: too old[\s\S]*What to do/,
    );
  });

  it('says what to do when the registry fails', async () => {
    scene.answer = {
      code: 503,
      body: {
        error: {
          name: 'ServiceUnavailableError',
          message: 'registry.example.com could not be reached.',
          code: 'CONNECTION_REFUSED',
          remedy: 'Check the port.',
        },
      },
    };
    await expect(
      resolve({ workspace: 'group:default/payments', image: 'app:1' }),
    ).rejects.toThrow(/could not be reached\.\nWhat to do: Check the port\./);
  });

  it('refuses an image of which too little is known', async () => {
    await expect(
      resolve({
        workspace: 'group:default/payments',
        image: { repository: 'team/app' },
      }),
    ).rejects.toThrow('The image is incomplete');
    expect(calls).toEqual([]);
  });
});

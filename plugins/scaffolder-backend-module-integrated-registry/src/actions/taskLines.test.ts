import { resolved, useActions } from '../__testUtils__/useActions';

const input = { workspace: 'group:default/payments', image: 'a/b:1' };

describe('what a task says of what a registry says', () => {
  const scene = useActions();

  it('is one line of the log, of bounded length, in which everything is seen', async () => {
    scene.answer = {
      code: 200,
      body: {
        ...resolved,
        platforms: [
          { os: 'x'.repeat(200_000), architecture: 'amd64' },
          ...Array(40).fill({ os: 'linux', architecture: 'a' }),
        ],
        morePlatforms: 5,
        tagMoved: { message: 'moved\u202E\nChose another' },
      },
    };
    await scene.resolve(input);
    expect(scene.logged).toHaveLength(2);
    expect(scene.logged[0]).toMatch(/^Chose .*; platforms x+…$/);
    expect(scene.logged[0]).toHaveLength(1_000);
    expect(scene.logged[1]).toBe('moved‹U+202E› Chose another');
  });

  it('names the first platforms, and how many there are besides', async () => {
    const platforms = Array.from({ length: 12 }, (_, at) => ({
      os: 'linux',
      architecture: `a${at}`,
    }));
    scene.answer = {
      code: 200,
      body: { ...resolved, platforms, morePlatforms: 5 },
    };
    await scene.resolve(input);
    expect(scene.logged[0]).toMatch(/linux\/a8, linux\/a9 and 7 more$/);
  });

  it('is in lines of an error, each bounded', async () => {
    scene.answer = {
      code: 200,
      body: {
        ...resolved,
        passed: false,
        rules: Array(60).fill({
          rule: 'platform',
          passed: false,
          message: `a\nb\u200B${'c'.repeat(2_000)}`,
        }),
      },
    };
    const { message } = await scene.resolve(input).catch(error => error);
    const lines = message.split('\n');
    expect(lines).toHaveLength(51);
    expect(lines[1]).toBe(`- platform: a b‹U+200B›${'c'.repeat(976)}…`);
    expect(lines[50]).toBe('… and 12 more');
  });

  it('is bounded where the registry cannot be asked', async () => {
    scene.answer = {
      code: 503,
      body: {
        error: {
          name: 'ServiceUnavailableError',
          message: `a\nb${'c'.repeat(2_000)}`,
          code: 'UPSTREAM_ERROR',
          remedy: 'r\u202E\nr',
        },
      },
    };
    const { message } = await scene.resolve(input).catch(error => error);
    expect(message).toBe(`a b${'c'.repeat(996)}…\nWhat to do: r‹U+202E› r`);
  });

  it('is one line of the log while it waits, and when a use was noted', async () => {
    scene.first = [
      {
        code: 429,
        body: {
          error: {
            name: 'TooManyRequestsError',
            message: 'a\nb',
            retryAfter: 0,
          },
        },
      },
    ];
    const usedBy = 'component:default/a\u202E';
    scene.answer = {
      code: 200,
      body: {
        id: 'one',
        workspace: input.workspace,
        reference: 'a/b:1',
        repository: 'b',
        usedBy,
        usedAt: '2026-01-31T12:00:00.000Z',
        chosenBy: 'user:default/priya',
      },
    };
    await scene.run('integrated-registry:image:record-use', {
      workspace: input.workspace,
      reference: 'a/b:1\nc',
      usedBy,
    });
    expect(scene.logged).toEqual([
      'Waiting 0 s: a b',
      'Noted that component:default/a‹U+202E› uses a/b:1 c',
    ]);
  });

  describe('in a dry run', () => {
    const record = (change: object) =>
      scene.run(
        'integrated-registry:image:record-use',
        {
          workspace: input.workspace,
          reference: 'a/b:1',
          usedBy: 'component:default/a',
          ...change,
        },
        { isDryRun: true },
      );

    it('is one line of the log', async () => {
      await record({});
      expect(scene.logged).toEqual([
        'Dry run: that component:default/a uses a/b:1 is not noted',
      ]);
    });

    it.each([
      ['a password', { reference: 'https://dana:s3cr3t@r.example/a:1' }],
      ['lines', { usedBy: 'component:default/a\nb' }],
      ['invisible characters', { usedBy: 'component:default/a\u202E' }],
      ['200 kB', { reference: `a/${'b'.repeat(200_000)}` }],
    ])('is refused as in a real one: %s', async (_, change) => {
      const error = await record(change).catch(thrown => thrown);
      expect(error.message).toMatch(
        /^The use of the image cannot be noted:\n- (reference|usedBy): .*\nWhat to do: correct the input of integrated-registry:image:record-use\.$/,
      );
      expect(error.message).not.toMatch(/s3cr3t|\u202E|b{999}/);
      expect(scene.logged).toEqual([]);
    });
  });

  it('has no password of a reference in an error', async () => {
    scene.answer = {
      code: 200,
      body: {
        ...resolved,
        passed: false,
        rules: [{ rule: 'platform', passed: false, message: 'no' }],
      },
    };
    const image = {
      integrationId: 'one',
      repository: 'team/app',
      tag: '1',
      reference: 'https://dana:s3cr3t@r.example/team/app:1',
    };
    const { message } = await scene
      .resolve({ ...input, image })
      .catch(error => error);
    expect(message).toMatch(/^The image …@r\.example\/team\/app:1 does not/);
  });
});

import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  scaffolderActionsExtensionPoint,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { inspectError, SecretNet } from 'registry-simulator';
import integratedRegistryScaffolderModule from './index';

const digest = `sha256:${'a'.repeat(64)}`;
const resolved = {
  reference: `registry.example.com/team/app:1.2.0@${digest}`,
  integrationId: 'one',
  integrationName: 'Company registry',
  imageHost: 'registry.example.com',
  repository: 'team/app',
  tag: '1.2.0',
  digest,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  platforms: [
    { os: 'linux', architecture: 'amd64' },
    { os: 'linux', architecture: 'arm64', variant: 'v8' },
  ],
  passed: true,
  rules: [],
};

const canary = 'canary-8a40d1';

/** As a backend answers that says more than it should. */
function withSecrets(body: object): object {
  const more = { credential: { username: 'robot', password: canary } };
  return 'error' in body
    ? { ...body, ...more, error: { ...(body.error as object), ...more } }
    : { ...body, ...more };
}

interface Call {
  path: string;
  body: unknown;
  authorization?: string;
}

describe('the scaffolder module', () => {
  let server: Server;
  let answer: { code: number; body: object };
  /** Before that one. */
  let first: { code: number; body: object }[] = [];
  const calls: Call[] = [];
  /** Finds the token an action called the backend with, and what a backend said in excess. */
  let net: SecretNet;
  const actions = new Map<string, TemplateAction>();

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      net.add(request.headers.authorization ?? '', 'the token of a person');
      calls.push({
        path: `${request.method} ${request.url}`,
        body: JSON.parse(Buffer.concat(chunks).toString()),
        authorization: request.headers.authorization,
      });
      const { code, body } = first.shift() ?? answer;
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify(withSecrets(body)));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const backend = await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          {
            addActions: (...added: TemplateAction[]) =>
              added.forEach(action => actions.set(action.id, action)),
          },
        ],
      ],
      features: [
        integratedRegistryScaffolderModule,
        mockServices.discovery.mock({
          getBaseUrl: async () => `http://127.0.0.1:${port}`,
        }).factory,
      ],
    });
    await backend.stop();
  });

  beforeEach(() => {
    calls.length = 0;
    first = [];
    net = new SecretNet();
    net.add(canary, 'a secret of the backend');
    answer = { code: 200, body: resolved };
  });

  afterEach(() => net.assertNoLeaks());

  afterAll(async () => {
    await new Promise(resolve => server.close(resolve));
  });

  type Checkpoint = ReturnType<typeof createMockActionContext>['checkpoint'];

  async function run(
    id: string,
    input: JsonObject,
    isDryRun = false,
    checkpoint?: Checkpoint,
  ) {
    const action = actions.get(id);
    const outputs: Record<string, unknown> = {};
    const context = createMockActionContext({ input });
    const log = (...said: unknown[]) => net.inspect('the log of a task', said);
    const logger = mockServices.logger.mock({
      error: log,
      warn: log,
      info: log,
      debug: log,
    });
    try {
      await action?.handler({
        ...context,
        logger,
        isDryRun,
        checkpoint: async options => {
          const kept = await (checkpoint ?? context.checkpoint)(options);
          net.inspect('a checkpoint', [options.key, kept]);
          return kept;
        },
        output: (name: string, value: unknown) => {
          net.inspect('an output', [name, value]);
          outputs[name] = value;
        },
      });
    } catch (error) {
      inspectError(net, error);
      throw error;
    }
    return outputs;
  }

  const resolve = (
    input: JsonObject,
    isDryRun?: boolean,
    checkpoint?: Checkpoint,
  ) => run('integrated-registry:image:resolve', input, isDryRun, checkpoint);

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
      first = [tooOften(0.01), tooOften(0.01)];
      const outputs = await resolve(input);
      expect(outputs.reference).toBe(resolved.reference);
      expect(calls).toHaveLength(3);
    });

    it('gives up where it does not end', async () => {
      answer = tooOften(0.01);
      await expect(resolve(input)).rejects.toThrow(/120 times within a minute/);
      expect(calls).toHaveLength(6);
    });

    it('does not wait for an hour', async () => {
      answer = tooOften(3_600);
      await expect(resolve(input)).rejects.toThrow(/120 times within a minute/);
      expect(calls).toHaveLength(1);
    });
  });

  it('resolves in a dry run as well', async () => {
    const outputs = await resolve(
      { workspace: 'group:default/payments', image: 'app:1' },
      true,
    );
    expect(outputs.reference).toBe(resolved.reference);
  });

  it('goes on with the digest it began with when the task is resumed', async () => {
    const kept = new Map<string, unknown>();
    const checkpoint: Checkpoint = async ({ key, fn }) => {
      if (!kept.has(key)) {
        kept.set(key, await fn());
      }
      return kept.get(key) as Awaited<ReturnType<typeof fn>>;
    };
    const input = { workspace: 'group:default/payments', image: 'app:1' };
    await resolve(input, false, checkpoint);
    answer.body = { ...resolved, digest: `sha256:${'b'.repeat(64)}` };
    const again = await resolve(input, false, checkpoint);
    expect(again.digest).toBe(digest);

    // Another image of the same step is not taken for the first.
    const other = await resolve(
      { ...input, image: 'app:2' },
      false,
      checkpoint,
    );
    expect(other.digest).not.toBe(digest);
  });

  it('names every rule the image breaks', async () => {
    answer.body = {
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
    answer = {
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

  it('records the use of an image, but not in a dry run', async () => {
    answer = {
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
    await run('integrated-registry:image:record-use', input, true);
    expect(calls).toEqual([]);
    await run('integrated-registry:image:record-use', input);
    expect(calls).toMatchObject([{ path: 'POST /image-uses', body: input }]);
  });

  describe('a secret', () => {
    const input = { workspace: 'group:default/payments', image: 'app:1' };

    it.each([
      ['a name', { integrationName: canary }, 'the log of a task'],
      ['a name', { integrationName: canary }, 'a checkpoint'],
      ['a tag', { tag: canary }, 'an output'],
    ])('in %s that the backend gives is found: %j', async (_, more, place) => {
      answer.body = { ...resolved, ...more };
      await resolve(input);
      expect(net.leaks).toContain(
        `a secret of the backend in ${place}, as it is`,
      );
      net = new SecretNet();
    });

    it('in a message of the backend is found', async () => {
      answer = { code: 404, body: { error: { name: 'x', message: canary } } };
      await expect(resolve(input)).rejects.toThrow(canary);
      expect(net.leaks).toContain(
        'a secret of the backend in an error, as it is',
      );
      net = new SecretNet();
    });
  });
});

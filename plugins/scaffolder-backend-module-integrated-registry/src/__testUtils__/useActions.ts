import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ActionContext,
  scaffolderActionsExtensionPoint,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { inspectError, SecretNet } from 'registry-simulator';
import integratedRegistryScaffolderModule from '../index';

export const digest = `sha256:${'a'.repeat(64)}`;

export const resolved = {
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

export const canary = 'canary-8a40d1';

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

export type Checkpoint = ReturnType<
  typeof createMockActionContext
>['checkpoint'];

/** What a test runs an action with. */
export interface Run {
  isDryRun?: boolean;
  checkpoint?: Checkpoint;
  templateInfo?: ActionContext<JsonObject>['templateInfo'];
  /** Entity ref of whoever has the task run. */
  person?: string;
  /** Of the task. */
  signal?: AbortSignal;
}

interface Answer {
  code: number;
  /** Undefined: none comes. */
  body: object | undefined;
}

/** The actions of the module, before a backend that answers what a test wants. */
export function useActions(entities: Entity[] = []) {
  let server: Server;
  let answer: Answer;

  /** Before that one. */
  let first: Answer[] = [];

  const calls: Call[] = [];

  /** Lines of the logs of the tasks. */
  const logged: string[] = [];

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
        body: JSON.parse(Buffer.concat(chunks).toString() || 'null'),
        authorization: request.headers.authorization,
      });
      const { code, body } = first.shift() ?? answer;
      if (!body) {
        return;
      }
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
        catalogServiceMock.factory({ entities }),
        mockServices.discovery.mock({
          getBaseUrl: async () => `http://127.0.0.1:${port}`,
        }).factory,
      ],
    });
    await backend.stop();
  });

  beforeEach(() => {
    calls.length = 0;
    logged.length = 0;
    first = [];
    net = new SecretNet();
    net.add(canary, 'a secret of the backend');
    answer = { code: 200, body: resolved };
  });

  afterEach(() => net.assertNoLeaks());

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  async function run(
    id: string,
    input: JsonObject,
    { isDryRun = false, checkpoint, templateInfo, person, signal }: Run = {},
  ) {
    const action = actions.get(id);
    const outputs: Record<string, unknown> = {};
    const context = createMockActionContext({ input });
    const log = (...said: unknown[]) => {
      net.inspect('the log of a task', said);
      logged.push(String(said[0]));
    };
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
        ...(templateInfo && { templateInfo }),
        ...(signal && { signal }),
        getInitiatorCredentials: async () => mockCredentials.user(person),
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

  const resolve = (input: JsonObject, how?: Run) =>
    run('integrated-registry:image:resolve', input, how);

  return {
    resolve,
    schemaOf: (id: string) => actions.get(id)?.schema,
    calls,
    logged,
    get first() {
      return first;
    },
    set first(value: Answer[]) {
      first = value;
    },
    get answer() {
      return answer;
    },
    set answer(value: Answer) {
      answer = value;
    },
    run,
    get net() {
      return net;
    },
    set net(value: SecretNet) {
      net = value;
    },
  };
}

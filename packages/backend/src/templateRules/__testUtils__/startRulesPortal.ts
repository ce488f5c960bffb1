import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import integratedRegistryPlugin from 'backstage-plugin-integrated-registry-backend';
import integratedRegistryScaffolderModule from 'backstage-plugin-scaffolder-backend-module-integrated-registry';
import { SecretNet } from 'registry-simulator';
import { stringify } from 'yaml';
import { inspectedLoggers } from '../../__testUtils__/inspectedLoggers';

export const workspace = 'group:default/payments';

/** What became of an image: allowed, or the names of the rules that refused it. */
export type Verdict = string;

interface File {
  path: string;
  base64Content: string;
}

const groupAndMember: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'payments' },
    spec: { type: 'team', children: [] },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'marco' },
    spec: {},
    relations: [{ type: 'memberOf', targetRef: workspace }],
  },
];

export const member = 'user:default/marco';

/** A portal with these templates, as a member of the workspace uses it. */
export async function startRulesPortal(
  integrations: object[],
  templates: readonly Entity[],
) {
  const members = new Set([member]);
  const net = new SecretNet();
  net.addFrom({ integrations });
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      integratedRegistryScaffolderModule,
      integratedRegistryPlugin,
      catalogServiceMock.factory({
        entities: [...groupAndMember, ...templates],
      }),
      mockServices.userInfo.mock({
        getUserInfo: async ({ principal }) => {
          const { userEntityRef } = principal as { userEntityRef: string };
          return {
            userEntityRef,
            ownershipEntityRefs: [
              userEntityRef,
              ...(members.has(userEntityRef) ? [workspace] : []),
            ],
          };
        },
      }).factory,
      ...inspectedLoggers(() => net),
      mockServices.rootConfig.factory({
        data: {
          integratedRegistry: {
            encryption: {
              keys: [
                { id: 'test', secret: 'a-key-for-tests-and-nothing-else' },
              ],
            },
            network: { allow: ['127.0.0.1'] },
            limits: { resolvesPerMinute: 10_000 },
            // People come and go faster than elsewhere.
            permissions: { maxAgeSeconds: 0 },
            integrations: integrations as never,
          },
        },
      }),
    ],
  });

  async function call(path: string, body?: object, person = member) {
    const response = await fetch(
      `http://127.0.0.1:${backend.server.port()}/api/${path}`,
      {
        headers: {
          authorization: mockCredentials.user.header(person),
          'content-type': 'application/json',
        },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    net.inspect('an answer', text);
    return { status: response.status, body: JSON.parse(text) };
  }

  const pause = () => new Promise(resolve => setTimeout(resolve, 50));

  /** @throws where the backend does not judge the image at all */
  async function judge(request: object): Promise<Verdict> {
    const { status, body } = await call(
      'integrated-registry/images/resolve',
      request,
    );
    if (status !== 200) {
      throw new Error(`HTTP ${status}: ${JSON.stringify(body)}`);
    }
    const broken = body.rules.filter(({ passed }: any) => !passed);
    return verdictOf(broken.map(({ rule }: any) => rule));
  }

  async function startTask(template: string, values: object): Promise<string> {
    const { body } = await call('scaffolder/v2/tasks', {
      templateRef: `template:default/${template}`,
      values,
    });
    return body.id;
  }

  /** What is told of a task, when it has ended. */
  async function endOf(id: string): Promise<{ isDone: boolean; told: string }> {
    for (;;) {
      const { body } = await call(`scaffolder/v2/tasks/${id}`);
      if (body.status === 'completed' || body.status === 'failed') {
        const events = await call(`scaffolder/v2/tasks/${id}/events`);
        return {
          isDone: body.status === 'completed',
          told: JSON.stringify(events.body),
        };
      }
      await pause();
    }
  }

  /** Has somebody run a task again that has failed; what was told before is left out. */
  async function retry(id: string, person: string): Promise<string> {
    const before = (await endOf(id)).told.length;
    await call(`scaffolder/v2/tasks/${id}/retry`, {}, person);
    return (await endOf(id)).told.slice(before);
  }

  async function runTask(template: string, values: object): Promise<Verdict> {
    const { isDone, told } = await endOf(await startTask(template, values));
    return isDone ? verdictOf([]) : brokenIn(told);
  }

  async function dryRun(
    template: Entity,
    values: object,
    files: readonly File[] = [],
  ) {
    const { status, body } = await call('scaffolder/v2/dry-run', {
      template,
      values,
      directoryContents: [
        {
          path: 'template.yaml',
          base64Content: Buffer.from(stringify(template)).toString('base64'),
        },
        ...files,
      ],
    });
    return {
      verdict: status === 200 ? verdictOf([]) : brokenIn(JSON.stringify(body)),
      files: (body.directoryContents ?? []) as File[],
    };
  }

  /** The ids of the integrations by name, when they are there. */
  async function integrationIds(): Promise<Record<string, string>> {
    for (;;) {
      const { body } = await call(
        `integrated-registry/integrations?workspace=${workspace}`,
      );
      const all: { id: string; name: string }[] = body.items ?? [];
      if (all.length === integrations.length) {
        return Object.fromEntries(all.map(({ id, name }) => [name, id]));
      }
      await pause();
    }
  }

  async function stop() {
    await backend.stop();
    net.assertNoLeaks();
  }

  return {
    judge,
    runTask,
    startTask,
    endOf,
    retry,
    members,
    dryRun,
    integrationIds,
    stop,
  };
}

function verdictOf(rules: readonly string[]): Verdict {
  return rules.length === 0 ? 'allowed' : `refused: ${rules.join(', ')}`;
}

/** The rules that an error of the action names. */
function brokenIn(told: string): Verdict {
  const [, list] =
    /does not meet what this template demands:(.*?)What to do/.exec(told) ?? [
      undefined,
      '',
    ];
  const rules = Array.from(list.matchAll(/\\n- (\w+):/g), ([, rule]) => rule);
  if (rules.length === 0) {
    throw new Error(`No rule refused it: ${told.slice(0, 2_000)}`);
  }
  return verdictOf(rules);
}

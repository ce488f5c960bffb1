import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import { databases } from '../__testUtils__/databases';
import { integrate } from '../__testUtils__/integrate';
import { Person, startPortal, TestPortal } from '../__testUtils__/startPortal';
import { useRegistry } from '../__testUtils__/useIntegration';

// On a busy machine a portal takes its time to start.
jest.setTimeout(120_000);

const search = 'GET /repositories?workspace=group:default/payments&q=app';
const name = (permission: string) =>
  permission.replace('integrated-registry.', '');

describe('what the permission policy says', () => {
  const scene = useRegistry({});
  let portal: TestPortal | undefined;
  let asked: string[];
  let denied: string[];
  let broken: boolean;

  afterEach(() => portal?.stop());

  async function start(maxAgeSeconds: number): Promise<string> {
    asked = [];
    denied = [];
    broken = false;
    const answer = async (
      questions: { permission: { name: string } }[],
    ): Promise<DefinitivePolicyDecision[]> => {
      if (broken) {
        throw new Error('The permission backend is away');
      }
      return questions.map(({ permission }) => {
        asked.push(name(permission.name));
        return {
          result: denied.includes(name(permission.name))
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        };
      });
    };
    portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      settings: { permissions: { maxAgeSeconds } },
      features: [
        mockServices.permissions.mock({
          authorize: answer,
          authorizeConditional: answer,
        }).factory,
      ],
    });
    const { id } = await integrate(portal, { url: scene.registry.url });
    asked = [];
    return id;
  }

  const statusOf = async (
    person: Person,
    route: string,
    body?: object,
    headers?: Record<string, string>,
  ) => (await portal!.call(person, route, body, headers)).status;

  it('about reading and using is remembered of each person', async () => {
    await start(60);
    for (let time = 0; time < 3; time += 1) {
      expect(await statusOf('marco', search)).toBe(200);
    }
    expect(asked.sort()).toEqual(['access', 'integration.use']);

    denied = ['integration.use'];
    const { body } = await portal!.call('petra', search);
    expect(body.items).toEqual([]);
    expect((await portal!.call('marco', search)).body.items).toHaveLength(1);
  });

  it('about changes is asked every time', async () => {
    const id = await start(60);
    const { etag } = (await portal!.call('priya', `GET /integrations/${id}`))
      .headers;
    const rename = (text: string, match: string) =>
      statusOf(
        'priya',
        `PATCH /integrations/${id}`,
        { description: text },
        { 'If-Match': match },
      );
    expect(await rename('One', etag)).toBe(200);
    denied = ['integration.update', 'integration.delete'];
    expect(await rename('Two', '*')).toBe(403);
    expect(
      await statusOf('priya', `DELETE /integrations/${id}`, undefined, {
        'If-Match': '*',
      }),
    ).toBe(403);
  });

  it('is not remembered where there was no answer', async () => {
    await start(60);
    broken = true;
    expect(await statusOf('marco', search)).toBe(500);
    broken = false;
    expect(await statusOf('marco', search)).toBe(200);
  });

  it('is asked every time where that is configured', async () => {
    await start(0);
    await statusOf('marco', search);
    denied = ['access'];
    expect(await statusOf('marco', search)).toBe(403);
  });
});

import { distributionCall, harborCall } from 'registry-simulator';
import { gzipSync } from 'node:zlib';
import { change } from '../__testUtils__/change';
import { databases } from '../__testUtils__/databases';
import { crawled } from '../__testUtils__/integrate';
import { until } from '../__testUtils__/until';
import { useWebhooks } from './__testUtils__/useWebhooks';

jest.setTimeout(60_000);

const repository = 'team/app';
/** Within a minute. */
const LOOKS = 150;

describe.each(databases.eachSupportedId())(
  'what webhooks cost at most on %s',
  databaseId => {
    const { scene, webhook, push } = useWebhooks(databaseId, {
      settings: { limits: { webhookRepositoriesPerMinute: LOOKS } },
    });

    /** The paths the registry was asked for tags of, while something was done. */
    async function asked(act: () => Promise<unknown>): Promise<string[]> {
      scene.registry.takeRequests();
      await act();
      return scene.registry
        .takeRequests()
        .filter(request => request.includes('/tags/list'));
    }

    const events = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        repository: `team/numbered-${at}`,
      }));

    const state = async () =>
      (await scene.portal.call('priya', `GET /integrations/${scene.id}`)).body
        .repositoryIndex;

    /** Waits for a crawl that began after `act`, however long after the last one it may begin. */
    async function crawlsAfter(act: () => Promise<unknown>) {
      await crawled(scene.portal, scene.id);
      const { startedAt } = await state();
      const { now } = Date;
      await act();
      const clock = jest
        .spyOn(Date, 'now')
        .mockImplementation(() => now.call(Date) + 61_000);
      await scene.portal.runTask('webhooks');
      clock.mockRestore();
      await until(
        state,
        index =>
          index.state === 'finished' &&
          Date.parse(index.startedAt) > Date.parse(startedAt),
      );
    }

    it.each([
      [
        'compressed',
        400,
        { 'Content-Encoding': 'gzip' },
        gzipSync('{}').toString('latin1'),
      ],
      ['no JSON', 400, {}, 'action=push'],
      ['a form', 400, { 'Content-Type': 'text/plain' }, '{"events":[]}'],
      ['of no form that is known', 202, {}, '{"hello":["world"]}'],
      ['a list', 202, {}, '[1,2,3]'],
      ['a text', 202, {}, '"PUSH_ARTIFACT"'],
      [
        'an event of a later version',
        202,
        {
          'Content-Type': 'application/vnd.docker.distribution.events.v9+json',
        },
        '{"events":[{"action":"levitate"},null,7,{"action":"push"}]}',
      ],
      ['an event that changes no tag', 202, {}, '{"type":"PULL_ARTIFACT"}'],
    ])(
      'is nothing for a body that is %s',
      async (_, expected, headers: object, body) => {
        const looks = await asked(async () => {
          const { status } = await webhook.send({
            headers: {
              'Content-Type': 'application/json',
              Authorization: webhook.secret,
              ...headers,
            },
            body,
          });
          expect(status).toBe(expected);
        });
        expect(looks).toEqual([]);
        const { lastRefused, lastEventAt } = await webhook.read();
        const latest = expected === 202 ? lastEventAt : lastRefused.at;
        expect(Date.now() - Date.parse(latest)).toBeLessThan(10_000);
      },
    );

    it.each([
      ['in upper case', 'Team/App', 0],
      ['with the host before it', () => `${scene.registry.host}/team/app`, 1],
      ['that is no name', '../../v2/_catalog', 0],
      ['that is too long', 'a/'.repeat(200), 0],
      ['of another registry', 'other.example.com/team/app', 1],
      ['with a fragment of an address', 'team/app?x=#y', 0],
    ] as [string, string | (() => string), number][])(
      'is bounded for a repository %s',
      async (_, name, named) => {
        const { secret } = webhook;
        const { status, body } = await webhook.send(
          harborCall({
            secret,
            repository: typeof name === 'string' ? name : name(),
          }),
        );
        expect([status, body.repositories]).toEqual([202, named]);
      },
    );

    it('is nothing for a repository that the filter leaves out', async () => {
      const { secret } = webhook;
      const filtered = await change(scene.portal, scene.id, {
        repositoryFilter: ['team/*'],
      });
      expect(filtered.status).toBe(200);
      await crawled(scene.portal, scene.id);
      push('secret/app', '1.0');
      push('team/seen', '1.0');
      const looks = await asked(async () => {
        const { body } = await webhook.send(
          distributionCall(
            { secret, repository: 'secret/app' },
            { repository: 'team/seen' },
          ),
        );
        expect(body.repositories).toBe(1);
        await webhook.isFound('team/seen');
      });
      expect(looks.join()).not.toContain('secret/app');
      expect(await webhook.found('secret/app')).toBe(false);
    });

    it('is no call of an address in it', async () => {
      const { secret } = webhook;
      scene.registry.takeRequests();
      const { status } = await webhook.send({
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${secret}`,
        },
        body: JSON.stringify({
          callback_url: `${scene.registry.url}/callback`,
          docker_url: `${scene.registry.host}/callback`,
          repository: 'team/none',
          homepage: `${scene.registry.url}/callback`,
        }),
      });
      expect(status).toBe(202);
      await webhook.send(distributionCall({ secret, repository: 'team/seen' }));
      await scene.portal.runTask('webhooks');
      expect(scene.registry.takeRequests().join()).not.toContain('callback');
    });

    it.each([1, 3])(
      'is one look for a repository that %d calls name more than once',
      async calls => {
        const { secret } = webhook;
        const call = distributionCall(
          { secret, repository },
          ...Array.from({ length: 50 }, () => ({ repository })),
          { repository, deleted: true },
        );
        const looks = await asked(async () => {
          for (let sent = 0; sent < calls; sent++) {
            expect((await webhook.send(call)).body.repositories).toBe(1);
          }
          push('team/after', `of-${calls}`);
          await webhook.send(
            distributionCall({ secret, repository: 'team/after' }),
          );
          await webhook.isFound('team/after');
        });
        expect(
          looks.filter(request => request.includes(repository)).length,
        ).toBeLessThanOrEqual(calls);
      },
    );

    it.each([
      ['an envelope of 10,000 events', 10_000, 'is not read'],
      ['an envelope of 1,500 events', 1_500, 'is read in part'],
    ])('is a hundred looks and a crawl for %s, which %s', async (_, count) => {
      const { secret } = webhook;
      const [first, ...others] = events(count);
      push('team/numbered-1499', '1.0');
      let looks: string[] = [];
      await crawlsAfter(async () => {
        looks = await asked(async () => {
          const { status } = await webhook.send(
            distributionCall({ secret, ...first }, ...others),
          );
          expect(status).toBe(202);
        });
      });
      expect(looks.length).toBeLessThanOrEqual(100);
      expect(await webhook.found('team/numbered-1499')).toBe(true);
    });

    it('is a crawl where more is named within a minute than is looked at', async () => {
      const { secret } = webhook;
      await crawlsAfter(async () => {
        // More than in two minutes: one may begin meanwhile.
        for (const from of [0, 100, 200, 300]) {
          const [first, ...others] = events(from + 100).slice(from);
          const { body } = await webhook.send(
            distributionCall({ secret, ...first }, ...others),
          );
          expect(body.repositories).toBe(100);
        }
      });
    });
  },
);

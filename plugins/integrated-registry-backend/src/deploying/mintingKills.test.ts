import { until } from '../__testUtils__/until';
import { useMinting } from './__testUtils__/useMinting';

// Each test starts portals, registries and a cluster, also on a busy machine.
jest.setTimeout(120_000);

describe('pull credentials that the portal makes', () => {
  const now = useMinting('SQLITE_3');
  const { scene } = now;

  // A kill leaves what the database has at that moment, and nothing is tidied up.
  it.each([
    ['before the registry has made the next one', 'POST', 'before'],
    ['after the registry has made it', 'POST', 'after'],
    ['while it is proven by a pull', 'GET', 'before'],
    ['before the old one is ended', 'DELETE', 'before'],
    ['after the old one is ended', 'DELETE', 'after'],
  ] as const)('survive a kill %s', async (_, method, when) => {
    await now.decide({ source: 'minted' });
    await now.inPlace();
    await now.look();
    const old = now.login()!;
    await now.pass(21);

    let asked = () => {};
    const isAsked = new Promise<void>(resolve => {
      asked = resolve;
    });
    let kill = false;
    now.harbor.setFaults({
      only: (path, is) => {
        const hit =
          is === method &&
          (method === 'GET'
            ? path.startsWith('/v2/') &&
              !path.endsWith('/1.0') &&
              now.harbor.minted().length > 1
            : path.startsWith('/api/v2.0/robots'));
        if (hit) {
          kill = true;
          asked();
        }
        return hit;
      },
      ...(when === 'before'
        ? { hang: true }
        : { latencyMs: 1_000, cutAfter: 0 }),
    });
    const looking = (async () => {
      while (!kill) {
        await now.look();
        if (!kill) {
          await now.pass(1);
        }
      }
    })().catch(() => {});
    await isAsked;
    const left = {
      minted: await scene.knex('minted_credentials'),
      decided: await scene.knex('pull_credentials'),
    };
    expect(await now.works(now.login()!)).toBe(true);
    if (when === 'before') {
      await scene.portal.stop();
      await looking;
    } else {
      await looking;
      await scene.portal.stop();
    }
    await scene.knex('minted_credentials').delete();
    await scene.knex('minted_credentials').insert(left.minted);
    await scene.knex('pull_credentials').delete();
    await scene.knex('pull_credentials').insert(left.decided);
    now.harbor.setFaults({});
    await scene.restart({ isStopped: true });

    await until(
      async () => {
        expect(await now.works(now.login()!)).toBe(true);
        await now.pass(1);
        await now.look();
        return [now.harbor.minted(), now.login()!.username].flat();
      },
      ([only, used, ...more]) =>
        only === used && more.length === 0 && used !== old.username,
    );
    expect(await now.rows()).toHaveLength(1);
  });
});

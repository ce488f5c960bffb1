import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { RegistryError } from 'backstage-plugin-integrated-registry-node';
import { withReport } from '../../model';
import { RegistryCache } from './RegistryCache';

const before = { id: 'an-integration', version: 1 };
const after = { ...before, changes: withReport(undefined, ['team/app'], 0) };
const packed = () => new Promise(resolve => setImmediate(resolve));

/** Two replicas with one cache service. */
function replicas() {
  const kept = new Map<string, JsonValue>();
  const service = mockServices.cache.mock({
    get: async <Value>(key: string) => kept.get(key) as Value | undefined,
    set: async (key, value) => {
      kept.set(key, value);
    },
    delete: async key => {
      kept.delete(key);
    },
  });
  const logger = mockServices.logger.mock();
  return [
    new RegistryCache(service, logger),
    new RegistryCache(service, logger),
  ];
}

describe('what a registry has reported as changed', () => {
  it('is read anew once, by every replica, and nothing else is', async () => {
    const [one, other] = replicas();
    const read = jest.fn(async () => 'new');
    for (const cache of [one, other]) {
      await cache.of(before).get('tags', ['team/app'], async () => 'old');
      await cache.of(before).get('tags', ['team/web'], async () => 'old');
      await packed();
    }
    for (const cache of [one, other, one, other]) {
      const { value } = await cache.of(after).get('tags', ['team/app'], read);
      expect(value).toBe('new');
      await packed();
    }
    // The other replica finds what the first has read.
    expect(read).toHaveBeenCalledTimes(1);
    const web = await one.of(after).get('tags', ['team/web'], read);
    expect(web.value).toBe('old');
  });

  it('is not taken from a reading that began before', async () => {
    const [cache] = replicas();
    let answer = (_: string) => {};
    const slow = cache.of(before).get(
      'tags',
      ['team/app'],
      () =>
        new Promise<string>(resolve => {
          answer = resolve;
        }),
    );
    await packed();
    const fresh = await cache
      .of(after)
      .get('tags', ['team/app'], async () => 'new');
    expect(fresh.value).toBe('new');
    answer('old');
    expect((await slow).value).toBe('old');
    await packed();
    const later = await cache
      .of(after)
      .get('tags', ['team/app'], async () => 'newer');
    expect(later.value).toBe('new');
  });

  it.each([
    ['CONNECTION_REFUSED', 'old'],
    ['NOT_FOUND', undefined],
  ] as const)(
    'stays as it was known where the registry answers %s',
    async (code, expected) => {
      const [cache] = replicas();
      await cache.of(before).get('tags', ['team/app'], async () => 'old');
      const read = jest.fn(async (): Promise<string> => {
        throw new RegistryError(code, { message: 'No', remedy: 'None' });
      });
      const ask = () =>
        cache
          .of(after)
          .get('tags', ['team/app'], read)
          .then(
            ({ value }) => value,
            () => undefined,
          );
      expect([await ask(), await ask()]).toEqual([expected, expected]);
      // A registry that fails is not asked each time.
      expect(read).toHaveBeenCalledTimes(expected ? 1 : 2);
    },
  );
});

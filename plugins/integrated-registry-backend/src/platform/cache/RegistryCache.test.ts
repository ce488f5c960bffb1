import { CacheService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { RegistryCache } from './RegistryCache';

const integration = { id: 'an-integration', version: 1 };

function memory() {
  const kept = new Map<string, JsonValue>();
  const ttls: unknown[] = [];
  return {
    kept,
    ttls,
    service: mockServices.cache.mock({
      get: async <Value>(key: string) => kept.get(key) as Value | undefined,
      set: async (key, value, options) => {
        kept.set(key, value);
        ttls.push(options?.ttl);
      },
    }),
  };
}

const packed = () => new Promise(resolve => setImmediate(resolve));

describe('RegistryCache', () => {
  const logger = mockServices.logger.mock();

  it('keeps what was read of an integration for as long as the table says', async () => {
    const { service, ttls } = memory();
    const cache = new RegistryCache(service, logger).of(integration);
    const read = jest.fn(async () => 'a');
    expect((await cache.get('tags', ['team/app'], read)).value).toBe('a');
    expect((await cache.get('tags', ['team/app'], read)).value).toBe('a');
    await packed();
    expect(read).toHaveBeenCalledTimes(1);
    expect(ttls).toEqual([24 * 60 * 60_000]);
  });

  it('answers nothing that was read with other settings, of another integration or of another kind', async () => {
    const { service } = memory();
    const cache = new RegistryCache(service, logger);
    cache.of(integration).put('tags', ['team/app'], 'a');
    await packed();
    const known = (of: typeof integration, what: 'tags' | 'scan') =>
      cache.of(of).known(what, ['team/app']);
    expect((await known(integration, 'tags'))?.value).toBe('a');
    expect(await known({ ...integration, version: 2 }, 'tags')).toBeUndefined();
    expect(await known({ ...integration, id: 'b' }, 'tags')).toBeUndefined();
    expect(await known(integration, 'scan')).toBeUndefined();
  });

  it('shares one reading between those who ask together, and reads anew on demand', async () => {
    const { service } = memory();
    const cache = new RegistryCache(service, logger).of(integration);
    let readings = 0;
    const read = async () => {
      readings += 1;
      return readings;
    };
    const [one, other] = await Promise.all([
      cache.get('scan', ['a'], read),
      cache.get('scan', ['a'], read),
    ]);
    expect([one.value, other.value]).toEqual([1, 1]);
    const current = await cache.get('scan', ['a'], read, { current: true });
    expect(current.value).toBe(2);
  });

  it('keeps nothing that is not to be kept, and survives a cache service that fails', async () => {
    const failing = mockServices.cache.mock({
      get: async () => {
        throw new Error('down');
      },
    });
    const cache = new RegistryCache(failing, logger).of(integration);
    const read = jest.fn(async () => 'a');
    const keep = () => false;
    await cache.get('artifact', ['a'], read, { keep });
    await cache.get('artifact', ['a'], read, { keep });
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('keeps what is large once where the cache service is memory of the same process', async () => {
    const [small, large] = ['a', 'a'.repeat(100_000)];
    for (const inProcess of [true, false]) {
      const { service, kept } = memory();
      const cache = new RegistryCache(service, logger, { inProcess });
      for (const value of [small, large]) {
        const read = jest.fn(async () => value);
        const ask = () =>
          cache.of(integration).get('tags', [value.slice(0, 9)], read);
        expect((await ask()).value).toBe(value);
        await packed();
        expect((await ask()).value).toBe(value);
        expect(read).toHaveBeenCalledTimes(1);
      }
      expect(kept.size).toBe(inProcess ? 1 : 2);
    }
  });

  describe('of a cache service that does not answer', () => {
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    it('waits a second, reads from the registry for ten, and then uses it anew', async () => {
      const silent = { get: jest.fn(() => new Promise<never>(() => {})) };
      const back = memory();
      const reopen = jest.fn(() => back.service);
      const warnings: string[] = [];
      const cache = new RegistryCache(
        mockServices.cache.mock(silent),
        mockServices.logger.mock({
          warn: warning => {
            warnings.push(warning);
          },
        }),
        { reopen },
      ).of(integration);
      const ask = async (name: string) =>
        (await cache.get('tags', [name], async () => name)).value;

      const began = performance.now();
      const first = ask('a');
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await first).toBe('a');
      expect(performance.now() - began).toBe(1_000);
      expect(warnings).toEqual([
        'The cache service fails, so registries are asked more often: it does not answer',
      ]);
      expect(reopen).toHaveBeenCalledTimes(1);

      // Nobody else waits for it.
      await jest.advanceTimersByTimeAsync(9_000);
      expect(await ask('b')).toBe('b');
      await packed();
      expect(back.kept.size).toBe(0);

      await jest.advanceTimersByTimeAsync(1_000);
      expect(await ask('c')).toBe('c');
      await packed();
      expect(back.kept.size).toBe(1);
      expect(silent.get).toHaveBeenCalledTimes(1);
      expect([reopen.mock.calls.length, warnings.length]).toEqual([1, 1]);
    });

    it('and recovers by itself is not opened anew', async () => {
      const get = jest.fn(async () => undefined as JsonValue | undefined);
      get.mockRejectedValueOnce(new Error('down'));
      const cache = new RegistryCache(
        mockServices.cache.mock({ get: get as CacheService['get'] }),
        logger,
      ).of(integration);
      await cache.get('tags', ['a'], async () => 'a');
      await jest.advanceTimersByTimeAsync(10_000);
      await cache.get('tags', ['b'], async () => 'b');
      expect(get).toHaveBeenCalledTimes(2);
    });
  });
});

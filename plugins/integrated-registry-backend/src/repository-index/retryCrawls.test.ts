import {
  Health,
  RegistryErrorCode,
  registryErrorCodes,
} from 'backstage-plugin-integrated-registry-common';
import { StoredIntegration } from '../model';
import { retryCrawls } from './retryCrawls';

const now = Date.parse('2026-11-29T12:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1_000).toISOString();

/** Of what the crawl failed so many seconds after another had begun. */
const failed = (
  code: RegistryErrorCode,
  seconds: number,
  health: Health = { state: 'healthy' },
) =>
  ({
    id: code,
    health,
    repositoryIndex: {
      state: 'failed',
      startedAt: ago(seconds),
      failure: { code, message: 'It failed.', remedy: 'Wait.' },
    },
  } as StoredIntegration);

describe('crawls that failed', () => {
  let started: string[];
  const crawler = {
    start: async (id: string) => {
      started.push(id);
    },
  };

  beforeEach(() => {
    started = [];
    jest.spyOn(Date, 'now').mockReturnValue(now);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each(registryErrorCodes)(
    'by %s begin again within 30 seconds, however often they failed',
    async code => {
      // The schedule looks every five seconds.
      for (let times = 0; times < 10; times += 1) {
        await retryCrawls(crawler, [failed(code, 14)]);
        await retryCrawls(crawler, [failed(code, 19)]);
      }
      expect(started).toEqual(Array.from({ length: 10 }, () => code));
    },
  );

  it('rest while the registry is not well, or wants to be left alone', async () => {
    await retryCrawls(crawler, [
      failed('BAD_RESPONSE', 600, { state: 'unhealthy' }),
      failed('BAD_RESPONSE', 600, {
        state: 'healthy',
        backOff: { until: ago(-60), message: 'The registry is busy.' },
      }),
    ]);
    expect(started).toEqual([]);
  });
});

import { message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';
import { clientOf, signal } from './__testUtils__/clientOf';

describe('the errors of a checked provider', () => {
  const failing = (error: unknown) =>
    clientOf({
      async *listRepositories() {
        throw error;
      },
      listTags: async () => {
        throw error;
      },
    });

  async function failuresOf(error: unknown): Promise<unknown[]> {
    const client = failing(error);
    return [
      await client.listTags('a', { signal }).catch(caught => caught),
      await (async () => {
        for await (const page of client.listRepositories({ signal })) {
          return page;
        }
        return undefined;
      })().catch(caught => caught),
    ];
  }

  it('are the same where they are ours', async () => {
    for (const error of [
      new RegistryError('FORBIDDEN', {
        message: message('TAGS_OF', { repository: 'team/app' }),
        upstreamStatus: 403,
      }),
      new TypeError('a\nb'),
    ]) {
      const failures = await failuresOf(error);
      expect(failures[0]).toBe(error);
      expect(failures[1]).toBe(error);
    }
  });

  it('have texts of one line, within bounds, in every language', async () => {
    const failures = await failuresOf(
      Object.assign(
        new RegistryError('ODD' as never, {
          message: {
            ...message('TAGS_OF', { repository: 'a\u202Eb\nc' }),
            text: `the tags of a\u202Eb\n${'c'.repeat(2_000)}`,
          },
          remedy: 'r\u0007',
          upstreamStatus: 1e9,
          retryAfter: -1,
        }),
      ),
    );
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(RegistryError);
      expect((failure as RegistryError).toFailure()).toEqual({
        code: 'BAD_RESPONSE',
        message: `the tags of a‹U+202E›b ${'c'.repeat(976)}…`,
        remedy: 'r‹U+0007›',
        wording: {
          message: {
            code: 'TAGS_OF',
            params: { repository: 'a‹U+202E›b c' },
          },
        },
      });
    }
  });

  it('keep what words them as far as it is bounded', async () => {
    const wordingOf = async (params: Record<string, unknown>) => {
      const [failure] = await failuresOf(
        new RegistryError('FORBIDDEN', {
          message: { code: 'TAGS_OF', params: params as never, text: '' },
          remedy: '',
        }),
      );
      return (failure as RegistryError).wording?.message?.params;
    };
    const nested = { code: 'ARTIFACT', params: { artifact: '\u200Ba' } };
    expect(
      await wordingOf({
        moment: '2026-01-31T12:00:00.000Z',
        number: Infinity,
        list: Array(60).fill('\u202E'),
        nested: { ...nested, text: '\u200Ba' },
      }),
    ).toEqual({
      moment: '2026-01-31T12:00:00.000Z',
      number: 0,
      list: [...Array(50).fill('‹U+202E›'), '… (+10)'],
      nested: {
        code: 'ARTIFACT',
        params: { artifact: '‹U+200B›a' },
        text: '‹U+200B›a',
      },
    });
    expect(
      await wordingOf({
        text: 'x'.repeat(256),
        list: ['x'.repeat(256), ...Array(49).fill('a')],
        nested: { ...nested, params: {}, text: 'x'.repeat(1_001) },
        number: -0.5,
      }),
    ).toEqual({
      text: `${'x'.repeat(254)}…`,
      list: [`${'x'.repeat(254)}…`, ...Array(49).fill('a')],
      nested: { ...nested, params: {}, text: `${'x'.repeat(999)}…` },
      number: -0.5,
    });
    expect(await wordingOf({ list: Array(51).fill('a') })).toEqual({
      list: [...Array(50).fill('a'), '… (+1)'],
    });
    expect(await wordingOf({ list: [5] })).toBeUndefined();
    const filling = (bytes: number) => {
      const texts = Array(43).fill('x'.repeat(180));
      const wording = {
        message: { code: 'TAGS_OF', params: { a: texts, b: '' } },
      };
      const spare = bytes - JSON.stringify(wording).length - 1;
      return { a: texts, b: 'x'.repeat(spare) };
    };
    expect(await wordingOf(filling(8_000))).toEqual(filling(8_000));
    expect(await wordingOf(filling(8_001))).toBeUndefined();
    expect(
      await wordingOf(
        Object.fromEntries(
          Array.from({ length: 50 }, (_, at) => [`p${at}`, 'x'.repeat(255)]),
        ),
      ),
    ).toBeUndefined();
  });

  it('are the same of every method', async () => {
    const error = Object.assign(new Error('m\u202E'), {
      name: 'RegistryError',
      code: 'NOT_FOUND',
      remedy: 'r',
    });
    const fail = async () => {
      throw error;
    };
    const client = clientOf({
      ...{ diagnose: fail, listTags: fail, resolve: fail, getArtifact: fail },
      ...{ findImageHost: fail, isAdministrator: fail, listReferrers: fail },
      ...{ getVulnerabilities: fail, startScan: fail },
      ...{ mintPullCredential: fail, revokePullCredential: fail },
    });
    const wanted = { signal, name: 'a', projects: ['b'], days: 1 };
    for (const failed of [
      client.diagnose({ signal }),
      client.listTags('a', { signal }),
      client.resolve('a', 'b', { signal }),
      client.getArtifact('a', 'b', { signal }),
      client.findImageHost?.({ signal }),
      client.isAdministrator?.({ signal }),
      client.listReferrers?.('a', 'b', { signal }),
      client.getVulnerabilities?.('a', 'b', { signal }),
      client.startScan?.('a', 'b', { signal }),
      client.mintPullCredential?.(wanted),
      client.revokePullCredential?.('a', { signal }),
    ]) {
      await expect(failed).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'm‹U+202E›',
      });
    }
  });

  it('are errors of ours where another copy of the package made them', async () => {
    const [failure] = await failuresOf(
      Object.assign(new Error('m'), {
        name: 'RegistryError',
        code: 'NOT_FOUND',
        remedy: 'r',
      }),
    );
    expect(failure).toBeInstanceOf(RegistryError);
    expect(failure).toMatchObject({ code: 'NOT_FOUND', message: 'm' });
  });
});

import { z } from 'zod';
import { describeIssues } from '../contract/describeIssues';
import { createIntegrationRequestSchema } from '../contract/integrations';
import { fillTemplate, message } from './Message';
import { messageIn, remedyIn, worded, wordingSchema } from './worded';

describe('message', () => {
  it('is worded in English, with what words it in another language', () => {
    expect(
      message('GAP_LIMIT', {
        max: 100_000,
      }),
    ).toEqual({
      code: 'GAP_LIMIT',
      params: { max: 100_000 },
      text: 'The registry has more than 100,000 repositories, and the portal keeps no more of one integration.',
    });
    expect(message('SIGN_IN')).toEqual({
      code: 'SIGN_IN',
      text: 'Sign in to use the Integrated Registry',
    });
  });

  it('takes lists and other messages', () => {
    expect(
      message('TYPE_UNKNOWN', { type: '"quay"', types: ['docker', 'harbor'] })
        .text,
    ).toBe('The type "quay" is unknown. It must be one of docker, harbor');
    expect(message('TEXT_EMPTY', { what: message('FIELD_NAME') }).text).toBe(
      'Name is empty',
    );
  });

  it('demands the parameters of the template', () => {
    // @ts-expect-error There is a parameter.
    expect(message('GAP_LIMIT').text).toContain('{{max}}');
    // @ts-expect-error It has another name.
    message('GAP_LIMIT', { most: 1 });
    // @ts-expect-error There is none.
    message('SIGN_IN', { name: 'guest' });
  });

  it('puts in nothing that a parameter says in braces', () => {
    expect(fillTemplate('{{a}} {{b}}', { a: '{{b}}', b: '$1' })).toBe(
      '{{b}} $1',
    );
    expect(fillTemplate('{{constructor}}', {})).toBe('{{constructor}}');
  });
});

describe('worded', () => {
  const failure = worded({
    code: 'NOT_FOUND',
    message: message('NO_SUCH_INTEGRATION', { id: 'a' }),
    remedy: 'A provider’s own text',
  });

  it('has English texts and what words them', () => {
    expect(failure).toEqual({
      code: 'NOT_FOUND',
      message: 'There is no integration with the id a',
      remedy: 'A provider’s own text',
      wording: {
        message: { code: 'NO_SUCH_INTEGRATION', params: { id: 'a' } },
      },
    });
    expect(worded({ message: 'plain' })).toEqual({ message: 'plain' });
  });

  it('gives messages back, to be put into others', () => {
    expect(messageIn(failure)).toEqual(
      message('NO_SUCH_INTEGRATION', { id: 'a' }),
    );
    expect(remedyIn(failure)).toBe('A provider’s own text');
  });

  it('words another text by nothing that was there before', () => {
    expect(worded({ ...failure, message: message('SIGN_IN') }).wording).toEqual(
      {
        message: { code: 'SIGN_IN' },
      },
    );
  });
});

describe('wordingSchema', () => {
  it('reads what worded writes, messages in messages too', () => {
    const { wording } = worded({
      message: message('NOT_SAVED_TEST_FAILED', {
        reason: message('IMAGE_HOST_INVALID', {
          reason: message('SIGN_IN'),
        }),
      }),
    });
    expect(wordingSchema.parse(JSON.parse(JSON.stringify(wording)))).toEqual(
      wording,
    );
  });

  it.each([
    [{ message: {} }],
    [{ message: { code: 'SIGN_IN', params: { a: { code: 'SIGN_IN' } } } }],
    [{ message: { code: 'SIGN_IN', params: { a: [1] } } }],
    [{ message: { code: 'SIGN_IN', params: { a: null } } }],
  ])('does not take %j', wording => {
    expect(wordingSchema.safeParse(wording).success).toBe(false);
  });
});

describe('issues of a request', () => {
  it('say by which code they are worded', () => {
    const result = createIntegrationRequestSchema.safeParse({
      workspace: 'group:default/payments',
      type: 'docker',
      url: 'ftp://registry.example.com',
      nmae: 'Team registry',
      imageHost: 'registry',
    });
    expect(
      describeIssues(result.error as z.ZodError).map(({ path, wording }) => [
        path,
        wording?.message?.code,
      ]),
    ).toEqual([
      ['url', 'ADDRESS_PROTOCOL'],
      ['imageHost', 'IMAGE_HOST_READ_AS_REPOSITORY'],
      ['name', 'TEXT_MISSING'],
      ['nmae', 'UNKNOWN_FIELD'],
    ]);
  });
});

import { mockServices } from '@backstage/backend-test-utils';
import { lineLogger } from './lineLogger';

describe('lineLogger', () => {
  it.each(['error', 'warn', 'info', 'debug'] as const)(
    'writes one line of bounded length at the level %s',
    level => {
      const logger = mockServices.logger.mock();
      lineLogger(logger)[level](`a\nerror: b\u202E${'c'.repeat(3_000)}`);
      expect(logger[level].mock.calls).toEqual([
        [`a error: b‹U+202E›${'c'.repeat(1_981)}…`],
      ]);
    },
  );

  it('writes errors and fields in the same way', () => {
    const logger = mockServices.logger.mock();
    const lines = lineLogger(logger);
    lines.warn('a', { count: 5, text: 'b\nc\u0007' });
    lines.error('a', new TypeError('b\nc\u001B[31m'));
    expect(logger.warn.mock.calls).toEqual([
      ['a', { count: 5, text: 'b c‹U+0007›' }],
    ]);
    const [[, error]] = logger.error.mock.calls as [[string, Error]];
    expect(error).toMatchObject({
      name: 'TypeError',
      message: 'b c‹U+001B›[31m',
      stack: expect.stringMatching(/^TypeError: b c‹U\+001B›\[31m +at .*$/),
    });
  });

  it('has children that do', () => {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    lineLogger(logger).child({ part: 'x' }).info('a\nb');
    expect(logger.info.mock.calls).toEqual([['a b']]);
  });
});

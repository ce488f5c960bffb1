import { errorOf } from './errorOf';

const SECRET = 'correct horse battery';

describe('errorOf', () => {
  const message = (text: string) =>
    errorOf(
      {
        url: 'https://registry.example.com/v2/',
        httpStatus: 500,
        headers: new Headers(),
        body: Buffer.from(JSON.stringify({ message: text })),
      },
      { what: 'the list of repositories', hasCredential: true },
    ).message;

  it('repeats no word of what a registry says, however long it is', () => {
    expect(message('http://'.repeat(9_000))).toBe(
      'The registry failed with HTTP 500 when it was asked for the list of repositories.',
    );
    for (let at = 1_960; at < 2_020; at++) {
      const said = message(`${'x'.repeat(100)} ${'y'.repeat(at)} ${SECRET} z`);
      expect(said).not.toMatch(/correct|horse|battery/);
    }
  });
});

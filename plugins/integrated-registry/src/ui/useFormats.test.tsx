import {
  AppLanguageApi,
  appLanguageApiRef,
} from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { render, renderHook, screen } from '@testing-library/react';
import { useFormats } from './useFormats';

function Facts() {
  const formats = useFormats();
  return (
    <ul>
      <li>{formats.date('2026-05-10T12:00:00.000Z')}</li>
      <li>{formats.moment('2026-05-10T12:00:00.000Z')}</li>
      <li>{formats.size(12_400_000)}</li>
      <li>{formats.number(12_000)}</li>
    </ul>
  );
}

function factsIn(language: string): (string | null)[] {
  const api: Pick<AppLanguageApi, 'getLanguage'> = {
    getLanguage: () => ({ language }),
  };
  render(
    <TestApiProvider apis={[[appLanguageApiRef, api]]}>
      <Facts />
    </TestApiProvider>,
  );
  return screen.getAllByRole('listitem').map(item => item.textContent);
}

describe('useFormats', () => {
  it.each([
    [0, 'now'],
    [-5_000, 'now'],
    [30_000, '30 seconds ago'],
    [3 * 60_000 + 1_000, '3 minutes ago'],
    [5 * 3_600_000 + 1_000, '5 hours ago'],
    [24 * 3_600_000 + 1_000, 'yesterday'],
  ])('has an age for what was %d ms ago', (age, text) => {
    jest.useFakeTimers({ now: 1_780_000_000_000 });
    const { result } = renderHook(() => useFormats(), {
      wrapper: ({ children }) => (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
    });
    expect(result.current.ago(new Date(Date.now() - age).toISOString())).toBe(
      text,
    );
    jest.useRealTimers();
  });

  it('follows the language of the portal where the browser has another', () => {
    expect(factsIn('zh')).toEqual([
      '2026年5月10日',
      expect.stringMatching(/^2026年5月10日 \d+:00$/),
      '12 MB',
      '12,000',
    ]);
  });

  it('keeps to the region the browser is set to where it has the same language', () => {
    jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['de', 'en-GB']);
    expect(factsIn('en')[0]).toBe('10 May 2026');
    jest.restoreAllMocks();
  });

  it.each(['garbage', '', '0000-13-99', 'null', '9'.repeat(400)])(
    'has no date for %j, and does not throw',
    iso => {
      const { result } = renderHook(() => useFormats(), {
        wrapper: ({ children }) => (
          <TestApiProvider apis={[]}>{children}</TestApiProvider>
        ),
      });
      expect(result.current.date(iso)).toBe('–');
      expect(result.current.moment(iso)).toBe('–');
      expect(result.current.ago(iso)).toBe('–');
    },
  );

  it.each([NaN, Infinity, -1, undefined, 'big', null])(
    'has no size for %j, and does not throw',
    bytes => {
      const { result } = renderHook(() => useFormats(), {
        wrapper: ({ children }) => (
          <TestApiProvider apis={[]}>{children}</TestApiProvider>
        ),
      });
      expect(result.current.size(bytes as number)).toBe('–');
    },
  );

  it.each(['zh_CN', 'not a language', ''])(
    'writes dates in a portal whose language is called %j',
    language => {
      expect(factsIn(language)[0]).toMatch(/2026/);
    },
  );
});

import {
  AppLanguageApi,
  appLanguageApiRef,
} from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
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
});

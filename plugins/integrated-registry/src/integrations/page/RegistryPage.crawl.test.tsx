import { screen } from '@testing-library/react';
import {
  IntegratedRegistryError,
  Integration,
} from 'backstage-plugin-integrated-registry-common';
import { aFakeApi, anIntegration, aPage } from '../../__testUtils__';
import { openAction, openActions, renderPage } from '../__testUtils__';

const finishedAt = '2026-05-01T08:00:00.000Z';

function renderWith(
  changes: Partial<Integration>,
  more: Parameters<typeof aFakeApi>[0] = {},
) {
  const api = aFakeApi({
    listIntegrations: async () => aPage([anIntegration(changes)]),
    ...more,
  });
  renderPage(api);
  return api;
}

const crawling: Partial<Integration> = {
  repositoryIndex: {
    state: 'crawling',
    repositories: 9_000,
    seen: 12_000,
    pages: 25,
    repositoriesPerSecond: 1_400,
    complete: false,
    finishedAt,
  },
};

describe('the reading of repositories on the page', () => {
  it('says how far it is and of when the list is', async () => {
    renderWith(crawling);
    const row = await screen.findByRole('row', { name: /Team registry/ });
    expect(row).toHaveTextContent('9,000 repositories');
    expect(row).toHaveTextContent('Crawling: 12,000 repositories so far');
    expect(row).toHaveTextContent('25 pages, 1,400 a second');
    expect(row).toHaveTextContent(/Last crawled May 1, 2026/);
  });

  it('is stopped on demand', async () => {
    const api = renderWith(crawling);
    await openAction('Stop crawl');
    expect(
      await screen.findByText(
        /is stopped\. Repositories found so far are kept/,
      ),
    ).toBeInTheDocument();
    expect(api.cancelCrawl).toHaveBeenCalledWith('i-1');
  });

  it('says why it was not stopped', async () => {
    renderWith(crawling, {
      cancelCrawl: async () => {
        throw new IntegratedRegistryError({
          name: 'NotAllowedError',
          message: 'Only admins may',
          httpStatus: 403,
        });
      },
    });
    await openAction('Stop crawl');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The crawl of Team registry was not stoppedOnly admins may/,
    );
  });

  it.each([
    ['cancelled', {}, 'Crawl stopped after 12,000 repositories'],
    [
      'failed',
      {
        failure: {
          code: 'TIMED_OUT' as const,
          message: 'The registry took too long',
          remedy: 'Try later',
        },
      },
      'Crawl failed: The registry took too long',
    ],
  ] as const)(
    'says since when the list is stale if the crawl was %s',
    async (state, more, text) => {
      renderWith({
        repositoryIndex: {
          state,
          repositories: 9_000,
          seen: 12_000,
          complete: false,
          finishedAt,
          ...more,
        },
      });
      const row = await screen.findByRole('row', { name: /Team registry/ });
      expect(row).toHaveTextContent(text);
      expect(row).toHaveTextContent(/Stale since May 1, 2026/);
      await openActions();
      expect(
        await screen.findByRole('menuitem', { name: 'Refresh' }),
      ).toBeInTheDocument();
      expect(
        screen.queryByRole('menuitem', { name: 'Stop crawl' }),
      ).not.toBeInTheDocument();
    },
  );
});

describe('what is missing from a list of repositories', () => {
  const index: Partial<Integration> = {
    repositoryIndex: {
      state: 'finished',
      repositories: 70,
      complete: false,
      finishedAt,
      kept: 60,
      gaps: [
        {
          scope: { kind: 'project', name: 'payments' },
          code: 'REFUSED',
          message: 'In the words of the backend',
          remedy: 'In the words of the backend',
          permission: 'List Repository',
          count: 60,
        },
        {
          scope: { kind: 'registry' },
          code: 'INVALID_NAMES',
          message: '',
          remedy: '',
          count: 4,
        },
      ],
      moreGaps: 7,
    },
  };

  it('is told on the page with the permission to add', async () => {
    renderWith(index);
    const missing = await screen.findByRole('list', {
      name: 'Missing from the repository index of Team registry',
    });
    expect(missing).toHaveTextContent(
      'Not listed: the user of this integration may not list payments. 60 known repositories are kept.',
    );
    expect(missing).toHaveTextContent(
      'Add the permission List Repository for payments.',
    );
    expect(missing).toHaveTextContent(
      'Some repositories have names that no client can pull. Left out: 4.',
    );
    expect(missing).toHaveTextContent('6 more gaps');
  });

  it('is forgotten on demand', async () => {
    const api = renderWith(index);
    await openAction('Forget kept repositories');
    expect(
      await screen.findByText(
        'The kept repositories of Team registry were forgotten.',
      ),
    ).toBeInTheDocument();
    expect(api.forgetKeptRepositories).toHaveBeenCalledWith('i-1');
  });

  it('is not told of a list that somebody declared', async () => {
    renderWith({
      repositoryIndex: {
        state: 'finished',
        repositories: 1,
        complete: false,
        finishedAt,
        gaps: [
          {
            scope: { kind: 'registry' },
            code: 'DECLARED',
            message: '',
            remedy: '',
          },
        ],
      },
    });
    await screen.findByRole('row', { name: /Team registry/ });
    expect(
      screen.queryByRole('list', { name: /Missing from the repository index/ }),
    ).not.toBeInTheDocument();
    await openActions();
    expect(
      screen.queryByRole('menuitem', { name: 'Forget kept repositories' }),
    ).not.toBeInTheDocument();
  });
});

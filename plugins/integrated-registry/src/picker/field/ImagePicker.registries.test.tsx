import { waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RepositorySource } from 'backstage-plugin-integrated-registry-common';
import { anImageApi, list, repository, source } from '../../__testUtils__';
import { openDialog, renderPicker } from '../__testUtils__';

describe('the registries of the image picker', () => {
  it('says what to do where no registry is integrated', async () => {
    renderPicker(
      anImageApi({
        searchRepositories: async () => list([]),
        listRepositorySources: async () => ({ items: [] }),
      }),
    );
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText(/No registry is integrated/),
    ).toBeInTheDocument();
  });

  it('offers a typed repository of a registry that does not list its own', async () => {
    const failure = {
      code: 'CATALOG_UNAVAILABLE' as const,
      message: 'The registry does not list its repositories',
      remedy: 'Name them',
    };
    renderPicker(
      anImageApi({
        searchRepositories: async () => list([], { complete: false }),
        listRepositorySources: async () => ({
          items: [
            {
              ...source,
              repositoryIndex: {
                state: 'failed',
                repositories: 0,
                complete: false,
                failure,
              },
            },
          ],
        }),
      }),
    );
    const dialog = await openDialog();
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search images' }),
      'team/hidden',
    );
    await userEvent.click(
      await within(dialog).findByRole('option', {
        name: /Use “team\/hidden” of Company registry/,
      }),
    );
    expect(
      await within(dialog).findByRole('option', { name: /^1\.2\.0/ }),
    ).toBeInTheDocument();
  });

  it('offers a typed repository only of the registry the search is narrowed to', async () => {
    const unread = (integrationId: string, name: string): RepositorySource => ({
      ...source,
      integrationId,
      name,
      repositoryIndex: { state: 'failed', repositories: 0, complete: false },
    });
    renderPicker(
      anImageApi({
        searchRepositories: async () => list([], { complete: false }),
        listRepositorySources: async () => ({
          items: [unread('one', 'First'), unread('two', 'Second')],
        }),
      }),
    );
    const dialog = await openDialog();
    await userEvent.click(
      await within(dialog).findByRole('radio', { name: 'Second' }),
    );
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search images' }),
      'team/hidden',
    );
    await within(dialog).findByRole('option', { name: /of Second/ });
    expect(
      within(dialog).queryByRole('option', { name: /of First/ }),
    ).not.toBeInTheDocument();
  });

  const away: RepositorySource = {
    ...source,
    integrationId: 'away',
    name: 'Far registry',
    shared: true,
    health: {
      state: 'unhealthy',
      failure: {
        code: 'CONNECTION_REFUSED',
        message: 'Nothing listens at far.example.com',
        remedy: 'Start the registry',
      },
    },
  };

  it('keeps a registry that cannot be used in view, with the reason and the remedy', async () => {
    renderPicker(
      anImageApi({
        searchRepositories: async () => list([]),
        listRepositorySources: async () => ({ items: [source, away] }),
      }),
    );
    const dialog = await openDialog();
    expect(
      await within(dialog).findByRole('radio', {
        name: 'Far registry',
        description:
          /Unhealthy: Nothing listens at far\.example\.com.*Start the registry/,
      }),
    ).toBeInTheDocument();
  });

  it('has those shared by other workspaces under their own heading, and narrows the search to one', async () => {
    const api = anImageApi({
      searchRepositories: async () =>
        list([repository('team/app'), repository('base/node', 'away')]),
      listRepositorySources: async () => ({ items: [source, away] }),
    });
    renderPicker(api);
    const dialog = await openDialog();
    const shared = await within(dialog).findByRole('group', {
      name: 'Shared by the platform',
    });
    const owned = within(dialog).getByRole('group', {
      name: 'Registries of this workspace',
    });
    expect(
      within(owned).getByRole('radio', { name: 'Company registry' }),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('option', {
        name: 'base/node Far registry (shared)',
      }),
    ).toBeInTheDocument();

    await userEvent.click(
      within(shared).getByRole('radio', { name: 'Far registry' }),
    );
    await waitFor(() =>
      expect(api.searchRepositories).toHaveBeenLastCalledWith(
        expect.objectContaining({ integration: 'away' }),
        expect.anything(),
      ),
    );
  });

  it('keeps the registries to choose from where a search fails', async () => {
    renderPicker(
      anImageApi({
        searchRepositories: async ({ integration }) => {
          if (integration === 'away') {
            throw new TypeError('Failed to fetch');
          }
          return list([repository('team/app')]);
        },
        listRepositorySources: async () => ({ items: [source, away] }),
      }),
    );
    const dialog = await openDialog();
    await userEvent.click(
      await within(dialog).findByRole('radio', { name: 'Far registry' }),
    );
    await within(dialog).findByRole('alert');
    await userEvent.click(
      within(dialog).getByRole('radio', { name: 'All registries' }),
    );
    expect(
      await within(dialog).findByRole('option', { name: /^team\/app/ }),
    ).toBeInTheDocument();
  });

  it('says why the registries could not be read, and reads them again', async () => {
    let isDown = true;
    renderPicker(
      anImageApi({
        searchRepositories: async () => list([repository('team/app')]),
        listRepositorySources: async () => {
          if (isDown) {
            throw new TypeError('Failed to fetch');
          }
          return { items: [source] };
        },
      }),
    );
    const dialog = await openDialog();
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent(
      /The registries of the workspace could not be read/,
    );
    expect(
      await within(dialog).findByRole('option', { name: /^team\/app/ }),
    ).toBeInTheDocument();
    isDown = false;
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await within(dialog).findByRole('radio', { name: 'Company registry' }),
    ).toBeInTheDocument();
  });

  it('says how old a list is and how far its crawl is', async () => {
    const asOf = new Date(Date.now() - 3 * 60 * 60 * 1_000);
    let seen = 12_000;
    renderPicker(
      anImageApi({
        searchRepositories: async () =>
          list([repository('team/app')], {
            complete: false,
            asOf: asOf.toISOString(),
          }),
        listRepositorySources: async () => ({
          items: [
            {
              ...source,
              repositoryIndex: {
                state: 'crawling',
                repositories: 9_000,
                seen,
                complete: false,
                finishedAt: asOf.toISOString(),
              },
            },
          ],
        }),
      }),
    );
    const dialog = await openDialog();
    const radio = await within(dialog).findByRole('radio', {
      name: 'Company registry',
    });
    expect(radio).toHaveAccessibleDescription(
      /9,000 repositories - updated 3 hours ago.*Crawling: 12,000 repositories so far/,
    );
    expect(
      within(dialog).getByText(
        /updated 3 hours ago, partial: Company registry/,
      ),
    ).toBeInTheDocument();
    seen = 13_000;
    await waitFor(
      () =>
        expect(radio).toHaveAccessibleDescription(/13,000 repositories so far/),
      { timeout: 30_000 },
    );
  });
});

describe('what is missing from the lists of the image picker', () => {
  it('is told with the registry, the reason and the permission to add', async () => {
    renderPicker(
      anImageApi({
        searchRepositories: async () =>
          list(
            [
              {
                ...repository('team/app'),
                keptSince: '2026-05-01T08:00:00.000Z',
              },
            ],
            {
              complete: false,
              gaps: [
                {
                  scope: { kind: 'project', name: 'payments' },
                  code: 'REFUSED',
                  message: '',
                  remedy: '',
                  permission: 'List Repository',
                  integrationId: source.integrationId,
                },
              ],
            },
          ),
      }),
    );
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText('Some images are not listed'),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByText(/^Not listed: the user of this/).parentElement,
    ).toHaveTextContent(
      'Company registry: Not listed: the user of this integration may not list payments. Add the permission List Repository for payments.',
    );
    expect(
      within(dialog).getByText(/Not visible in the registry since/),
    ).toBeInTheDocument();
  });
});

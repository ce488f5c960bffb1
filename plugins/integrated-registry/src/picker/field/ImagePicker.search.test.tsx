import { fireEvent, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  IntegratedRegistryError,
  RepositoryList,
} from 'backstage-plugin-integrated-registry-common';
import { anImageApi, list, repository, tags } from '../../__testUtils__';
import { openDialog, renderPicker } from '../__testUtils__';

describe('searching in the image picker', () => {
  it('searches on the server and shows what is known of the tags', async () => {
    const api = anImageApi({
      searchRepositories: async ({ q }) =>
        list(
          [repository('team/app'), repository('team/worker')].filter(
            ({ name }) => name.includes(q ?? ''),
          ),
        ),
    });
    renderPicker(api);
    const dialog = await openDialog();
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search images' }),
      'worker',
    );
    await waitFor(() =>
      expect(
        within(dialog).queryByRole('option', { name: /^team\/app/ }),
      ).not.toBeInTheDocument(),
    );
    await userEvent.click(
      within(dialog).getByRole('option', { name: /^team\/worker/ }),
    );
    expect(
      await within(dialog).findByRole('option', {
        name: /1\.2\.0.*linux\/amd64, linux\/arm64.*12 MB/,
      }),
    ).toBeInTheDocument();
  });

  it('says why a search failed and tries again', async () => {
    let isAway = true;
    renderPicker(
      anImageApi({
        searchRepositories: async () => {
          if (isAway) {
            throw new IntegratedRegistryError({
              name: 'ServiceUnavailableError',
              message: 'The database is away',
              httpStatus: 503,
            });
          }
          return list([repository('team/app')]);
        },
      }),
    );
    const dialog = await openDialog();
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('The database is away');
    isAway = false;
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await within(dialog).findByRole('option', { name: /^team\/app/ }),
    ).toBeInTheDocument();
  });

  it('reads on while somebody scrolls, and draws only what is in view', async () => {
    const total = 100_000;
    const api = anImageApi({
      searchRepositories: async ({ cursor, limit = 50 }) => {
        const from = Number(cursor ?? 0);
        return list(
          Array.from({ length: limit }, (_, at) =>
            repository(`team/app-${from + at}`),
          ),
          { totalItems: total, nextCursor: String(from + limit) },
        );
      },
    });
    renderPicker(api);
    const dialog = await openDialog();
    await within(dialog).findByRole('option', { name: /^team\/app-0/ });
    const images = within(dialog).getByRole('listbox', { name: 'Images' });
    expect(within(dialog).getByText(/^100,000 found/)).toBeInTheDocument();

    for (const row of [40, 240, 440]) {
      images.scrollTop = row * 38;
      fireEvent.scroll(images);
      const option = await within(images).findByRole('option', {
        name: new RegExp(`^team/app-${row} `),
      });
      expect(option).toHaveAttribute('aria-posinset', String(row + 1));
      expect(option).toHaveAttribute('aria-setsize', String(total));
      expect(within(images).getAllByRole('option').length).toBeLessThan(50);
    }
  });

  it('keeps the rows until new ones are there, and an older answer never replaces a newer one', async () => {
    const waiting = new Map<string, (answer: RepositoryList) => void>();
    const api = anImageApi({
      searchRepositories: ({ q }) =>
        q === undefined
          ? Promise.resolve(list([repository('team/first')]))
          : new Promise(resolve => waiting.set(q, resolve)),
    });
    renderPicker(api);
    const dialog = await openDialog();
    const option = (name: string) =>
      within(dialog).findByRole('option', { name: new RegExp(`^${name} `) });
    await option('team/first');
    const search = within(dialog).getByRole('combobox', {
      name: 'Search images',
    });

    await userEvent.type(search, 'w');
    await waitFor(() => expect(waiting.has('w')).toBe(true));
    await userEvent.type(search, 'o');
    await waitFor(() => expect(waiting.has('wo')).toBe(true));
    expect(await option('team/first')).toBeInTheDocument();
    const [, olderOptions] = api.searchRepositories.mock.calls.find(
      ([{ q }]) => q === 'w',
    )!;
    expect(olderOptions?.signal?.aborted).toBe(true);

    waiting.get('wo')!(list([repository('team/worker')]));
    await option('team/worker');
    waiting.get('w')!(list([repository('team/web')]));
    await userEvent.click(await option('team/worker'));
    expect(
      within(dialog).queryByRole('option', { name: /^team\/(web|first)/ }),
    ).not.toBeInTheDocument();
  });

  it('keeps what is there where the next page fails, and goes on from there', async () => {
    let isAway = true;
    const api = anImageApi({
      searchRepositories: async ({ cursor }) => {
        if (cursor === undefined) {
          return list([repository('team/first')], { nextCursor: 'second' });
        }
        if (isAway) {
          throw new TypeError('Failed to fetch');
        }
        return list([repository('team/second')]);
      },
    });
    renderPicker(api);
    const dialog = await openDialog();
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('The portal’s backend did not answer.');
    const first = within(dialog).getByRole('option', { name: /^team\/first/ });
    isAway = false;
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await within(dialog).findByRole('option', { name: /^team\/second/ }),
    ).toBeInTheDocument();
    expect(first).toBeInTheDocument();
    expect(within(dialog).queryByRole('alert')).not.toBeInTheDocument();
  });

  it('searches tags on the server, and asks for details only of those in view', async () => {
    const names = Array.from({ length: 50 }, (_, at) => `1.0.${at}`);
    const api = anImageApi({
      listTags: async ({ q }) => ({
        ...tags,
        items: names
          .filter(name => name.includes(q ?? ''))
          .map(name => ({ name })),
        totalItems: 10_000,
        nextCursor: undefined,
      }),
    });
    renderPicker(api);
    const dialog = await openDialog();
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /^team\/app/ }),
    );
    await within(dialog).findByRole('option', { name: /1\.0\.0.*linux/ });
    expect(
      within(dialog).getByText(/^10,000 found · Highest version first/),
    ).toBeInTheDocument();
    const asked = api.getArtifact.mock.calls.map(
      ([{ reference }]) => reference,
    );
    expect(asked).toContain('1.0.0');
    expect(asked).not.toContain('1.0.40');

    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search tags' }),
      '1.0.40',
    );
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /^1\.0\.40/ }),
    );
    expect(api.listTags).toHaveBeenLastCalledWith(
      expect.objectContaining({ repository: 'team/app', q: '1.0.40' }),
      expect.anything(),
    );
  });

  it('shows similar names under a heading of their own, behind what matches', async () => {
    renderPicker(
      anImageApi({
        searchRepositories: async ({ q }) =>
          q
            ? list([repository('ops/chekcout')], {
                totalItems: 1,
                close: [
                  repository('shop/checkout'),
                  repository('web/checkout'),
                ],
              })
            : list([repository('team/app')]),
      }),
    );
    const dialog = await openDialog();
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search images' }),
      'chekcout',
    );
    await within(dialog).findByRole('option', { name: /shop\/checkout/ });
    expect(
      within(dialog)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual([
      expect.stringMatching(/^ops\/chekcout/),
      expect.stringMatching(/^Similar names.*shop\/checkout/),
      expect.stringMatching(/^web\/checkout/),
    ]);
    expect(within(dialog).getByText(/1 found · 2 similar/)).toBeInTheDocument();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(
      await within(dialog).findByRole('option', {
        name: /shop\/checkout/,
        selected: true,
      }),
    ).toBeInTheDocument();
  });

  it('chooses the tag of a reference that was pasted', async () => {
    renderPicker(
      anImageApi({
        searchRepositories: async ({ q }) =>
          list([repository('team/app')], {
            ...(q && {
              reference: {
                imageHost: 'registry.example.com',
                repository: 'team/app',
                tag: '1.1.0',
              },
            }),
          }),
      }),
    );
    const dialog = await openDialog();
    await userEvent.click(
      within(dialog).getByRole('combobox', { name: 'Search images' }),
    );
    await userEvent.paste('docker pull registry.example.com/team/app:1.1.0');
    await waitFor(() =>
      expect(within(dialog).getAllByRole('option')).toHaveLength(1),
    );
    await userEvent.click(
      within(dialog).getByRole('option', { name: /^team\/app/ }),
    );
    expect(
      await within(dialog).findByRole('option', {
        name: /^1\.1\.0/,
        selected: true,
      }),
    ).toBeInTheDocument();
  });
});

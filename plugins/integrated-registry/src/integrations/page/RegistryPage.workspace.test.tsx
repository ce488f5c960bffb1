import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { storageApiRef } from '@backstage/frontend-plugin-api';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { integratedRegistryApiRef } from '../../api';
import {
  aFakeApi,
  aPage,
  FakeApi,
  listingWorkspaces,
  manyWorkspaces,
  MAX_LIST_NODES,
  openWorkspaceList,
} from '../../__testUtils__';
import { RegistryPage } from './RegistryPage';

async function renderPage(api: FakeApi, recent?: unknown) {
  const storage = mockApis.storage();
  const stored = storage.forBucket('integrated-registry');
  if (recent !== undefined) {
    await stored.set('recent-workspaces', recent as never);
  }
  renderInTestApp(<RegistryPage />, {
    apis: [
      [integratedRegistryApiRef, api],
      [storageApiRef, storage],
    ],
    initialRouteEntries: ['/'],
  });
  return stored;
}

const namesIn = (dialog: HTMLElement) =>
  within(dialog)
    .getAllByRole('option')
    .map(option => option.textContent?.split('group:')[0]);

describe('the workspace of the page, for somebody with thousands of them', () => {
  it('is one of a list that is drawn in view only, and loaded page by page', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(...manyWorkspaces(5_000)),
      listIntegrations: async () => aPage([]),
    });
    await renderPage(api);
    const trigger = await screen.findByRole('button', { name: /^Workspace/ });
    const before = document.querySelectorAll('*').length;
    const dialog = await openWorkspaceList(trigger);
    await within(dialog).findByRole('option', { name: /^Team 0/ });
    expect(document.querySelectorAll('*').length - before).toBeLessThanOrEqual(
      MAX_LIST_NODES,
    );
    expect(within(dialog).getByText('5,000 found')).toBeInTheDocument();
    const asked = api.listWorkspaces.mock.calls.map(([request]) => request);
    expect(asked).toEqual([{ limit: 1 }, { limit: 50 }]);
  });

  it('is found by a part of its name, and remembered as the last used one', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(...manyWorkspaces(5_000)),
      listIntegrations: async () => aPage([]),
    });
    const stored = await renderPage(api);
    const dialog = await openWorkspaceList(
      await screen.findByRole('button', { name: /^Workspace/ }),
    );
    const search = within(dialog).getByRole('combobox', {
      name: 'Search workspaces',
    });
    expect(search).toHaveFocus();
    await userEvent.type(search, 'Team 4711');
    await within(dialog).findByRole('option', { name: /^Team 4711/ });
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(
      await screen.findByRole('heading', { name: 'Team 4711' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('dialog', { name: 'Choose a workspace' }),
    ).not.toBeInTheDocument();
    await waitFor(() =>
      expect(stored.snapshot('recent-workspaces').value).toEqual([
        'group:default/team-4711',
      ]),
    );
  });

  it('begins with the one that was used last, and offers the last used ones first', async () => {
    await renderPage(
      aFakeApi({
        listWorkspaces: listingWorkspaces(...manyWorkspaces(300)),
        listIntegrations: async () => aPage([]),
      }),
      ['group:default/team-250', 'group:default/gone', 'group:default/team-3'],
    );
    const trigger = await screen.findByRole('button', { name: /^Workspace/ });
    expect(trigger).toHaveTextContent('Team 250');
    const dialog = await openWorkspaceList(trigger);
    await within(dialog).findByRole('option', { name: /^Team 0/ });
    expect(namesIn(dialog).slice(0, 4)).toEqual([
      'Team 250Last used',
      'Team 3Last used',
      'Team 0',
      'Team 1',
    ]);
  });

  it.each<[unknown]>([['text'], [[7, null]], [{}]])(
    'is the first one where what is stored is no list of them: %j',
    async stored => {
      await renderPage(
        aFakeApi({
          listWorkspaces: listingWorkspaces(...manyWorkspaces(3)),
          listIntegrations: async () => aPage([]),
        }),
        stored,
      );
      expect(
        await screen.findByRole('button', { name: /^Workspace/ }),
      ).toHaveTextContent('Team 0');
    },
  );

  it('says why the list is not there, and asks again', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(...manyWorkspaces(3)),
      listIntegrations: async () => aPage([]),
    });
    await renderPage(api);
    const trigger = await screen.findByRole('button', { name: /^Workspace/ });
    api.listWorkspaces.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const dialog = await openWorkspaceList(trigger);
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('Your workspaces could not be loaded');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await within(dialog).findByRole('option', { name: /^Team 2/ }),
    ).toBeInTheDocument();
  });
});

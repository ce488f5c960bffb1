import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { storageApiRef } from '@backstage/frontend-plugin-api';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { integratedRegistryApiRef } from '../../api';
import {
  aFakeApi,
  aPage,
  aWorkspace,
  FakeApi,
  listingWorkspaces,
} from '../../testUtils/fixtures';
import {
  anApi,
  list,
  renderPicker,
} from '../ImagePicker/__testUtils__/pickerFixtures';
import { RegistryPage } from '../RegistryPage';

const MAX_NODES = 500;

const many = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    aWorkspace({
      entityRef: `group:default/team-${at}`,
      title: `Team ${at}`,
    }),
  );

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

async function openList(trigger: HTMLElement) {
  await userEvent.click(trigger);
  return screen.findByRole('dialog', { name: 'Choose a workspace' });
}

const namesIn = (dialog: HTMLElement) =>
  within(dialog)
    .getAllByRole('option')
    .map(option => option.textContent?.split('group:')[0]);

describe('the workspace of the page, for somebody with thousands of them', () => {
  it('is one of a list that is drawn in view only, and loaded page by page', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(...many(5_000)),
      listIntegrations: async () => aPage([]),
    });
    await renderPage(api);
    const trigger = await screen.findByRole('button', { name: /^Workspace/ });
    const before = document.querySelectorAll('*').length;
    const dialog = await openList(trigger);
    await within(dialog).findByRole('option', { name: /^Team 0/ });
    expect(document.querySelectorAll('*').length - before).toBeLessThanOrEqual(
      MAX_NODES,
    );
    expect(within(dialog).getByText('5,000 found')).toBeInTheDocument();
    const asked = api.listWorkspaces.mock.calls.map(([request]) => request);
    expect(asked).toEqual([{ limit: 1 }, { limit: 50 }]);
  });

  it('is found by a part of its name, and remembered as the last used one', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(...many(5_000)),
      listIntegrations: async () => aPage([]),
    });
    const stored = await renderPage(api);
    const dialog = await openList(
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
        listWorkspaces: listingWorkspaces(...many(300)),
        listIntegrations: async () => aPage([]),
      }),
      ['group:default/team-250', 'group:default/gone', 'group:default/team-3'],
    );
    const trigger = await screen.findByRole('button', { name: /^Workspace/ });
    expect(trigger).toHaveTextContent('Team 250');
    const dialog = await openList(trigger);
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
          listWorkspaces: listingWorkspaces(...many(3)),
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
      listWorkspaces: listingWorkspaces(...many(3)),
      listIntegrations: async () => aPage([]),
    });
    await renderPage(api);
    const trigger = await screen.findByRole('button', { name: /^Workspace/ });
    api.listWorkspaces.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const dialog = await openList(trigger);
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('Your workspaces could not be loaded');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await within(dialog).findByRole('option', { name: /^Team 2/ }),
    ).toBeInTheDocument();
  });
});

describe('the workspace of the picker, for a member of 3,000 groups', () => {
  it('is chosen from the same list, and its images are searched', async () => {
    const api = anApi({
      listWorkspaces: listingWorkspaces(...many(3_000)),
      searchRepositories: async () => list([]),
    });
    renderPicker(api, {});
    const field = await screen.findByRole('combobox', { name: 'Workspace' });
    await waitFor(() => expect(field).toHaveValue('Team 0'));
    const before = document.querySelectorAll('*').length;
    const dialog = await openList(field);
    await within(dialog).findByRole('option', { name: /^Team 0/ });
    expect(document.querySelectorAll('*').length - before).toBeLessThanOrEqual(
      MAX_NODES,
    );
    await userEvent.type(
      within(dialog).getByRole('combobox', { name: 'Search workspaces' }),
      'Team 2999',
    );
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /^Team 2999/ }),
    );
    expect(field).toHaveValue('Team 2999');
    await waitFor(() =>
      expect(api.searchRepositories).toHaveBeenLastCalledWith(
        expect.objectContaining({ workspace: 'group:default/team-2999' }),
        expect.anything(),
      ),
    );
  });

  it('opens by keyboard', async () => {
    renderPicker(anApi({ listWorkspaces: listingWorkspaces(...many(3)) }), {});
    const field = await screen.findByRole('combobox', { name: 'Workspace' });
    field.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(
      await screen.findByRole('dialog', { name: 'Choose a workspace' }),
    ).toBeInTheDocument();
  });
});

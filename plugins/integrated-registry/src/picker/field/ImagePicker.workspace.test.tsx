import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  anImageApi,
  list,
  listingWorkspaces,
  manyWorkspaces,
  MAX_LIST_NODES,
  openWorkspaceList,
} from '../../__testUtils__';
import { renderPicker } from '../__testUtils__';

describe('the workspace of the picker, for a member of 3,000 groups', () => {
  it('is chosen from the same list, and its images are searched', async () => {
    const api = anImageApi({
      listWorkspaces: listingWorkspaces(...manyWorkspaces(3_000)),
      searchRepositories: async () => list([]),
    });
    renderPicker(api, {});
    const field = await screen.findByRole('combobox', { name: 'Workspace' });
    await waitFor(() => expect(field).toHaveValue('Team 0'));
    const before = document.querySelectorAll('*').length;
    const dialog = await openWorkspaceList(field);
    await within(dialog).findByRole('option', { name: /^Team 0/ });
    expect(document.querySelectorAll('*').length - before).toBeLessThanOrEqual(
      MAX_LIST_NODES,
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
    renderPicker(
      anImageApi({ listWorkspaces: listingWorkspaces(...manyWorkspaces(3)) }),
      {},
    );
    const field = await screen.findByRole('combobox', { name: 'Workspace' });
    field.focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(
      await screen.findByRole('dialog', { name: 'Choose a workspace' }),
    ).toBeInTheDocument();
  });
});

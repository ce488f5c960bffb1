import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFakeApi, aWorkspace, listingWorkspaces } from '../../__testUtils__';
import { openAction, openActions, renderPage } from '../__testUtils__';

describe('sharing on the page', () => {
  it('lets a platform admin share with some workspaces or everybody', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(
        aWorkspace({ role: 'platform-admin' }),
        aWorkspace({ entityRef: 'group:default/web', title: 'Web' }),
      ),
    });
    renderPage(api);
    const share = async () => {
      await openAction('Share');
      return screen.findByRole('dialog', { name: 'Share Team registry' });
    };

    const choose = async (dialog: HTMLElement, name: string) =>
      userEvent.click(within(dialog).getByRole('radio', { name }));
    const save = async (dialog: HTMLElement) =>
      userEvent.click(
        within(dialog).getByRole('button', { name: 'Save sharing' }),
      );

    let dialog = await share();
    await choose(dialog, 'Some workspaces');
    expect(
      within(dialog).getByRole('button', { name: 'Save sharing' }),
    ).toBeDisabled();
    expect(
      within(dialog).queryByRole('option', { name: /^Payments/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /^Web/ }),
    );
    expect(
      within(dialog).getByRole('row', { name: 'group:default/web' }),
    ).toBeInTheDocument();
    await save(dialog);
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenLastCalledWith(
        'i-1',
        expect.any(String),
        { sharing: { with: 'workspaces', workspaces: ['group:default/web'] } },
      ),
    );
    expect(
      await screen.findByText('The sharing of Team registry was changed.'),
    ).toBeInTheDocument();

    dialog = await share();
    await choose(dialog, 'Everybody');
    await save(dialog);
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenLastCalledWith(
        'i-1',
        expect.any(String),
        { sharing: { with: 'everybody', workspaces: [] } },
      ),
    );
  });

  it('offers sharing to nobody else', async () => {
    renderPage(aFakeApi());
    await openActions();
    expect(
      await screen.findByRole('menuitem', { name: 'Edit' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('menuitem', { name: 'Share' }),
    ).not.toBeInTheDocument();
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aFakeApi,
  anIntegration,
  aPage,
  aWorkspace,
  listingWorkspaces,
} from '../../__testUtils__';
import { renderPage } from '../__testUtils__';

const lost = anIntegration({
  id: 'lost',
  name: 'Old registry',
  workspace: 'group:default/gone',
  suspendedSince: '2026-05-01T08:00:00.000Z',
});

function open(role: 'platform-admin' | 'workspace-admin') {
  let suspended = [lost];
  const api = aFakeApi({
    listWorkspaces: listingWorkspaces(
      aWorkspace({ role }),
      aWorkspace({ entityRef: 'group:default/heirs', title: 'Heirs', role }),
    ),
    listIntegrations: async request =>
      aPage(request?.suspended ? suspended : [anIntegration()]),
    updateIntegration: async () => {
      suspended = [];
      return anIntegration();
    },
  });
  renderPage(api);
  return api;
}

const TITLE = 'Suspended integrations';

describe('suspended integrations', () => {
  it('are shown to platform admins, who assign them to a workspace', async () => {
    const api = open('platform-admin');
    const list = await screen.findByRole('list', { name: TITLE });
    expect(list).toHaveTextContent(
      /Old registry - group:default\/gone, suspended since/,
    );
    await userEvent.click(
      within(list).getByRole('button', {
        name: 'Assign Old registry to a workspace',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    const assign = within(dialog).getByRole('button', {
      name: 'Assign workspace',
    });
    expect(assign).toBeDisabled();
    await userEvent.click(
      await within(dialog).findByRole('option', { name: /Heirs/ }),
    );
    await userEvent.click(assign);
    await waitFor(() =>
      expect(screen.queryByRole('list', { name: TITLE })).toBeNull(),
    );
    expect(api.updateIntegration).toHaveBeenCalledWith(
      'lost',
      '"1"',
      { workspace: 'group:default/heirs' },
      { verify: false },
    );
  });

  it('are not asked for by others', async () => {
    const api = open('workspace-admin');
    await screen.findByRole('row', { name: /Team registry/ });
    expect(api.listIntegrations).not.toHaveBeenCalledWith(
      expect.objectContaining({ suspended: true }),
      expect.anything(),
    );
  });
});

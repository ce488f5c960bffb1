import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import {
  aFakeApi,
  anIntegration,
  aPage,
  aSharedIntegration,
  aWorkspace,
  listingWorkspaces,
} from '../../__testUtils__';
import { renderPage } from '../__testUtils__';

describe('RegistryPage', () => {
  it('lists what the workspace has integrated', async () => {
    renderPage(aFakeApi());

    const row = await screen.findByRole('row', { name: /Team registry/ });
    expect(row).toHaveTextContent('Docker Registry');
    expect(row).toHaveTextContent('https://registry.example.com');
    expect(row).toHaveTextContent('12 repositories');
    expect(row).toHaveTextContent(/Apr 1, 2026/);
    expect(within(row).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/user/priya',
    );
    expect(
      within(row).getByRole('button', { name: 'Healthy' }),
    ).toBeInTheDocument();
  });

  it('finds by name and by address', async () => {
    renderPage(
      aFakeApi({
        listIntegrations: jest.fn(async () =>
          aPage([
            anIntegration(),
            anIntegration({
              id: 'i-2',
              name: 'Other',
              url: 'https://harbor.test',
              imageHost: 'harbor.test',
            }),
          ]),
        ),
      }),
    );

    const search = await screen.findByRole('searchbox');
    await userEvent.type(search, 'harbor.te');
    expect(screen.queryByRole('row', { name: /Team/ })).not.toBeInTheDocument();
    expect(screen.getByRole('row', { name: /Other/ })).toBeInTheDocument();

    await userEvent.type(search, 'xyz');
    expect(
      screen.getByText(/No integration has “harbor.texyz”/),
    ).toBeInTheDocument();
  });

  it('keeps what is shared apart, and offers nothing to do with it', async () => {
    renderPage(
      aFakeApi({
        listIntegrations: jest.fn(async () =>
          aPage([
            anIntegration({ access: 'use' }),
            aSharedIntegration('healthy'),
          ]),
        ),
      }),
    );

    const shared = await screen.findByRole('region', {
      name: 'Shared with Payments',
    });
    expect(shared).toHaveTextContent('Company registry');
    expect(shared).not.toHaveTextContent('Team registry');
    expect(
      screen.queryByRole('button', { name: /^Actions for/ }),
    ).not.toBeInTheDocument();
  });

  it('explains an empty list to an admin and to a member', async () => {
    const empty = { listIntegrations: jest.fn(async () => aPage([])) };
    const { unmount } = renderPage(aFakeApi(empty));
    expect(
      await screen.findByText('No registry is integrated yet'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('button', { name: 'Integrate registry' }),
    ).toHaveLength(2);
    unmount();

    renderPage(
      aFakeApi({
        ...empty,
        listWorkspaces: listingWorkspaces(
          aWorkspace({ role: 'member', canCreate: false }),
        ),
      }),
    );
    expect(
      await screen.findByText(/An admin of this workspace can integrate one/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Integrate registry' }),
    ).not.toBeInTheDocument();
  });

  it('says what went wrong and lists again on Retry', async () => {
    const api = aFakeApi();
    api.listIntegrations.mockRejectedValueOnce(
      new IntegratedRegistryError({
        name: 'ServiceUnavailableError',
        message: 'The database is away',
        httpStatus: 503,
      }),
    );
    renderPage(api);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The integrations could not be loaded');
    expect(alert).toHaveTextContent('The database is away');
    await userEvent.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('row', { name: /Team registry/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('tells who belongs to no workspace what one is and whom to ask', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(),
    });
    renderPage(api);

    expect(
      await screen.findByText('You do not belong to a workspace yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Ask an admin of your team/)).toBeInTheDocument();
    expect(api.listIntegrations).not.toHaveBeenCalled();
  });

  it('says of an address that leads nowhere where to go instead', async () => {
    renderPage(aFakeApi(), '/nothing/here');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Page not found',
    );
    await userEvent.click(
      screen.getByRole('link', {
        name: 'Go to the registries of your workspaces',
      }),
    );
    expect(
      await screen.findByRole('row', { name: /Team registry/ }),
    ).toBeInTheDocument();
  });

  it('shows the workspace the URL names, and remembers another choice', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(
        aWorkspace(),
        aWorkspace({ entityRef: 'group:default/web', title: 'Web' }),
      ),
    });
    renderPage(api, '/?workspace=group:default/web');

    const chooser = await screen.findByRole('button', { name: /Workspace/ });
    expect(chooser).toHaveTextContent('Web');
    await waitFor(() =>
      expect(api.listIntegrations).toHaveBeenLastCalledWith(
        expect.objectContaining({ workspace: 'group:default/web' }),
        expect.anything(),
      ),
    );
    await userEvent.click(chooser);
    await userEvent.click(
      await screen.findByRole('option', { name: /^Payments/ }),
    );
    await waitFor(() =>
      expect(api.listIntegrations).toHaveBeenLastCalledWith(
        expect.objectContaining({ workspace: 'group:default/payments' }),
        expect.anything(),
      ),
    );
  });

  it('does not show a workspace that is not the caller’s', async () => {
    const api = aFakeApi();
    renderPage(api, '/?workspace=group:default/secret');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'group:default/secret is not one of your workspaces',
    );
    expect(api.listIntegrations).not.toHaveBeenCalled();
    expect(
      screen.queryByRole('button', { name: 'Integrate registry' }),
    ).not.toBeInTheDocument();
  });
});

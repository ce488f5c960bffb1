import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  IntegratedRegistryApi,
  IntegratedRegistryError,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import {
  aFakeApi,
  anIntegration,
  aPage,
  aWorkspace,
  listingWorkspaces,
  wrongPassword,
} from '../../__testUtils__';
import { RegistryPage } from './RegistryPage';

function renderPage(api: IntegratedRegistryApi, path = '/') {
  return renderInTestApp(<RegistryPage />, {
    apis: [[integratedRegistryApiRef, api]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [path],
  });
}

async function openAction(name: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Actions for Team registry' }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name }));
}

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

  it('says until when a registry is left alone that wants fewer requests', async () => {
    const until = new Date(Date.now() + 600_000);
    renderPage(
      aFakeApi({
        listIntegrations: async () =>
          aPage([
            anIntegration({
              health: {
                state: 'healthy',
                backOff: { until: until.toISOString(), message: 'busy' },
              },
            }),
          ]),
      }),
    );
    const { value: second } = new Intl.DateTimeFormat('en-US', {
      timeStyle: 'medium',
    })
      .formatToParts(until)
      .find(({ type }) => type === 'second')!;
    expect(
      await screen.findByText(
        new RegExp(
          `^Wants fewer requests: left alone until .*:${second}\\s[AP]M$`,
        ),
        {},
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
  }, 60_000);

  it('tells by keyboard why an integration is unhealthy and what to do', async () => {
    const { failure } = wrongPassword.steps[4];
    renderPage(
      aFakeApi({
        listIntegrations: jest.fn(async () =>
          aPage([anIntegration({ health: { state: 'unhealthy', failure } })]),
        ),
      }),
    );

    const health = await screen.findByRole('button', { name: 'Unhealthy' });
    // Into the table, then along the row: name, type, address, health.
    await userEvent.click(screen.getByRole('searchbox'));
    await userEvent.tab();
    for (let cell = 0; cell < 4; cell++) {
      await userEvent.keyboard('{ArrowRight}');
    }
    expect(health).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'What to do: Check the user name and password',
    );
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
            {
              id: 'i-9',
              type: 'harbor',
              name: 'Company registry',
              health: { state: 'healthy' as const },
              repositoryIndex: anIntegration().repositoryIndex,
              access: 'shared' as const,
              managedBy: 'user' as const,
            },
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

  it('lets a platform admin share with some workspaces or everybody', async () => {
    const api = aFakeApi({
      listWorkspaces: listingWorkspaces(
        aWorkspace({ role: 'platform-admin' }),
        aWorkspace({ entityRef: 'group:default/web', title: 'Web' }),
      ),
    });
    renderPage(api);
    const share = async () => {
      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Actions for Team registry',
        }),
      );
      await userEvent.click(
        await screen.findByRole('menuitem', { name: 'Share' }),
      );
      return screen.findByRole('dialog', { name: 'Share Team registry' });
    };

    let dialog = await share();
    await userEvent.click(
      within(dialog).getByRole('radio', { name: 'Some workspaces' }),
    );
    expect(
      within(dialog).getByRole('button', { name: 'Share' }),
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
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Share' }),
    );
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
    await userEvent.click(
      within(dialog).getByRole('radio', { name: 'Everybody' }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Share' }),
    );
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
    await userEvent.click(
      await screen.findByRole('button', { name: 'Actions for Team registry' }),
    );
    expect(
      await screen.findByRole('menuitem', { name: 'Edit' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('menuitem', { name: 'Share' }),
    ).not.toBeInTheDocument();
  });

  it('explains an empty list to an admin and to a member', async () => {
    const empty = { listIntegrations: jest.fn(async () => aPage([])) };
    const { unmount } = renderPage(aFakeApi(empty));
    expect(
      await screen.findByText('No registry is integrated yet'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('button', { name: 'Integrate Registry' }),
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
      screen.queryByRole('button', { name: 'Integrate Registry' }),
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
      'There is no such page',
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
      screen.queryByRole('button', { name: 'Integrate Registry' }),
    ).not.toBeInTheDocument();
  });

  it('offers only tests and refreshing for what the configuration manages', async () => {
    renderPage(
      aFakeApi({
        listIntegrations: jest.fn(async () =>
          aPage([anIntegration({ managedBy: 'config', createdBy: 'config' })]),
        ),
      }),
    );

    await userEvent.click(
      await screen.findByRole('button', { name: 'Actions for Team registry' }),
    );
    expect(
      (await screen.findAllByRole('menuitem')).map(item => item.textContent),
    ).toEqual(['Test connection', 'Refresh']);
    expect(screen.getByText('Portal configuration')).toBeInTheDocument();
  });

  it('refreshes on demand', async () => {
    const api = aFakeApi();
    renderPage(api);

    await openAction('Refresh');
    expect(
      await screen.findByText(/Team registry is being checked/),
    ).toBeInTheDocument();
    expect(api.refreshIntegration).toHaveBeenCalledWith('i-1');
  });

  it('tests a saved connection and names the failing step', async () => {
    const api = aFakeApi({
      testConnection: jest.fn(async () => wrongPassword),
    });
    renderPage(api);

    await openAction('Test connection');
    const dialog = await screen.findByRole('dialog', {
      name: 'Test connection to Team registry',
    });
    const steps = await within(dialog).findByRole('list', {
      name: 'Steps of the connection test',
    });
    expect(
      within(steps)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringContaining('Name (DNS): OK'),
      expect.stringContaining('Connection (TCP): OK'),
      expect.stringContaining('Encryption (TLS): Skipped'),
      expect.stringContaining('Protocol: OK'),
      expect.stringContaining('Login: Failed'),
      expect.stringContaining('Catalogue: Skipped'),
    ]);
    expect(steps).toHaveTextContent(
      'What to do: Check the user name and password',
    );
    expect(api.testConnection).toHaveBeenCalledWith(
      { integrationId: 'i-1' },
      expect.anything(),
    );
  });

  it('asks before it removes, names what uses the images, and leads the focus back', async () => {
    const api = aFakeApi({
      listImageUses: jest.fn(async () =>
        aPage([
          {
            id: 'u-1',
            workspace: 'group:default/payments',
            integrationId: 'i-1',
            reference: 'registry.example.com/team/app:1.2.0',
            repository: 'team/app',
            usedBy: 'component:default/shop',
            usedAt: '2026-05-01T08:00:00.000Z',
            chosenBy: 'user:default/mia',
          },
        ]),
      ),
    });
    renderPage(api);

    await openAction('Remove');
    const dialog = await screen.findByRole('dialog', {
      name: 'Remove Team registry?',
    });
    expect(
      await within(dialog).findByText('registry.example.com/team/app:1.2.0'),
    ).toBeInTheDocument();
    expect(dialog).toHaveTextContent('1 known use of its images');
    expect(within(dialog).getByRole('link')).toHaveTextContent('shop');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    expect(api.deleteIntegration).not.toHaveBeenCalled();
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Actions for Team registry' }),
      ).toHaveFocus(),
    );

    await openAction('Remove');
    api.listIntegrations.mockResolvedValue(aPage([]));
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Remove',
      }),
    );
    expect(
      await screen.findByText('Team registry is removed.'),
    ).toBeInTheDocument();
    expect(api.deleteIntegration).toHaveBeenCalledWith('i-1', '"1"');
    expect(
      await screen.findByText('No registry is integrated yet'),
    ).toBeInTheDocument();
  });
});

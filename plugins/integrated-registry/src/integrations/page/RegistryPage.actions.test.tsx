import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFakeApi, anIntegration, aPage, diagnoses } from '../../__testUtils__';
import { openAction, openActions, renderPage } from '../__testUtils__';

describe('the actions on the page', () => {
  it('offers only tests, refreshing and the webhook for what the configuration manages', async () => {
    renderPage(
      aFakeApi({
        listIntegrations: jest.fn(async () =>
          aPage([anIntegration({ managedBy: 'config', createdBy: 'config' })]),
        ),
      }),
    );

    await openActions();
    expect(
      (await screen.findAllByRole('menuitem')).map(item => item.textContent),
    ).toEqual(['Test connection', 'Refresh', 'Webhook']);
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
      testConnection: jest.fn(async () => diagnoses.wrongPassword),
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
      expect.stringContaining('Name resolution (DNS): OK'),
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
        name: 'Remove integration',
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

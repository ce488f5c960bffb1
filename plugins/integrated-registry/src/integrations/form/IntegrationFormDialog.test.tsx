import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Integration,
  IntegratedRegistryApi,
  IntegratedRegistryError,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import {
  aFakeApi,
  anIntegration,
  passed,
  wrongPassword,
} from '../../__testUtils__';
import { IntegrationFormDialog } from './IntegrationFormDialog';

function renderForm(api: IntegratedRegistryApi, integration?: Integration) {
  const onSaved = jest.fn();
  const onClose = jest.fn();
  renderInTestApp(
    <IntegrationFormDialog
      workspace="group:default/payments"
      integration={integration}
      onSaved={onSaved}
      onClose={onClose}
    />,
    { apis: [[integratedRegistryApiRef, api]] },
  );
  return { onSaved, onClose };
}

/** The label, with or without the mark of a field that is required. */
function label(text: string) {
  return new RegExp(`^${text}( ?\\(Required\\))?$`);
}

function field(text: string) {
  return screen.getByLabelText(label(text));
}

async function fill(text: string, value: string) {
  const input = await screen.findByLabelText(label(text));
  await userEvent.clear(input);
  await userEvent.click(input);
  await userEvent.paste(value);
}

async function press(name: string) {
  await userEvent.click(screen.getByRole('button', { name }));
}

function aConflict(message: string) {
  return new IntegratedRegistryError({
    name: 'ConflictError',
    message,
    httpStatus: 409,
  });
}

describe('IntegrationFormDialog', () => {
  it('offers every type the backend knows', async () => {
    renderForm(aFakeApi());

    const types = await screen.findByRole('radiogroup', { name: /Type/ });
    expect(
      within(types)
        .getAllByRole('radio')
        .map(radio => radio.closest('label')?.textContent),
    ).toEqual([
      'Harbor Registry',
      'Docker Registry',
      'Acme StoreImages in shoe boxes',
    ]);
  });

  it('integrates a registry with everything that was entered', async () => {
    const api = aFakeApi();
    const { onSaved } = renderForm(api);

    await userEvent.click(
      await screen.findByRole('radio', { name: /Docker Registry/ }),
    );
    await fill('Name', ' Team registry ');
    await fill('Address', 'https://registry.example.com/');
    await fill('Image host', 'images.example.com');
    await fill('User name', 'robot$ci');
    await fill('Password', ' secret ');
    await userEvent.click(
      screen.getByRole('button', { name: /TLS and repositories/ }),
    );
    await fill('Declared repositories', 'team/app\n\n team/web \n');
    await fill('Repository filter', 'team/*');
    await userEvent.click(
      screen.getByRole('checkbox', { name: /Do not verify/ }),
    );
    expect(screen.getByRole('note')).toHaveTextContent(
      'Anyone on the way can read the password',
    );
    await fill('Description', 'Ours');
    await press('OK');

    await waitFor(() => expect(onSaved).toHaveBeenCalledWith(anIntegration()));
    expect(api.createIntegration).toHaveBeenCalledWith(
      {
        workspace: 'group:default/payments',
        type: 'docker',
        name: 'Team registry',
        url: 'https://registry.example.com/',
        imageHost: 'images.example.com',
        username: 'robot$ci',
        password: ' secret ',
        tls: { skipVerify: true },
        repositories: ['team/app', 'team/web'],
        repositoryFilter: ['team/*'],
        description: 'Ours',
      },
      { verify: true },
    );
  });

  it('says at each field what is wrong, leads to the first, and saves nothing', async () => {
    const api = aFakeApi();
    renderForm(api);

    await userEvent.click(
      await screen.findByRole('radio', { name: /Harbor Registry/ }),
    );
    await fill('Address', 'https://me:secret@registry.example.com');
    await fill('Image host', 'images example');
    await press('OK');

    const name = field('Name');
    await waitFor(() => expect(name).toHaveFocus());
    expect(name).toHaveAccessibleDescription(/The name is (empty|missing)/);
    expect(field('Address')).toHaveAccessibleDescription(
      /carries a user name or password/,
    );
    expect(field('Image host')).toHaveAccessibleDescription(/space/);
    expect(field('User name')).toHaveAccessibleDescription(
      /Enter the user name/,
    );
    expect(field('Password')).toHaveAccessibleDescription(/Enter the password/);
    expect(api.createIntegration).not.toHaveBeenCalled();

    await fill('Name', 'x');
    expect(name).toBeValid();
  });

  it('opens the folded fields where one of them is wrong', async () => {
    renderForm(aFakeApi());

    const toggle = await screen.findByRole('button', {
      name: /TLS and repositories/,
    });
    await userEvent.click(toggle);
    await fill('CA certificate', 'no certificate');
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await press('OK');

    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(field('CA certificate')).toHaveAccessibleDescription(
      /not in PEM form/,
    );
  });

  it('tests what is not saved yet, without its name', async () => {
    const api = aFakeApi({
      testConnection: jest.fn(async () => wrongPassword),
    });
    renderForm(api);

    await userEvent.click(
      await screen.findByRole('radio', { name: /Docker Registry/ }),
    );
    await fill('Address', 'http://registry.example.com');
    await fill('User name', 'robot');
    await fill('Password', 'wrong');
    await press('Test connection');

    const steps = await screen.findByRole('list', {
      name: 'Steps of the connection test',
    });
    expect(
      screen.getByText('The connection test failed at: Login'),
    ).toBeInTheDocument();
    const login = within(steps).getByText('Login: Failed').closest('li')!;
    expect(login).toHaveTextContent(
      'The registry does not know this user name and password',
    );
    expect(login).toHaveTextContent(
      'What to do: Check the user name and password',
    );
    expect(api.testConnection).toHaveBeenCalledWith(
      {
        workspace: 'group:default/payments',
        type: 'docker',
        url: 'http://registry.example.com',
        username: 'robot',
        password: 'wrong',
      },
      expect.anything(),
    );

    // What was tested is not what stands there any more.
    await fill('Password', 'right');
    expect(steps).not.toBeInTheDocument();
    api.testConnection.mockResolvedValue(passed);
    await press('Test connection');
    expect(await screen.findByText('The connection works')).toBeInTheDocument();
    expect(api.createIntegration).not.toHaveBeenCalled();
  });

  it('gives a running test up on demand', async () => {
    const signals: AbortSignal[] = [];
    const api = aFakeApi({
      testConnection: jest.fn((_request, options) => {
        signals.push(options!.signal!);
        return new Promise(() => {});
      }),
    });
    renderForm(api, anIntegration());

    await screen.findByLabelText(label('Name'));
    await press('Test connection');
    expect(
      await screen.findByText('Testing the connection'),
    ).toBeInTheDocument();
    await press('Cancel test');
    expect(screen.getByText('The test was cancelled.')).toBeInTheDocument();
    expect(signals.map(signal => signal.aborted)).toEqual([true]);
  });

  it('shows why nothing was saved, and saves anyway only on demand', async () => {
    const api = aFakeApi();
    api.createIntegration.mockRejectedValueOnce(
      new IntegratedRegistryError({
        name: 'InputError',
        message: 'The connection test failed',
        httpStatus: 422,
        diagnosis: wrongPassword,
      }),
    );
    const { onSaved } = renderForm(api);

    await userEvent.click(
      await screen.findByRole('radio', { name: /Docker Registry/ }),
    );
    await fill('Name', 'Team registry');
    await fill('Address', 'http://registry.example.com');
    expect(
      screen.queryByRole('button', { name: 'Save anyway' }),
    ).not.toBeInTheDocument();
    await press('OK');

    expect(
      await screen.findByText('Nothing was saved: the connection test failed'),
    ).toBeInTheDocument();
    expect(screen.getByText('Login: Failed')).toBeInTheDocument();
    expect(onSaved).not.toHaveBeenCalled();

    await press('Save anyway');
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(api.createIntegration.mock.calls.map(call => call[1])).toEqual([
      { verify: true },
      { verify: false },
    ]);
  });

  it('puts what the backend refuses at its field, and a name that is taken', async () => {
    const api = aFakeApi();
    api.createIntegration
      .mockRejectedValueOnce(
        new IntegratedRegistryError({
          name: 'InputError',
          message: 'The request is not valid',
          httpStatus: 400,
          issues: [{ path: 'repositories.0', message: 'Not a repository' }],
        }),
      )
      .mockRejectedValueOnce(aConflict('There is already a Team registry'));
    renderForm(api);

    await userEvent.click(
      await screen.findByRole('radio', { name: /Docker Registry/ }),
    );
    await fill('Name', 'Team registry');
    await fill('Address', 'http://registry.example.com');
    await press('OK');
    await waitFor(() =>
      expect(field('Declared repositories')).toHaveAccessibleDescription(
        /Not a repository/,
      ),
    );
    await fill('Description', 'Other');
    await press('OK');
    await waitFor(() =>
      expect(field('Name')).toHaveAccessibleDescription(
        /There is already a Team registry/,
      ),
    );
    expect(field('Name')).toHaveFocus();
  });

  it('says what to do where the backend cannot be reached', async () => {
    const api = aFakeApi();
    api.updateIntegration.mockRejectedValue(new TypeError('Failed to fetch'));
    renderForm(api, anIntegration());

    await fill('Name', 'Other');
    await press('OK');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The changes were not saved' +
        'The portal’s backend did not answer.' +
        'Check your network connection, then try again.',
    );
  });

  it('changes only what was changed, and keeps the password', async () => {
    const api = aFakeApi();
    const { onSaved } = renderForm(api, anIntegration());

    const password = await screen.findByLabelText(label('Password'));
    expect(password).toHaveValue('');
    expect(password).toHaveAttribute('placeholder', 'unchanged');
    await fill('Name', 'Other');
    await press('OK');

    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(api.updateIntegration).toHaveBeenCalledWith(
      'i-1',
      '"1"',
      { name: 'Other' },
      { verify: true },
    );
  });

  it('demands the password again for another address', async () => {
    const api = aFakeApi();
    renderForm(api, anIntegration());

    await fill('Address', 'https://other.example.com');
    const password = field('Password');
    expect(password).toHaveAccessibleDescription(
      /The address changed: enter the password again/,
    );
    await press('OK');
    expect(password).toHaveAccessibleDescription(/Enter the password/);
    expect(api.updateIntegration).not.toHaveBeenCalled();

    await fill('Password', 'secret');
    await press('OK');
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenCalledWith(
        'i-1',
        '"1"',
        {
          url: 'https://other.example.com',
          // The image host follows the address, as it did before.
          imageHost: null,
          password: 'secret',
        },
        { verify: true },
      ),
    );
  });

  it('takes values away that were emptied, and the password with the user name', async () => {
    const api = aFakeApi();
    renderForm(api, anIntegration());
    api.getIntegration.mockResolvedValue(anIntegration());

    await fill('User name', '');
    expect(field('Password')).toHaveAccessibleDescription(
      /the stored password is removed/,
    );
    await press('OK');
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenCalledWith(
        'i-1',
        '"1"',
        { username: null, password: null },
        { verify: true },
      ),
    );
  });

  it('says who was faster and what is different, and reloads', async () => {
    const api = aFakeApi();
    api.updateIntegration.mockRejectedValueOnce(aConflict('Changed since'));
    const { onSaved } = renderForm(api, anIntegration());

    await fill('Name', 'Mine');
    api.getIntegration.mockResolvedValue(
      anIntegration({
        etag: '"2"',
        url: 'https://moved.example.com',
        imageHost: 'moved.example.com',
        updatedBy: 'user:default/sam',
      }),
    );
    await press('OK');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'Team registry was changed while you were editing it',
    );
    expect(alert).toHaveTextContent('user:default/sam changed it on');
    expect(alert).toHaveTextContent('Different now: Address.');
    expect(onSaved).not.toHaveBeenCalled();

    await press('Reload');
    await waitFor(() =>
      expect(field('Address')).toHaveValue('https://moved.example.com'),
    );
    expect(field('Name')).toHaveValue('Team registry');
    await fill('Name', 'Mine');
    await press('OK');
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(api.updateIntegration).toHaveBeenLastCalledWith(
      'i-1',
      '"2"',
      { name: 'Mine' },
      { verify: true },
    );
  });

  it('says where the integration is gone', async () => {
    const api = aFakeApi();
    api.updateIntegration.mockRejectedValueOnce(
      new IntegratedRegistryError({
        name: 'NotFoundError',
        message: 'There is no such integration',
        httpStatus: 404,
      }),
    );
    renderForm(api, anIntegration());

    await fill('Name', 'Mine');
    await press('OK');
    expect(
      await screen.findByText(
        'Team registry was removed while you were editing it',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'OK' })).toBeDisabled();
  });
});

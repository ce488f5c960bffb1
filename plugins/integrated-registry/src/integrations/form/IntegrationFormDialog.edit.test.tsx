import { screen, waitFor } from '@testing-library/react';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import { aConflict, aFakeApi, anIntegration, saved } from '../../__testUtils__';
import { field, fill, label, press, renderForm } from '../__testUtils__';

describe('an integration that is edited in the form', () => {
  it('says what to do where the backend cannot be reached', async () => {
    const api = aFakeApi();
    api.updateIntegration.mockRejectedValue(new TypeError('Failed to fetch'));
    renderForm(api, anIntegration());

    await fill('Name', 'Other');
    await press('Save integration');
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
    await press('Save integration');

    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(api.updateIntegration).toHaveBeenCalledWith(
      ...saved({ name: 'Other' }),
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
    await press('Save integration');
    expect(password).toHaveAccessibleDescription(/Enter the password/);
    expect(api.updateIntegration).not.toHaveBeenCalled();

    await fill('Password', 'secret');
    await press('Save integration');
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenCalledWith(
        ...saved({
          url: 'https://other.example.com',
          // The image host follows the address, as it did before.
          imageHost: null,
          password: 'secret',
        }),
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
    await press('Save integration');
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenCalledWith(
        ...saved({ username: null, password: null }),
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
    await press('Save integration');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'Team registry was changed while you were editing it',
    );
    expect(alert).toHaveTextContent('user:default/sam changed it on');
    expect(alert).toHaveTextContent('Changed fields: Address.');
    expect(onSaved).not.toHaveBeenCalled();

    await press('Reload form');
    await waitFor(() =>
      expect(field('Address')).toHaveValue('https://moved.example.com'),
    );
    // What was entered is kept, and nothing of the other change is undone.
    expect(field('Name')).toHaveValue('Mine');
    await press('Save integration');
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    expect(api.updateIntegration).toHaveBeenLastCalledWith(
      ...saved({ name: 'Mine' }, '"2"'),
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
    await press('Save integration');
    expect(
      await screen.findByText(
        'Team registry was removed while you were editing it',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Save integration' }),
    ).toBeDisabled();
  });

  it('integrates one that is gone again, with all that is in the form', async () => {
    const api = aFakeApi();
    api.updateIntegration.mockRejectedValueOnce(
      new IntegratedRegistryError({
        name: 'NotFoundError',
        message: 'There is no such integration',
        httpStatus: 404,
      }),
    );
    const { onSaved } = renderForm(api, anIntegration());
    await fill('Name', 'Mine');
    await fill('Password', 'secret');
    await press('Save integration');
    expect(
      await screen.findByText(/integrate the registry again with your entries/),
    ).toBeInTheDocument();
    await press('Integrate again');

    expect(
      await screen.findByRole('dialog', { name: 'Integrate registry' }),
    ).toBeInTheDocument();
    await screen.findByRole('button', { name: 'Save integration' });
    await press('Save integration');
    await waitFor(() => expect(onSaved).toHaveBeenCalled());
    const { type, url, username } = anIntegration();
    expect(api.createIntegration).toHaveBeenCalledWith(
      expect.objectContaining({
        workspace: 'group:default/payments',
        name: 'Mine',
        password: 'secret',
        type,
        url,
        username,
      }),
      { verify: true },
    );
  });
});

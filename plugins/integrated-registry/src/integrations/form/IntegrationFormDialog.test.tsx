import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import { aConflict, aFakeApi, anIntegration } from '../../__testUtils__';
import { chooseType, field, fill, press, renderForm } from '../__testUtils__';

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

  it('words the fields as the type asks for, also one the portal does not know', async () => {
    renderForm(aFakeApi());

    await chooseType(/Harbor Registry/);
    expect(field('User name')).toHaveAccessibleDescription(
      /^Full name of a robot account/,
    );
    expect(field('Address')).toHaveAttribute(
      'placeholder',
      'https://harbor.example.com',
    );
    await chooseType(/Acme Store/);
    expect(field('Access token')).toHaveAccessibleDescription(
      'From your Acme profile',
    );
    expect(field('User name')).toHaveAccessibleDescription(
      'Leave both empty if the registry needs no credential.',
    );
  });

  it('integrates a registry with everything that was entered', async () => {
    const api = aFakeApi();
    const { onSaved } = renderForm(api);

    await chooseType(/Docker Registry/);
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
      'Anyone on the network path can read the password',
    );
    await fill('Description', 'Ours');
    await press('Save integration');

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

    await chooseType(/Harbor Registry/);
    await fill('Address', 'https://me:secret@registry.example.com');
    await fill('Image host', 'images example');
    await press('Save integration');

    const name = field('Name');
    await waitFor(() => expect(name).toHaveFocus());
    expect(name).toHaveAccessibleDescription(/Name is (empty|missing)/);
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
    await press('Save integration');

    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(field('CA certificate')).toHaveAccessibleDescription(
      /not in PEM form/,
    );
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

    await chooseType(/Docker Registry/);
    await fill('Name', 'Team registry');
    await fill('Address', 'http://registry.example.com');
    await press('Save integration');
    await waitFor(() =>
      expect(field('Declared repositories')).toHaveAccessibleDescription(
        /Not a repository/,
      ),
    );
    await fill('Description', 'Other');
    await press('Save integration');
    await waitFor(() =>
      expect(field('Name')).toHaveAccessibleDescription(
        /There is already a Team registry/,
      ),
    );
    expect(field('Name')).toHaveFocus();
  });
});

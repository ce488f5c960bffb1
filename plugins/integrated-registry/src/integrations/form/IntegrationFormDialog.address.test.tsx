import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Integration,
  IntegratedRegistryApi,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import { aFakeApi, anIntegration, wrongPassword } from '../../__testUtils__';
import { IntegrationFormDialog } from './IntegrationFormDialog';

function renderForm(api: IntegratedRegistryApi, integration?: Integration) {
  renderInTestApp(
    <IntegrationFormDialog
      workspace="group:default/payments"
      integration={integration}
      onSaved={() => {}}
      onClose={() => {}}
    />,
    { apis: [[integratedRegistryApiRef, api]] },
  );
}

async function fill(label: RegExp, value: string) {
  const input = await screen.findByLabelText(label);
  await userEvent.clear(input);
  await userEvent.click(input);
  await userEvent.paste(value);
}

const keyFile = '{\n  "type": "service_account",\n  "private_key": "x"\n}\n';

describe('the address in the form', () => {
  it('is shown as it is used', async () => {
    renderForm(aFakeApi());
    await fill(/^Address/, 'Registry.Example.com:5000/team/app:1.2');
    expect(screen.getByLabelText(/^Address/)).toHaveAccessibleDescription(
      'Used as https://registry.example.com:5000',
    );
    await fill(/^Address/, 'https://registry.example.com/');
    expect(screen.getByLabelText(/^Address/)).not.toHaveAccessibleDescription(
      /Used as/,
    );
  });

  it.each([
    [
      'ghcr.io/team/app:1',
      'This is GitHub Container Registry',
      /read:packages/,
    ],
    ['https://hub.docker.com/r/team/app', 'This is Docker Hub', /no catalogue/],
    ['QUAY.io', 'This is Quay', /robot account/],
    ['123.dkr.ecr.eu-west-1.amazonaws.com', 'This is Amazon ECR', /12 hours/],
    [
      'team.azurecr.io',
      'This is Azure Container Registry',
      /service principal/,
    ],
    ['europe-docker.pkg.dev', 'This is Google Artifact Registry', /_json_key/],
    [
      'gitlab.com/team/app/container_registry',
      'This is GitLab',
      /deploy token/,
    ],
    ['nexus.io/repository/docker-hosted', 'This is Nexus', /Image host/],
  ])('of %s says whose it is, and how to log in', async (url, title, login) => {
    renderForm(aFakeApi());
    await fill(/^Address/, url);
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent(title);
    expect(note).toHaveTextContent(login);
  });

  it('offers what fits it, and puts it in', async () => {
    const api = aFakeApi();
    renderForm(api);
    await userEvent.click(
      await screen.findByRole('radio', { name: /Harbor Registry/ }),
    );
    await fill(/^Address/, 'https://github.com/orgs/team');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use suggestion' }),
    );
    expect(screen.getByLabelText(/^Address/)).toHaveValue('https://ghcr.io');
    expect(
      screen.getByRole('radio', { name: /Docker Registry/ }),
    ).toBeChecked();
    expect(
      screen.queryByRole('button', { name: 'Use suggestion' }),
    ).not.toBeInTheDocument();
  });

  it('takes over what the connection test found', async () => {
    const suggestion = {
      message: 'A registry answers at http://registry.example.com.',
      url: 'http://registry.example.com',
    };
    renderForm(
      aFakeApi({
        testConnection: jest.fn(async () => ({ ...wrongPassword, suggestion })),
      }),
      anIntegration(),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Test connection' }),
    );
    expect(await screen.findByText(suggestion.message)).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Use suggestion' }),
    );
    expect(screen.getByLabelText(/^Address/)).toHaveValue(suggestion.url);
  });

  it('says where the image host is only claimed', async () => {
    const integration = anIntegration({
      imageHost: 'docker.io',
      imageHostState: 'needsConfirmation',
    });
    renderForm(
      aFakeApi({ getIntegration: jest.fn(async () => integration) }),
      integration,
    );
    expect(
      await screen.findByText(
        'Image host docker.io: a platform admin has to confirm it before its images can be chosen.',
      ),
    ).toBeInTheDocument();
  });
});

describe('a password in the form', () => {
  it('may have several lines, which stay hidden', async () => {
    const api = aFakeApi();
    renderForm(api);
    await userEvent.click(
      await screen.findByRole('radio', { name: /Docker Registry/ }),
    );
    await fill(/^Name/, 'Google');
    await fill(/^Address/, 'https://europe-docker.pkg.dev');
    await fill(/^User name/, '_json_key');
    await fill(/^Password/, keyFile);
    const password = screen.getByLabelText(/^Password/);
    expect(password.tagName).toBe('TEXTAREA');
    expect(password).toHaveValue(keyFile);
    expect(password.closest('[class*="masked"]')).not.toBeNull();
    expect(password).toHaveAttribute('autocomplete', 'off');
    await userEvent.click(screen.getByRole('button', { name: 'OK' }));
    await waitFor(() =>
      expect(api.createIntegration).toHaveBeenCalledWith(
        expect.objectContaining({ password: keyFile }),
        { verify: true },
      ),
    );

    await userEvent.clear(password);
    expect(screen.getByLabelText(/^Password/)).toHaveAttribute(
      'type',
      'password',
    );
  });

  it('says that it ends with a blank', async () => {
    renderForm(aFakeApi());
    await fill(/^Password/, 'secret ');
    expect(screen.getByLabelText(/^Password/)).toHaveAccessibleDescription(
      /begins or ends with a blank/,
    );
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    [
      'another user name',
      () => fill(/^User name/, 'another'),
      /The user name changed: enter the password that belongs to it/,
    ],
    [
      'no verification',
      async () => {
        await userEvent.click(
          await screen.findByRole('button', { name: /TLS and repositories/ }),
        );
        await userEvent.click(
          screen.getByRole('checkbox', { name: /Do not verify/ }),
        );
      },
      /More certificates are trusted than before: enter the password again/,
    ],
  ])('is needed again for %s', async (_, change, description) => {
    const api = aFakeApi();
    renderForm(api, anIntegration());
    await screen.findByLabelText(/^Password/);
    await change();
    expect(screen.getByLabelText(/^Password/)).toHaveAccessibleDescription(
      description,
    );
    await userEvent.click(screen.getByRole('button', { name: 'OK' }));
    expect(screen.getByLabelText(/^Password/)).toHaveAccessibleDescription(
      /Enter the password/,
    );
    expect(api.updateIntegration).not.toHaveBeenCalled();
  });

  it('need not be entered for no verification by those who may not', async () => {
    const integration = anIntegration({ canChangeCredential: false });
    renderForm(
      aFakeApi({ getIntegration: jest.fn(async () => integration) }),
      integration,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /TLS and repositories/ }),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: /Do not verify/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'OK' }));
    expect(
      screen.getByLabelText(/^CA certificate/),
    ).toHaveAccessibleDescription(
      /needs the password again, which you may not enter/,
    );
  });
});

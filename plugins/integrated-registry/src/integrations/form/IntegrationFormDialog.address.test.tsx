import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFakeApi, anIntegration, diagnoses } from '../../__testUtils__';
import { chooseType, fill, renderForm } from '../__testUtils__';

describe('the address in the form', () => {
  it('is shown as it is used', async () => {
    renderForm(aFakeApi());
    await fill('Address', 'Registry.Example.com:5000/team/app:1.2');
    expect(screen.getByLabelText(/^Address/)).toHaveAccessibleDescription(
      'Used as https://registry.example.com:5000',
    );
    await fill('Address', 'https://registry.example.com/');
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
    await fill('Address', url);
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent(title);
    expect(note).toHaveTextContent(login);
  });

  it('offers what fits it, and puts it in', async () => {
    const api = aFakeApi();
    renderForm(api);
    await chooseType(/Harbor Registry/);
    await fill('Address', 'https://github.com/orgs/team');
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
        testConnection: jest.fn(async () => ({
          ...diagnoses.wrongPassword,
          suggestion,
        })),
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

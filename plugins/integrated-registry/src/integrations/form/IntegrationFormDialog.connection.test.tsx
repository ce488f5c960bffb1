import { screen, waitFor, within } from '@testing-library/react';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import { aFakeApi, anIntegration, diagnoses } from '../../__testUtils__';
import { chooseType, fill, label, press, renderForm } from '../__testUtils__';

describe('the connection test in the form', () => {
  it('tests what is not saved yet, without its name', async () => {
    const api = aFakeApi({
      testConnection: jest.fn(async () => diagnoses.wrongPassword),
    });
    renderForm(api);

    await chooseType(/Docker Registry/);
    await fill('Address', 'http://registry.example.com');
    await fill('User name', 'robot');
    await fill('Password', 'wrong');
    await press('Test connection');

    const steps = await screen.findByRole('list', {
      name: 'Steps of the connection test',
    });
    expect(
      screen.getByText('Connection test failed at step “Login”'),
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
    api.testConnection.mockResolvedValue(diagnoses.passed);
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
        diagnosis: diagnoses.wrongPassword,
      }),
    );
    const { onSaved } = renderForm(api);

    await chooseType(/Docker Registry/);
    await fill('Name', 'Team registry');
    await fill('Address', 'http://registry.example.com');
    expect(
      screen.queryByRole('button', { name: 'Save anyway' }),
    ).not.toBeInTheDocument();
    await press('Save integration');

    expect(
      await screen.findByText(
        'Not saved: connection test failed at step “Login”',
      ),
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
});

import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { integratedRegistryApiRef } from '../../api';
import { aFakeApi, anIntegration } from '../../__testUtils__';
import { IntegrationFormDialog } from './IntegrationFormDialog';

const DAY_MS = 24 * 60 * 60 * 1_000;

describe('the password in the form', () => {
  it('is warned of before it expires, and a new one does not take its date', async () => {
    const end = new Date(Date.now() + 5.5 * DAY_MS).toISOString();
    const integration = anIntegration({
      credentialState: 'expiresSoon',
      credentialExpiresAt: end,
    });
    const api = aFakeApi({ getIntegration: async () => integration });
    renderInTestApp(
      <IntegrationFormDialog
        workspace="group:default/payments"
        integration={integration}
        onSaved={jest.fn()}
        onClose={jest.fn()}
      />,
      { apis: [[integratedRegistryApiRef, api]] },
    );
    expect(
      await screen.findByText('The password expires in 5 days'),
    ).toBeInTheDocument();
    const date = screen.getByRole('textbox', { name: 'Expiry date' });
    expect(date).toHaveValue(end.slice(0, 10));

    const password = screen.getByLabelText('Password');
    await userEvent.type(password, 'new');
    expect(date).toHaveValue('');
    await userEvent.clear(password);
    expect(date).toHaveValue(end.slice(0, 10));

    await userEvent.type(password, 'new');
    await userEvent.type(date, '2031');
    await userEvent.click(screen.getByRole('button', { name: 'OK' }));
    expect(date).toHaveAccessibleDescription(
      /The expiry date must be a day such as 2027-01-31/,
    );
    await userEvent.type(date, '-01-31');
    await userEvent.click(screen.getByRole('button', { name: 'OK' }));
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenCalledWith(
        'i-1',
        '"1"',
        { password: 'new', credentialExpiresAt: '2031-01-31' },
        { verify: true },
      ),
    );
  });

  it('and what goes with it can only be read by those who may not change it, who change the rest', async () => {
    const integration = anIntegration({ canChangeCredential: false });
    const api = aFakeApi({ getIntegration: async () => integration });
    renderInTestApp(
      <IntegrationFormDialog
        workspace="group:default/payments"
        integration={integration}
        onSaved={jest.fn()}
        onClose={jest.fn()}
      />,
      { apis: [[integratedRegistryApiRef, api]] },
    );
    for (const [label, why] of [
      [/^User name/, /You may not change the credential/],
      [/^Password/, /You may not change the credential/],
      [/^Expiry date/, /You may not change the credential/],
      [/^Address/, /another address needs the password again/],
    ] as const) {
      const field = await screen.findByLabelText(label);
      expect(field).toHaveAttribute('readonly');
      expect(field).toHaveAccessibleDescription(why);
    }
    await userEvent.type(screen.getByLabelText(/^Password/), 'new');
    await userEvent.type(screen.getByLabelText(/^Description/), 'Ours');
    await userEvent.click(screen.getByRole('button', { name: 'OK' }));
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenCalledWith(
        'i-1',
        '"1"',
        { description: 'Ours' },
        { verify: true },
      ),
    );
  });

  it.each([
    ['can be entered by those who may, and another address', true, false],
    ['does not hold the address where there is none', false, false],
  ])('%s', async (_, canChangeCredential, hasCredential) => {
    const { username: _name, ...rest } = anIntegration();
    const integration = { ...rest, canChangeCredential, hasCredential };
    const api = aFakeApi({ getIntegration: async () => integration });
    renderInTestApp(
      <IntegrationFormDialog
        workspace="group:default/payments"
        integration={integration}
        onSaved={jest.fn()}
        onClose={jest.fn()}
      />,
      { apis: [[integratedRegistryApiRef, api]] },
    );
    expect(await screen.findByLabelText(/^Address/)).not.toHaveAttribute(
      'readonly',
    );
    const password = screen.getByLabelText(/^Password/);
    expect(password.hasAttribute('readonly')).toBe(!canChangeCredential);
  });
});

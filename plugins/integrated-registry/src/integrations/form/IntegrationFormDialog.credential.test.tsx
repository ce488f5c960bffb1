import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFakeApi, anIntegration, saved } from '../../__testUtils__';
import { chooseType, fill, press, renderForm } from '../__testUtils__';

const keyFile = '{\n  "type": "service_account",\n  "private_key": "x"\n}\n';

const DAY_MS = 24 * 60 * 60 * 1_000;

describe('the password in the form', () => {
  it('is warned of before it expires, and a new one does not take its date', async () => {
    const end = new Date(Date.now() + 5.5 * DAY_MS).toISOString();
    const integration = anIntegration({
      credentialState: 'expiresSoon',
      credentialExpiresAt: end,
    });
    const api = aFakeApi({ getIntegration: async () => integration });
    renderForm(api, integration);
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
    await press('Save integration');
    expect(date).toHaveAccessibleDescription(
      /The expiry date must be a day such as 2027-01-31/,
    );
    await userEvent.type(date, '-01-31');
    await press('Save integration');
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenCalledWith(
        ...saved({ password: 'new', credentialExpiresAt: '2031-01-31' }),
      ),
    );
  });

  it('and what goes with it can only be read by those who may not change it, who change the rest', async () => {
    const integration = anIntegration({ canChangeCredential: false });
    const api = aFakeApi({ getIntegration: async () => integration });
    renderForm(api, integration);
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
    await press('Save integration');
    await waitFor(() =>
      expect(api.updateIntegration).toHaveBeenCalledWith(
        ...saved({ description: 'Ours' }),
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
    renderForm(api, integration);
    expect(await screen.findByLabelText(/^Address/)).not.toHaveAttribute(
      'readonly',
    );
    const password = screen.getByLabelText(/^Password/);
    expect(password.hasAttribute('readonly')).toBe(!canChangeCredential);
  });
});

describe('a password in the form', () => {
  it('may have several lines, which stay hidden', async () => {
    const api = aFakeApi();
    renderForm(api);
    await chooseType(/Docker Registry/);
    await fill('Name', 'Google');
    await fill('Address', 'https://europe-docker.pkg.dev');
    await fill('User name', '_json_key');
    await fill('Password', keyFile);
    const password = screen.getByLabelText(/^Password/);
    expect(password.tagName).toBe('TEXTAREA');
    expect(password).toHaveValue(keyFile);
    expect(password.closest('[class*="masked"]')).not.toBeNull();
    expect(password).toHaveAttribute('autocomplete', 'off');
    await press('Save integration');
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
    await fill('Password', 'secret ');
    expect(screen.getByLabelText(/^Password/)).toHaveAccessibleDescription(
      /begins or ends with a blank/,
    );
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    [
      'another user name',
      () => fill('User name', 'another'),
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
    await press('Save integration');
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
    await press('Save integration');
    expect(
      screen.getByLabelText(/^CA certificate/),
    ).toHaveAccessibleDescription(
      /needs the password again, which you may not enter/,
    );
  });
});

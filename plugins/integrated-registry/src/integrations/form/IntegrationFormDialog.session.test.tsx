import { screen, waitFor } from '@testing-library/react';
import { IntegratedRegistryError } from 'backstage-plugin-integrated-registry-common';
import { aFakeApi, anIntegration } from '../../__testUtils__';
import {
  chooseType,
  field,
  fill,
  label,
  press,
  renderForm,
} from '../__testUtils__';

const NOTE = /^Your entries from before the page was reloaded are kept/;

/** What Backstage answers to a token that has expired. */
const illegalToken = () =>
  new IntegratedRegistryError({
    name: 'AuthenticationError',
    message: 'Illegal token',
    httpStatus: 401,
  });

const kept = () => Object.values({ ...sessionStorage }).join();

/** A page that is reloaded is gone at once: nothing is unmounted, and the tab keeps what it has. */
function leaveByReload({ unmount }: { unmount(): void }) {
  const before = Object.entries({ ...sessionStorage });
  unmount();
  for (const [key, value] of before) {
    sessionStorage.setItem(key, String(value));
  }
}

describe('a session that ends while the form is open', () => {
  afterEach(() => sessionStorage.clear());

  async function fillNew() {
    await chooseType(/Docker Registry/);
    await fill('Name', 'Team registry');
    await fill('Address', 'https://registry.example.com');
    await fill('User name', 'robot');
    await fill('Password', 'hunter2');
  }

  it.each([
    ['Save integration', 'The registry was not integrated'],
    ['Test connection', 'The connection could not be tested'],
  ])('is told with what to do, on %s', async (button, title) => {
    const api = aFakeApi();
    api.createIntegration.mockRejectedValue(illegalToken());
    api.testConnection.mockRejectedValue(illegalToken());
    renderForm(api);
    await fillNew();
    await press(button);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      `${title}Your session has ended.Reload the page and sign in again.`,
    );
    expect(
      screen.getByText(/^Your entries are kept, except the password/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Illegal token/)).not.toBeInTheDocument();
  });

  it('keeps what was entered over the sign-in, except the password', async () => {
    const first = renderForm(aFakeApi());
    await fillNew();
    await waitFor(() => expect(kept()).toContain('robot'));
    expect(kept()).not.toContain('hunter2');
    leaveByReload(first);

    const api = aFakeApi();
    renderForm(api);
    expect(await screen.findByText(NOTE)).toBeInTheDocument();
    expect(field('Name')).toHaveValue('Team registry');
    expect(field('Address')).toHaveValue('https://registry.example.com');
    expect(field('User name')).toHaveValue('robot');
    expect(field('Password')).toHaveValue('');
    expect(
      screen.getByRole('radio', { name: /Docker Registry/ }),
    ).toBeChecked();
  });

  it('keeps only the changes to an integration, on what it is by then', async () => {
    const first = renderForm(aFakeApi(), anIntegration());
    await fill('Name', 'Mine');
    await fill('Address', 'https://robot:hunter2@registry.example.com');
    await waitFor(() => expect(kept()).toContain('Mine'));
    expect(kept()).not.toContain('hunter2');
    leaveByReload(first);

    const now = anIntegration({ etag: '"2"', description: 'New' });
    const api = aFakeApi();
    api.getIntegration.mockResolvedValue(now);
    renderForm(api, now);
    expect(await screen.findByText(NOTE)).toBeInTheDocument();
    expect(field('Name')).toHaveValue('Mine');
    expect(field('Description')).toHaveValue('New');
    expect(field('Address')).toHaveValue(now.url);
  });

  it.each([
    ['another person', undefined, 'user:default/marco'],
    ['another integration', anIntegration(), undefined],
  ])('keeps nothing for %s', async (_, integration, user) => {
    const first = renderForm(aFakeApi());
    await fillNew();
    await waitFor(() => expect(kept()).toContain('robot'));
    leaveByReload(first);

    renderForm(aFakeApi(), integration, user);
    await screen.findByLabelText(label('Name'));
    await fill('Description', 'Typed now');
    // Once that is kept, everything before it has been restored.
    await waitFor(() => expect(kept()).toContain('Typed now'));
    expect(screen.queryByText(NOTE)).not.toBeInTheDocument();
    expect(field('Name')).toHaveValue(integration?.name ?? '');
  });

  it('keeps nothing when the form is closed', async () => {
    const { unmount } = renderForm(aFakeApi());
    await fillNew();
    await waitFor(() => expect(kept()).toContain('robot'));
    unmount();
    expect(kept()).toBe('');
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  IntegratedRegistryError,
  message,
  PullCredential,
} from 'backstage-plugin-integrated-registry-common';
import {
  aNamespaceApi,
  aPage,
  aPullCredential,
  Answers,
} from '../../__testUtils__';
import { renderPage } from '../../integrations/__testUtils__';

function open(credential: Partial<PullCredential> = {}, answers: Answers = {}) {
  const api = aNamespaceApi({
    listPullCredentials: () => aPage([aPullCredential(credential)]),
    decidePullCredential: () => aPullCredential(),
    ...answers,
  });
  renderPage(api, '/namespaces?workspace=group:default/payments');
  return api;
}

const row = () => screen.findByRole('row', { name: /^Team registry/ });

async function openForm() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Decide on Team registry' }),
  );
  return screen.findByRole('dialog', {
    name: 'Pull credential of Team registry',
  });
}

const save = async (dialog: HTMLElement, name = 'Save decision') =>
  userEvent.click(within(dialog).getByRole('button', { name }));

const separate: Partial<PullCredential> = {
  source: 'separate',
  username: 'puller',
  state: 'valid',
};

describe('the pull credentials of a workspace', () => {
  it.each<[Partial<PullCredential>, RegExp]>([
    [{}, /None.*Not decided yet/],
    [{ needed: false }, /No credential needed/],
    [{ source: 'own' }, /The integration’s own credential/],
    [separate, /Separate credential.*User name: puller.*Valid/],
    [
      { source: 'minted', username: 'robot$payments', state: 'valid' },
      /Made by the portal.*User name: robot\$payments.*Valid/,
    ],
    [
      { ...separate, state: 'expired', expiresAt: '2026-05-01T00:00:00.000Z' },
      /The password expired on/,
    ],
    [
      {
        ...separate,
        problem: { message: 'The host is not proven', remedy: 'Confirm it' },
      },
      /The host is not provenConfirm it/,
    ],
    [
      { decidedAt: '2026-05-01T08:00:00.000Z', decidedBy: 'user:default/ada' },
      /Decided by ada/,
    ],
    [{ shared: true }, /Shared by another workspace/],
  ])('say what is chosen and how it stands: %j', async (credential, text) => {
    open(credential);
    expect(await row()).toHaveTextContent(text);
  });

  it.each([{ canDecide: false }, { needed: false }])(
    'are not decided on where there is nothing to: %j',
    async credential => {
      open(credential);
      await row();
      expect(
        screen.queryByRole('button', { name: /^Decide on/ }),
      ).not.toBeInTheDocument();
    },
  );

  it('take a separate credential, tested first', async () => {
    const api = open();
    const dialog = await openForm();
    expect(within(dialog).getByRole('radio', { name: /^None/ })).toBeChecked();
    expect(dialog).toHaveTextContent(
      'Everybody who may read Secrets in a bound namespace can read this password and use it for everything it may do in the registry, not only pulling.',
    );
    await userEvent.click(
      within(dialog).getByRole('radio', { name: /^Separate credential/ }),
    );
    await save(dialog);
    const user = within(dialog).getByRole('textbox', { name: /^User name/ });
    expect(user).toHaveAccessibleDescription(/Enter the user name/);
    const password = within(dialog).getByLabelText(/^Password/);
    expect(password).toHaveAccessibleDescription(/Enter the password/);
    await userEvent.type(user, 'puller');
    await userEvent.type(password, 'secret-1');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Expiry date/ }),
      '2027-03-31',
    );
    await save(dialog);
    expect(
      await screen.findByText(/^The decision on Team registry is saved/),
    ).toBeInTheDocument();
    expect(api.sent('decidePullCredential')).toEqual([
      {
        id: 'i-1',
        query: { verify: 'true' },
        body: {
          workspace: 'group:default/payments',
          source: 'separate',
          username: 'puller',
          password: 'secret-1',
          expiresAt: '2027-03-31',
        },
      },
    ]);
    await waitFor(() =>
      expect(api.sent('listPullCredentials')).toHaveLength(2),
    );
  });

  it('are made by the portal where the registry can', async () => {
    const api = open({ mintsFor: 'projects' });
    const dialog = await openForm();
    await userEvent.click(
      within(dialog).getByRole('radio', { name: /^Made by the portal/ }),
    );
    await save(dialog);
    await waitFor(() =>
      expect(api.sent('decidePullCredential')).toMatchObject([
        { body: { workspace: 'group:default/payments', source: 'minted' } },
      ]),
    );
  });

  it('are made for a group that has to be named, where there is nothing but groups', async () => {
    const api = open({ mintsFor: 'group' });
    const dialog = await openForm();
    await userEvent.click(
      within(dialog).getByRole('radio', { name: /^Made by the portal/ }),
    );
    await save(dialog);
    const group = within(dialog).getByRole('textbox', { name: /^Group/ });
    expect(group).toHaveAccessibleDescription(/Enter the group/);
    expect(api.sent('decidePullCredential')).toEqual([]);
    await userEvent.type(group, 'readers');
    await save(dialog);
    await waitFor(() =>
      expect(api.sent('decidePullCredential')).toMatchObject([
        { body: { source: 'minted', group: 'readers' } },
      ]),
    );
  });

  it('are not offered to be made where the registry cannot', async () => {
    open();
    const dialog = await openForm();
    expect(
      within(dialog).queryByRole('radio', { name: /^Made by the portal/ }),
    ).not.toBeInTheDocument();
  });

  it('keep the stored password unless another user name is entered', async () => {
    const api = open(separate);
    const dialog = await openForm();
    const password = within(dialog).getByLabelText(/^Password/);
    expect(password).not.toBeRequired();
    expect(password).toHaveValue('');
    const user = within(dialog).getByRole('textbox', { name: /^User name/ });
    await userEvent.type(user, '-2');
    await save(dialog);
    expect(password).toHaveAccessibleDescription(/Enter the password/);
    expect(api.sent('decidePullCredential')).toEqual([]);
    await userEvent.type(user, '{Backspace}{Backspace}');
    await save(dialog);
    await waitFor(() =>
      expect(api.sent('decidePullCredential')).toMatchObject([
        { body: { source: 'separate', username: 'puller' } },
      ]),
    );
    expect(api.sent('decidePullCredential')[0].body).not.toHaveProperty(
      'password',
    );
  });

  it('are saved without the test where that failed', async () => {
    let isTested = true;
    const api = open(separate, {
      decidePullCredential: ({ query }) => {
        isTested = query.verify === 'true';
        if (isTested) {
          throw new IntegratedRegistryError({
            name: 'InputError',
            message: message('PULL_CREDENTIAL_NOT_SAVED', {
              reason: 'It was refused.',
            }),
            httpStatus: 400,
          });
        }
        return aPullCredential();
      },
    });
    const dialog = await openForm();
    expect(
      within(dialog).queryByRole('button', { name: 'Save without test' }),
    ).not.toBeInTheDocument();
    await userEvent.type(within(dialog).getByLabelText(/^Password/), 'new-1');
    await save(dialog);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /pulling an image with this credential failed\. It was refused/,
    );
    expect(within(dialog).getByLabelText(/^Password/)).toHaveValue('new-1');
    await save(dialog, 'Save without test');
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(api.sent('decidePullCredential').map(({ query }) => query)).toEqual([
      { verify: 'true' },
      { verify: 'false' },
    ]);
  });

  it('say why the own credential cannot be chosen', async () => {
    open({
      ownRefused: {
        message: 'admin is an administrator of the registry',
        remedy: 'Enter a separate credential.',
      },
    });
    const dialog = await openForm();
    const own = within(dialog).getByRole('radio', { name: /own credential/ });
    expect(own).toBeDisabled();
    expect(dialog).toHaveTextContent(
      'Cannot be chosen: admin is an administrator of the registry. Enter a separate credential.',
    );
  });
});

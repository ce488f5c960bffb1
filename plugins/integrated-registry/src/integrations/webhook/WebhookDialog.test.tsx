import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  IntegratedRegistryApi,
  IntegratedRegistryError,
  Integration,
  Webhook,
} from 'backstage-plugin-integrated-registry-common';
import { aFakeApi, anIntegration, aPage } from '../../__testUtils__';
import { openAction, renderPage } from '../__testUtils__';

const address =
  'https://portal.example.com/api/integrated-registry/webhooks/i-1';
const created = {
  createdAt: new Date().toISOString(),
  createdBy: 'user:default/priya',
};

/** Opens the dialog of a webhook that keeps what is done with it. */
async function open(
  webhook: Partial<Webhook> = {},
  changes: Partial<Integration> = {},
) {
  let state: Webhook = { active: false, address, ...webhook };
  const asked: string[] = [];
  const call = async (name: string) => {
    asked.push(name);
    if (name === 'renewWebhook') {
      state = { ...state, active: true, ...created };
      return { ...state, secret: 'shown-once-and-never-again' };
    }
    if (name === 'removeWebhook') {
      state = { active: false, address };
    }
    return state;
  };
  renderPage(
    aFakeApi({
      listIntegrations: async () => aPage([anIntegration(changes)]),
      call: call as IntegratedRegistryApi['call'],
    }),
  );
  await openAction('Webhook');
  return asked;
}

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));
const secret = () =>
  screen.queryByRole('group', { name: 'Secret' })?.textContent;

describe('the webhook of an integration', () => {
  it('shows a new secret once, with what is to be entered where', async () => {
    await open({}, { type: 'docker' });
    expect(
      await screen.findByText(/There is no secret, so every call is refused/),
    ).toBeInTheDocument();
    expect(screen.getByText('No call yet')).toBeInTheDocument();
    await press('Create secret');
    expect(
      await screen.findByText('Copy the secret now. It is not shown again.'),
    ).toBeInTheDocument();
    expect(secret()).toContain('shown-once-and-never-again');
    expect(screen.queryByText(/There is no secret/)).not.toBeInTheDocument();
    const snippet = screen.getByRole('group', {
      name: 'Configuration of Docker Registry',
    });
    expect(snippet).toHaveTextContent(`url: ${address}`);
    expect(snippet).toHaveTextContent(
      "Authorization: ['Bearer shown-once-and-never-again']",
    );
    expect(
      screen.getByRole('group', { name: 'Address for Quay' }),
    ).toHaveTextContent(
      'https://quay:shown-once-and-never-again@portal.example.com/',
    );
    // Beside the cross.
    await userEvent.click(screen.getAllByRole('button', { name: 'Close' })[1]);
    await openAction('Webhook');
    await screen.findByRole('button', { name: 'Renew secret' });
    expect(secret()).toBeUndefined();
    expect(
      screen.getByText(/Secret created .* by user:default\/priya/),
    ).toBeInTheDocument();
  });

  it.each([
    ['harbor', /as Auth Header/],
    ['jfrog', /as Secret token/],
  ])('has the steps of %s', async (type, step) => {
    await open({}, { type });
    expect(await screen.findByText(step)).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Address' })).toHaveTextContent(
      address,
    );
    expect(screen.queryByText(/Docker Registry:/)).not.toBeInTheDocument();
  });

  it('says when the last call came, and why one was refused', async () => {
    await open({
      active: true,
      ...created,
      lastEventAt: new Date(Date.now() - 3 * 60_000).toISOString(),
      lastRefused: {
        at: new Date(Date.now() - 2 * 3_600_000).toISOString(),
        message: 'The secret of the call was wrong.',
      },
    });
    expect(
      await screen.findByText('Last call 3 minutes ago'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('A call was refused 2 hours ago'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The secret of the call was wrong.'),
    ).toBeInTheDocument();
  });

  it('is removed on demand', async () => {
    const asked = await open({ active: true, ...created });
    await press('Remove secret');
    expect(await screen.findByText(/There is no secret/)).toBeInTheDocument();
    expect(asked).toContain('removeWebhook');
  });

  it('says why no secret was created', async () => {
    renderPage(
      aFakeApi({
        call: (async (name: string) => {
          if (name === 'getWebhook') {
            return { active: false, address };
          }
          throw new IntegratedRegistryError({
            name: 'NotAllowedError',
            httpStatus: 403,
            message: 'You may not change it',
          });
        }) as IntegratedRegistryApi['call'],
      }),
    );
    await openAction('Webhook');
    await press('Create secret');
    expect(
      await screen.findByText('No secret was created'),
    ).toBeInTheDocument();
  });
});

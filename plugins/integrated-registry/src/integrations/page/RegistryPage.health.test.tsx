import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Health } from 'backstage-plugin-integrated-registry-common';
import { aFakeApi, anIntegration, aPage, diagnoses } from '../../__testUtils__';
import { openAction, renderPage } from '../__testUtils__';

const healthy: Health = {
  state: 'healthy',
  checkedAt: '2026-05-01T08:00:00.000Z',
  since: '2026-05-01T08:00:00.000Z',
};

describe('the health on the page', () => {
  it('says until when a registry is left alone that wants fewer requests', async () => {
    const until = new Date(Date.now() + 600_000);
    renderPage(
      aFakeApi({
        listIntegrations: async () =>
          aPage([
            anIntegration({
              health: {
                state: 'healthy',
                backOff: { until: until.toISOString(), message: 'busy' },
              },
            }),
          ]),
      }),
    );
    const { value: second } = new Intl.DateTimeFormat('en-US', {
      timeStyle: 'medium',
    })
      .formatToParts(until)
      .find(({ type }) => type === 'second')!;
    expect(
      await screen.findByText(
        new RegExp(`^Rate limited: no requests until .*:${second}\\s[AP]M$`),
        {},
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
  }, 60_000);

  it('tells by keyboard why an integration is unhealthy and what to do', async () => {
    const { failure } = diagnoses.wrongPassword.steps[4];
    renderPage(
      aFakeApi({
        listIntegrations: jest.fn(async () =>
          aPage([anIntegration({ health: { state: 'unhealthy', failure } })]),
        ),
      }),
    );

    const health = await screen.findByRole('button', { name: 'Unhealthy' });
    // Into the table, then along the row: name, type, address, health.
    await userEvent.click(screen.getByRole('searchbox'));
    await userEvent.tab();
    for (let cell = 0; cell < 4; cell++) {
      await userEvent.keyboard('{ArrowRight}');
    }
    expect(health).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'What to do: Check the user name and password',
    );
  });

  it('says that a check is under way, and what it has found as soon as it has ended', async () => {
    let health: Health = healthy;
    const api = aFakeApi({
      listIntegrations: jest.fn(async () => aPage([anIntegration({ health })])),
      refreshIntegration: jest.fn(async () => {
        health = { ...healthy, checking: { since: new Date().toISOString() } };
        return anIntegration({ health });
      }),
    });
    renderPage(api);
    const row = await screen.findByRole('row', { name: /Team registry/ });
    expect(row).not.toHaveTextContent('Checking');

    await openAction('Refresh');
    await waitFor(() =>
      expect(
        screen.getByRole('row', { name: /Team registry/ }),
      ).toHaveTextContent(/Healthy.*Checking since/),
    );

    health = {
      ...healthy,
      state: 'unhealthy',
      failure: {
        code: 'TIMED_OUT',
        message: 'It did not answer.',
        remedy: 'Wait.',
      },
    };
    await waitFor(
      () =>
        expect(
          screen.getByRole('row', { name: /Team registry/ }),
        ).toHaveTextContent(/Unhealthy.*It did not answer/),
      { timeout: 10_000 },
    );
    expect(
      screen.getByRole('row', { name: /Team registry/ }),
    ).not.toHaveTextContent('Checking');
  }, 30_000);
});

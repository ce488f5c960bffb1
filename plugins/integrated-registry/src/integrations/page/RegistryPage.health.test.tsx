import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Health } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import { aFakeApi, anIntegration, aPage } from '../../__testUtils__';
import { RegistryPage } from './RegistryPage';

const healthy: Health = {
  state: 'healthy',
  checkedAt: '2026-05-01T08:00:00.000Z',
  since: '2026-05-01T08:00:00.000Z',
};

describe('the health on the page', () => {
  it('says that a check is under way, and what it has found as soon as it has ended', async () => {
    let health: Health = healthy;
    const api = aFakeApi({
      listIntegrations: jest.fn(async () => aPage([anIntegration({ health })])),
      refreshIntegration: jest.fn(async () => {
        health = { ...healthy, checking: { since: new Date().toISOString() } };
        return anIntegration({ health });
      }),
    });
    renderInTestApp(<RegistryPage />, {
      apis: [[integratedRegistryApiRef, api]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    });
    const row = await screen.findByRole('row', { name: /Team registry/ });
    expect(row).not.toHaveTextContent('Checking');

    await userEvent.click(
      screen.getByRole('button', { name: 'Actions for Team registry' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Refresh' }),
    );
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

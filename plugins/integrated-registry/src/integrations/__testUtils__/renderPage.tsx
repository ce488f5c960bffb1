import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntegratedRegistryApi } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import { RegistryPage } from '../page';

export function renderPage(api: IntegratedRegistryApi, path = '/') {
  return renderInTestApp(<RegistryPage />, {
    apis: [[integratedRegistryApiRef, api]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [path],
  });
}

/** Opens the menu of an integration. */
export async function openActions(integration = 'Team registry') {
  await userEvent.click(
    await screen.findByRole('button', { name: `Actions for ${integration}` }),
  );
}

/** Chooses an action of the menu of Team registry. */
export async function openAction(name: string) {
  await openActions();
  await userEvent.click(await screen.findByRole('menuitem', { name }));
}

import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import {
  IntegratedRegistryApi,
  IntegratedRegistryError,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import { rootRouteRef } from '../routes';
import {
  aFakeApi,
  anIntegration,
  aPage,
  aSharedIntegration,
} from '../../__testUtils__';
import { RoutedLinkedRegistriesCard } from './RoutedLinkedRegistriesCard';

const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'Payments' },
  spec: { type: 'team', children: [] },
};

function renderCard(api: IntegratedRegistryApi) {
  renderInTestApp(
    <EntityProvider entity={group}>
      <RoutedLinkedRegistriesCard />
    </EntityProvider>,
    {
      apis: [[integratedRegistryApiRef, api]],
      mountedRoutes: { '/integrated-registry': rootRouteRef },
    },
  );
}

describe('LinkedRegistriesCard', () => {
  it('shows the registries of the group with their health', async () => {
    const api = aFakeApi({
      listIntegrations: jest.fn(async () =>
        aPage([anIntegration(), aSharedIntegration('unhealthy')]),
      ),
    });
    renderCard(api);

    const [owned, shared] = await screen.findAllByRole('listitem');
    expect(owned).toHaveTextContent('Team registry');
    expect(owned).toHaveTextContent('https://registry.example.com');
    expect(owned).toHaveTextContent('Healthy');
    expect(shared).toHaveTextContent('Company registry');
    expect(shared).toHaveTextContent('Shared with this workspace');
    expect(shared).toHaveTextContent('Unhealthy');
    expect(api.listIntegrations).toHaveBeenCalledWith(
      expect.objectContaining({ workspace: 'group:default/payments' }),
      expect.anything(),
    );
    expect(
      screen.getByRole('link', { name: 'Open Integrated Registry' }),
    ).toHaveAttribute(
      'href',
      '/integrated-registry?workspace=group%3Adefault%2Fpayments',
    );
  });

  it('is a plain empty card for those who may not see them', async () => {
    renderCard(
      aFakeApi({
        listIntegrations: jest.fn(async () => {
          throw new IntegratedRegistryError({
            name: 'NotFoundError',
            message: 'There is no such workspace',
            httpStatus: 404,
          });
        }),
      }),
    );

    expect(
      await screen.findByText('No linked registries to show.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('does not claim there are none where that is not known', async () => {
    renderCard(
      aFakeApi({
        listIntegrations: jest.fn().mockRejectedValue(new TypeError('away')),
      }),
    );

    expect(
      await screen.findByText(
        'The linked registries cannot be shown right now.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

import { EntityProvider } from '@backstage/plugin-catalog-react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  EntityLinkedRegistriesCard,
  IntegratedRegistryPage,
  integratedRegistryApiRef,
  integratedRegistryPlugin,
} from './legacy';
import { aFakeApi } from './__testUtils__';

describe('legacy', () => {
  it('provides the API', () => {
    expect(
      [...integratedRegistryPlugin.getApis()].map(({ api }) => api.id),
    ).toEqual([integratedRegistryApiRef.id]);
  });

  it('renders the page with its header on a route', async () => {
    await renderInTestApp(
      <TestApiProvider apis={[[integratedRegistryApiRef, aFakeApi()]]}>
        <Routes>
          <Route path="/" element={<IntegratedRegistryPage />} />
        </Routes>
      </TestApiProvider>,
      { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );

    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'Integrated Registry',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('row', { name: /Team registry/ }),
    ).toBeInTheDocument();
  });

  it('renders the card with a link to the page', async () => {
    await renderInTestApp(
      <TestApiProvider apis={[[integratedRegistryApiRef, aFakeApi()]]}>
        <EntityProvider
          entity={{
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Group',
            metadata: { name: 'payments' },
          }}
        >
          <EntityLinkedRegistriesCard />
        </EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/registries': integratedRegistryPlugin.routes.root,
        },
      },
    );

    expect(await screen.findByText('Team registry')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open Integrated Registry' }),
    ).toHaveAttribute(
      'href',
      '/registries?workspace=group%3Adefault%2Fpayments',
    );
  });
});

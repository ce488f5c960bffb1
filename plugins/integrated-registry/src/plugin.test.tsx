import { Entity } from '@backstage/catalog-model';
import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { screen } from '@testing-library/react';
import plugin from '.';
import { integratedRegistryApiRef } from './api';
import { aFakeApi, aNamespaceApi } from './__testUtils__';

function anEntity(kind: string, annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'x', annotations },
  };
}

describe('integratedRegistryPlugin', () => {
  it('puts the page at /integrated-registry under its title', async () => {
    renderTestApp({
      features: [plugin],
      apis: [[integratedRegistryApiRef, aFakeApi()]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/integrated-registry'],
    });

    expect(
      await screen.findByRole('row', { name: /Team registry/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { level: 1, name: 'Integrated Registry' }),
    ).toBeInTheDocument();
  });

  it('shows the cards on groups, and on components with an image', () => {
    const filter = (name: 'linked-registries' | 'image') => {
      const card = plugin.getExtension(
        `entity-card:integrated-registry/${name}`,
      );
      const shows = createExtensionTester(card).get(
        EntityCardBlueprint.dataRefs.filterFunction,
      );
      if (!shows) {
        throw new Error('The card is on every entity');
      }
      return shows;
    };
    const linked = filter('linked-registries');
    const image = filter('image');

    expect(linked(anEntity('Group'))).toBe(true);
    expect(linked(anEntity('User'))).toBe(false);
    expect(
      image(anEntity('Component', { 'integrated-registry.io/image': 'a' })),
    ).toBe(true);
    expect(image(anEntity('Component', {}))).toBe(false);
    expect(
      image(anEntity('Group', { 'integrated-registry.io/image': 'a' })),
    ).toBe(false);
  });

  it.each(['registry-image-picker', 'workspace-namespace-picker'] as const)(
    'brings %s to the template form',
    async name => {
      const load = createExtensionTester(
        plugin.getExtension(
          `scaffolder-form-field:integrated-registry/${name}`,
        ),
      ).get(FormFieldBlueprint.dataRefs.formFieldLoader);

      expect(await load()).toBeDefined();
    },
  );

  it('has the namespaces at an address of their own', async () => {
    renderTestApp({
      features: [plugin],
      apis: [[integratedRegistryApiRef, aNamespaceApi()]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/integrated-registry/namespaces'],
    });
    expect(
      await screen.findByRole('row', { name: /payments-dev/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Integrations' })).toHaveAttribute(
      'href',
      '/integrated-registry',
    );
    expect(screen.getByRole('link', { name: 'Namespaces' })).toHaveAttribute(
      'href',
      '/integrated-registry/namespaces',
    );
  });
});

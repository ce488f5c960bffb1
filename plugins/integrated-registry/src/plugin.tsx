import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { RiBox3Line } from '@remixicon/react';
import { IntegratedRegistryClient } from 'backstage-plugin-integrated-registry-common';
import { ANNOTATION_IMAGE } from './images';
import { integratedRegistryApiRef } from './api';
import { rootRouteRef } from './integrations/routes';

const integratedRegistryApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: integratedRegistryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new IntegratedRegistryClient(deps),
    }),
});

const integratedRegistryPage = PageBlueprint.make({
  params: {
    path: '/integrated-registry',
    title: 'Integrated Registry',
    icon: <RiBox3Line />,
    routeRef: rootRouteRef,
    loader: () => import('./integrations/page').then(m => <m.RegistryPage />),
  },
});

const linkedRegistriesCard = EntityCardBlueprint.make({
  name: 'linked-registries',
  params: {
    filter: { kind: 'group' },
    loader: () =>
      import('./integrations/card').then(m => <m.RoutedLinkedRegistriesCard />),
  },
});

const imageCard = EntityCardBlueprint.make({
  name: 'image',
  params: {
    type: 'info',
    filter: {
      kind: 'component',
      [`metadata.annotations.${ANNOTATION_IMAGE}`]: { $exists: true },
    },
    loader: () => import('./images').then(m => <m.ImageCard />),
  },
});

const imagePicker = FormFieldBlueprint.make({
  name: 'registry-image-picker',
  params: {
    field: () => import('./picker').then(m => m.imagePickerFormField),
  },
});

const namespacePicker = FormFieldBlueprint.make({
  name: 'workspace-namespace-picker',
  params: {
    field: () => import('./picker').then(m => m.namespacePickerFormField),
  },
});

/**
 * The Integrated Registry page, the cards, and the fields for images and namespaces.
 *
 * @public
 */
export const integratedRegistryPlugin = createFrontendPlugin({
  pluginId: 'integrated-registry',
  title: 'Integrated Registry',
  icon: <RiBox3Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    integratedRegistryApi,
    integratedRegistryPage,
    linkedRegistriesCard,
    imageCard,
    imagePicker,
    namespacePicker,
  ],
});

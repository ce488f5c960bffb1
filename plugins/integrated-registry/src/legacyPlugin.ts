import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  createScaffolderFieldExtension,
  type FieldExtensionComponent,
} from '@backstage/plugin-scaffolder-react';
import { IntegratedRegistryClient } from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from './api';
import {
  ImagePicker,
  type ImagePickerOptions,
  imagePickerSchema,
  type ImagePickerValue,
  type NamespacePickerOptions,
  namespacePickerSchema,
  type NamespacePickerValue,
  validateImage,
  validateNamespace,
  WorkspaceNamespacePicker,
} from './picker';
import { legacyRootRouteRef } from './integrations/routes';

/**
 * The plugin for the old frontend system.
 *
 * @public
 */
export const integratedRegistryPlugin = createPlugin({
  id: 'integrated-registry',
  apis: [
    createApiFactory({
      api: integratedRegistryApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new IntegratedRegistryClient(deps),
    }),
  ],
  routes: { root: legacyRootRouteRef },
});

/**
 * The Integrated Registry page with its header.
 *
 * @public
 */
export const IntegratedRegistryPage = integratedRegistryPlugin.provide(
  createRoutableExtension({
    name: 'IntegratedRegistryPage',
    component: () =>
      import('./integrations/page').then(m => m.LegacyRegistryPage),
    mountPoint: legacyRootRouteRef,
  }),
);

/**
 * The Linked registries card for the page of a Group.
 *
 * @public
 */
export const EntityLinkedRegistriesCard = integratedRegistryPlugin.provide(
  createComponentExtension({
    name: 'EntityLinkedRegistriesCard',
    component: {
      lazy: () =>
        import('./integrations/card').then(m => m.LegacyLinkedRegistriesCard),
    },
  }),
);

/**
 * The image of a Component that carries the annotation `integrated-registry.io/image`.
 *
 * @public
 */
export const EntityContainerImageCard = integratedRegistryPlugin.provide(
  createComponentExtension({
    name: 'EntityContainerImageCard',
    component: {
      lazy: () => import('./images').then(m => m.ImageCard),
    },
  }),
);

/**
 * `ui:field: RegistryImagePicker`, to be put into `ScaffolderFieldExtensions`.
 *
 * @public
 */
export const RegistryImagePickerFieldExtension: FieldExtensionComponent<
  ImagePickerValue,
  ImagePickerOptions
> = integratedRegistryPlugin.provide(
  createScaffolderFieldExtension({
    name: 'RegistryImagePicker',
    component: ImagePicker,
    validation: validateImage,
    schema: imagePickerSchema.schema,
  }),
);

/**
 * `ui:field: WorkspaceNamespacePicker`, to be put into `ScaffolderFieldExtensions`.
 *
 * @public
 */
export const WorkspaceNamespacePickerFieldExtension: FieldExtensionComponent<
  NamespacePickerValue,
  NamespacePickerOptions
> = integratedRegistryPlugin.provide(
  createScaffolderFieldExtension({
    name: 'WorkspaceNamespacePicker',
    component: WorkspaceNamespacePicker,
    validation: validateNamespace,
    schema: namespacePickerSchema.schema,
  }),
);

import { Entity } from '@backstage/catalog-model';
import { workspace } from './startRulesPortal';

/**
 * A template whose first step resolves the image of its one field, by the rules of that field.
 *
 * @param field - the schema of the field besides
 * @param then - steps behind it
 */
export function resolvingTemplate(
  name: string,
  field: object,
  then: object[] = [],
): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name },
    spec: {
      type: 'service',
      parameters: {
        properties: {
          image: { 'ui:field': 'RegistryImagePicker', ...field },
        },
      },
      steps: [
        {
          id: 'resolve',
          action: 'integrated-registry:image:resolve',
          input: {
            workspace,
            image: '${{ parameters.image }}',
            parameter: 'image',
          },
        },
        ...then,
      ],
    } as Entity['spec'],
  };
}

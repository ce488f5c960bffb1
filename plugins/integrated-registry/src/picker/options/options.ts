import {
  ImagePolicyInput,
  imageRuleNames,
  Pin,
  RepositorySource,
  ResolvedImage,
} from 'backstage-plugin-integrated-registry-common';
import { isContainer } from './containers';
import { ImagePickerOptions, ImagePickerValue } from './schema';

/** What the template demands, for the backend to check. */
export function policyOf(
  options: ImagePickerOptions,
  pin: Pin = options.pin ?? 'both',
): ImagePolicyInput {
  const rules = imageRuleNames
    .map(name => [name, options[name]] as const)
    // What forms write for what is left blank.
    .filter(([, rule]) => rule !== undefined && rule !== null && rule !== '');
  return { pin, ...Object.fromEntries(rules) };
}

/**
 * Which rule of the template keeps all images of a registry out; undefined where it takes them.
 * The backend holds the same rules against the image that is chosen.
 */
export function refusalOf(
  { registries, types }: ImagePickerOptions,
  { integrationId, name, type }: RepositorySource,
): 'registries' | 'types' | undefined {
  if (
    registries &&
    !registries.includes(integrationId) &&
    !registries.includes(name)
  ) {
    return 'registries';
  }
  return types && !types.includes(type) ? 'types' : undefined;
}

/**
 * The reference in the field, whatever the form data holds: defaults left blank, addresses and tasks
 * started over bring `null`, and an object whose field is empty has no reference.
 */
export function referenceOf(value: unknown): string {
  const reference =
    typeof value === 'object' && value !== null && 'reference' in value
      ? value.reference
      : value;
  return typeof reference === 'string' ? reference : '';
}

/** The repository the image in the field was chosen of; only known where its parts are in the field. */
export function repositoryIn(
  value: unknown,
): { integrationId: string; repository: string } | undefined {
  const { integrationId, repository } = isContainer(value) ? value : {};
  return typeof integrationId === 'string' && typeof repository === 'string'
    ? { integrationId, repository }
    : undefined;
}

/**
 * What stands in `ui:options`; templates are written by people. An empty list is no rule: forms that
 * ask for the options, such as the one of the explorer of fields, write one for each list left blank.
 */
export function optionsOf(uiSchema: unknown): ImagePickerOptions {
  const options = isContainer(uiSchema) ? uiSchema['ui:options'] : undefined;
  return Object.fromEntries(
    Object.entries(isContainer(options) ? options : {}).filter(
      ([, value]) => !Array.isArray(value) || value.length > 0,
    ),
  ) as ImagePickerOptions;
}

/** The value of a chosen image, in the form the template asks for. */
export function toValue(
  image: ResolvedImage,
  output: ImagePickerOptions['output'],
): ImagePickerValue {
  if (output !== 'object') {
    return image.reference;
  }
  const { reference, integrationId, repository, tag, digest, imageHost } =
    image;
  return {
    reference,
    repository,
    imageHost,
    ...(integrationId && { integrationId }),
    ...(tag && { tag }),
    ...(digest && { digest }),
  };
}

import {
  ImagePolicyInput,
  Pin,
  RepositorySource,
  ResolvedImage,
} from 'backstage-plugin-integrated-registry-common';
import { ImagePickerOptions, ImagePickerValue } from './schema';

/** The workspace the template means; nothing where its field is still empty. */
export function workspaceOf(
  options: ImagePickerOptions,
  formData: Record<string, unknown> | undefined,
): string | undefined {
  if (options.workspace) {
    return options.workspace;
  }
  const value =
    options.workspaceField === undefined
      ? undefined
      : formData?.[options.workspaceField];
  if (typeof value !== 'string' || value === '') {
    return undefined;
  }
  // Pickers of the catalog leave out what is the default.
  const [kind, rest] = value.includes(':')
    ? [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)]
    : ['group', value];
  return `${kind}:${rest.includes('/') ? rest : `default/${rest}`}`;
}

/** What the template demands, for the backend to check. */
export function policyOf(
  options: ImagePickerOptions,
  pin: Pin = options.pin ?? 'both',
): ImagePolicyInput {
  const {
    registries,
    types,
    repositories,
    tagPattern,
    semverRange,
    platform,
    maxSeverity,
    requireSignature,
    allowCustom,
  } = options;
  return {
    pin,
    ...(registries && { registries }),
    ...(types && { types }),
    ...(repositories && { repositories }),
    ...(tagPattern && { tagPattern }),
    ...(semverRange && { semverRange }),
    ...(platform && { platform }),
    ...(maxSeverity && { maxSeverity }),
    ...(requireSignature && { requireSignature }),
    ...(allowCustom !== undefined && { allowCustom }),
  };
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

export function referenceOf(value: ImagePickerValue | undefined): string {
  return typeof value === 'object' ? value.reference : value ?? '';
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

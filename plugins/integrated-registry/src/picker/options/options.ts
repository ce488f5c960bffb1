import {
  formatImageReference,
  imagePolicyOf,
  ImagePolicyInput,
  parseImageReference,
  Pin,
  Repository,
  RepositoryGlobs,
  RepositorySource,
  RequestIssue,
  ResolvedImage,
} from 'backstage-plugin-integrated-registry-common';
import { Translate, Word } from '../../translations';
import { isContainer } from './containers';
import { ImagePickerOptions, ImagePickerValue } from './schema';

/** What the template demands, for the backend to check. */
export function policyOf(
  options: ImagePickerOptions,
  pin: Pin = options.pin ?? 'both',
): ImagePolicyInput {
  return { ...imagePolicyOf(options), pin };
}

/**
 * Which rule of the template keeps all images of a registry out; undefined where it takes them.
 * The backend holds the same rules against the image that is chosen.
 */
export function refusalOf(
  { registries, types }: ImagePickerOptions,
  { integrationId, name, nameConfirmed, type }: RepositorySource,
): 'registries' | 'registryName' | 'types' | undefined {
  if (registries && !registries.includes(integrationId)) {
    if (!registries.includes(name)) {
      return 'registries';
    }
    if (!nameConfirmed) {
      return 'registryName';
    }
  }
  return types && !types.includes(type) ? 'types' : undefined;
}

/** Which repositories the template takes, of registries that it takes. */
export function repositoryFilterOf({
  repositories,
}: ImagePickerOptions): (name: string) => boolean {
  if (!repositories) {
    return () => true;
  }
  const globs = RepositoryGlobs.create(repositories);
  return name => globs.matches(name);
}

/** Can an image of this repository be one that the template takes? */
export function takesRepository(
  options: ImagePickerOptions,
  { integrationId, name }: Repository,
  sources: readonly RepositorySource[] = [],
): boolean {
  const source = sources.find(known => known.integrationId === integrationId);
  return (
    repositoryFilterOf(options)(name) && !(source && refusalOf(options, source))
  );
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

/** For whoever meets them, who is mostly not the one who can mend them. */
export function describeOptionProblem(
  problem: RequestIssue,
  t: Translate,
  word: Word,
): string {
  const { message } = word(problem);
  return t('picker.wrongOption', {
    // A name that does not exist is in its message.
    problem: problem.wording?.message?.code.startsWith('UNKNOWN_OPTION')
      ? message
      : `${problem.path}: ${message}`,
  });
}

/**
 * The value of a chosen image, in the form the template asks for. Where a rule finds the tag when the task
 * runs, the value has the rule and no tag.
 */
export function toValue(
  image: ResolvedImage,
  output: ImagePickerOptions['output'],
): ImagePickerValue {
  const reference = image.newest
    ? withoutTag(image.reference)
    : image.reference;
  if (output !== 'object') {
    return reference;
  }
  const { integrationId, repository, tag, digest, imageHost, newest } = image;
  return {
    reference,
    repository,
    imageHost,
    ...(integrationId && { integrationId }),
    ...(newest && { newest }),
    ...(tag && !newest && { tag }),
    ...(digest && !newest && { digest }),
  };
}

function withoutTag(reference: string): string {
  const { domain, path } = parseImageReference(reference);
  return formatImageReference({ domain, path });
}

/** A rule instead of a tag, as templates write it. */
export function describeNewest(
  newest: NonNullable<ImagePickerOptions['newest']>,
): string {
  return Object.entries(newest)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

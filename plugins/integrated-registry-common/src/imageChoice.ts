import { NewestTag, ResolveImageInput } from './contract';

/**
 * What the image picker gives: an image reference, or with `output: object` its parts, among them the
 * id of the integration it was chosen of.
 *
 * @public
 */
export type ImageChoice =
  | string
  | {
      reference?: string;
      integrationId?: string;
      repository?: string;
      tag?: string;
      digest?: string;
      imageHost?: string;
      /** The rule by which its tag is found, where it has none. */
      newest?: NewestTag;
    };

/**
 * The part of a request that says which image is meant: by its integration where that is known.
 * Undefined where the choice names no image.
 *
 * @public
 */
export function imageRequestOf(
  choice: ImageChoice,
): Pick<ResolveImageInput, 'reference' | 'selection'> | undefined {
  if (typeof choice === 'string') {
    return { reference: choice };
  }
  const { integrationId, repository, tag, digest, reference, newest } = choice;
  if (integrationId && repository && (tag || digest || newest)) {
    return {
      selection: {
        integrationId,
        repository,
        ...(tag && { tag }),
        ...(digest && { digest }),
      },
    };
  }
  return reference ? { reference } : undefined;
}

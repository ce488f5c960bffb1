import { InputError } from '@backstage/errors';
import {
  ImageChoice,
  ImagePolicyInput,
  imageRequestOf,
  ResolveImageInput,
  withoutCredential,
} from 'backstage-plugin-integrated-registry-common';

/**
 * The part of a request that says which image is meant.
 *
 * @throws InputError where that is not said
 */
export function toImageRequest(
  image: ImageChoice,
): Pick<ResolveImageInput, 'reference' | 'selection'> {
  const request = imageRequestOf(image);
  if (!request) {
    throw new InputError(
      'The image is incomplete: give it as a reference, such as registry.example.com/team/app:1.2.0, or as an object with integrationId, repository and a tag, a digest or newest',
    );
  }
  return request;
}

/** The rule that the field gives with an image, instead of a tag. */
export function newestIn(image: ImageChoice): Pick<ImagePolicyInput, 'newest'> {
  return typeof image !== 'string' && image.newest
    ? { newest: image.newest }
    : {};
}

/** For messages, without a user name and password that a template gives. */
export function describeImage(image: ImageChoice): string {
  return withoutCredential(namedBy(image));
}

function namedBy(image: ImageChoice): string {
  if (typeof image === 'string') {
    return image;
  }
  const { reference, imageHost, repository, tag, digest } = image;
  return (
    reference ??
    [
      [imageHost, repository].filter(Boolean).join('/'),
      tag && `:${tag}`,
      digest && `@${digest}`,
    ]
      .filter(Boolean)
      .join('')
  );
}

/**
 * The same image, held to a digest. Its tag stays, and is still judged.
 *
 * @param tag - of an image that has none, because a rule has found it
 */
export function withDigest(
  image: ImageChoice,
  digest: string,
  tag?: string,
): ImageChoice {
  const held = (reference: string) =>
    `${reference.split('@')[0]}${tag ? `:${tag}` : ''}@${digest}`;
  if (typeof image !== 'string') {
    const { reference, newest, ...parts } = image;
    return {
      ...parts,
      ...(tag && { tag }),
      digest,
      ...(reference && { reference: held(reference) }),
    };
  }
  return held(image);
}

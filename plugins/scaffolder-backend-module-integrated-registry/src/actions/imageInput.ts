import { InputError } from '@backstage/errors';
import {
  ImageChoice,
  imageRequestOf,
  ResolveImageInput,
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
      'The image is incomplete: give it as a reference, such as registry.example.com/team/app:1.2.0, or as an object with integrationId, repository and a tag or digest',
    );
  }
  return request;
}

/** For messages. */
export function describeImage(image: ImageChoice): string {
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

/** The same image, held to a digest. Its tag stays, and is still judged. */
export function withDigest(image: ImageChoice, digest: string): ImageChoice {
  if (typeof image !== 'string') {
    const { reference, ...parts } = image;
    return {
      ...parts,
      digest,
      ...(reference && { reference: held(reference, digest) }),
    };
  }
  return held(image, digest);
}

function held(reference: string, digest: string): string {
  return `${reference.split('@')[0]}@${digest}`;
}

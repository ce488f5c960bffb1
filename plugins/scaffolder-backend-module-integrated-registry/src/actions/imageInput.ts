import { InputError } from '@backstage/errors';
import { ResolveImageInput } from 'backstage-plugin-integrated-registry-common';

/** What the image picker gives: a reference, or with `output: object` its parts. */
export type ImageInput =
  | string
  | {
      reference?: string;
      integrationId?: string;
      repository?: string;
      tag?: string;
      digest?: string;
      imageHost?: string;
    };

/** The part of a request that says which image is meant. */
export function toImageRequest(
  image: ImageInput,
): Pick<ResolveImageInput, 'reference' | 'selection'> {
  if (typeof image === 'string') {
    return { reference: image };
  }
  const { integrationId, repository, tag, digest, reference } = image;
  if (integrationId && repository && (tag || digest)) {
    return {
      selection: {
        integrationId,
        repository,
        ...(tag && { tag }),
        ...(digest && { digest }),
      },
    };
  }
  if (reference) {
    return { reference };
  }
  throw new InputError(
    'The image is incomplete: give it as a reference, such as registry.example.com/team/app:1.2.0, or as an object with integrationId, repository and a tag or digest',
  );
}

/** For messages. */
export function describeImage(image: ImageInput): string {
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

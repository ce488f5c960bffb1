import {
  message,
  RegistryFailure,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError, RegistryError } from '../../errors';
import {
  CallOptions,
  RegistryReferrer,
  RegistryReferrerList,
} from '../../provider';
import { isImageConfig, Manifest } from '../manifests';
import { referrerKind } from './referrerKind';
import { ReferrerSource } from './ReferrerSource';

/** Each costs a request. */
const MAX_READ = 20;
const PARALLEL = 4;
const EMPTY_TYPE = 'application/vnd.oci.empty.v1+json';

/**
 * Finds out what those are whose type does not tell, from their manifests: cosign 3 lists its bundles
 * under the referrers tag without a type, and Harbor calls them all `subject.accessory`.
 *
 * @param options - `digest`: of the image they are listed for; what belongs to another is left out
 */
export async function describeUntyped(
  { manifests }: Pick<ReferrerSource, 'manifests'>,
  repository: string,
  referrers: readonly RegistryReferrer[],
  { digest, signal }: CallOptions & { digest: string },
): Promise<RegistryReferrerList> {
  const untyped = referrers.filter(isUntyped);
  const read = new Map<string, RegistryReferrer | undefined>();
  let failure: RegistryFailure | undefined =
    untyped.length > MAX_READ
      ? new RegistryError('RESPONSE_TOO_LARGE', {
          message: message('MANY_UNTYPED_REFERRERS', {
            total: untyped.length,
            artifact: `${repository}@${digest}`,
            read: MAX_READ,
          }),
          remedy: message('REMOVE_ATTACHED'),
        }).toFailure()
      : undefined;
  const waiting = untyped.slice(0, MAX_READ);
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let at = waiting.shift(); at; at = waiting.shift()) {
        try {
          const manifest = await manifests.getManifest(repository, at.digest, {
            signal,
          });
          const { subject } = manifest.content;
          read.set(
            at.digest,
            subject && subject.digest !== digest
              ? undefined
              : describe(at, manifest),
          );
        } catch (error) {
          if (!isRegistryError(error)) {
            throw error;
          }
          failure ??= error.toFailure();
        }
      }
    }),
  );
  return {
    items: referrers.flatMap(referrer =>
      read.has(referrer.digest) ? read.get(referrer.digest) ?? [] : referrer,
    ),
    ...(failure && { failure }),
  };
}

function isUntyped({ kind, artifactType }: RegistryReferrer): boolean {
  return (
    kind === 'other' &&
    (artifactType === undefined ||
      artifactType === EMPTY_TYPE ||
      artifactType === 'subject.accessory' ||
      isImageConfig(artifactType))
  );
}

function describe(
  referrer: RegistryReferrer,
  { content, mediaType }: Manifest,
): RegistryReferrer {
  const { artifactType, config, layers, annotations } = content;
  // An attachment in an image's clothes shows in its layers alone.
  const told = [artifactType, config?.mediaType, layers[0]?.mediaType].find(
    type => type !== undefined && type !== EMPTY_TYPE && !isImageConfig(type),
  );
  return {
    ...referrer,
    mediaType,
    ...(told !== undefined && { artifactType: told }),
    kind: referrerKind({ mediaType, artifactType: told, annotations }),
  };
}

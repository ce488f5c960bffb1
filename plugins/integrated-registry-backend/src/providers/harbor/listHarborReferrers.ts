import { message } from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  isRegistryError,
  OciClient,
  RegistryReferrer,
  RegistryReferrerList,
} from 'backstage-plugin-integrated-registry-node';
import { z } from 'zod';
import { HarborApi } from './HarborApi';
import { artifactPath } from './paths';
import { accessorySchema } from './schema';

/** Harbor takes no other media type for what is attached to an image. */
const ACCESSORY_MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/**
 * Signatures, SBOMs and whatever else is attached to an image. Harbor keeps them away from its tags, as
 * accessories. Listing those wants a permission of its own; who may pull finds the same through the
 * registry behind Harbor.
 */
export async function listHarborReferrers(
  api: HarborApi,
  oci: OciClient,
  repository: string,
  digest: string,
  { signal }: CallOptions,
): Promise<RegistryReferrerList> {
  const referrers: RegistryReferrer[] = [];
  try {
    const pages = api.pages(
      `${artifactPath(repository, digest)}/accessories`,
      accessorySchema,
      item => item.digest,
      message('ACCESSORIES_OF', { artifact: `${repository}@${digest}` }),
      { signal },
    );
    for await (const { items } of pages) {
      referrers.push(...items.map(referrerOf));
    }
  } catch (error) {
    if (!isRegistryError(error)) {
      throw error;
    }
    return oci.listReferrers(repository, digest, { signal });
  }
  return oci.describeReferrers(repository, referrers, { digest, signal });
}

function referrerOf({
  digest,
  type,
  size,
}: z.output<typeof accessorySchema>): RegistryReferrer {
  const [family] = (type ?? '').split('.');
  return {
    digest,
    mediaType: ACCESSORY_MEDIA_TYPE,
    ...(type && { artifactType: type }),
    kind: family === 'signature' || family === 'sbom' ? family : 'other',
    ...(size !== undefined && { sizeBytes: size }),
  };
}

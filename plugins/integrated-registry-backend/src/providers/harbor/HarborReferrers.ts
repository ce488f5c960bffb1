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

/** Signatures, SBOMs and whatever else is attached to an image. */
export class HarborReferrers {
  readonly #api: HarborApi;
  readonly #oci: OciClient;

  constructor(api: HarborApi, oci: OciClient) {
    this.#api = api;
    this.#oci = oci;
  }

  /**
   * Harbor keeps what is attached to an image away from its tags, as accessories. Listing those wants
   * a permission of its own; who may pull finds the same through the registry behind Harbor.
   */
  async list(
    repository: string,
    digest: string,
    { signal }: CallOptions,
  ): Promise<RegistryReferrerList> {
    let accessories: RegistryReferrer[];
    try {
      accessories = await this.#accessories(repository, digest, { signal });
    } catch (error) {
      if (!isRegistryError(error)) {
        throw error;
      }
      return this.#oci.listReferrers(repository, digest, { signal });
    }
    return this.#oci.describeReferrers(repository, accessories, {
      digest,
      signal,
    });
  }

  async #accessories(
    repository: string,
    digest: string,
    { signal }: CallOptions,
  ): Promise<RegistryReferrer[]> {
    const pages = this.#api.pages(
      `${artifactPath(repository, digest)}/accessories`,
      accessorySchema,
      item => item.digest,
      message('ACCESSORIES_OF', {
        artifact: `${repository}@${digest}`,
      }),
      { signal },
    );
    const referrers: RegistryReferrer[] = [];
    for await (const { items } of pages) {
      referrers.push(...items.map(referrerOf));
    }
    return referrers;
  }
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

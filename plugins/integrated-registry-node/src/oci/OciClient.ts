import { Artifact, message } from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from '../errors';
import {
  CallOptions,
  ListTagsOptions,
  RegistryCredential,
  RegistryDescriptor,
  RegistryReferrer,
  RegistryReferrerList,
  RegistryTagPage,
} from '../provider';
import {
  HttpTransport,
  TransportRequest,
  TransportResponse,
} from '../transport';
import { Authenticator, LoginAtOnce } from './authenticate';
import {
  assertAccepted,
  assertRegistry,
  checkLogin,
  OciLogin,
} from './LoginCheck';
import { describeArtifact, Manifest, ManifestReader } from './manifests';
import { ListReader, OciPage } from './paging';
import { readTags } from './readTags';
import { OciCatalogue } from './OciCatalogue';
import { isDigest } from './digests';
import { imageTags } from './imageTags';
import { assertRepository } from './names';
import { describeUntyped, listReferrers, referrerSource } from './referrers';

/** @public */
export interface OciClientOptions {
  /** API address; what follows `/v2/` in the specification is appended to it. */
  url: string;
  transport: HttpTransport;
  credential?: RegistryCredential;
  /**
   * Of how many platforms of an index the size is looked up, one request each; default 20. Fewer
   * where the registry counts requests.
   */
  maxIndexChildren?: number;
  /**
   * Send the credential before it is demanded: by Basic, or the password as an access token
   * (`bearer`). Where that is refused, what the registry demands counts. Default: wait for the demand.
   */
  loginAtOnce?: LoginAtOnce;
  /** `last` is the number of items before a page, and not a name; as in Artifactory. */
  pagesByOffset?: boolean;
}

/**
 * Speaks the OCI distribution specification 1.1 and Docker's registry API v2 for reading, with
 * the habits of the servers that exist.
 *
 * Every method fails only with `RegistryError`, or with the signal's reason after an abort.
 *
 * @public
 */
export class OciClient {
  readonly #url: string;
  readonly #transport: HttpTransport;
  readonly #authenticator: Authenticator;
  readonly #lists: ListReader;
  readonly #catalogue: OciCatalogue;
  readonly #manifests: ManifestReader;
  readonly #maxIndexChildren: number;

  constructor(options: OciClientOptions) {
    this.#url = options.url.replace(/\/+$/, '').replace(/\/v2$/, '');
    this.#transport = options.transport;
    this.#maxIndexChildren = options.maxIndexChildren ?? 20;
    this.#authenticator = new Authenticator({
      transport: options.transport,
      registryUrl: this.#url,
      credential: options.credential,
      loginAtOnce: options.loginAtOnce,
    });
    this.#lists = new ListReader({
      url: this.#url,
      authenticator: this.#authenticator,
      offsets: options.pagesByOffset,
    });
    this.#catalogue = new OciCatalogue(this.#lists, catalogueOptions =>
      this.verifyLogin(catalogueOptions),
    );
    this.#manifests = new ManifestReader({
      url: this.#url,
      authenticator: this.#authenticator,
    });
  }

  /**
   * Finds out whether there is a registry at all, without a login.
   *
   * @returns also where it gives out tokens, where it says so
   * @throws RegistryError `NOT_A_REGISTRY`, `PROTOCOL_MISMATCH` where http redirects to https
   */
  async ping(
    options: CallOptions,
  ): Promise<{ demandsLogin: boolean; tokenRealm?: string }> {
    const response = await this.#ping(options);
    assertRegistry(response, this.#url, this.#authenticator.hasCredential);
    const scheme = this.#authenticator.schemeOf(response);
    return {
      demandsLogin: response.httpStatus === 401,
      ...(scheme.kind === 'bearer' && { tokenRealm: scheme.realm.url }),
    };
  }

  /**
   * Finds out whether the registry accepts the login, by requests that need it.
   *
   * @param options - `repository`: one that may be read, where known
   * @throws RegistryError `UNAUTHORIZED`, and as `ping`
   */
  async verifyLogin(
    options: CallOptions & { repository?: string },
  ): Promise<OciLogin> {
    if (options.repository !== undefined) {
      assertRepository(options.repository);
    }
    if (this.#authenticator.logsInAtOnce) {
      const response = await this.#authenticator.send(
        this.#getRequest('/v2/', options),
      );
      assertAccepted(response, this.#url, this.#authenticator.hasCredential);
      return 'accepted';
    }
    return checkLogin(
      this.#authenticator,
      () => this.#ping(options),
      (scheme, { scope, path, as }) =>
        this.#authenticator.sendWith(
          scheme,
          scope,
          this.#getRequest(path ?? '/v2/', options),
          as,
        ),
      { ...options, registryUrl: this.#url },
    );
  }

  /**
   * The registry's catalogue, page by page. It may name repositories that are empty or gone.
   *
   * @param options - `cursor` of the last page that was taken, to go on behind it; `deadlineMs` for
   * how long the registry may be waited for over all pages, default half an hour
   * @throws RegistryError `CATALOG_UNAVAILABLE` where the login is good but there is no catalogue,
   * `TIMED_OUT` where it does not come to an end
   */
  async *listRepositories(
    options: CallOptions & { cursor?: string; deadlineMs?: number },
  ): AsyncGenerator<OciPage, void, undefined> {
    yield* this.#catalogue.pages(options);
  }

  /**
   * One page of tags, in the registry's order. A registry that does not page sends all at once,
   * whatever the limit.
   */
  async listTags(
    repository: string,
    options: CallOptions & { cursor?: string; limit?: number },
  ): Promise<OciPage> {
    const { signal, cursor, limit } = options;
    return readTags(this.#lists, repository, { signal, cursor, limit });
  }

  /**
   * One page of the tags of images, without those that carry signatures and the like.
   *
   * @param options - `packed`: a long list may come as `names`
   */
  async listImageTags(
    repository: string,
    options: ListTagsOptions,
  ): Promise<RegistryTagPage> {
    return imageTags(await readTags(this.#lists, repository, options));
  }

  /** Digest and media type of a tag or digest, by `HEAD` where that tells enough. */
  async resolve(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<RegistryDescriptor> {
    return this.#manifests.resolve(repository, reference, options);
  }

  /** Details of a tag or digest; every manifest and configuration is checked against its digest. */
  async getArtifact(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<Artifact> {
    return describeArtifact(this.#manifests, repository, reference, {
      signal: options.signal,
      maxChildren: this.#maxIndexChildren,
    });
  }

  /**
   * A manifest, checked against its digest.
   *
   * @internal
   */
  async getManifest(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<Manifest> {
    return this.#manifests.getManifest(repository, reference, options);
  }

  /**
   * A small blob (at most 8 MiB), checked against its digest. Registries redirect to object
   * stores for blobs; the login does not go there.
   */
  async getBlob(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<Buffer> {
    return this.#manifests.getBlob(repository, digest, options);
  }

  /**
   * Signatures, SBOMs, attestations and whatever else refers to an image. Empty where there is
   * nothing, and where the registry knows no such image.
   *
   * @param options - `artifactType`: only what is of this type
   * @throws RegistryError `NOT_FOUND` where `digest` is none, and what every way to them failed with
   */
  async listReferrers(
    repository: string,
    digest: string,
    options: CallOptions & { artifactType?: string },
  ): Promise<RegistryReferrerList> {
    assertRepository(repository);
    if (!isDigest(digest)) {
      throw new RegistryError('NOT_FOUND', {
        message: message('NOT_A_DIGEST', { name: digest.slice(0, 128) }),
      });
    }
    return listReferrers(
      referrerSource(repository, {
        url: this.#url,
        authenticator: this.#authenticator,
        manifests: this.#manifests,
      }),
      repository,
      digest,
      options,
    );
  }

  /**
   * Finds out from their manifests what those referrers are whose type does not tell.
   *
   * @param options - `digest`: of what they refer to
   */
  async describeReferrers(
    repository: string,
    referrers: readonly RegistryReferrer[],
    options: CallOptions & { digest: string },
  ): Promise<RegistryReferrerList> {
    assertRepository(repository);
    return describeUntyped(
      { manifests: this.#manifests },
      repository,
      referrers,
      options,
    );
  }

  #getRequest(path: string, options: CallOptions): TransportRequest {
    return {
      url: `${this.#url}${path}`,
      headers: { accept: 'application/json' },
      signal: options.signal,
    };
  }

  #ping(options: CallOptions): Promise<TransportResponse> {
    return this.#transport.request(this.#getRequest('/v2/', options));
  }
}

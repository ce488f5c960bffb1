import {
  Artifact,
  CredentialExpiry,
  Diagnosis,
  message,
  Message,
  messageIn,
  VulnerabilityReport,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallOptions,
  DiagnoseOptions,
  isRegistryError,
  ListRepositoriesOptions,
  ListTagsOptions,
  MintedPullCredential,
  MintPullCredentialOptions,
  offeredRepositories,
  OciClient,
  OciRegistryClient,
  OciRepository,
  RegistryConnection,
  RegistryReferrerList,
  RegistryRepositoryPage,
  RegistryTagPage,
  runDiagnosis,
} from 'backstage-plugin-integrated-registry-node';
import { HarborApi } from './HarborApi';
import { HarborCatalogue } from './HarborCatalogue';
import {
  findHarbor,
  isHarborAdministrator,
  verifyHarborLogin,
} from './HarborLogin';
import { listHarborReferrers } from './listHarborReferrers';
import { artifactPath, splitRepository } from './paths';
import { readScan, startScan } from './scans';
import { HarborMinting } from './HarborMinting';
import { readRobotExpiry } from './HarborRobot';
import { HarborTags } from './HarborTags';
import { artifactSchema, harborAddressSchema } from './schema';

/** Pages of repositories that a connection test looks at. */
const CHECKED_PAGES = 5;

/** Harbor: lists by its own API, images by the registry API behind it. */
export class HarborClient extends OciRegistryClient {
  readonly #connection: RegistryConnection;
  readonly #url: string;
  readonly #api: HarborApi;
  readonly #catalogue: HarborCatalogue;
  readonly #tags: HarborTags;
  readonly #oci: OciClient;
  readonly #minting: HarborMinting;

  constructor(connection: RegistryConnection) {
    super();
    const { transport, credential } = connection;
    this.#connection = connection;
    this.#url = harborAddressSchema.parse(connection.url);
    this.#api = new HarborApi({ url: this.#url, transport, credential });
    this.#catalogue = new HarborCatalogue(this.#api, credential, options =>
      this.#verifyLogin(options),
    );
    this.#oci = new OciClient({ url: this.#url, transport, credential });
    this.#tags = new HarborTags(this.#api, this.#oci);
    this.#minting = new HarborMinting(this.#api, credential, options =>
      this.#verifyLogin(options),
    );
  }

  async diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
    const { transport } = this.#connection;
    let credentialExpiry: CredentialExpiry | undefined;
    const diagnosis = await runDiagnosis({
      ...options,
      url: this.#url,
      transport,
      protocol: async () => {
        const { version } = await findHarbor(this.#api, options);
        return version === undefined
          ? message('HARBOR_ANSWERS')
          : message('HARBOR_VERSION_ANSWERS', { version });
      },
      login: async () => {
        const login = await this.#verifyLogin(options);
        if (login.kind !== 'robot') {
          return message('HARBOR_LOGIN_ACCEPTED', { username: login.username });
        }
        const { username } = login;
        credentialExpiry = await readRobotExpiry(this.#api, username, options);
        return describeRobot(username, credentialExpiry);
      },
      catalogue: () => this.#checkCatalogue(options),
    });
    return { ...diagnosis, ...(credentialExpiry && { credentialExpiry }) };
  }

  async isAdministrator(options: CallOptions): Promise<boolean> {
    return isHarborAdministrator(this.#api, options);
  }

  async mintPullCredential(
    options: MintPullCredentialOptions,
  ): Promise<MintedPullCredential> {
    return this.#minting.mint(options);
  }

  async revokePullCredential(
    name: string,
    options: CallOptions,
  ): Promise<void> {
    return this.#minting.revoke(name, options);
  }

  projectOf(repository: string): string {
    return splitRepository(repository).project;
  }

  listRepositories(
    options: ListRepositoriesOptions,
  ): AsyncIterable<RegistryRepositoryPage> {
    return offeredRepositories(this.#connection, {
      signal: options.signal,
      declared: name => ({ name, project: this.projectOf(name) }),
      pages: () => this.#catalogue.pages(options),
    });
  }

  async listTags(
    repository: string,
    options: ListTagsOptions,
  ): Promise<RegistryTagPage> {
    return this.#tags.list(repository, options);
  }

  /** The image as it is pulled, with what Harbor knows besides. */
  async getArtifact(
    repository: string,
    reference: string,
    options: CallOptions,
  ): Promise<Artifact> {
    const artifact = await super.getArtifact(repository, reference, options);
    const known = await this.#api
      .get(
        artifactPath(repository, artifact.digest),
        artifactSchema,
        message('ARTIFACT', {
          artifact: `${repository}@${artifact.digest}`,
        }),
        options,
      )
      .catch(error => {
        // The image is there, whatever Harbor's own API refuses or fails to tell of it.
        if (isRegistryError(error)) {
          return undefined;
        }
        throw error;
      });
    return {
      ...artifact,
      ...(known?.push_time && { pushedAt: known.push_time }),
    };
  }

  async listReferrers(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<RegistryReferrerList> {
    return listHarborReferrers(
      this.#api,
      this.#oci,
      repository,
      digest,
      options,
    );
  }

  async getVulnerabilities(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<VulnerabilityReport> {
    return readScan(this.#api, repository, digest, options);
  }

  async startScan(
    repository: string,
    digest: string,
    options: CallOptions,
  ): Promise<void> {
    return startScan(this.#api, repository, digest, options);
  }

  protected locate(repository: string): OciRepository {
    splitRepository(repository);
    return { registry: this.#oci, name: repository };
  }

  #verifyLogin(options: CallOptions) {
    const { credential } = this.#connection;
    return verifyHarborLogin(this.#api, credential, options, () =>
      this.#oci.verifyLogin(options),
    );
  }

  async #checkCatalogue(options: CallOptions): Promise<Message> {
    const [declared] = this.#connection.repositories;
    if (declared !== undefined) {
      await this.#oci.listTags(declared, { ...options, limit: 1 });
      return message('FOUND_DECLARED', { repository: declared });
    }
    const {
      projects: { length },
    } = await this.#catalogue.projects(options);
    const projects =
      length === 1
        ? message('ONE_PROJECT')
        : message('PROJECTS', { projects: length });
    let pages = 0;
    let found = 0;
    for await (const { items, gaps } of this.#catalogue.pages(options)) {
      const refused = gaps?.find(({ code }) => code === 'REFUSED');
      if (refused) {
        return message('HARBOR_SHOWS_BUT', {
          projects,
          reason: messageIn(refused),
        });
      }
      found += items.length;
      pages += 1;
      if (pages >= CHECKED_PAGES) {
        break;
      }
    }
    if (found > 0) {
      return message('HARBOR_SHOWS', { projects });
    }
    if (length > 0) {
      return message('HARBOR_SHOWS_EMPTY', { projects });
    }
    return message('HARBOR_SHOWS_NOTHING');
  }
}

function describeRobot(
  username: string,
  expiry: CredentialExpiry | undefined,
): Message {
  if (!expiry) {
    return message('HARBOR_ROBOT_ACCEPTED', { username });
  }
  return expiry.expiresAt
    ? message('HARBOR_ROBOT_ACCEPTED_UNTIL', {
        username,
        until: expiry.expiresAt.slice(0, 10),
      })
    : message('HARBOR_ROBOT_ACCEPTED_FOREVER', { username });
}

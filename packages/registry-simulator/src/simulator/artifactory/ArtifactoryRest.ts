import { ServerResponse } from 'node:http';
import { ArtifactoryCaller } from './ArtifactoryCaller';
import { ArtifactoryContent } from './ArtifactoryContent';
import { authenticationRequired, refusal, sendBody } from './answers';
import { ArtifactoryOptions, ArtifactoryRepository } from './options';

const VERSION = 'application/vnd.org.jfrog.artifactory.system.Version+json';

/** The version, and the repository keys. */
export class ArtifactoryRest {
  readonly #options: ArtifactoryOptions;
  readonly #content: ArtifactoryContent;

  constructor(options: ArtifactoryOptions, content: ArtifactoryContent) {
    this.#options = options;
    this.#content = content;
  }

  sendVersion(
    response: ServerResponse,
    caller: ArtifactoryCaller,
    [version, revision]: readonly string[],
  ): void {
    this.#admit(caller);
    if (this.#options.habits?.versionForAdminsOnly && !caller.admin) {
      throw refusal(403, 'Forbidden');
    }
    const addons = ['docker', 'rest', 'aql', 'ldap', 'replication'];
    sendBody(response, { version, revision, addons }, { contentType: VERSION });
  }

  /**
   * The list has `type` in upper case and `packageType` with a capital; a single one has `rclass`.
   *
   * @param base - `http://127.0.0.1:8082/artifactory`
   */
  sendRepositories(
    response: ServerResponse,
    caller: ArtifactoryCaller,
    query: URLSearchParams,
    base: string,
  ): void {
    this.#admit(caller);
    const wants = (name: string, value: string) =>
      (query.get(name) ?? value).toLowerCase() === value.toLowerCase();
    sendBody(
      response,
      this.#content
        .repositories()
        .filter(
          ({ key, type = 'local', packageType = 'docker' }) =>
            caller.reads(key) &&
            wants('type', type) &&
            wants('packageType', packageType),
        )
        .map(
          ({ key, type = 'local', packageType = 'docker', description }) => ({
            key,
            description: description ?? '',
            type: type.toUpperCase(),
            url: `${base}/${key}`,
            packageType: `${packageType[0].toUpperCase()}${packageType.slice(
              1,
            )}`,
          }),
        ),
    );
  }

  sendRepository(
    response: ServerResponse,
    caller: ArtifactoryCaller,
    key: string,
  ): void {
    this.#admit(caller);
    const found: ArtifactoryRepository | undefined =
      this.#content.repository(key);
    if (!found || !caller.reads(key)) {
      throw refusal(404, `Repository ${key} does not exist`);
    }
    const { type = 'local', packageType = 'docker', description = '' } = found;
    sendBody(response, { key, description, packageType, rclass: type });
  }

  /** "Requires a valid user (can be anonymous)". */
  #admit(caller: ArtifactoryCaller): void {
    if (caller.anonymous && this.#options.anonymous === undefined) {
      throw authenticationRequired();
    }
  }
}

import { Refusal } from '../Refusal';
import { JSON_WITH_CHARSET, page, readQuery, sendBody } from './answers';
import { HarborCall } from './HarborCall';
import { HarborArtifact, HarborContent } from './HarborContent';
import { HarborScanner } from './HarborScanner';
import { HarborOptions } from './options';
import {
  Ids,
  presentAccessories,
  presentArtifact,
  presentRepository,
  presentTag,
} from './present';

/** The repositories and artifacts of Harbor's API, for callers who may read them. */
export class HarborImages {
  readonly #options: HarborOptions;
  readonly #content: HarborContent;
  readonly #scanner: HarborScanner;
  readonly #ids: Ids;
  /** With their project, by the list without it. */
  readonly #names = new WeakMap<readonly string[], readonly string[]>();

  constructor(options: HarborOptions, content: HarborContent, ids: Ids) {
    this.#options = options;
    this.#content = content;
    this.#scanner = new HarborScanner(options);
    this.#ids = ids;
  }

  repositories({ response, url }: HarborCall, projects: readonly string[]) {
    const query = readQuery(url);
    const all =
      projects.length === 1
        ? this.#namesOf(projects[0])
        : projects.flatMap(project => this.#namesOf(project));
    const wanted = query
      ? all.filter(name =>
          query.fuzzy ? name.includes(query.value) : name === query.value,
        )
      : all;
    sendBody(
      response,
      page(response, url, wanted, this.#options.facts).map(name =>
        this.#presentRepository(name),
      ),
    );
  }

  repository(call: HarborCall, repository: string) {
    if (!this.#content.has(repository)) {
      throw new Refusal(404, 'NOT_FOUND', `repository ${repository} not found`);
    }
    sendBody(call.response, this.#presentRepository(repository));
  }

  /** Of a repository that is not there: an empty list. */
  artifacts(call: HarborCall, repository: string) {
    const query = readQuery(call.url);
    const all = this.#content
      .artifacts(repository)
      .filter(
        ({ tags }) =>
          query?.key !== 'tags' ||
          (query.value === 'nil'
            ? tags.length === 0
            : tags.some(({ name }) => name === query.value)),
      );
    sendBody(
      call.response,
      page(call.response, call.url, all, this.#options.facts).map(artifact =>
        this.#present(call, repository, artifact),
      ),
    );
  }

  artifact(
    call: HarborCall,
    repository: string,
    reference: string,
    rest: string,
  ): boolean {
    const found = this.#content.artifact(repository, reference);
    if (!found) {
      throw new Refusal(
        404,
        'NOT_FOUND',
        `artifact ${repository}:${reference} not found`,
      );
    }
    const { request, response, url } = call;
    const { digest } = found.manifest;
    if (rest === 'scan' && request.method === 'POST') {
      if (!this.#scanner.present) {
        throw new Refusal(
          412,
          'PRECONDITION',
          'no available scanner for the project',
        );
      }
      this.#scanner.start(digest);
      response.writeHead(202).end();
    } else if (rest === '') {
      sendBody(response, this.#present(call, repository, found));
    } else if (rest === 'tags') {
      const tags = found.tags.map(tag =>
        presentTag(this.#ids, repository, digest, tag),
      );
      sendBody(response, page(response, url, tags, this.#options.facts));
    } else if (rest === 'accessories') {
      const accessories = presentAccessories(this.#ids, repository, found);
      sendBody(response, page(response, url, accessories, this.#options.facts));
    } else if (rest === 'additions/vulnerabilities') {
      const names = namesOf(repository, found);
      sendBody(response, this.#scanner.report(digest, names));
    } else if (rest === 'additions/build_history') {
      const { history = [] } = Object(
        this.#content.configOf(repository, found),
      );
      sendBody(response, history, JSON_WITH_CHARSET);
    } else {
      return false;
    }
    return true;
  }

  /** Made once for all pages of a project, which may have 10,000 repositories. */
  #namesOf(project: string): readonly string[] {
    const names = this.#content.projects().get(project) ?? [];
    const known = this.#names.get(names);
    const whole = known ?? names.map(name => `${project}/${name}`);
    this.#names.set(names, whole);
    return whole;
  }

  #presentRepository(repository: string): object {
    return presentRepository(
      this.#ids,
      repository,
      this.#content.artifacts(repository),
      this.#options.describe?.(repository),
    );
  }

  #present(
    { url }: HarborCall,
    repository: string,
    artifact: HarborArtifact,
  ): object {
    const asked = (name: string) => url.searchParams.get(name) === 'true';
    const { digest } = artifact.manifest;
    return presentArtifact(
      this.#ids,
      repository,
      artifact,
      this.#content.configOf(repository, artifact),
      {
        // Tags come unless they are refused.
        tag: url.searchParams.get('with_tag') !== 'false',
        label: asked('with_label'),
        accessory: asked('with_accessory'),
        ...(asked('with_scan_overview') && {
          overview: this.#scanner.overview(
            digest,
            namesOf(repository, artifact),
          ),
        }),
      },
    );
  }
}

function namesOf(repository: string, { tags }: HarborArtifact): string[] {
  return tags.map(({ name }) => `${repository}:${name}`);
}

import { eventually, sleep } from '../eventually';
import { ReplicatedPortal, WORKSPACE } from './ReplicatedPortal';

export interface LoadOptions {
  integrationId: string;
  /** Of that integration; has a tag 1.0.0. */
  repository: string;
}

const SIDE_BY_SIDE = 6;
/** Between the requests of each of them, in milliseconds. */
const PAUSE_MS = 20;

/** People who search, choose and write, through nginx, and what failed for them. */
export class Load {
  readonly failures: string[] = [];
  requests = 0;
  readonly #portal: ReplicatedPortal;
  readonly #options: LoadOptions;
  readonly #people: Promise<void>[];
  #stopped = false;

  static start(portal: ReplicatedPortal, options: LoadOptions): Load {
    return new Load(portal, options);
  }

  private constructor(portal: ReplicatedPortal, options: LoadOptions) {
    this.#portal = portal;
    this.#options = options;
    this.#people = Array.from({ length: SIDE_BY_SIDE }, (_, at) =>
      this.#live(at),
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#people);
  }

  /** Waits until so many requests in a row have succeeded. */
  async isWell(seconds: number): Promise<void> {
    await eventually('everything is answered again', seconds, async () => {
      const { failures, requests } = this;
      const before = failures.length;
      await sleep(1_500);
      return failures.length === before && this.requests - requests > 20;
    });
  }

  async #live(person: number): Promise<void> {
    const { integrationId, repository } = this.#options;
    const selection = { integrationId, repository, tag: '1.0.0' };
    const reads: [route: string, body?: object][] = [
      [`GET /integrations?workspace=${WORKSPACE}`],
      [`GET /repositories?workspace=${WORKSPACE}&q=a`],
      [`GET /integrations/${integrationId}/tags?repository=${repository}`],
      ['POST /images/resolve', { workspace: WORKSPACE, selection }],
      [
        'POST /image-uses',
        {
          workspace: WORKSPACE,
          reference: 'docker.io/library/nginx:1.0.0',
          usedBy: `component:default/load-${person}`,
        },
      ],
    ];
    for (let at = person; !this.#stopped; at++) {
      const [route, body] = reads[at % reads.length];
      try {
        const answer = await this.#portal.call(route, body);
        if (answer.status >= 400) {
          this.failures.push(
            `${route}: ${answer.status} ${JSON.stringify(answer.body)}`,
          );
        }
      } catch (error) {
        this.failures.push(`${route}: ${error}`);
      }
      this.requests += 1;
      await sleep(PAUSE_MS);
    }
  }
}

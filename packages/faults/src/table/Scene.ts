import { RegistryFailure } from 'backstage-plugin-integrated-registry-common';
import { eventually } from '../eventually';
import { Certificates } from '../registries/HostileRegistry';
import { startRegistry } from '../registries/startRegistry';
import { ReplicatedPortal, WORKSPACE } from '../replicas/ReplicatedPortal';
import { FaultRow, ProviderType } from './faults';

export type Failure = Pick<RegistryFailure, 'code' | 'message' | 'remedy'>;

/** What whoever chose an image was told. */
export type Choice =
  | { passed: true; failure?: never }
  | { passed: false; failure: Failure };

export interface Tls {
  authority: string;
  certificates: Certificates;
}

type Started = Awaited<ReturnType<typeof startRegistry>>;

/** One registry that goes wrong, and its integration. */
export class Scene {
  readonly row: FaultRow;
  readonly id: string;
  readonly host: string;
  readonly #portal: ReplicatedPortal;
  readonly #started: Started;
  /**
   * The replica that is asked, always the same: what each remembers of a registry, such as tokens, is
   * its own, and tells in part what people read.
   */
  readonly #at: string;

  static async open(
    portal: ReplicatedPortal,
    type: ProviderType,
    row: FaultRow,
    at: number,
    { authority, certificates }: Tls,
  ): Promise<Scene> {
    const started = await startRegistry(type, `${type}-${at}`, {
      now: () => portal.now(),
      ...(row.secure && { certificates }),
    });
    const replica = portal.replicas[at % portal.replicas.length].url;
    const integration = {
      workspace: WORKSPACE,
      ...started.integration,
      ...(row.secure && { tls: { caCertificate: authority } }),
    };
    // On a busy machine the connection test takes longer than it may.
    const { id } = await eventually(`"${row.title}" is made`, 300, async () => {
      const { status, body } = await portal.call(
        'POST /integrations',
        integration,
        { at: replica },
      );
      return status < 400 && body;
    });
    await portal.crawled(id);
    return new Scene(portal, row, id, started, replica);
  }

  private constructor(
    portal: ReplicatedPortal,
    row: FaultRow,
    id: string,
    started: Started,
    at: string,
  ) {
    this.#portal = portal;
    this.row = row;
    this.id = id;
    this.host = started.host;
    this.#started = started;
    this.#at = at;
  }

  begin(): Promise<void> {
    return this.#started.registry.setFault(this.row.fault);
  }

  end(): Promise<void> {
    return this.#started.registry.endFault();
  }

  async choose(): Promise<{ chosen: Choice; afterMs: number }> {
    const began = performance.now();
    const { status, body } = await this.#portal.call(
      'POST /images/resolve',
      {
        workspace: WORKSPACE,
        selection: {
          integrationId: this.id,
          repository: this.#started.repository,
          tag: '1.0.0',
        },
      },
      { as: 'member', at: this.#at },
    );
    const afterMs = performance.now() - began;
    return status === 200
      ? { chosen: { passed: true }, afterMs }
      : { chosen: { passed: false, failure: failureOf(body.error) }, afterMs };
  }

  /** Crawls it, and checks it once more. */
  async refresh(): Promise<void> {
    await this.#portal.ask(`POST /integrations/${this.id}/refresh`, undefined, {
      at: this.#at,
    });
  }

  /** The integration as it is now. */
  look(): Promise<any> {
    return readSoon(this.#portal, `GET /integrations/${this.id}`);
  }

  /** Repositories that search finds, by the last part of their names. */
  async search(): Promise<string[]> {
    const { items } = await this.#portal.ask(
      `GET /repositories?workspace=${WORKSPACE}&integration=${this.id}`,
      undefined,
      { as: 'member' },
    );
    return items
      .map(({ name }: { name: string }) => name.split('/').at(-1))
      .sort();
  }

  /** How often its login failed, by the audit log. */
  get loginFailures(): number {
    return this.#portal.log
      .split('\n')
      .filter(
        line =>
          line.includes('"login-failure"') &&
          line.includes('"status":"failed"') &&
          line.includes(this.id),
      ).length;
  }

  async remove(): Promise<void> {
    await this.#portal.remove(this.id);
    await this.#started.registry.stop();
  }
}

/**
 * Reads once more where the portal failed to answer: a busy machine closes a connection between the
 * portal's own parts now and then.
 */
export function readSoon(
  portal: ReplicatedPortal,
  route: string,
): Promise<any> {
  return eventually(`the portal answers ${route}`, 30, async () => {
    const { status, body } = await portal.call(route);
    return status === 200 && body;
  });
}

export function failureOf({ code, message, remedy }: Failure): Failure {
  return { code, message, remedy };
}

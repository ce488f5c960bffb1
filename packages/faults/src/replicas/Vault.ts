import { eventually } from '../eventually';
import { HostileRegistry } from '../registries/HostileRegistry';
import { startRegistry } from '../registries/startRegistry';
import { ReplicatedPortal, WORKSPACE } from './ReplicatedPortal';

const PASSWORD = 'the-password-with-the-number-';

/** An integration whose password changes, of a registry that takes each and remembers the newest. */
export class Vault {
  readonly #portal: ReplicatedPortal;
  readonly #registry: HostileRegistry;
  readonly #repository: string;
  #id = '';
  #newest = -1;

  static async open(portal: ReplicatedPortal): Promise<Vault> {
    const { registry, repository, integration } = await startRegistry(
      'docker',
      'vault',
      { now: () => portal.now(), withoutLogin: true },
    );
    const vault = new Vault(portal, registry, repository);
    await registry.setFault({
      answer: async ({ request, response, right }) => {
        const [, pair] =
          /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
        if (pair === undefined) {
          response.setHeader('www-authenticate', 'Basic realm="vault"');
          response.writeHead(401).end();
          return;
        }
        const password = Buffer.from(pair, 'base64').toString().split(':')[1];
        vault.#newest = Math.max(
          vault.#newest,
          Number(password.replace(PASSWORD, '')),
        );
        await right();
      },
    });
    vault.#id = await portal.integrate({
      ...integration,
      password: `${PASSWORD}0`,
    });
    return vault;
  }

  private constructor(
    portal: ReplicatedPortal,
    registry: HostileRegistry,
    repository: string,
  ) {
    this.#portal = portal;
    this.#registry = registry;
    this.#repository = repository;
  }

  async enter(number: number): Promise<void> {
    await this.#portal.change(this.#id, { password: `${PASSWORD}${number}` });
  }

  /** The number of the password that the portal logs in with. */
  async read(): Promise<number> {
    this.#newest = -1;
    // A choice in the moment of a change is told to be tried again.
    await eventually('an image can be chosen', 10, async () => {
      const { status } = await this.#portal.call('POST /images/resolve', {
        workspace: WORKSPACE,
        selection: {
          integrationId: this.#id,
          repository: this.#repository,
          tag: '1.0.0',
        },
      });
      return status === 200;
    });
    return this.#newest;
  }

  async close(): Promise<void> {
    await this.#registry.stop();
  }
}

import { eventually, sleep } from '../eventually';
import { ReplicatedPortal, WORKSPACE } from './ReplicatedPortal';
import { Vault } from './Vault';

/** Each of them writes uses of components of its own. */
const COMPONENTS = ['one', 'two', 'three', 'four'];
/** One of so many integrations stays: each is checked again and again. */
const KEPT_OF = 6;
const CREATION_PAUSE_MS = 250;

/** Admins who write without a pause, and what they were told is written. */
export class Writers {
  readonly #portal: ReplicatedPortal;
  readonly #id: string;
  readonly #vault: Vault;
  readonly #running: Promise<unknown>;
  /** Of image uses, the newest that was acknowledged, by component; and of integrations, names. */
  readonly #uses = new Map<string, number>();
  readonly #created = new Set<string>();
  readonly #removed = new Set<string>();
  #description = -1;
  #password = -1;
  #stopped = false;
  acknowledged = 0;

  /** @param integrationId - whose description is changed */
  static async start(
    portal: ReplicatedPortal,
    integrationId: string,
  ): Promise<Writers> {
    return new Writers(portal, integrationId, await Vault.open(portal));
  }

  private constructor(portal: ReplicatedPortal, id: string, vault: Vault) {
    this.#portal = portal;
    this.#id = id;
    this.#vault = vault;
    this.#running = Promise.all([
      this.#keep(at => this.#describe(at)),
      this.#keep(at => this.#enterPassword(at)),
      ...COMPONENTS.map(name =>
        this.#keep(at => this.#use(`component:default/${name}-${at % 5}`, at)),
      ),
      ...['left', 'right'].map(name =>
        this.#keep(at => this.#createAndRemove(`${name}-${at}`, at)),
      ),
    ]);
  }

  /** Waits until so many more writes are acknowledged. */
  async haveWritten(count: number): Promise<void> {
    const enough = this.acknowledged + count;
    await eventually(
      'writes are acknowledged',
      60,
      async () => this.acknowledged >= enough,
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** After this nothing can be seen to be lost any more. */
  async close(): Promise<void> {
    await this.stop();
    await this.#vault.close();
  }

  /**
   * What has been acknowledged and is not there. Newer values than the last that was acknowledged may
   * be: whoever wrote them was not told.
   */
  async lost(): Promise<string[]> {
    const described = this.#description;
    const password = this.#password;
    const wanted = [...this.#uses];
    const created = [...this.#created];
    const removed = [...this.#removed];
    const lost: string[] = [];

    const { description } = await this.#portal.ask(
      `GET /integrations/${this.#id}`,
    );
    if (Number(description) < described) {
      lost.push(`description ${described}`);
    }
    if ((await this.#vault.read()) < password) {
      lost.push(`password ${password}`);
    }
    const uses = await this.#all('image-uses');
    for (const [component, number] of wanted) {
      const found = uses
        .filter(({ usedBy }) => usedBy === component)
        .map(({ tag }) => Number(tag));
      if (Math.max(...found, -1) < number) {
        lost.push(`${component} ${number}`);
      }
    }
    const names = (await this.#all('integrations')).map(({ name }) => name);
    return [
      ...lost,
      ...created.filter(
        // Else it is being removed.
        name => !names.includes(name) && this.#created.has(name),
      ),
      ...removed.filter(name => names.includes(name)),
    ];
  }

  async #keep(write: (at: number) => Promise<void>): Promise<void> {
    for (let at = 0; !this.#stopped; at++) {
      // Whatever fails was not acknowledged.
      await write(at).catch(() => sleep(100));
    }
  }

  async #describe(at: number): Promise<void> {
    await this.#portal.change(this.#id, { description: String(at) });
    this.#description = at;
    this.acknowledged += 1;
  }

  async #enterPassword(at: number): Promise<void> {
    await this.#vault.enter(at);
    this.#password = at;
    this.acknowledged += 1;
  }

  async #use(usedBy: string, at: number): Promise<void> {
    await this.#portal.ask('POST /image-uses', {
      workspace: WORKSPACE,
      reference: `docker.io/library/nginx:${at}`,
      usedBy,
    });
    this.#uses.set(usedBy, at);
    this.acknowledged += 1;
  }

  async #createAndRemove(name: string, at: number): Promise<void> {
    const { id } = await this.#portal.ask('POST /integrations?verify=false', {
      workspace: WORKSPACE,
      type: 'docker',
      name,
      // Nobody is there, and nobody needs to be.
      url: 'http://127.0.0.1:9',
    });
    this.#created.add(name);
    this.acknowledged += 1;
    await sleep(CREATION_PAUSE_MS);
    if (at % KEPT_OF > 0) {
      this.#created.delete(name);
      await this.#portal.remove(id);
      this.#removed.add(name);
      this.acknowledged += 1;
    }
  }

  async #all(list: string): Promise<any[]> {
    const items = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: any = await this.#portal.ask(
        `GET /${list}?workspace=${WORKSPACE}&limit=100${
          cursor && `&cursor=${encodeURIComponent(cursor)}`
        }`,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }
}

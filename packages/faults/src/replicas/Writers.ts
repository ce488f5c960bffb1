import { eventually, sleep } from '../eventually';
import { ReplicatedPortal, WORKSPACE } from './ReplicatedPortal';

/** Admins who write without a pause, and what they were told is written. */
export class Writers {
  readonly #portal: ReplicatedPortal;
  readonly #id: string;
  readonly #running: Promise<unknown>;
  /** Of image uses, the newest that was acknowledged, by component; and of integrations, names. */
  readonly #uses = new Map<string, number>();
  readonly #created = new Set<string>();
  #description = -1;
  #stopped = false;
  acknowledged = 0;

  static start(portal: ReplicatedPortal, integrationId: string): Writers {
    return new Writers(portal, integrationId);
  }

  private constructor(portal: ReplicatedPortal, id: string) {
    this.#portal = portal;
    this.#id = id;
    this.#running = Promise.all([
      this.#keep(at => this.#change(at)),
      this.#keep(at => this.#use(`component:default/one-${at % 5}`, at)),
      this.#keep(at => this.#use(`component:default/two-${at % 5}`, at)),
      this.#keep(async at => {
        await this.#create(`registry-${at}`);
        await sleep(300);
      }),
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

  /** What was acknowledged and is not there. Newer values than the last that was acknowledged may be. */
  async lost(): Promise<string[]> {
    const { description } = await this.#portal.ask(
      `GET /integrations/${this.#id}`,
    );
    const lost =
      Number(description) < this.#description
        ? [`description ${this.#description}`]
        : [];
    const uses = await this.#all('image-uses');
    for (const [component, number] of this.#uses) {
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
      ...[...this.#created].filter(name => !names.includes(name)),
    ];
  }

  async #keep(write: (at: number) => Promise<void>): Promise<void> {
    for (let at = 0; !this.#stopped; at++) {
      // Whatever fails was not acknowledged.
      await write(at).catch(() => sleep(100));
    }
  }

  async #change(at: number): Promise<void> {
    const path = `/integrations/${this.#id}`;
    const { etag } = await this.#portal.ask(`GET ${path}`);
    await this.#portal.ask(
      `PATCH ${path}`,
      { description: String(at) },
      { headers: { 'if-match': etag } },
    );
    this.#description = at;
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

  async #create(name: string): Promise<void> {
    await this.#portal.ask('POST /integrations?verify=false', {
      workspace: WORKSPACE,
      type: 'docker',
      name,
      // Nobody is there, and nobody needs to be.
      url: 'http://127.0.0.1:9',
    });
    this.#created.add(name);
    this.acknowledged += 1;
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

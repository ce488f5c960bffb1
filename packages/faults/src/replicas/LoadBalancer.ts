import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  freePort,
  RunningProgram,
  runProgram,
  startProgram,
} from 'registry-simulator';
import { OPERATE_DOCUMENT } from '../paths';

/** The two replicas of the document. */
const ADDRESSES = ['10.0.0.11:7007', '10.0.0.12:7007'];

/** nginx before two replicas, as docs/operate.md has it. */
export class LoadBalancer {
  readonly url: string;
  readonly #directory: string;
  readonly #replicas: readonly string[];
  #nginx?: RunningProgram;

  /** @param replicas - `127.0.0.1:40123`, two of them */
  static async create(
    directory: string,
    replicas: readonly string[],
  ): Promise<LoadBalancer> {
    await mkdir(join(directory, 'nginx'), { recursive: true });
    return new LoadBalancer(
      join(directory, 'nginx'),
      await freePort(),
      replicas,
    );
  }

  private constructor(
    directory: string,
    port: number,
    replicas: readonly string[],
  ) {
    this.#directory = directory;
    this.url = `http://127.0.0.1:${port}`;
    this.#replicas = replicas;
  }

  async start(): Promise<void> {
    await this.#write([]);
    this.#nginx = await startProgram(
      'nginx',
      ['-p', this.#directory, '-c', this.#file, '-e', 'stderr'],
      Number(new URL(this.url).port),
    );
  }

  /** Takes a replica out, or puts all back, and has nginx read its configuration anew. */
  async takeOut(...replicas: readonly string[]): Promise<void> {
    await this.#write(replicas);
    await runProgram('nginx', [
      ...['-p', this.#directory, '-c', this.#file],
      ...['-e', 'stderr', '-s', 'reload'],
    ]);
  }

  async stop(): Promise<void> {
    await this.#nginx?.stop();
  }

  get #file(): string {
    return join(this.#directory, 'nginx.conf');
  }

  async #write(out: readonly string[]): Promise<void> {
    const [, documented] =
      /```nginx\n([\s\S]+?)```/.exec(readFileSync(OPERATE_DOCUMENT, 'utf8')) ??
      [];
    if (!documented) {
      throw new Error('docs/operate.md has no configuration of nginx');
    }
    const site = this.#replicas
      .reduce(
        (text, replica, at) =>
          text.replace(
            ADDRESSES[at],
            out.includes(replica) ? `${replica} down` : replica,
          ),
        documented,
      )
      // Where there is one replica only.
      .replace(/^.*10\.0\.0\.12.*$/m, '')
      .replace('listen 80;', `listen ${new URL(this.url).host};`);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map(name => `${name}_temp_path ${this.#directory}/${name};`)
      .join('\n');
    await writeFile(
      this.#file,
      `daemon off;\npid ${
        this.#directory
      }/nginx.pid;\nworker_processes 1;\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${site}\n}\n`,
    );
  }
}

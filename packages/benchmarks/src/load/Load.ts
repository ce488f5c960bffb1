import { ChildProcess } from 'node:child_process';
import { endChild, forkTypeScript, nextAnswer } from 'e2e';
import { BenchBackend } from '../backend/BenchBackend';
import { LoadReport, LoadRequest } from './messages';

type LoadOptions = Pick<LoadRequest, 'concurrency' | 'seconds'> &
  Partial<LoadRequest>;

/** People who use the portal, in one process for one time after the other. */
export class Load {
  readonly #child: ChildProcess;

  static start(): Load {
    return new Load(
      forkTypeScript(require.resolve('./loadProcess.ts'), {
        // JSON has no `Infinity`.
        serialization: 'advanced',
      }),
    );
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Each of them has a token of their own. */
  async run(backend: BenchBackend, options: LoadOptions): Promise<LoadReport> {
    const report = nextAnswer<LoadReport>(this.#child);
    const order: LoadRequest = {
      url: backend.url,
      warmUpSeconds: 2,
      pauseMs: 0,
      images: [],
      queries: [],
      people: Array.from({ length: options.concurrency }, (_, at) =>
        backend.person(at),
      ),
      ...options,
    };
    this.#child.send(order);
    return report;
  }

  async stop(): Promise<void> {
    await endChild(this.#child);
  }
}

/** The same in a process that ends with it. */
export async function runLoad(
  backend: BenchBackend,
  options: LoadOptions,
): Promise<LoadReport> {
  const load = Load.start();
  try {
    return await load.run(backend, options);
  } finally {
    await load.stop();
  }
}

import { connect, Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { sleep } from '../eventually';

/** Listens, says so, and never runs again: nobody accepts what the kernel has taken. */
const LISTENER = `
const { parentPort, workerData } = require('node:worker_threads');
require('node:net').createServer().listen(workerData, '127.0.0.1', 1, () => {
  parentPort.postMessage('listening');
  setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 100);
});`;

/** Longer than a connection on this machine takes. */
const OPENS_WITHIN_MS = 500;
const MAX_QUEUE = 16;

/**
 * A port of this machine at which packets that open a connection are dropped, as by a firewall: the
 * queue of a listener that accepts nothing is full, and Linux answers no further SYN.
 */
export class BlackHole {
  readonly #worker: Worker;
  readonly #queued: Socket[] = [];

  static async open(port: number): Promise<BlackHole> {
    const worker = new Worker(LISTENER, { eval: true, workerData: port });
    await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    const hole = new BlackHole(worker);
    await hole.#fill(port);
    return hole;
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  async close(): Promise<void> {
    this.#queued.forEach(socket => socket.destroy());
    await this.#worker.terminate();
  }

  async #fill(port: number): Promise<void> {
    // It stops running a moment after it listens.
    await sleep(OPENS_WITHIN_MS);
    while (this.#queued.length < MAX_QUEUE) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => socket.destroy());
      this.#queued.push(socket);
      const opened = new Promise<boolean>(resolve =>
        socket.once('connect', () => resolve(true)),
      );
      if (!(await Promise.race([opened, sleep(OPENS_WITHIN_MS)]))) {
        return;
      }
    }
    throw new Error('The system opens connections that nobody accepts');
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A command that has printed its first line, or has ended. */
export interface RunCommand {
  /** On both outputs until then. */
  printed: string;
  /** @returns the exit code */
  ended(): Promise<number>;
  /** Sends SIGTERM. */
  end(): void;
}

/** Runs a script with this Node.js until it has printed a line, or ended. */
export async function runCommand(
  script: string,
  ...args: string[]
): Promise<RunCommand> {
  const child = spawn(process.execPath, [script, ...args]);
  const ended = once(child, 'exit');
  const printed = await new Promise<string>(resolve => {
    let text = '';
    const collect = (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) {
        resolve(text);
      }
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('close', () => resolve(text));
  });
  return {
    printed,
    ended: async () => (await ended)[0],
    end: () => child.kill('SIGTERM'),
  };
}

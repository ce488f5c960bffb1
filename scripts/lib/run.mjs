// Child processes of the scripts: each in its own group, so that stopping a script stops all of it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Ends with one clear line, without a stack trace. */
export function die(message) {
  process.stderr.write(`dev: ${message}\n`);
  process.exit(1);
}

export function say(message) {
  process.stderr.write(`dev: ${message}\n`);
}

/** The path of a program, or undefined. */
export function findProgram(name) {
  return [
    ...(process.env.PATH ?? '').split(delimiter),
    // Debian keeps its servers out of the PATH.
    '/usr/sbin',
    '/usr/lib/postgresql/15/bin',
  ]
    .filter(Boolean)
    .map(directory => join(directory, name))
    .find(path => existsSync(path));
}

const children = new Set();

export function stopAll(signal = 'SIGTERM') {
  for (const child of children) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopAll();
    process.exit(128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal]);
  });
}
process.on('exit', () => stopAll());

/** Starts a program in a process group of its own. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    ...options,
    env: { ...process.env, ...options.env },
    detached: true,
  });
  children.add(child);
  child.ended = new Promise(done => {
    child.once('error', error => done({ error }));
    child.once('exit', (code, signal) => done({ code, signal }));
  }).then(outcome => {
    children.delete(child);
    return outcome;
  });
  return child;
}

/** Runs a program to its end; true where it ended well. */
export async function run(command, args, options) {
  const { code } = await start(command, args, options).ended;
  return code === 0;
}

/** Runs a command of the installed packages. */
export function bin(name) {
  return join(root, 'node_modules/.bin', name);
}

/** Rejects where something listens on the port. */
export function assertPortFree(port, host = '127.0.0.1') {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(port, host, () => server.close(() => done()));
  });
}

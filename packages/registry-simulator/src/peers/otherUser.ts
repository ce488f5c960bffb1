import { readFileSync } from 'node:fs';

/**
 * Whom to run a program as that refuses to run as root; nobody else where this process is not root.
 *
 * @param program - for the error
 */
export function otherUser(program: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] =
      users.find(line => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) {
      return { uid: Number(uid), gid: Number(gid) };
    }
  }
  throw new Error(
    `${program} does not run as root, and there is no user postgres or nobody to run it as`,
  );
}

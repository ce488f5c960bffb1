import { join } from 'node:path';
import { bin, die, findProgram, root, run } from './run.mjs';

/**
 * Runs the tests of a package that need real servers, one file after the other, and exits. Further
 * words of the command line go to jest.
 *
 * @param folder below `packages`
 * @param programs the Debian package of each program that the tests need, by the program's name
 */
export async function runPackageTests(folder, programs) {
  const missing = Object.entries(programs)
    .filter(([program]) => !findProgram(program))
    .map(([, debianPackage]) => debianPackage);
  if (missing.length) {
    die(`these tests need more programs: apt-get install ${missing.join(' ')}`);
  }
  const ok = await run(
    bin('backstage-cli'),
    [
      'package',
      'test',
      '--watchAll=false',
      '--runInBand',
      '--testTimeout=600000',
      ...process.argv.slice(2),
    ],
    { cwd: join(root, 'packages', folder) },
  );
  process.exit(ok ? 0 : 1);
}

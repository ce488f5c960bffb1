import { dirname, join } from 'node:path';

const PACKAGE = dirname(require.resolve('../package.json'));
const DOCUMENTS = join(PACKAGE, '../../docs');

export const OPERATE_DOCUMENT = join(DOCUMENTS, 'operate.md');
export const FAULTS_DOCUMENT = join(DOCUMENTS, 'faults.md');
/** What replicas print is kept there. */
export const OUTPUT = join(PACKAGE, 'faults-output');

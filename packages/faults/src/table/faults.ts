import { bodies } from './rows/bodies';
import { connections } from './rows/connections';
import { FaultRow } from './rows/FaultRow';
import { lists } from './rows/lists';
import { logins } from './rows/logins';
import { redirects } from './rows/redirects';
import { statuses } from './rows/statuses';

export { providerTypes } from './rows/FaultRow';
export type { FaultRow, ProviderType } from './rows/FaultRow';

export const faults: readonly FaultRow[] = [
  ...connections,
  ...bodies,
  ...statuses,
  ...redirects,
  ...logins,
  ...lists,
];

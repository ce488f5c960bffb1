import { IntegrationStore } from '../model';
import { IntegrationResource } from './resources';
import { WorkspaceDirectory } from './workspaces/WorkspaceDirectory';

/** Integrations as the rules look at them, in the order of the ids. */
export async function readIntegrationResources(
  ids: readonly string[],
  options: { store: IntegrationStore; directory: WorkspaceDirectory },
): Promise<(IntegrationResource | undefined)[]> {
  const { store, directory } = options;
  const found = await Promise.all(ids.map(id => store.get(id)));
  return Promise.all(
    found.map(async stored => {
      const owner = stored && (await directory.get(stored.workspace));
      return stored && { ...stored, workspaceAdmins: owner?.admins ?? [] };
    }),
  );
}

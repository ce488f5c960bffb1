import { message } from 'backstage-plugin-integrated-registry-common';
import { conflictError, IntegrationSettings, IntegrationStore } from '../model';
import { ConfiguredPlaces } from './configured/ConfiguredPlaces';

/**
 * Before the connection test, so that nobody waits for it in vain; the database decides.
 *
 * @param ownId - of the integration that may keep its name
 * @throws ConflictError that says where the other one of that name is changed
 */
export async function refuseTakenName(
  { workspace, name }: Pick<IntegrationSettings, 'workspace' | 'name'>,
  ownId: string | undefined,
  { store, places }: { store: IntegrationStore; places: ConfiguredPlaces },
): Promise<void> {
  const owned = await store.list({
    filter: { field: 'workspace', values: [workspace] },
  });
  const key = name.toLocaleLowerCase('en-US');
  const namesake = owned.find(
    known =>
      known.id !== ownId && known.name.toLocaleLowerCase('en-US') === key,
  );
  if (!namesake) {
    return;
  }
  const taken = { workspace, name: JSON.stringify(name) };
  throw conflictError(
    namesake.managedBy === 'config'
      ? message('NAME_TAKEN_BY_CONFIGURATION', {
          ...taken,
          place: places.of(namesake),
        })
      : message('NAME_TAKEN', taken),
  );
}

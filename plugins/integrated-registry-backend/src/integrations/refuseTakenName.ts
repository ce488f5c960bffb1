import { message } from 'backstage-plugin-integrated-registry-common';
import { conflictError, IntegrationSettings, IntegrationStore } from '../model';
import { nameAsSeen } from './nameAsSeen';
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
  const seen = nameAsSeen(name);
  const namesake = owned.find(
    known => known.id !== ownId && nameAsSeen(known.name) === seen,
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

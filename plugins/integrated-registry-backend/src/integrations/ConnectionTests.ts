import {
  ConnectionTestRequest,
  Diagnosis,
} from 'backstage-plugin-integrated-registry-common';
import { TriedConnection, withImageHostProof } from '../connections';
import { CallerOptions, IntegrationStore, StoredIntegration } from '../model';
import { ProviderRegistry } from '../providers';
import {
  changedSettings,
  newSettings,
  touchesConnection,
} from './integrationSettings';
import { SettingsTester } from './SettingsTester';

/** Changes of an integration that are tested before they are saved; none tests it as it is. */
export type SavedChange = Omit<
  Extract<ConnectionTestRequest, { integrationId: string }>,
  'integrationId'
>;

/** Settings of an integration that does not exist yet. */
export type UnsavedSettings = Exclude<
  ConnectionTestRequest,
  { integrationId: string }
>;

export interface ConnectionTestsOptions {
  store: IntegrationStore;
  providers: ProviderRegistry;
  tester: SettingsTester;
}

/** Tests connections that nobody is about to save. */
export class ConnectionTests {
  readonly #options: ConnectionTestsOptions;

  constructor(options: ConnectionTestsOptions) {
    this.#options = options;
  }

  /** @throws InputError */
  async testSaved(
    stored: StoredIntegration,
    change: SavedChange,
    call: CallerOptions,
  ): Promise<Diagnosis> {
    const { providers, tester } = this.#options;
    const provider = providers.get(stored.type);
    const wanted = changedSettings(provider, stored, change);
    const tried = await tester.diagnose({ stored, ...wanted }, call);
    if (!touchesConnection(change)) {
      await this.#noteImageHostProof(stored, tried);
    }
    return tried.diagnosis;
  }

  /** @throws InputError */
  async testUnsaved(
    request: UnsavedSettings,
    call: CallerOptions,
  ): Promise<Diagnosis> {
    const { providers, tester } = this.#options;
    const provider = providers.get(request.type);
    const wanted = newSettings(provider, {
      ...request,
      name: 'Connection test',
    });
    return (await tester.diagnose(wanted, call)).diagnosis;
  }

  /** A test of what is saved may show what nobody could show when it was saved. */
  async #noteImageHostProof(
    stored: StoredIntegration,
    { diagnosis, settings }: TriedConnection,
  ): Promise<void> {
    const { store } = this.#options;
    const { id, version, imageHost, imageHostProof } = stored;
    if (
      !diagnosis.ok ||
      imageHostProof !== undefined ||
      settings.imageHost !== imageHost
    ) {
      return;
    }
    const { imageHostProof: proof } = await withImageHostProof(
      settings,
      false,
      store,
    );
    if (proof) {
      await store.setImageHostProof(id, version, proof);
    }
  }
}

import { RegistryFailure } from 'backstage-plugin-integrated-registry-common';
import { RegistryCredential } from 'backstage-plugin-integrated-registry-node';
import {
  ConnectionTester,
  ConnectionTestFailedError,
  IntegrationConnector,
  TriedConnection,
} from '../connections';
import {
  CallerOptions,
  callerRef,
  firstFailure,
  IntegrationSettings,
  isLoginRefusal,
  StoredIntegration,
} from '../model';
import { PasswordChange, WantedSettings } from './integrationSettings';

/** Settings to try, as they would be saved. */
export interface TriedSettings extends WantedSettings {
  /** The integration they would change; without it they are new. */
  stored?: StoredIntegration;
}

/** What a login went to. */
export interface LoginTarget {
  workspace: string;
  integrationId?: string;
  url: string;
}

export interface SettingsTesterOptions {
  tester: ConnectionTester;
  connector: IntegrationConnector;
  /**
   * Hears of each password that a registry has refused: somebody may be guessing through the portal.
   */
  loginRefused(
    target: LoginTarget,
    failure: RegistryFailure,
    call: CallerOptions,
  ): Promise<void>;
}

/** Tries settings with the password that is entered or stored for them. */
export class SettingsTester {
  readonly #options: SettingsTesterOptions;

  constructor(options: SettingsTesterOptions) {
    this.#options = options;
  }

  /** @throws ConnectionTestFailedError */
  async verify(
    tried: TriedSettings,
    call: CallerOptions,
  ): Promise<TriedConnection> {
    const attempt = await this.#attempt(tried, call);
    try {
      return await this.#options.tester.verify(attempt);
    } catch (error) {
      if (error instanceof ConnectionTestFailedError) {
        await this.#note(tried, error.failure, call);
      }
      throw error;
    }
  }

  async diagnose(
    tried: TriedSettings,
    call: CallerOptions,
  ): Promise<TriedConnection> {
    const attempt = await this.#attempt(tried, call);
    const connection = await this.#options.tester.diagnose(attempt);
    await this.#note(tried, firstFailure(connection.diagnosis), call);
    return connection;
  }

  async #attempt(
    { stored, settings, password, findImageHost }: TriedSettings,
    call: CallerOptions,
  ) {
    return {
      settings,
      credential: await this.#credential(stored, settings, password),
      passwordEntered: stored === undefined || typeof password === 'object',
      findImageHost,
      caller: callerRef(call),
      signal: call.signal,
    };
  }

  async #credential(
    stored: StoredIntegration | undefined,
    { username }: IntegrationSettings,
    password: PasswordChange,
  ): Promise<RegistryCredential | undefined> {
    if (password === 'keep') {
      return stored && this.#options.connector.readCredential(stored);
    }
    return username !== undefined && password !== 'remove'
      ? { username, password: password.set }
      : undefined;
  }

  async #note(
    { stored, settings, hasPassword }: TriedSettings,
    failure: RegistryFailure | undefined,
    call: CallerOptions,
  ): Promise<void> {
    // A registry that demands a login has not refused one.
    if (!hasPassword || !failure || !isLoginRefusal(failure)) {
      return;
    }
    await this.#options.loginRefused(
      {
        workspace: stored?.workspace ?? settings.workspace,
        ...(stored && { integrationId: stored.id }),
        url: settings.url,
      },
      failure,
      call,
    );
  }
}

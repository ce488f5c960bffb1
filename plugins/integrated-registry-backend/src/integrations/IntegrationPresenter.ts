import { Integration } from 'backstage-plugin-integrated-registry-common';
import { AccessPolicy, AdmittedCaller, presentFor } from '../access';
import { CredentialCipher, credentialStateOf } from '../credentials';
import { CallerOptions, matchesFilter, StoredIntegration } from '../model';
import { presentIntegration } from './presentIntegration';

export interface IntegrationPresenterOptions {
  policy: AccessPolicy;
  cipher: CredentialCipher;
  /** How many days ahead of its end a password is warned about. */
  expiryWarningDays: number;
}

/** Shows callers as much of an integration as they may see. */
export class IntegrationPresenter {
  readonly #options: IntegrationPresenterOptions;

  constructor(options: IntegrationPresenterOptions) {
    this.#options = options;
  }

  async present(
    integration: StoredIntegration,
    admitted: AdmittedCaller,
    call: CallerOptions,
  ): Promise<Integration> {
    const [presented] = await this.presentAll([integration], admitted, call);
    return presented;
  }

  async presentAll(
    integrations: readonly StoredIntegration[],
    { caller, inside }: AdmittedCaller,
    { credentials }: CallerOptions,
  ): Promise<Integration[]> {
    const { policy, cipher, expiryWarningDays } = this.#options;
    const manage = await policy.decide('update', caller, credentials);
    const managed = integrations.some(one => manage.permits(one));
    // Most callers manage nothing, and the policy need not be asked about passwords.
    const credential =
      managed && (await policy.decide('credential', caller, credentials));
    return integrations.map(integration =>
      presentFor(
        presentIntegration(
          integration,
          credentialStateOf(integration, cipher, expiryWarningDays),
        ),
        {
          manages: manage.permits(integration),
          changesCredential: credential && credential.permits(integration),
          inside: matchesFilter(integration, inside),
        },
      ),
    );
  }
}

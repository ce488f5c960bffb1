import {
  integrationCredentialPermission,
  message,
} from 'backstage-plugin-integrated-registry-common';
import {
  CallerOptions,
  IntegrationStore,
  notAllowedError,
  notFoundError,
} from '../model';
import { AccessPolicy } from './AccessPolicy';
import { AdmittedToIntegration } from './Admitted';
import { changes, IntegrationAction, refusedWith } from './IntegrationAction';
import { refuse } from './refusals';

export interface IntegrationGateOptions {
  policy: AccessPolicy;
  store: IntegrationStore;
}

/** Lets callers to integrations, by the id they sent. */
export class IntegrationGate {
  readonly #options: IntegrationGateOptions;

  constructor(options: IntegrationGateOptions) {
    this.#options = options;
  }

  /**
   * The same is asked of permissions and database whether there is such an integration or not, so
   * that the time it takes tells nobody which of the two it is.
   *
   * @throws NotFoundError where the caller may not see the integration, which is the same answer
   * as for one that is not there; NotAllowedError where they may see it but not do this
   */
  async admit(
    action: IntegrationAction,
    id: string,
    { credentials }: CallerOptions,
  ): Promise<AdmittedToIntegration> {
    const { policy, store } = this.#options;
    const caller = await policy.enter(credentials, {
      present: changes(action),
    });
    const stored = await store.get(id);
    await policy.admitService(action, caller, credentials, {
      integrationId: id,
      ...(stored && { workspace: stored.workspace }),
    });
    const wanted = await policy.decide(action, caller, credentials);
    // Whose images may be chosen, that is seen in the picker.
    const visible =
      action === 'read' || action === 'use'
        ? wanted
        : await policy.decide('read', caller, credentials);
    if (stored && wanted.permits(stored) && visible.permits(stored)) {
      return {
        caller,
        integration: stored,
        inside: policy.insideFilter(caller),
      };
    }
    const isVisible = stored !== undefined && visible.permits(stored);
    throw refuse(
      isVisible
        ? notAllowedError(message(refusedWith[action]))
        : notFoundError(message('NO_SUCH_INTEGRATION', { id })),
      {
        action,
        integrationId: id,
        ...(stored
          ? {
              workspace: stored.workspace,
              role: policy.roleTowards(stored, caller),
              reason: (isVisible ? wanted : visible).reasonAgainst(stored),
            }
          : { reason: 'absent' }),
      },
    );
  }

  /**
   * Lets somebody who was let in to change an integration change its credential as well.
   *
   * @throws NotAllowedError
   */
  async admitToCredential(
    { caller, integration }: AdmittedToIntegration,
    { credentials }: CallerOptions,
  ): Promise<void> {
    const { policy } = this.#options;
    const wanted = await policy.decide('credential', caller, credentials);
    if (!wanted.permits(integration)) {
      throw refuse(
        notAllowedError(
          message('CREDENTIAL_CHANGE_DENIED', {
            permission: integrationCredentialPermission.name,
          }),
        ),
        {
          action: 'credential',
          integrationId: integration.id,
          workspace: integration.workspace,
          role: policy.roleTowards(integration, caller),
          reason: wanted.reasonAgainst(integration),
        },
      );
    }
  }
}

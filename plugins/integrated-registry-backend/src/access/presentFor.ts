import {
  Gap,
  Integration,
  integrationFieldsWith,
  message,
  RegistryFailure,
  worded,
} from 'backstage-plugin-integrated-registry-common';
import { RegistryError } from 'backstage-plugin-integrated-registry-node';
import { pickFields } from '../model';

const SEEN_BY_EVERYBODY = integrationFieldsWith({ seenBy: 'everybody' });

type State = Pick<Integration, 'health' | 'repositoryIndex'>;

/**
 * As much of an integration as the caller may see: admins and members all of it, whom it is only
 * shared with the fields for everybody and its health.
 */
export function presentFor(
  integration: Integration,
  caller: { manages: boolean; changesCredential: boolean; inside: boolean },
): Integration {
  if (caller.manages) {
    return {
      ...integration,
      access: 'manage',
      canChangeCredential: caller.changesCredential,
    };
  }
  if (caller.inside) {
    return { ...integration, access: 'use' };
  }
  const { id, managedBy } = integration;
  return {
    id,
    managedBy,
    ...pickFields(integration, SEEN_BY_EVERYBODY),
    ...showState(integration),
    access: 'shared',
  };
}

/** The state of what is only shared: what failed is told, but not the addresses in the words of it. */
export function showState({ health, repositoryIndex }: State): State {
  return {
    health: {
      ...health,
      ...(health.failure && { failure: withoutAddress(health.failure) }),
    },
    repositoryIndex: {
      ...repositoryIndex,
      ...(repositoryIndex.failure && {
        failure: withoutAddress(repositoryIndex.failure),
      }),
      ...(repositoryIndex.gaps && {
        gaps: repositoryIndex.gaps.map(withoutNames),
      }),
    },
  };
}

const notFound = worded({
  message: message('SHARED_NOT_FOUND'),
  remedy: message('SHARED_CHECK_NAME'),
});

/** What a live call that failed tells whom the integration is only shared with. */
export function presentLiveFailure(failure: RegistryFailure): RegistryError {
  const { code, retryAfter } = failure;
  const texts = code === 'NOT_FOUND' ? notFound : withoutAddress(failure);
  return new RegistryError(code, { ...texts, retryAfter });
}

/** That something is missing is told, but neither which project nor which permission. */
export function withoutNames({
  scope,
  code,
  count,
  since,
  integrationId,
}: Gap): Gap {
  return worded({
    scope: { kind: scope.kind },
    code,
    message: message('SHARED_GAP'),
    remedy: message('SHARED_ASK_OWNERS'),
    ...(count !== undefined && { count }),
    ...(since !== undefined && { since }),
    ...(integrationId !== undefined && { integrationId }),
  });
}

function withoutAddress({ code }: RegistryFailure): RegistryFailure {
  return worded({
    code,
    message: message('SHARED_UNUSABLE', { code }),
    remedy: message('SHARED_ASK_OWNERS'),
  });
}

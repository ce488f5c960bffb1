import {
  CreateIntegrationInput,
  Integration,
  PasswordDemand,
  passwordDemand,
  registryUrlSchema,
  UpdateIntegrationInput,
} from 'backstage-plugin-integrated-registry-common';
import {
  initialValues,
  IntegrationFormValues,
  toLines,
} from './IntegrationFormValues';

/** What creates the integration. Empty fields are left out. */
export function toCreateRequest(
  values: IntegrationFormValues,
  workspace: string,
): CreateIntegrationInput {
  const caCertificate = values.caCertificate.trim();
  const repositories = toLines(values.repositories);
  const repositoryFilter = toLines(values.repositoryFilter);
  return {
    workspace,
    type: values.type,
    name: values.name.trim(),
    url: values.url.trim(),
    ...(values.imageHost.trim() && { imageHost: values.imageHost.trim() }),
    ...(values.username.trim() && { username: values.username.trim() }),
    ...(values.password && { password: values.password }),
    ...(values.credentialExpiresAt.trim() && {
      credentialExpiresAt: values.credentialExpiresAt.trim(),
    }),
    ...((caCertificate || values.skipVerify) && {
      tls: {
        ...(caCertificate && { caCertificate }),
        skipVerify: values.skipVerify,
      },
    }),
    ...(repositories.length > 0 && { repositories }),
    ...(repositoryFilter.length > 0 && { repositoryFilter }),
    ...(values.description.trim() && {
      description: values.description.trim(),
    }),
  };
}

/** Only what differs from the integration as it was read; `null` takes a value away. */
export function toUpdateRequest(
  values: IntegrationFormValues,
  integration: Integration,
): UpdateIntegrationInput {
  const before = initialValues(integration);
  const now = toCreateRequest(values, integration.workspace ?? '');
  const was = toCreateRequest(before, integration.workspace ?? '');
  const differs = (field: keyof typeof now) =>
    JSON.stringify(now[field]) !== JSON.stringify(was[field]);
  const changes: UpdateIntegrationInput = {};
  if (differs('name')) {
    changes.name = now.name;
  }
  if (isAddressChanged(values, integration)) {
    changes.url = now.url;
  }
  if (differs('description')) {
    changes.description = now.description ?? null;
  }
  if (differs('imageHost') || (changes.url && !now.imageHost)) {
    changes.imageHost = now.imageHost ?? null;
  }
  if (differs('username')) {
    changes.username = now.username ?? null;
  }
  if (now.password !== undefined) {
    changes.password = now.password;
  } else if (isPasswordRemoved(values, integration)) {
    changes.password = null;
  }
  if (differs('credentialExpiresAt')) {
    changes.credentialExpiresAt = now.credentialExpiresAt ?? null;
  }
  if (differs('tls')) {
    changes.tls = now.tls ?? null;
  }
  if (differs('repositories')) {
    changes.repositories = now.repositories ?? null;
  }
  if (differs('repositoryFilter')) {
    changes.repositoryFilter = now.repositoryFilter ?? null;
  }
  return changes;
}

/** Would the stored password go to another address? A slash at the end makes no other. */
export function isAddressChanged(
  values: IntegrationFormValues,
  integration: Integration,
): boolean {
  return normalise(values.url) !== normalise(integration.url ?? '');
}

/** Why the stored password is needed again; undefined where it may be kept. */
export function storedPasswordDemand(
  values: IntegrationFormValues,
  integration: Integration,
): PasswordDemand | undefined {
  const { url = '', username, tls = { skipVerify: false } } = integration;
  const caCertificate = values.caCertificate.trim();
  return passwordDemand(
    { url: normalise(url), username, tls },
    {
      url: normalise(values.url),
      username: values.username.trim() || undefined,
      tls: {
        ...(caCertificate && { caCertificate }),
        skipVerify: values.skipVerify,
      },
    },
  );
}

/** The address as it is stored; undefined where there is none in the text. */
export function normalisedAddress(url: string): string | undefined {
  return registryUrlSchema.safeParse(url).data;
}

function normalise(url: string): string {
  return normalisedAddress(url) ?? url.trim();
}

/** A stored password without a user name is of no use and goes with it. */
export function isPasswordRemoved(
  values: IntegrationFormValues,
  integration: Integration,
): boolean {
  return (
    Boolean(integration.hasCredential) &&
    Boolean(integration.username) &&
    values.username.trim() === ''
  );
}

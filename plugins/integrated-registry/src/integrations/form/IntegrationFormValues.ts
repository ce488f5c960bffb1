import { Integration } from 'backstage-plugin-integrated-registry-common';

/** The form's fields, as they are typed. */
export interface IntegrationFormValues {
  type: string;
  name: string;
  url: string;
  imageHost: string;
  username: string;
  password: string;
  /** A day, `2027-01-31`; empty where it does not expire or nobody knows. */
  credentialExpiresAt: string;
  caCertificate: string;
  skipVerify: boolean;
  /** One per line. */
  repositories: string;
  /** One per line. */
  repositoryFilter: string;
  description: string;
}

export type IntegrationFormField = keyof IntegrationFormValues;

/** The form of a new integration, or of one that is edited. A password never comes back. */
export function initialValues(
  integration?: Integration,
): IntegrationFormValues {
  return {
    type: integration?.type ?? '',
    name: integration?.name ?? '',
    url: integration?.url ?? '',
    // One that follows the address goes on following it.
    imageHost:
      integration?.imageHost === defaultImageHost(integration?.url ?? '')
        ? ''
        : integration?.imageHost ?? '',
    username: integration?.username ?? '',
    password: '',
    credentialExpiresAt: integration?.credentialExpiresAt?.slice(0, 10) ?? '',
    caCertificate: integration?.tls?.caCertificate ?? '',
    skipVerify: integration?.tls?.skipVerify ?? false,
    repositories: (integration?.repositories ?? []).join('\n'),
    repositoryFilter: (integration?.repositoryFilter ?? []).join('\n'),
    description: integration?.description ?? '',
  };
}

/** The form after a field has changed. The date of the old password is not that of a new one. */
export function withValue<K extends IntegrationFormField>(
  values: IntegrationFormValues,
  field: K,
  value: IntegrationFormValues[K],
  integration?: Integration,
): IntegrationFormValues {
  const next = { ...values, [field]: value };
  const stored = initialValues(integration).credentialExpiresAt;
  if (field === 'password' && ['', stored].includes(next.credentialExpiresAt)) {
    next.credentialExpiresAt = value === '' ? stored : '';
  }
  return next;
}

/** The image host where none is given: host and port of the address. */
export function defaultImageHost(url: string): string | undefined {
  try {
    return new URL(url).host || undefined;
  } catch {
    return undefined;
  }
}

/** The lines of a text that say something. */
export function toLines(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

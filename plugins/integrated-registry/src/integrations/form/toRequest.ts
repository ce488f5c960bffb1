import {
  CreateIntegrationInput,
  Integration,
  PasswordDemand,
  passwordDemand,
  registryUrlSchema,
  UpdateIntegrationInput,
} from 'backstage-plugin-integrated-registry-common';
import { FormField, formFields } from './formFields';
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
  const { caCertificate, skipVerify } = values;
  const tls = {
    ...(caCertificate.trim() && { caCertificate: caCertificate.trim() }),
    skipVerify,
  };
  const properties = formFields
    .filter(({ isPart }) => !isPart)
    .map(field => [field.name, toProperty(values[field.name], field)])
    .filter(([, value]) => value !== undefined);
  return {
    workspace,
    type: values.type,
    ...Object.fromEntries(properties),
    ...((tls.caCertificate || skipVerify) && { tls }),
  };
}

/** Undefined for an empty field that may be left out. */
function toProperty(
  value: string | boolean,
  { control, isRequired }: FormField,
): string | string[] | boolean | undefined {
  if (typeof value === 'boolean') {
    return value || undefined;
  }
  if (control === 'list') {
    const lines = toLines(value);
    return lines.length > 0 ? lines : undefined;
  }
  const text = control === 'password' ? value : value.trim();
  return text || isRequired ? text : undefined;
}

/** Only what differs from the integration as it was read; `null` takes a value away. */
export function toUpdateRequest(
  values: IntegrationFormValues,
  integration: Integration,
): UpdateIntegrationInput {
  const now: Partial<Record<string, unknown>> = toCreateRequest(values, '');
  const was: typeof now = toCreateRequest(initialValues(integration), '');
  const properties = new Set([...Object.keys(was), ...Object.keys(now)]);
  const changes: UpdateIntegrationInput = Object.fromEntries(
    [...properties]
      .filter(name => JSON.stringify(now[name]) !== JSON.stringify(was[name]))
      .map(name => [name, now[name] ?? null]),
  );
  if (!isAddressChanged(values, integration)) {
    delete changes.url;
  } else if (!now.imageHost) {
    changes.imageHost = null;
  }
  if (!values.password && isPasswordRemoved(values, integration)) {
    changes.password = null;
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

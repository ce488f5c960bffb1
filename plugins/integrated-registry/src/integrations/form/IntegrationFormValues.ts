import { Integration } from 'backstage-plugin-integrated-registry-common';
import {
  defaultImageHost,
  FormField,
  FormFieldName,
  formFields,
  TextFieldName,
} from './formFields';

/** The form's fields, as they are typed. */
export type IntegrationFormValues = { type: string } & {
  [Name in FormFieldName]: Name extends TextFieldName ? string : boolean;
};

export type IntegrationFormField = keyof IntegrationFormValues;

/** The form of a new integration, or of one that is edited. A password never comes back. */
export function initialValues(
  integration?: Integration,
): IntegrationFormValues {
  return Object.fromEntries([
    ['type', integration?.type ?? ''],
    ...formFields.map(field => [
      field.name,
      (integration && readValue(field, integration)) ??
        (field.control === 'switch' ? false : ''),
    ]),
  ]);
}

function readValue(
  { name, field, isPart, control }: FormField,
  integration: Integration,
): string | boolean | undefined {
  const { [field]: stored }: Partial<Record<typeof field, unknown>> =
    integration;
  // One that follows the address goes on following it.
  if (
    name === 'imageHost' &&
    stored === defaultImageHost(integration.url ?? '')
  ) {
    return '';
  }
  const value = isPart
    ? (stored as Partial<Record<typeof name, string | boolean>>)?.[name]
    : (stored as string | string[] | undefined);
  if (Array.isArray(value)) {
    return value.join('\n');
  }
  return control === 'date' ? String(value ?? '').slice(0, 10) : value;
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

/** The lines of a text that say something. */
export function toLines(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

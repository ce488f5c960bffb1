import { Integration } from 'backstage-plugin-integrated-registry-common';
import {
  FormField,
  FormFieldName,
  fieldsOf,
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
    ...fieldsOf().map(([name, field]) => [
      name,
      (integration && readValue(name, field, integration)) ??
        (field.kind === 'flag' ? false : ''),
    ]),
  ]);
}

function readValue(
  name: FormFieldName,
  { read }: FormField,
  integration: Integration,
): string | boolean | undefined {
  if (read) {
    return read(integration);
  }
  const value = integration[name as keyof Integration];
  return Array.isArray(value) ? value.join('\n') : (value as string);
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

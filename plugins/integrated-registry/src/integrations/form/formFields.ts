import {
  IntegrationFormEntry,
  integrationFormEntries,
  IntegrationFormInputName,
  ProviderHints,
} from 'backstage-plugin-integrated-registry-common';
import { PlainTextKey } from '../../translations';

/** An input of the form; the type is chosen on cards. */
export type FormFieldName = Exclude<
  IntegrationFormInputName,
  IntegrationFormInputName<'choice'>
>;

/** Inputs whose value is a text. */
export type TextFieldName = Exclude<
  FormFieldName,
  IntegrationFormInputName<'switch'>
>;

export interface FormField extends IntegrationFormEntry {
  name: FormFieldName;
}

/** What is said while a switch is on. */
export const switchWarnings: Record<
  IntegrationFormInputName<'switch'>,
  { title: PlainTextKey; description: PlainTextKey }
> = {
  skipVerify: {
    title: 'form.skipVerifyWarning',
    description: 'form.skipVerifyRemedy',
  },
};

/**
 * The inputs of the form, in their order. Those of a field that is declared in common are shown,
 * checked, tested, saved and compared.
 */
export const formFields = integrationFormEntries.filter(
  (entry): entry is FormField => entry.control !== 'choice',
);

/** The inputs of a section. */
export function fieldsOf(section: FormField['section']): FormField[] {
  return formFields.filter(field => field.section === section);
}

/** How the provider words the field, if it does. */
export function hintOf(name: FormFieldName, hints: ProviderHints = {}) {
  return name in hints ? hints[name as keyof ProviderHints] : undefined;
}

/** The image host if none is given: host and port of the address. */
export function defaultImageHost(url: string): string | undefined {
  try {
    return new URL(url).host || undefined;
  } catch {
    return undefined;
  }
}

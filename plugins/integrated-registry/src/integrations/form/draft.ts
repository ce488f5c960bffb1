import {
  hasUserInfo,
  Integration,
} from 'backstage-plugin-integrated-registry-common';
import { formFields } from './formFields';
import { initialValues, IntegrationFormValues } from './IntegrationFormValues';

/** What was entered, and nothing else. */
export type IntegrationDraft = Partial<IntegrationFormValues>;

/** What differs from the integration as it was read; from an empty form where there is none. */
export function draftOf(
  values: IntegrationFormValues,
  integration?: Integration,
): IntegrationDraft {
  const was = initialValues(integration);
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== was[name as keyof IntegrationFormValues],
    ),
  );
}

/** The draft as it may be kept: without passwords. Undefined where nothing is left. */
export function withoutSecrets(
  draft: IntegrationDraft,
): IntegrationDraft | undefined {
  const kept: IntegrationDraft = { ...draft };
  for (const { name, control } of formFields) {
    const value = kept[name];
    const isPlace = control === 'url' || name === 'imageHost';
    if (
      control === 'password' ||
      (isPlace && typeof value === 'string' && hasUserInfo(value))
    ) {
      delete kept[name];
    }
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** What of a kept text is a draft of this form. */
export function readDraft(kept: unknown): IntegrationDraft {
  const blank = initialValues();
  return Object.fromEntries(
    Object.entries(kept ?? {}).filter(
      ([name, value]) =>
        Object.hasOwn(blank, name) &&
        typeof value === typeof blank[name as keyof IntegrationFormValues],
    ),
  );
}

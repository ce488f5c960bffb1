import {
  createIntegrationRequestSchema,
  describeIssues,
  Integration,
  ProviderInfo,
  RequestIssue,
} from 'backstage-plugin-integrated-registry-common';
import { formFields } from './formFields';
import {
  IntegrationFormField,
  IntegrationFormValues,
} from './IntegrationFormValues';
import {
  isPasswordRemoved,
  storedPasswordDemand,
  toCreateRequest,
} from './toRequest';
import { Word } from '../../translations';

export type FieldErrors = Partial<Record<IntegrationFormField, string>>;

/** The texts of what only the form itself checks. */
export interface ValidationTexts {
  usernameMissing: string;
  passwordMissing: string;
  trustFixed: string;
}

export interface ValidateOptions {
  workspace: string;
  /** What is edited; absent where a registry is integrated anew. */
  integration?: Integration;
  provider?: ProviderInfo;
  texts: ValidationTexts;
  /** Words what the rules of the contract say. */
  word: Word;
}

/** The field that a property of the request belongs to; the first one of those it is made of. */
function fieldOfProperty(property: string): IntegrationFormField | undefined {
  if (property === 'type') {
    return property;
  }
  return formFields.find(({ field }) => field === property)?.name;
}

/** Puts each issue at its field; what belongs to no field is returned apart. */
export function issuesByField(
  issues: readonly RequestIssue[],
  word: Word,
): {
  fields: FieldErrors;
  others: string[];
} {
  const fields: FieldErrors = {};
  const others: string[] = [];
  for (const issue of issues) {
    const { path } = issue;
    const { message } = word(issue);
    const field = fieldOfProperty(path.split('.')[0]);
    if (field === undefined) {
      others.push(message);
    } else if (fields[field] === undefined) {
      fields[field] = message;
    }
  }
  return { fields, others };
}

/** What is wrong with the form, by the rules of the HTTP contract. */
export function validate(
  values: IntegrationFormValues,
  { workspace, integration, provider, texts, word }: ValidateOptions,
): FieldErrors {
  const parsed = createIntegrationRequestSchema.safeParse(
    toCreateRequest(values, workspace),
  );
  const errors = parsed.success
    ? {}
    : issuesByField(describeIssues(parsed.error), word).fields;
  const username = values.username.trim();
  const keepsPassword =
    integration !== undefined && isPasswordKept(values, integration);
  const credentialRequired = provider?.credential === 'required';
  if (!username && (credentialRequired || values.password)) {
    errors.username ??= texts.usernameMissing;
  }
  if (
    integration?.hasCredential &&
    integration.canChangeCredential === false &&
    storedPasswordDemand(values, integration) === 'trust'
  ) {
    errors.caCertificate ??= texts.trustFixed;
  } else if (
    !values.password &&
    !keepsPassword &&
    (credentialRequired || username !== '')
  ) {
    errors.password ??= texts.passwordMissing;
  }
  return errors;
}

function isPasswordKept(
  values: IntegrationFormValues,
  integration: Integration,
): boolean {
  return (
    Boolean(integration.hasCredential) &&
    storedPasswordDemand(values, integration) === undefined &&
    !isPasswordRemoved(values, integration)
  );
}

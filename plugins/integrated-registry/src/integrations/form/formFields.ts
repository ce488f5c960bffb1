import {
  CreateIntegrationInput,
  Integration,
  ProviderHints,
} from 'backstage-plugin-integrated-registry-common';
import { PlainTextKey } from '../../translations';

/** What the form, the request, the checks and a lost update have to know of a field. */
export interface FormField {
  /**
   * `line`: one line; `secret`: hidden, taken as it is; `text`: several lines; `list`: one entry per
   * line; `flag`: yes or no.
   */
  kind: 'line' | 'secret' | 'text' | 'list' | 'flag';
  /** Where the form has it. */
  section: 'title' | 'connection' | 'advanced' | 'end';
  label: PlainTextKey;
  description?: PlainTextKey;
  placeholder?: string;
  isRequired?: boolean;
  /** Says nothing about the connection, so a connection test goes without it. */
  isLabel?: boolean;
  /** Read-only for those who may not change the credential. */
  isCredential?: boolean;
  /** The property of the request it is sent in, if that has another name. */
  property?: keyof CreateIntegrationInput;
  /** What a lost update calls it, if that is not its label. */
  conflictLabel?: PlainTextKey;
  rows?: number;
  isMonospace?: boolean;
  /** Takes the whole width of the form. */
  isWide?: boolean;
  /** Shown while a flag is set. */
  warning?: { title: PlainTextKey; description: PlainTextKey };
  inputMode?: 'url';
  /** The value of a saved integration, if that is not the property with the name of the field. */
  read?(integration: Integration): string | boolean | undefined;
}

/**
 * The fields of an integration, in the order of the form; the type is chosen on cards. A field that is
 * added here is shown, checked, tested, saved and compared.
 */
export const formFields = {
  name: {
    kind: 'line',
    section: 'title',
    label: 'form.name',
    description: 'form.nameDescription',
    isRequired: true,
    isLabel: true,
  },
  url: {
    kind: 'line',
    section: 'connection',
    label: 'form.address',
    description: 'form.addressDescription',
    inputMode: 'url',
    isRequired: true,
  },
  imageHost: {
    kind: 'line',
    section: 'connection',
    label: 'form.imageHost',
    description: 'form.imageHostDescription',
    // One that follows the address goes on following it.
    read: ({ imageHost, url = '' }) =>
      imageHost === defaultImageHost(url) ? '' : imageHost,
  },
  username: {
    kind: 'line',
    section: 'connection',
    label: 'form.username',
    isCredential: true,
  },
  password: {
    kind: 'secret',
    section: 'connection',
    label: 'form.password',
    description: 'form.passwordDescription',
    isCredential: true,
    // It never comes back.
    read: () => '',
  },
  /** A day, `2027-01-31`; empty if it does not expire or nobody knows. */
  credentialExpiresAt: {
    kind: 'line',
    section: 'connection',
    label: 'form.expires',
    description: 'form.expiresDescription',
    placeholder: '2027-01-31',
    isLabel: true,
    isCredential: true,
    read: ({ credentialExpiresAt }) => credentialExpiresAt?.slice(0, 10),
  },
  caCertificate: {
    kind: 'text',
    section: 'advanced',
    label: 'form.caCertificate',
    description: 'form.caCertificateDescription',
    placeholder: '-----BEGIN CERTIFICATE-----',
    isMonospace: true,
    isWide: true,
    property: 'tls',
    conflictLabel: 'form.tls',
    read: ({ tls }) => tls?.caCertificate,
  },
  skipVerify: {
    kind: 'flag',
    section: 'advanced',
    label: 'form.skipVerify',
    isWide: true,
    warning: {
      title: 'form.skipVerifyWarning',
      description: 'form.skipVerifyRemedy',
    },
    property: 'tls',
    conflictLabel: 'form.tls',
    read: ({ tls }) => tls?.skipVerify,
  },
  repositories: {
    kind: 'list',
    section: 'advanced',
    label: 'form.repositories',
    description: 'form.repositoriesDescription',
    placeholder: 'team/app',
    isMonospace: true,
  },
  repositoryFilter: {
    kind: 'list',
    section: 'advanced',
    label: 'form.repositoryFilter',
    description: 'form.repositoryFilterDescription',
    placeholder: 'team/*',
    isMonospace: true,
  },
  description: {
    kind: 'text',
    section: 'end',
    label: 'form.description',
    rows: 2,
    isLabel: true,
  },
} as const satisfies Record<string, FormField>;

export type FormFieldName = keyof typeof formFields;

/** Fields whose value is a text. */
export type TextFieldName = {
  [Name in FormFieldName]: (typeof formFields)[Name]['kind'] extends 'flag'
    ? never
    : Name;
}[FormFieldName];

const entries = Object.entries(formFields) as [FormFieldName, FormField][];

/** The fields of a section, or all of them, with their names. */
export function fieldsOf(
  section?: FormField['section'],
): readonly (readonly [FormFieldName, FormField])[] {
  return section === undefined
    ? entries
    : entries.filter(([, field]) => field.section === section);
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

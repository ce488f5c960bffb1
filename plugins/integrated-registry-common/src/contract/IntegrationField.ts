import { z } from 'zod';
import { FieldCode, HelpCode } from './text';

/** One input of the form in which an integration is edited. @public */
export interface IntegrationFormInput {
  /**
   * `choice`: a registry type; `list`: one entry per line; `date`: a day such as 2027-01-31; `certificate`:
   * PEM; `switch`: yes or no. All others are texts; only a `password` is sent as it is typed.
   */
  control:
    | 'choice'
    | 'text'
    | 'url'
    | 'multiline'
    | 'certificate'
    | 'list'
    | 'date'
    | 'password'
    | 'switch';
  /** The word that error messages have for it too. */
  label: FieldCode;
  help?: HelpCode;
  /** An example, not translated. */
  placeholder?: string;
}

/** Where and how the form shows a field. @public */
export type IntegrationFieldForm = {
  /** `advanced`: what most registries do not need; `end`: at the end. */
  section: 'title' | 'connection' | 'advanced' | 'end';
} & (
  | IntegrationFormInput
  | {
      /** The field itself, where its parts are not told apart. */
      label: FieldCode;
      /** A field with parts, such as `tls`, has an input for each. */
      parts: Record<string, IntegrationFormInput>;
    }
);

/** Everything that is declared of a field of an integration. @public */
export interface IntegrationField {
  /** What a request may write. */
  schema: z.ZodType;
  /** What an answer tells; absent where no answer ever does. */
  answer?: z.ZodType;
  /**
   * `everybody`: also those with whom the integration is only shared; `workspace`: those who have to
   * do with its workspace; `nobody`: it is never answered.
   */
  seenBy: 'everybody' | 'workspace' | 'nobody';
  /** Who integrates a registry must give it, may give it, or cannot. */
  create: 'required' | 'optional' | 'never';
  /** Who changes an integration can set it, also `clear` it with `null`, or neither. */
  update: 'set' | 'clear' | 'never';
  /** In `integratedRegistry.integrations`: as in a request, or with a schema of its `own`. */
  configuration: 'request' | 'own';
  /** Kept among the settings of the integration, or beside its encrypted password? */
  keptWith: 'settings' | 'password';
  /** What is kept where nobody gives it. Without one, nothing is kept. */
  default?: unknown;
  /** The provider finds what is kept where nobody gives it. */
  defaultBy?: 'provider';
  /** What is kept of a value; `undefined`: nothing. Without it, the value as it is. */
  keep?(value: never): unknown;
  /** Does the registry see a difference? Then a change is verified, and people wait for it. */
  connection?: true;
  /** Needs the permission `integrated-registry.integration.credential`. */
  credential?: true;
  /** A stored password is not kept for another value of this; see `passwordDemand`. */
  bindsPassword?: true;
  /** Absent where the form does not show it. */
  form?: IntegrationFieldForm;
}

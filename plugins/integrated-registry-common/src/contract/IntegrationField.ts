import { z } from 'zod';

/** One input of the form in which an integration is edited. @public */
export interface IntegrationFormInput {
  /**
   * `choice`: a registry type; `list`: one entry per line; `date`: a day such as 2027-01-31; `switch`:
   * yes or no. All others are texts; only a `password` is sent as it is typed.
   */
  control:
    | 'choice'
    | 'text'
    | 'multiline'
    | 'list'
    | 'date'
    | 'password'
    | 'switch';
  /** Keys of the frontend's messages. */
  label: string;
  help?: string;
  /** An example, not translated. */
  placeholder?: string;
}

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
  form?: {
    /** `advanced`: what most registries do not need; `about`: at the end. */
    section: 'registry' | 'advanced' | 'about';
    /** The field itself in a sentence, a key of the frontend's messages. */
    label: string;
    /** By name. A field with parts, such as `tls`, has an input for each part. */
    inputs: Record<string, IntegrationFormInput>;
  };
}

import { z } from 'zod';
import { message } from '../messages';
import { issueText } from './issueTexts';
import { integrationLimits } from './integrationLimits';
import { lineOfText, linesOfText } from './text';
import { workspaceRefSchema } from './workspaces';

// What single fields of an integration take; which fields there are is in `integrationFields`.

export const tlsSettingsSchema = z.object({
  /** Certificates in PEM that are trusted besides the system's. */
  caCertificate: linesOfText(
    'FIELD_CA_CERTIFICATE',
    integrationLimits.caCertificate,
  )
    .trim()
    .refine(
      pem => pem === '' || pem.includes('-----BEGIN CERTIFICATE-----'),
      issueText('CA_CERTIFICATE_NOT_PEM'),
    )
    .refine(
      pem => !pem.includes('PRIVATE KEY-----'),
      issueText('CA_CERTIFICATE_WITH_KEY'),
    )
    .optional(),
  /** Accept any certificate. Dangerous: anyone on the way can read the password. */
  skipVerify: z.boolean().default(false),
});

/** @public */
export type TlsSettings = z.infer<typeof tlsSettingsSchema>;

/** Requests refuse fields that nobody knows; answers may grow. */
/** But for the one by which an emoji is told from a sign. */
const NOTHING_INVISIBLE =
  /^(?:\uFE0F|[^\p{Cf}\p{Default_Ignorable_Code_Point}])*$/u;

export const tlsRequestSchema = tlsSettingsSchema.strict();

export const nameSchema = lineOfText(
  'FIELD_NAME',
  integrationLimits.name,
).regex(
  NOTHING_INVISIBLE,
  issueText('TEXT_INVISIBLE_CHARACTERS', { what: message('FIELD_NAME') }),
);
export const descriptionSchema = linesOfText(
  'FIELD_DESCRIPTION',
  integrationLimits.description,
);
/** The name of somebody in a registry. @public */
export const usernameSchema = lineOfText(
  'FIELD_USERNAME',
  integrationLimits.username,
).refine(
  // RFC 7617, section 2: it would end there.
  username => !username.includes(':'),
  issueText('USERNAME_WITH_COLON'),
);
/** Taken as it is; a service account's key file has several lines. @public */
export const passwordSchema = linesOfText(
  'FIELD_PASSWORD',
  integrationLimits.password,
).min(1, issueText('TEXT_EMPTY', { what: message('FIELD_PASSWORD') }));
const EXPIRY_MESSAGE = issueText('EXPIRY_DATE_INVALID');
/** A day, or a moment with its offset from UTC; handed on as ISO 8601 in UTC. */
export const credentialExpiresAtSchema = z
  .union([
    z.iso.date(EXPIRY_MESSAGE),
    z.iso.datetime({ offset: true, error: EXPIRY_MESSAGE }),
  ])
  .transform(text => new Date(text).toISOString());
export const repositoriesSchema = z
  .array(
    lineOfText('FIELD_DECLARED_REPOSITORY', integrationLimits.repositoryName),
  )
  .max(
    integrationLimits.repositories,
    issueText('TOO_MANY_DECLARED_REPOSITORIES', {
      max: integrationLimits.repositories,
    }),
  );

/** Whom to share with; only platform admins may. @public */
export const sharingRequestSchema = z
  .strictObject({
    with: z.enum(
      ['nobody', 'workspaces', 'everybody'],
      issueText('SHARING_UNKNOWN'),
    ),
    /** Entity refs, where `with` is `workspaces`. */
    workspaces: z
      .array(workspaceRefSchema)
      .max(
        integrationLimits.sharedWorkspaces,
        issueText('SHARING_TOO_MANY', {
          max: integrationLimits.sharedWorkspaces,
        }),
      )
      .default([])
      .transform(refs => [...new Set(refs)].sort()),
  })
  .refine(
    sharing => sharing.with !== 'workspaces' || sharing.workspaces.length > 0,
    {
      path: ['workspaces'],
      message: issueText('SHARING_WITHOUT_WORKSPACE'),
    },
  )
  .refine(
    sharing => sharing.with === 'workspaces' || sharing.workspaces.length === 0,
    {
      path: ['workspaces'],
      message: issueText('SHARING_WORKSPACES_UNUSED'),
    },
  );

/** @public */
export type SharingRequest = z.infer<typeof sharingRequestSchema>;

export const sharingSchema = z.object({
  with: z.enum(['nobody', 'workspaces', 'everybody']),
  /** Entity refs, where `with` is `workspaces`. */
  workspaces: z.array(z.string()),
});

/** @public */
export type Sharing = z.infer<typeof sharingSchema>;

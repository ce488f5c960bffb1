import { z } from 'zod';
import { readCertificate } from './readCertificate';

/** The certificate of a Sealed Secrets controller: PEM, or a file with it. */
export type SealingCertificate = { pem: string } | { file: string };

const certificateSchema = z
  .string()
  .refine(pem => whyUnusable(pem) === undefined, {
    error: ({ input }) =>
      `cannot be used: ${whyUnusable(
        String(input),
      )}. kubeseal --fetch-cert prints the controller’s`,
  });

/** `sealedSecrets` of a cluster. */
export const sealedSecretsSchema = z
  .strictObject({
    certificate: certificateSchema.optional(),
    certificateFile: z.string().min(1, 'is empty').optional(),
  })
  .refine(
    ({ certificate, certificateFile }) =>
      (certificate === undefined) !== (certificateFile === undefined),
    'needs exactly one of certificate and certificateFile',
  )
  .transform(
    ({ certificate, certificateFile = '' }): SealingCertificate =>
      certificate === undefined
        ? { file: certificateFile }
        : { pem: certificate },
  );

function whyUnusable(pem: string): string | undefined {
  const certificate = readCertificate(pem);
  return 'code' in certificate ? certificate.text : undefined;
}

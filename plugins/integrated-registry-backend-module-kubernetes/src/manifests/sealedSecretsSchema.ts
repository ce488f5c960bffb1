import { z } from 'zod';
import { readCertificate } from './readCertificate';

/** The certificate of a Sealed Secrets controller: PEM, or a file with it. */
export type SealingCertificate = { pem: string } | { file: string };

const certificateSchema = z.string().superRefine((pem, context) => {
  const certificate = readCertificate(pem);
  if ('code' in certificate) {
    context.addIssue({
      code: 'custom',
      message: `cannot be used: ${certificate.text}. kubeseal --fetch-cert prints the controller’s`,
    });
  }
});

/** `sealedSecrets` of a cluster. */
export const sealedSecretsSchema = z
  .strictObject({
    certificate: certificateSchema.optional(),
    certificateFile: z.string().min(1, 'is empty').optional(),
  })
  .transform(
    ({ certificate, certificateFile }, context): SealingCertificate => {
      if (certificate !== undefined && certificateFile === undefined) {
        return { pem: certificate };
      }
      if (certificateFile !== undefined && certificate === undefined) {
        return { file: certificateFile };
      }
      context.addIssue({
        code: 'custom',
        message: 'needs exactly one of certificate and certificateFile',
      });
      return z.NEVER;
    },
  );

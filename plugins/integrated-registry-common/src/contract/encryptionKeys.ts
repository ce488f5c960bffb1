import { z } from 'zod';

/** A key of the key ring, by its id; the key itself is nowhere. */
export const encryptionKeySchema = z.object({
  id: z.string(),
  /** The one that encrypts. */
  current: z.boolean(),
  /** False where it is missing, and its passwords cannot be read. */
  configured: z.boolean(),
  /** How many stored passwords are encrypted with it. */
  credentials: z.number().int().nonnegative(),
});

export const encryptionKeyListSchema = z.object({
  items: z.array(encryptionKeySchema),
});

/** @public */
export type EncryptionKeyList = z.infer<typeof encryptionKeyListSchema>;

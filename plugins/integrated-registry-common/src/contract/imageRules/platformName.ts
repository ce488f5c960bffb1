import { z } from 'zod';

/** `os/architecture[/variant]`, such as `linux/arm64`. @public */
export const platformNameSchema = z
  .string()
  .regex(
    /^[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9]+)?$/,
    'A platform is written os/architecture, such as linux/amd64',
  );

import { z } from 'zod';
import { issueText } from '../issueTexts';

/** `os/architecture[/variant]`, such as `linux/arm64`, by any of their usual names. */
export const platformNameSchema = z
  .string()
  .regex(
    /^[a-z0-9]+\/[a-z0-9_-]+(\/[a-z0-9.]+)?$/i,
    issueText('PLATFORM_INVALID'),
  );

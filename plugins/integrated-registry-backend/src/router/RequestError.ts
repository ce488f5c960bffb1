import { InputError } from '@backstage/errors';
import {
  RequestIssue,
  summarizeIssues,
} from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';

/** A request that is not as the contract has it, with what is wrong field by field. */
export class RequestError extends InputError {
  readonly issues: RequestIssue[];
  /** How many problems there are besides. */
  readonly omitted: number;

  constructor(error: z.ZodError) {
    const { issues, omitted } = summarizeIssues(error);
    super(
      [
        ...issues.map(({ path, message }) =>
          path ? `${path}: ${message}` : message,
        ),
        ...(omitted > 0
          ? [`${omitted.toLocaleString('en-US')} more problems are not named`]
          : []),
      ].join('. '),
    );
    this.issues = issues;
    this.omitted = omitted;
  }
}

import { InputError } from '@backstage/errors';
import {
  describeIssues,
  RequestIssue,
} from 'backstage-plugin-integrated-registry-common';
import { z } from 'zod';

/** A request that is not as the contract has it, with what is wrong field by field. */
export class RequestError extends InputError {
  readonly issues: RequestIssue[];

  static from(error: z.ZodError): RequestError {
    return new RequestError(describeIssues(error));
  }

  private constructor(issues: RequestIssue[]) {
    super(
      issues
        .map(({ path, message }) => (path ? `${path}: ${message}` : message))
        .join('. '),
    );
    this.issues = issues;
  }
}

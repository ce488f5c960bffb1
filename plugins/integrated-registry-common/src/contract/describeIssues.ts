import { z } from 'zod';
import type { RequestIssue } from './errorAnswer';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a request, one entry per field, for the `issues` of an error answer. An
 * unknown field is named. Of a request that may take several forms, the form it comes closest to
 * is spoken of.
 *
 * @public
 */
export function describeIssues(error: z.ZodError): RequestIssue[] {
  return error.issues.flatMap(issue => describe(issue, []));
}

function describe(issue: Issue, parents: PropertyKey[]): RequestIssue[] {
  const path = [...parents, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      path: join([...path, key]),
      message: `There is no field ${JSON.stringify(key)} here`,
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return issue.errors
      .map(form => form.flatMap(inner => describe(inner, path)))
      .reduce((best, form) => (form.length < best.length ? form : best));
  }
  return [{ path: join(path), message: issue.message }];
}

function join(path: PropertyKey[]): string {
  return path.map(String).join('.');
}

import { z } from 'zod';
import { message, worded } from '../messages';
import { messageOfIssue, messagesOfKeys } from './issueTexts';
import type { RequestIssue } from './errorAnswer';
import { requestLimits } from './requestLimits';

type Issue = z.core.$ZodIssue;

/** The first problems of a request, and how many there are besides. @public */
export interface IssueSummary {
  issues: RequestIssue[];
  omitted: number;
}

/**
 * What is wrong with a request, one entry per field, for the `issues` of an error answer. An
 * unknown field is named. Of a request that may take several forms, the form it comes closest to
 * is spoken of. Only the first problems are described, as many as `requestLimits.problems`.
 *
 * @public
 */
export function describeIssues(error: z.ZodError): RequestIssue[] {
  return summarizeIssues(error).issues;
}

/**
 * The same, with the number of those that are not described: whoever sends many mistakes must not
 * get a longer answer than they have sent.
 *
 * @public
 */
export function summarizeIssues(error: z.ZodError): IssueSummary {
  const issues: RequestIssue[] = [];
  for (const issue of error.issues) {
    describe(issue, [], issues);
  }
  return { issues, omitted: count(error.issues) - issues.length };
}

function describe(
  issue: Issue,
  parents: PropertyKey[],
  described: RequestIssue[],
): void {
  if (described.length >= requestLimits.problems) {
    return;
  }
  const path = [...parents, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const messages = messagesOfKeys(issue.keys);
    issue.keys
      .slice(0, requestLimits.problems - described.length)
      .forEach((key, index) => {
        const name = shorten(key);
        described.push(
          worded({
            path: join([...path, name]),
            message:
              messages[index] ??
              message('UNKNOWN_FIELD', { name: JSON.stringify(name) }),
          }),
        );
      });
    return;
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    for (const inner of closest(issue.errors)) {
      describe(inner, path, described);
    }
    return;
  }
  described.push(worded({ path: join(path), message: messageOfIssue(issue) }));
}

function count(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') {
      return sum + issue.keys.length;
    }
    return issue.code === 'invalid_union' && issue.errors.length > 0
      ? sum + count(closest(issue.errors))
      : sum + 1;
  }, 0);
}

/** The form with the fewest problems. */
function closest(forms: readonly Issue[][]): Issue[] {
  return forms
    .map(form => ({ form, problems: count(form) }))
    .reduce((best, other) => (other.problems < best.problems ? other : best))
    .form;
}

function join(path: PropertyKey[]): string {
  return path.map(part => shorten(String(part))).join('.');
}

function shorten(name: string): string {
  return name.length > requestLimits.quotedName
    ? `${name.slice(0, requestLimits.quotedName)}…`
    : name;
}

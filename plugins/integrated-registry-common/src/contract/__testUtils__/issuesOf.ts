import { z } from 'zod';
import { describeIssues } from '../describeIssues';

/** What a form sends at the least. */
export const settings = {
  workspace: 'group:default/payments',
  type: 'docker',
  name: 'Team registry',
  url: 'https://registry.example.com',
};

/** What is wrong with an input, in English. */
export function issuesOf(schema: z.ZodType, input: unknown) {
  const result = schema.safeParse(input);
  const issues = result.success ? [] : describeIssues(result.error);
  // What words them in another language has its own test.
  return issues.map(({ wording, ...issue }) => issue);
}

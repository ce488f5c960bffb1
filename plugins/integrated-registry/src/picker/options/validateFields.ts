import { ApiHolder } from '@backstage/frontend-plugin-api';
import { isError } from '@backstage/errors';
import {
  IntegratedRegistryApi,
  ReadOptions,
} from 'backstage-plugin-integrated-registry-common';
import { asRegistryError, integratedRegistryApiRef } from '../../api';
import { Translate, translatorOf, Word, wordingOf } from '../../translations';
import { Container, containersHolding } from './containers';
import { fieldsIn, FormField } from './fieldsIn';
import {
  describeWrongWorkspace,
  namedWorkspace,
  WorkspaceOptions,
} from './namedWorkspace';
import { describeOptionProblem } from './options';

export interface ValidationContext<Options> {
  apiHolder: ApiHolder;
  formData: Record<string, unknown>;
  uiSchema?: { 'ui:options'?: Options };
}

export interface ValidationTools {
  api: IntegratedRegistryApi | undefined;
  t: Translate;
  word: Word;
}

/** So many fields of a form are checked at once. */
const AT_ONCE = 5;

/**
 * Checks a value before its form goes on.
 *
 * Forms call it for a field, and for an array with the field in its items: then `value` is the whole
 * array, and `uiSchema` that of its items.
 *
 * @param name - of the field, as `ui:field` has it
 * @param check - what is wrong with one field
 */
export async function validateFields(
  name: string,
  value: unknown,
  field: { addError(message: string): void },
  { apiHolder, formData, uiSchema }: ValidationContext<unknown>,
  check: (found: FormField, tools: ValidationTools) => Promise<string[]>,
): Promise<void> {
  const fields = fieldsIn(name, value, uiSchema, {
    containers: containersHolding(formData, value),
  });
  const t = translatorOf(apiHolder);
  const word = wordingOf(apiHolder);
  const api = apiHolder.get(integratedRegistryApiRef);
  for (let at = 0; at < fields.length; at += AT_ONCE) {
    const answers = await Promise.all(
      fields.slice(at, at + AT_ONCE).map(async found => ({
        number: found.number,
        problems: await check(found, { api, t, word }),
      })),
    );
    for (const { number, problems } of answers) {
      for (const problem of problems) {
        field.addError(
          number === undefined
            ? problem
            : t('picker.item', { number: String(number), problem }),
        );
      }
    }
  }
}

/**
 * What is wrong with the options of a field, with the workspaces that they may mean, and with its value
 * in each of these. A backend or registry that cannot be reached now keeps nobody from going on.
 *
 * @param containers - the objects around the field, for each place where it may be
 * @param judge - what is wrong in one workspace; what it throws is told if it is about the request
 */
export async function problemsIn<Options extends WorkspaceOptions>(
  { options, problems: wrong }: ReadOptions<Options>,
  containers: readonly Container[][],
  { api, t, word }: ValidationTools,
  judge: (api: IntegratedRegistryApi, workspace: string) => Promise<string[]>,
): Promise<string[]> {
  // An option that cannot be read is one its author believes in.
  const problems = new Set(
    wrong.map(problem => describeOptionProblem(problem, t, word)),
  );
  const workspaces = new Set<string>();
  for (const around of containers) {
    const named = namedWorkspace(options, around);
    if (named.state === 'named') {
      workspaces.add(named.workspace);
    } else if (named.state === 'wrong') {
      problems.add(describeWrongWorkspace(named, t));
    }
  }
  for (const workspace of api ? workspaces : []) {
    try {
      for (const problem of await judge(api!, workspace)) {
        problems.add(problem);
      }
    } catch (error) {
      const known = asRegistryError(error);
      if (isError(error) && [400, 404].includes(known.httpStatus ?? 0)) {
        problems.add(word(known).message);
      }
    }
  }
  return [...problems];
}

import { ApiHolder } from '@backstage/frontend-plugin-api';
import { isError } from '@backstage/errors';
import {
  IntegratedRegistryApi,
  namespacePickerOptionsIn,
} from 'backstage-plugin-integrated-registry-common';
import { asRegistryError, integratedRegistryApiRef } from '../../api';
import { Translate, translatorOf, Word, wordingOf } from '../../translations';
import {
  containersHolding,
  describeOptionProblem,
  describeWrongWorkspace,
  fieldsIn,
  FormField,
  namedWorkspace,
} from '../options';
import { loadNamespaces } from './loadNamespaces';
import { NamespacePickerOptions, NamespacePickerValue } from './schema';
import { keyOf, toNamespace } from './toNamespace';

interface ValidationContext {
  apiHolder: ApiHolder;
  formData: Record<string, unknown>;
  uiSchema?: { 'ui:options'?: NamespacePickerOptions };
}

/**
 * Checks a namespace before the form goes on, for comfort: no action checks it again when the task runs.
 * A backend that does not answer now keeps nobody from going on.
 *
 * Forms call it for a field, and for an array with the field in its items.
 */
export async function validateNamespace(
  value: NamespacePickerValue | undefined,
  field: { addError(message: string): void },
  { apiHolder, formData, uiSchema }: ValidationContext,
): Promise<void> {
  const t = translatorOf(apiHolder);
  const word = wordingOf(apiHolder);
  const api = apiHolder.get(integratedRegistryApiRef);
  const fields = fieldsIn('WorkspaceNamespacePicker', value, uiSchema, {
    containers: containersHolding(formData, value),
  });
  for (const found of fields) {
    for (const problem of await check(found, api, t, word)) {
      field.addError(
        found.number === undefined
          ? problem
          : t('picker.item', { number: String(found.number), problem }),
      );
    }
  }
}

async function check(
  { value, uiSchema, containers }: FormField,
  api: IntegratedRegistryApi | undefined,
  t: Translate,
  word: Word,
): Promise<string[]> {
  const { options, problems: wrong } = namespacePickerOptionsIn(uiSchema);
  const problems = new Set(
    wrong.map(problem => describeOptionProblem(problem, t, word)),
  );
  const namespace = toNamespace(value);
  if (!namespace) {
    // Whether it may be left empty says the schema of the form.
    return [...problems];
  }
  for (const around of containers) {
    const named = namedWorkspace(options, around);
    if (named.state === 'wrong') {
      problems.add(describeWrongWorkspace(named, t));
    } else if (api && named.state === 'named') {
      try {
        const bindings = await loadNamespaces(api, named.workspace);
        if (!bindings.some(item => keyOf(item) === keyOf(namespace))) {
          problems.add(t('namespacePicker.notInList', namespace));
        }
      } catch (error) {
        const known = asRegistryError(error);
        if (isError(error) && [400, 404].includes(known.httpStatus ?? 0)) {
          problems.add(word(known).message);
        }
      }
    }
  }
  return [...problems];
}

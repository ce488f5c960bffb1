import { namespacePickerOptionsIn } from 'backstage-plugin-integrated-registry-common';
import { problemsIn, validateFields, ValidationContext } from '../options';
import { loadNamespaces } from './loadNamespaces';
import { NamespacePickerOptions, NamespacePickerValue } from './schema';
import { keyOf, toNamespace } from './toNamespace';

/**
 * Checks a namespace before the form goes on, for comfort: no action checks it again when the task runs.
 */
export async function validateNamespace(
  value: NamespacePickerValue | undefined,
  field: { addError(message: string): void },
  context: ValidationContext<NamespacePickerOptions>,
): Promise<void> {
  await validateFields(
    'WorkspaceNamespacePicker',
    value,
    field,
    context,
    async (found, tools) => {
      const options = namespacePickerOptionsIn(found.uiSchema);
      const namespace = toNamespace(found.value);
      if (!namespace) {
        // Whether it may be left empty says the schema of the form.
        return problemsIn(options, [], tools, async () => []);
      }
      return problemsIn(
        options,
        found.containers,
        tools,
        async (api, workspace) => {
          const bindings = await loadNamespaces(api, workspace);
          return bindings.some(item => keyOf(item) === keyOf(namespace))
            ? []
            : [tools.t('namespacePicker.notInList', namespace)];
        },
      );
    },
  );
}

import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { namespacePickerSchema } from './schema';
import { validateNamespace } from './validateNamespace';
import { WorkspaceNamespacePicker } from './WorkspaceNamespacePicker';

/** `ui:field: WorkspaceNamespacePicker` */
export const namespacePickerFormField = createFormField({
  name: 'WorkspaceNamespacePicker',
  component: WorkspaceNamespacePicker,
  validation: validateNamespace,
  schema: namespacePickerSchema,
});

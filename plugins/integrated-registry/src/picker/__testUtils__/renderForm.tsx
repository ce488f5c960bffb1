import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { identityApiRef, storageApiRef } from '@backstage/frontend-plugin-api';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { screen } from '@testing-library/react';
import { ComponentProps } from 'react';
import { anImageApi, FakeApi } from '../../__testUtils__';
import { integratedRegistryApiRef } from '../../api';
import { ImagePicker, validateImage } from '../field';
import { validateNamespace, WorkspaceNamespacePicker } from '../namespace';

type StepperProps = ComponentProps<typeof Stepper>;

export const payments = 'group:default/payments';

/** The field in the schema of a form. */
export const image = (
  more: object = {},
  options: object = { workspace: payments },
) => ({
  title: 'Image',
  type: 'string',
  'ui:field': 'RegistryImagePicker',
  'ui:options': options,
  ...more,
});

/** The form of a template, as Backstage draws it. */
export function renderForm(
  properties: object,
  formData: Record<string, unknown> = {},
  api: FakeApi = anImageApi(),
  more: object = {},
  user = 'user:default/priya',
) {
  const onCreate = jest.fn(async () => {});
  const props = {
    manifest: {
      title: 'A template',
      steps: [{ title: 'First', schema: { properties, ...more } }],
    },
    extensions: [
      {
        name: 'RegistryImagePicker',
        component: ImagePicker,
        validation: validateImage,
      },
      {
        name: 'WorkspaceNamespacePicker',
        component: WorkspaceNamespacePicker,
        validation: validateNamespace,
      },
    ],
    initialState: formData,
    onCreate,
  };
  const { unmount } = renderInTestApp(
    <Stepper {...(props as unknown as StepperProps)} />,
    {
      apis: [
        [integratedRegistryApiRef, api],
        [storageApiRef, mockApis.storage()],
        [identityApiRef, mockApis.identity({ userEntityRef: user })],
      ],
    },
  );
  return Object.assign(onCreate, { unmount });
}

/** The text field of the image. */
export const imageField = () =>
  screen.findByRole('textbox', { name: /^Image/ });

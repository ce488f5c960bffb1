import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ComponentProps, useState } from 'react';
import { FakeApi } from '../../__testUtils__';
import { integratedRegistryApiRef } from '../../api';
import { ImagePicker } from '../field';
import { ImagePickerOptions, ImagePickerValue } from '../options';

/** As the form holds the field: what it gives comes back as its value. */
function FormWith({
  options,
  formData,
  initial,
  onValue,
}: {
  options: ImagePickerOptions;
  formData?: Record<string, unknown>;
  initial?: ImagePickerValue;
  onValue(value: ImagePickerValue | undefined): void;
}) {
  const [value, setValue] = useState(initial);
  const props = {
    uiSchema: { 'ui:options': options },
    schema: { title: 'Image' },
    formContext: { formData },
    idSchema: { $id: 'root_image' },
    formData: value,
    rawErrors: [],
    onChange: (next: ImagePickerValue | undefined) => {
      setValue(next);
      onValue(next);
    },
  };
  return (
    <ImagePicker
      {...(props as unknown as ComponentProps<typeof ImagePicker>)}
    />
  );
}

export function renderPicker(
  api: FakeApi,
  options: ImagePickerOptions = { workspace: 'group:default/payments' },
  formData?: Record<string, unknown>,
  initial?: ImagePickerValue,
) {
  const onValue = jest.fn();
  renderInTestApp(
    <FormWith
      options={options}
      formData={formData}
      initial={initial}
      onValue={onValue}
    />,
    { apis: [[integratedRegistryApiRef, api]] },
  );
  return onValue;
}

export async function openDialog() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Choose image' }),
  );
  return screen.findByRole('dialog', { name: 'Choose image' });
}

export async function pick() {
  const dialog = await openDialog();
  await userEvent.click(
    await within(dialog).findByRole('option', { name: /^team\/app/ }),
  );
  await userEvent.click(
    await within(dialog).findByRole('option', { name: /^1\.2\.0/ }),
  );
  return dialog;
}

export async function chooseByMouse() {
  const dialog = await pick();
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Use image' }),
  );
  return dialog;
}

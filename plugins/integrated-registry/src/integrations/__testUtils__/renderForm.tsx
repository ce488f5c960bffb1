import { identityApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Integration,
  IntegratedRegistryApi,
} from 'backstage-plugin-integrated-registry-common';
import { integratedRegistryApiRef } from '../../api';
import { IntegrationFormDialog } from '../form';

export function renderForm(
  api: IntegratedRegistryApi,
  integration?: Integration,
  user = 'user:default/priya',
) {
  const onSaved = jest.fn();
  const onClose = jest.fn();
  const { unmount } = renderInTestApp(
    <IntegrationFormDialog
      workspace="group:default/payments"
      integration={integration}
      onSaved={onSaved}
      onClose={onClose}
    />,
    {
      apis: [
        [integratedRegistryApiRef, api],
        [identityApiRef, mockApis.identity({ userEntityRef: user })],
      ],
    },
  );
  return { onSaved, onClose, unmount };
}

/** The label, with or without the mark of a field that is required. */
export function label(text: string) {
  return new RegExp(`^${text}( ?\\(Required\\))?$`);
}

export function field(text: string) {
  return screen.getByLabelText(label(text));
}

export async function fill(text: string, value: string) {
  const input = await screen.findByLabelText(label(text));
  await userEvent.clear(input);
  await userEvent.click(input);
  await userEvent.paste(value);
}

export async function press(name: string) {
  await userEvent.click(screen.getByRole('button', { name }));
}

export async function chooseType(name: RegExp) {
  await userEvent.click(await screen.findByRole('radio', { name }));
}

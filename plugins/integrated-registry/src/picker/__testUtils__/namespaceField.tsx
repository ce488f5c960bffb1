import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NamespaceBinding } from 'backstage-plugin-integrated-registry-common';
import {
  aBinding,
  aBindingList,
  aNamespaceApi,
  Answers,
} from '../../__testUtils__';
import { payments } from './renderForm';

/** The field in the schema of a form. */
export const namespace = (options: object = { workspace: payments }) => ({
  title: 'Namespace',
  type: 'object',
  'ui:field': 'WorkspaceNamespacePicker',
  'ui:options': options,
});

export function aPickerApi(
  answers: Answers = {},
  integrationId: string | undefined = 'i-1',
) {
  return aNamespaceApi(answers, {
    parseImage: async ({ reference }) => ({
      reference,
      familiar: reference,
      imageHost: 'registry.example.com',
      repository: 'team/app',
      integrationId,
    }),
  });
}

export const withBindings = (
  ...bindings: Partial<NamespaceBinding>[]
): Answers => ({
  listNamespaceBindings: () =>
    aBindingList(
      bindings.map((changes, at) =>
        aBinding({ id: String(at), namespace: `ns-${at}`, ...changes }),
      ),
    ),
});

export const namespaceField = () =>
  screen.findByRole('button', { name: /^Namespace/ });

export async function openNamespaceList() {
  const button = await namespaceField();
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await userEvent.click(button);
  return screen.findByRole('listbox');
}

export const goOn = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Review' }));

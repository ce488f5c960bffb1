import { within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aNamespaceApi,
  Answers,
  aWorkspace,
  listingWorkspaces,
} from '../../__testUtils__';
import { renderPage } from '../../integrations/__testUtils__';

/** The tab of the workspace Payments, for a platform admin. */
export function openNamespaces(answers: Answers = {}) {
  const api = aNamespaceApi(answers, {
    listWorkspaces: listingWorkspaces(
      aWorkspace({ role: 'platform-admin' }),
      aWorkspace({ entityRef: 'group:default/web', title: 'Web' }),
    ),
  });
  renderPage(api, '/namespaces?workspace=group:default/payments');
  return api;
}

export const press = async (dialog: HTMLElement, name: string) =>
  userEvent.click(within(dialog).getByRole('button', { name }));

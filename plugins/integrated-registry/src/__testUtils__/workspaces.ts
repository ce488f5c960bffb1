import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Workspace } from 'backstage-plugin-integrated-registry-common';
import { aWorkspace } from './integrations';

/** What opening the list of workspaces may add to the page, however long the list is. */
export const MAX_LIST_NODES = 500;

/** `Team 0`, `Team 1` and so on. */
export function manyWorkspaces(count: number): Workspace[] {
  return Array.from({ length: count }, (_, at) =>
    aWorkspace({
      entityRef: `group:default/team-${at}`,
      title: `Team ${at}`,
    }),
  );
}

export async function openWorkspaceList(trigger: HTMLElement) {
  await userEvent.click(trigger);
  return screen.findByRole('dialog', { name: 'Choose a workspace' });
}
